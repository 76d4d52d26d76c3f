package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.ElementKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A header path read level by level. */
record AggregateLevels(
        List<String> path, List<AggregateClause> uppers, AggregateClause leaf, List<AggregateClause> stubs) {

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
            boolean isBreakdown =
                    !upper.attributes().isEmpty() && upper.conditions().isEmpty();
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

    boolean hasHardConditions() {
        return uppers.stream().anyMatch(upper -> !upper.conditions().isEmpty() || upper.isSubjectSaid())
                || stubs.stream().anyMatch(stub -> !stub.conditions().isEmpty());
    }

    Optional<ElementKey> upperOperand() {
        return uppers.stream().flatMap(upper -> upper.operand().stream()).findFirst();
    }

    String leafText() {
        return path.get(path.size() - 1);
    }
}
