package cn.qingzhuang.app.events;

import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.util.List;
import java.util.Optional;

/** Somebody moves into a household, or out of one: to another unit of the county, or away. */
final class Move {
    private static final List<Preview.Choice> SEXES =
            List.of(new Preview.Choice("男", "男"), new Preview.Choice("女", "女"));

    private final Register register;
    private final Asked asked;

    Move(Register register, Asked asked) {
        this.register = register;
        this.asked = asked;
    }

    /** Into the household on whose page it is said: somebody the ledger knows, or a new person. */
    void in(SubjectFacts subject, Plan plan) {
        SubjectFacts household = register.household(subject)
                .orElseThrow(() -> EventProblems.refused(register.nameOf(subject) + "还不在任何一户里。", "请在要迁入的那一户的页面上登记迁入。"));
        String relation = asked.field("relation");
        if (relation.isEmpty()) {
            plan.need("relation", "与户主关系", Relation.choices("配偶", "子", "女", "儿媳", "女婿", "父亲", "母亲", "孙子", "孙女", "其他"));
        }
        String mover = asked.field("person");
        if (mover.isEmpty()) {
            newcomer(household, relation, plan);
        } else {
            known(register.require(mover), household, relation, plan);
        }
        plan.grow(household, 1);
        plan.note(asked.field("from").isEmpty() ? "" : "从" + asked.field("from") + "迁入");
    }

    private void newcomer(SubjectFacts household, String relation, Plan plan) {
        if (asked.field("name").isEmpty()) {
            plan.need("name", "姓名", List.of());
        }
        if (asked.field("idNumber").isEmpty() && asked.field("sex").isEmpty()) {
            plan.need("sex", "性别", SEXES);
        }
        String id = plan.make(household.unitCode());
        plan.set(id, "person_name", asked.field("name"));
        plan.set(id, "person_sex", asked.field("sex"));
        plan.set(id, "person_id_no", asked.field("idNumber"));
        plan.set(id, "person_birth_date", asked.field("birthDate"));
        plan.set(id, "relation_to_head", relation);
        plan.set(id, "person_population_status", "户籍");
        plan.set(id, "person_residence_since", asked.on().toString());
        plan.joins(id, household);
    }

    private void known(SubjectFacts person, SubjectFacts household, String relation, Plan plan) {
        EventProblems.requirePerson(person, register);
        if (!register.value(person, "person_death_date").isEmpty()) {
            throw EventProblems.refused(register.nameOf(person) + "已登记死亡。", "请核对是不是同一个人。");
        }
        if (person.householdId().filter(household.id()::equals).isPresent()) {
            throw EventProblems.refused(register.nameOf(person) + "已经在这一户。", "不用登记迁入。");
        }
        register.household(person).ifPresent(before -> leave(person, before, plan));
        plan.set(person, "relation_to_head", relation);
        plan.set(person, "person_population_status", "户籍");
        plan.set(person, "person_residence_since", asked.on().toString());
        plan.joins(person, household);
    }

    private void leave(SubjectFacts person, SubjectFacts before, Plan plan) {
        plan.grow(before, -1);
        List<SubjectFacts> left = register.living(before).stream()
                .filter(m -> !m.id().equals(person.id()))
                .toList();
        if (register.isHead(person, before) && !left.isEmpty()) {
            new Death.NewHead(register, plan).of(before, person, left, asked.field("newHead"));
        }
    }

    /** A person leaves the household, or a household moves with everybody in it. */
    void out(SubjectFacts subject, Plan plan) {
        String to = asked.field("to");
        if (to.isEmpty()) {
            plan.need("to", "迁往哪里", List.of());
        }
        Optional<String> unit = register.unitNamed(to).map(u -> register.requireUnit(u.code()));
        if (unit.isEmpty() && to.matches("[0-9]{12}")) {
            throw EventProblems.refused("没有代码为“" + to + "”的单位。", "请写迁往的地址，或本县单位的 12 位代码。");
        }
        plan.note("迁往" + unit.map(register::unitName).orElse(to));
        if (subject.type() == SubjectType.HOUSEHOLD) {
            List<SubjectFacts> all = register.living(subject);
            if (all.isEmpty() && unit.isEmpty()) {
                throw EventProblems.refused("这一户没有在册的成员。", "请逐人核对。");
            }
            unit.ifPresent(code -> plan.unit(subject, code));
            all.forEach(person -> away(person, to, unit, plan));
            return;
        }
        EventProblems.requirePerson(subject, register);
        if (register.isGone(subject)) {
            throw EventProblems.refused(register.nameOf(subject) + "已经不在册。", "登记错了请撤销原来的登记。");
        }
        away(subject, to, unit, plan);
        register.household(subject).ifPresent(before -> leave(subject, before, plan));
        plan.leaves(subject);
    }

    private void away(SubjectFacts person, String to, Optional<String> unit, Plan plan) {
        if (unit.isPresent()) {
            plan.unit(person, unit.get());
            plan.set(person, "person_residence_since", asked.on().toString());
            return;
        }
        plan.set(person, "person_population_status", "迁出");
        plan.set(person, "person_residence_address", to);
    }
}
