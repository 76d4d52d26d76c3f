package cn.qingzhuang.app.events;

import cn.qingzhuang.app.ledger.RelationKind;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A relation begins or ends: guardian, who is responsible, where somebody lives or works. */
final class Relation {
    private static final Map<RelationKind, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put(RelationKind.GUARDIAN, "监护人");
        KINDS.put(RelationKind.RESPONSIBLE, "责任人（包联、网格）");
        KINDS.put(RelationKind.LIVES_IN, "住处");
        KINDS.put(RelationKind.WORKS_AT, "工作单位");
        KINDS.put(RelationKind.FATHER, "父亲");
        KINDS.put(RelationKind.MOTHER, "母亲");
    }

    private final Register register;
    private final Asked asked;

    Relation(Register register, Asked asked) {
        this.register = register;
        this.asked = asked;
    }

    /** Values of a code list, which are their own labels. */
    static List<Preview.Choice> choices(String... labels) {
        List<Preview.Choice> out = new ArrayList<>();
        for (String label : labels) {
            out.add(new Preview.Choice(label, label));
        }
        return out;
    }

    void plan(SubjectFacts subject, Plan plan) {
        Optional<RelationKind> kind = KINDS.keySet().stream()
                .filter(k -> k.role().equals(asked.field("relation")))
                .findFirst();
        if (kind.isEmpty()) {
            plan.need(
                    "relation",
                    "什么关系",
                    KINDS.entrySet().stream()
                            .map(e -> new Preview.Choice(e.getKey().role(), e.getValue()))
                            .toList());
            return;
        }
        String other = asked.field("other");
        if (asked.field("ends").equals("yes")) {
            plan.relate(subject, kind.get(), "");
            return;
        }
        if (other.isEmpty()) {
            Optional<String> now = register.other(subject, kind.get());
            if (now.isPresent() && asked.field("ends").isEmpty()) {
                List<Preview.Choice> choices =
                        List.of(new Preview.Choice("no", "换成别的"), new Preview.Choice("yes", "到此为止，没有别的"));
                plan.need("ends", "现在是" + now.get(), choices);
                return;
            }
            plan.need("other", "对方", others(kind.get()));
            return;
        }
        SubjectFacts whom = register.require(other);
        requireFit(kind.get(), whom);
        if (whom.id().equals(subject.id())) {
            throw EventProblems.refused("不能与自己建立关系。", "请另选一个。");
        }
        plan.relate(subject, kind.get(), whom.id());
    }

    /** Where somebody may work or live: what the unit has; people are searched for instead. */
    private List<Preview.Choice> others(RelationKind kind) {
        List<SubjectType> types = switch (kind) {
            case WORKS_AT -> List.of(SubjectType.ORGANISATION);
            case LIVES_IN -> List.of(SubjectType.DWELLING, SubjectType.PLACE);
            case GUARDIAN, RESPONSIBLE, FATHER, MOTHER, SPOUSE, HEAD, MEMBER -> List.of();
        };
        List<Preview.Choice> out = types.stream()
                .flatMap(type -> register.all(type).stream())
                .sorted(Comparator.comparing(SubjectFacts::name))
                .map(s -> new Preview.Choice(s.id(), s.name()))
                .toList();
        if (out.isEmpty() && !types.isEmpty()) {
            String what = kind == RelationKind.WORKS_AT ? "单位" : "房屋";
            throw EventProblems.refused("台账里还没有本村的" + what + "。", "请先放入一份" + what + "名册，再来登记。");
        }
        return out;
    }

    private void requireFit(RelationKind kind, SubjectFacts other) {
        boolean isFit = switch (kind) {
            case LIVES_IN -> other.type() == SubjectType.DWELLING || other.type() == SubjectType.PLACE;
            case WORKS_AT -> other.type() == SubjectType.ORGANISATION;
            case RESPONSIBLE -> other.type() == SubjectType.PERSON || other.type() == SubjectType.ORGANISATION;
            case GUARDIAN, FATHER, MOTHER, SPOUSE, HEAD -> other.type() == SubjectType.PERSON;
            case MEMBER -> other.type() == SubjectType.HOUSEHOLD;
        };
        if (!isFit) {
            throw EventProblems.refused(
                    register.nameOf(other) + "不能作为" + KINDS.getOrDefault(kind, "对方") + "。", "请另选一个。");
        }
    }
}
