package cn.qingzhuang.app.events;

import cn.qingzhuang.app.ledger.RelationKind;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Two people marry; one may move to the other's household. Ages: 民法典 1047. */
final class Marriage {
    private static final int MAN = 22;
    private static final int WOMAN = 20;
    private static final Set<String> MARRIED = Set.of("已婚", "初婚", "再婚", "复婚");
    private static final List<Preview.Choice> HOMES = List.of(
            new Preview.Choice("none", "各在原户"),
            new Preview.Choice("mine", "对方迁入本户"),
            new Preview.Choice("theirs", "本人迁入对方户"));

    private final Register register;
    private final Asked asked;

    Marriage(Register register, Asked asked) {
        this.register = register;
        this.asked = asked;
    }

    void plan(SubjectFacts one, Plan plan) {
        EventProblems.requirePerson(one, register);
        if (asked.field("spouse").isEmpty()) {
            plan.need("spouse", "与谁结婚", List.of());
            return;
        }
        SubjectFacts other = register.require(asked.field("spouse"));
        EventProblems.requirePerson(other, register);
        if (one.id().equals(other.id())) {
            throw EventProblems.refused("不能与本人登记结婚。", "请另选一人。");
        }
        requireFree(one);
        requireFree(other);
        marry(one, other, plan);
        marry(other, one, plan);
        move(one, other, plan);
    }

    private void requireFree(SubjectFacts person) {
        String name = register.nameOf(person);
        if (register.isGone(person)) {
            throw EventProblems.refused(name + "已登记死亡或注销。", "请核对是不是同一个人。");
        }
        Optional<SubjectFacts> spouse = register.spouse(person).filter(s -> !register.isGone(s));
        if (spouse.isPresent()) {
            throw EventProblems.refused(name + "在台账里已有配偶" + register.nameOf(spouse.get()) + "。", "请先核对婚姻状况，改正后再登记。");
        }
    }

    private void marry(SubjectFacts person, SubjectFacts other, Plan plan) {
        String before = register.value(person, "person_marital_status");
        if (MARRIED.contains(before)) {
            plan.notice(register.nameOf(person) + "原来已记为“" + before + "”，请核对。");
        }
        plan.set(person, "person_marital_status", "已婚");
        if (register.value(person, "person_marriage_date").isEmpty()) {
            plan.set(person, "person_marriage_date", asked.on().toString());
        }
        plan.relate(person, RelationKind.SPOUSE, other.id());
        int least = register.sex(person).equals("女") ? WOMAN : MAN;
        register.born(person)
                .filter(born -> Period.between(born, asked.on()).getYears() < least)
                .ifPresent(
                        born -> plan.notice(register.nameOf(person) + "结婚时不满 " + least + " 周岁（《民法典》第一千零四十七条），请核对日期。"));
    }

    private void move(SubjectFacts one, SubjectFacts other, Plan plan) {
        String home = asked.field("home");
        if (home.isEmpty()) {
            plan.need("home", "户口", HOMES);
            return;
        }
        if (home.equals("none")) {
            return;
        }
        SubjectFacts mover = home.equals("mine") ? other : one;
        SubjectFacts host = home.equals("mine") ? one : other;
        SubjectFacts household = register.household(host)
                .orElseThrow(() -> EventProblems.refused(
                        register.nameOf(host) + "还不在任何一户里。", "请选“各在原户”，或先登记" + register.nameOf(host) + "的户。"));
        if (mover.householdId().equals(host.householdId())) {
            plan.notice("两人已在同一户。");
            return;
        }
        String relation = register.isHead(host, household) ? "配偶" : asked.field("relation");
        if (relation.isEmpty()) {
            plan.need("relation", register.nameOf(mover) + "与户主关系", Relation.choices("儿媳", "女婿", "孙媳", "孙女婿", "其他"));
        }
        register.household(mover).ifPresent(before -> {
            List<SubjectFacts> left = register.living(before).stream()
                    .filter(m -> !m.id().equals(mover.id()))
                    .toList();
            plan.grow(before, -1);
            if (register.isHead(mover, before) && !left.isEmpty()) {
                new Death.NewHead(register, plan).of(before, mover, left, asked.field("newHead"));
            }
        });
        plan.set(mover, "relation_to_head", relation);
        plan.set(mover, "person_residence_since", asked.on().toString());
        plan.joins(mover, household);
        plan.grow(household, 1);
    }
}
