package cn.qingzhuang.app.events;

import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.util.List;
import java.util.Optional;

/** A child is born into a household: a new person there, whose ID number may still be missing. */
final class Birth {
    private static final List<Preview.Choice> SEXES =
            List.of(new Preview.Choice("男", "男"), new Preview.Choice("女", "女"));

    private final Register register;
    private final Asked asked;

    Birth(Register register, Asked asked) {
        this.register = register;
        this.asked = asked;
    }

    void plan(SubjectFacts subject, Plan plan) {
        SubjectFacts household = register.household(subject)
                .orElseThrow(() ->
                        EventProblems.refused(register.nameOf(subject) + "还不在任何一户里，不能登记出生。", "请先登记迁入某一户，或在户的页面上登记。"));
        List<SubjectFacts> members = register.living(household);
        String name = asked.field("name");
        String sex = asked.field("sex");
        if (name.isEmpty()) {
            plan.need("name", "姓名", List.of());
        }
        if (sex.isEmpty()) {
            plan.need("sex", "性别", SEXES);
        }
        if (asked.field("relation").isEmpty()) {
            plan.need("relation", "与户主关系", Relation.choices("子", "女", "孙子", "孙女", "外孙子", "外孙女"));
        }
        String child = plan.make(household.unitCode());
        plan.set(child, "person_name", name);
        plan.set(child, "person_sex", sex);
        plan.set(child, "person_birth_date", asked.on().toString());
        plan.set(child, "person_id_no", asked.field("idNumber"));
        plan.set(child, "relation_to_head", asked.field("relation"));
        plan.set(child, "person_population_status", "户籍");
        parent(plan, child, members, "mother");
        parent(plan, child, members, "father");
        plan.joins(child, household);
        plan.grow(household, 1);
        boolean isThere = members.stream()
                .anyMatch(
                        m -> register.nameOf(m).equals(name) && register.born(m).equals(Optional.of(asked.on())));
        if (isThere) {
            throw EventProblems.refused("本户已有同名、同日出生的" + name + "。", "请核对：不要重复登记。");
        }
        if (asked.field("idNumber").isEmpty()) {
            plan.notice("还没有身份证号：领到以后在“办证”里补登。");
        }
    }

    /** The mother or father, when one of the household was chosen. */
    private void parent(Plan plan, String child, List<SubjectFacts> members, String role) {
        members.stream()
                .filter(m -> m.id().equals(asked.field(role)) && m.type() == SubjectType.PERSON)
                .forEach(m -> {
                    plan.set(child, "person_name@" + role, register.nameOf(m));
                    plan.set(child, "person_id_no@" + role, register.value(m, "person_id_no"));
                });
    }
}
