package cn.qingzhuang.app.events;

import cn.qingzhuang.app.ledger.RelationKind;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Somebody has died: leaves the household, which may need another head; the spouse is widowed; what is paid has to end. */
final class Death {
    static final List<String> PAID = List.of(
            "elderly_allowance",
            "disability_subsidy",
            "allowance_amount",
            "dibao_flag",
            "tekun_flag",
            "pension_status",
            "veteran_status");
    private static final Set<String> MARRIED = Set.of("", "已婚", "初婚", "再婚", "复婚");

    private final Register register;
    private final Asked asked;

    Death(Register register, Asked asked) {
        this.register = register;
        this.asked = asked;
    }

    void plan(SubjectFacts person, Plan plan) {
        EventProblems.requirePerson(person, register);
        if (register.isGone(person)) {
            throw EventProblems.refused(register.nameOf(person) + "已登记为死亡或注销。", "不用重复登记；登记错了请撤销原来的登记。");
        }
        if (register.born(person).filter(born -> born.isAfter(asked.on())).isPresent()) {
            throw EventProblems.refused("死亡日期早于出生日期。", "请核对死亡日期。");
        }
        plan.set(person, "person_alive", "否");
        plan.set(person, "person_death_date", asked.on().toString());
        plan.set(person, "person_population_status", "死亡");
        end(plan, person, "pension_status", "终止");
        end(plan, person, "veteran_status", "取消");
        List<String> paid = register.knownOf(person, PAID);
        if (!paid.isEmpty()) {
            plan.notice("应停发或终止的待遇（" + asked.on() + " 死亡）：" + String.join("；", paid));
        }
        widow(plan, person);
        Optional<SubjectFacts> home = register.household(person);
        home.ifPresent(household -> leave(plan, person, household));
    }

    private void end(Plan plan, SubjectFacts person, String element, String value) {
        if (!register.value(person, element).isEmpty()) {
            plan.set(person, element, value);
        }
    }

    private void widow(Plan plan, SubjectFacts person) {
        Optional<SubjectFacts> spouse = register.spouse(person).filter(s -> !register.isGone(s));
        spouse.ifPresent(left -> {
            if (MARRIED.contains(register.value(left, "person_marital_status"))) {
                plan.set(left, "person_marital_status", "丧偶");
            }
            plan.relate(left, RelationKind.SPOUSE, "");
            plan.relate(person, RelationKind.SPOUSE, "");
        });
    }

    private void leave(Plan plan, SubjectFacts person, SubjectFacts household) {
        List<SubjectFacts> left = register.living(household).stream()
                .filter(m -> !m.id().equals(person.id()))
                .toList();
        plan.leaves(person);
        plan.grow(household, -1);
        if (register.isHead(person, household) && !left.isEmpty()) {
            new NewHead(register, plan).of(household, person, left, asked.field("newHead"));
        } else if (left.isEmpty()) {
            plan.notice("本户已没有其他在世的成员。");
        }
    }

    /** A household gets another head: asked of whoever is left, with what follows for the others. */
    static final class NewHead {
        private static final Set<String> SAME_FOR_SPOUSE =
                Set.of("子", "女", "长子", "次子", "长女", "二女", "三女", "独生子", "独生女", "儿媳", "女婿", "孙子", "孙女", "外孙子", "外孙女");
        private static final Set<String> CHILDREN = Set.of("子", "女", "长子", "次子", "长女", "二女", "独生子", "独生女");
        private static final Set<String> SPOUSES = Set.of("配偶", "夫", "妻");
        private static final Map<String, String> PARENTS = Map.of("男", "父亲", "女", "母亲");

        private final Register register;
        private final Plan plan;

        NewHead(Register register, Plan plan) {
            this.register = register;
            this.plan = plan;
        }

        void of(SubjectFacts household, SubjectFacts before, List<SubjectFacts> left, String chosen) {
            Optional<SubjectFacts> head =
                    left.stream().filter(m -> m.id().equals(chosen)).findFirst();
            if (head.isEmpty()) {
                plan.need(
                        "newHead",
                        "新户主",
                        left.stream()
                                .map(m -> new Preview.Choice(
                                        m.id(), register.nameOf(m) + " " + register.value(m, "relation_to_head")))
                                .toList());
                return;
            }
            String old = register.value(head.get(), "relation_to_head");
            plan.set(head.get(), "relation_to_head", "户主");
            for (String element : List.of("person_name", "person_id_no", "person_sex", "person_phone")) {
                String value = register.value(head.get(), element);
                if (value.isEmpty()) {
                    plan.doubt(household, element + "@head");
                } else {
                    plan.set(household, element + "@head", value);
                }
            }
            left.stream().filter(m -> !m.id().equals(chosen)).forEach(m -> relation(m, old));
        }

        /** What somebody is to the new head, who was so related to the old one; asked anew where it cannot be told. */
        private void relation(SubjectFacts member, String headWas) {
            String was = register.value(member, "relation_to_head");
            if (SPOUSES.contains(headWas) && SAME_FOR_SPOUSE.contains(was)) {
                return;
            }
            Optional<String> parent = Optional.ofNullable(PARENTS.get(register.sex(member)));
            if (CHILDREN.contains(headWas) && SPOUSES.contains(was) && parent.isPresent()) {
                plan.set(member, "relation_to_head", parent.get());
            } else {
                plan.doubt(member, "relation_to_head");
            }
        }
    }

    /** What is paid to somebody of whom a death is known, for the page. */
    static List<String> paid(SubjectFacts person, Register register) {
        return person.type() == SubjectType.PERSON
                        && !register.value(person, "person_death_date").isEmpty()
                ? register.knownOf(person, PAID)
                : List.of();
    }
}
