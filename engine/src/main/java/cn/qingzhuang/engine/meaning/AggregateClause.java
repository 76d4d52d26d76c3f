package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.List;
import java.util.Optional;

/**
 * What one header text says by itself.
 *
 * @param conditions what it restricts to
 * @param base for 占…比例 the conditions after 占; empty where it names none
 * @param subject what is counted, if the text says so
 * @param isSubjectSaid by a noun or a unit (户), not only by a group that is usually counted in persons
 * @param operand what is summed or averaged
 * @param attributes whose values are enumerated below: 文化程度
 * @param marks what else it says
 * @param groups how many groups it names
 * @param unexplained words nobody knows, or that stand where they mean nothing
 */
record AggregateClause(
        List<Condition> conditions,
        Optional<List<Condition>> base,
        Optional<SubjectType> subject,
        boolean isSubjectSaid,
        Optional<ElementKey> operand,
        List<ElementKey> attributes,
        Marks marks,
        int groups,
        List<String> unexplained) {

    /**
     * Words that say how the number is to be taken.
     *
     * @param isOpen the noun (人数, 户数) leaves open who is meant, as 总人口 and 农户 do not
     */
    record Marks(
            boolean hasCount,
            boolean isTotal,
            boolean isReset,
            boolean isOf,
            boolean isRate,
            boolean isAverage,
            boolean isThing,
            boolean isHeading,
            boolean isOpen) {}

    /** 女, 60岁以上, 一级: narrows what stands before it and names nobody of its own. */
    boolean isModifier() {
        return !conditions.isEmpty() && groups == 0 && !marks.isTotal && !marks.isReset && operand.isEmpty();
    }

    /** Whether it says anything a number could be made of. */
    boolean isMeasure() {
        return marks.hasCount
                || marks.isTotal
                || marks.isRate
                || marks.isAverage
                || marks.isThing
                || operand.isPresent()
                || !conditions.isEmpty()
                || isSubjectSaid;
    }

    /** 合计 without a noun: the sum of what stands beside it. */
    boolean isBareTotal() {
        return marks.isTotal && conditions.isEmpty() && !isSubjectSaid && operand.isEmpty() && !marks.isThing;
    }
}
