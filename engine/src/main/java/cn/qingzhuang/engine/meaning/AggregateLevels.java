package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.catalog.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A header path read level by level. */
record AggregateLevels(
        Catalogue catalogue,
        List<String> path,
        List<AggregateClause> uppers,
        AggregateClause leaf,
        List<AggregateClause> stubs,
        List<Condition> ofTitle) {
    /** 类别, 结构: says that what stands below are kinds of what stands before. */
    private static final String KINDS = "(按)?(类别|类型|分类|种类|结构|构成|分布|分组|类别分|类型分)(情况)?";

    /** Names of rates that say by themselves that the base is everybody spoken of. */
    private static final String SHARES = ".*(占比|比例|比重|百分比|普及率|老龄化率).*";

    /** Elements that are an amount per head already. */
    private static final String PER_HEAD = "_pc";

    /** A header asks for a number when the leaf says so, or an upper header does and the leaf is understood. */
    boolean isMeasure() {
        boolean isUpperMeasure = uppers.stream().anyMatch(AggregateClause::isMeasure);
        return leaf.isMeasure()
                || isUpperMeasure && leaf.unexplained().isEmpty()
                || stubs.stream().anyMatch(AggregateClause::isMeasure)
                        && leaf.unexplained().isEmpty();
    }

    /** The upper headers that the header shares with its total: those before 其中 and before a breakdown. */
    List<String> prefix() {
        int end = path.size() - 1;
        for (int i = uppers.size() - 1; i >= 0; i--) {
            AggregateClause upper = uppers.get(i);
            boolean isBreakdown = upper.conditions().isEmpty()
                    && (!upper.attributes().isEmpty() || path.get(i).strip().matches(KINDS));
            if (upper.marks().isOf() || isBreakdown) {
                end = i;
            }
        }
        return path.subList(0, end);
    }

    /** Whether the last total beside it holds for it as well. */
    boolean inherits() {
        boolean isUnderOf = leaf.marks().isOf()
                || uppers.stream().anyMatch(upper -> upper.marks().isOf());
        boolean isUnderBreakdown = prefix().size() < path.size() - 1;
        boolean isShare = leaf.marks().isRate() && leaf.conditions().isEmpty();
        return isUnderOf || isUnderBreakdown || leaf.isModifier() || isShare;
    }

    AggregateLevels withStubs(List<AggregateClause> ofRow) {
        return new AggregateLevels(catalogue, path, uppers, leaf, ofRow, ofTitle);
    }

    /** Whether it names a matter of its own (户厕类型, 残疾类别), not only what everybody has: sex, age, education. */
    boolean hasOwnMatter() {
        return Stream.concat(uppers.stream(), Stream.of(leaf))
                .flatMap(clause -> clause.conditions().stream())
                .flatMap(condition -> AggregateConditions.keys(condition).stream())
                .anyMatch(key -> !key.element().startsWith("person_"));
    }

    /** Whether all that it says is about households. */
    boolean isOfHouseholds() {
        List<ElementKey> keys = leaf.conditions().stream()
                .flatMap(condition -> AggregateConditions.keys(condition).stream())
                .toList();
        return !keys.isEmpty() && keys.stream().allMatch(key -> catalogue.subjectOf(key) == SubjectType.HOUSEHOLD);
    }

    /** What upper headers and the title say before any total does. */
    List<Condition> implied() {
        List<Condition> out = new ArrayList<>(ofTitle);
        uppers.forEach(upper -> AggregateConditions.addAll(out, upper.conditions()));
        return AggregateConditions.simplified(out);
    }

    /** Whether a breakdown names what its values are of: 避孕措施. */
    boolean isOfAttribute() {
        return uppers.stream().anyMatch(upper -> !upper.attributes().isEmpty());
    }

    /** Whether it is a value below 年龄结构 or 类别, and not below 其中. */
    boolean isBreakdown() {
        return prefix().size() < path.size() - 1 && !isOf();
    }

    /** Whether 其中 stands in the header or above it. */
    boolean isOf() {
        return leaf.marks().isOf()
                || uppers.stream().anyMatch(upper -> upper.marks().isOf());
    }

    /** 数量: asks for the number that the row speaks of and says nothing of its own. */
    boolean isOnlyNumber() {
        boolean isPlain = leaf.conditions().isEmpty()
                && leaf.operand().isEmpty()
                && !leaf.isSubjectSaid()
                && !leaf.marks().isRate()
                && !leaf.marks().isAverage()
                && leaf.unexplained().isEmpty();
        return isPlain && uppers.isEmpty();
    }

    /** 总人口, 总户数: everybody, whatever the title says. */
    boolean isBareWhole() {
        return leaf.marks().isReset() && leaf.conditions().isEmpty();
    }

    /** Whether 其中 or a breakdown says that it belongs to a total. */
    boolean isMarked() {
        return leaf.marks().isOf()
                || uppers.stream().anyMatch(upper -> upper.marks().isOf())
                || prefix().size() < path.size() - 1;
    }

    /** Whether only the title can say who is counted: no group, no 全村, no 农户 in the whole path. */
    boolean leansOnTitle() {
        List<AggregateClause> all = new ArrayList<>(uppers);
        all.addAll(stubs);
        all.add(leaf);
        return all.stream()
                .noneMatch(clause -> clause.groups() > 0
                        || clause.operand().isPresent() && !clause.marks().isAverage()
                        || clause.marks().isReset()
                        || clause.isSubjectSaid() && !clause.marks().isOpen());
    }

    /** Whether any text names persons or households. */
    boolean isNounSaid() {
        return leaf.subject().isPresent()
                || uppers.stream().anyMatch(upper -> upper.subject().isPresent())
                || stubs.stream().anyMatch(stub -> stub.subject().isPresent());
    }

    /** Whether a noun or unit of the path itself is 户. */
    boolean isHouseholdSaid() {
        return Stream.concat(uppers.stream(), Stream.concat(stubs.stream(), Stream.of(leaf)))
                .anyMatch(clause ->
                        clause.isSubjectSaid() && clause.subject().equals(Optional.of(SubjectType.HOUSEHOLD)));
    }

    boolean hasHardConditions() {
        return uppers.stream().anyMatch(upper -> !upper.conditions().isEmpty() || upper.isSubjectSaid())
                || stubs.stream().anyMatch(stub -> !stub.conditions().isEmpty());
    }

    Optional<ElementKey> upperOperand() {
        return Stream.concat(uppers.stream(), stubs.stream())
                .flatMap(upper -> upper.operand().stream())
                .findFirst();
    }

    /** 承包耕地 / 农户数: counts those who have what the upper header would sum. */
    boolean isOfOwners() {
        return leaf.operand().isEmpty()
                && leaf.isSubjectSaid()
                && !leaf.marks().isAverage()
                && !leaf.marks().isRate()
                && upperOperand().map(catalogue::subjectOf).equals(leaf.subject());
    }

    String leafText() {
        return path.get(path.size() - 1);
    }

    /** Whether the rate is a share of all that are spoken of. */
    boolean isShare() {
        return leafText().matches(SHARES);
    }

    static boolean isPerHead(ElementKey key) {
        return key.element().endsWith(PER_HEAD);
    }

    /** 人均 of what households have is no mean over households, nor 户均 of what persons have. */
    boolean isOverOthers(ElementKey averaged) {
        boolean isOfHousehold = catalogue.subjectOf(averaged) == SubjectType.HOUSEHOLD;
        return leafText().contains("人均")
                ? isOfHousehold && !isPerHead(averaged)
                : leafText().contains("户均") && !isOfHousehold;
    }

    /** Whether an unknown word of the title is likely to name people; 改厕进度 names a business. */
    static boolean isOfPeople(String word) {
        return word.matches(".*(人|员|生|者|户|工|民|童|青年|家庭|群体|对象|组织|协会|单位|企业|机构)");
    }

    boolean isNumber(ElementKey key) {
        ValueType type = catalogue
                .element(key.element())
                .map(element -> element.valueType())
                .orElse(ValueType.STRING);
        return type == ValueType.INTEGER || type == ValueType.DECIMAL || type == ValueType.MONEY;
    }
}
