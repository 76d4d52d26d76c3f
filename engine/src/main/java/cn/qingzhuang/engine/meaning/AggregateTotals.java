package cn.qingzhuang.engine.meaning;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The totals of a table read so far, by the upper headers under which they stand: what 其中, a breakdown or a header that
 * only narrows (女, 60岁以上) belongs to.
 *
 * <p>A part that follows its whole (党员总数, 女党员) does not take the whole's place: a breakdown after it is one of the
 * whole. What only narrows, after a single part of a whole that is no 总数, narrows the part, and so does 其中. What an upper
 * header or the title says is such a whole.
 */
final class AggregateTotals {
    private final Map<List<String>, AggregateResolved> totals = new HashMap<>();
    private final Map<List<String>, AggregateResolved> parts = new HashMap<>();
    private final Map<List<String>, AggregateResolved> wholes = new HashMap<>();
    private final Map<List<String>, AggregateResolved> focuses = new HashMap<>();
    private final Set<List<String>> opened = new HashSet<>();
    private final Map<List<String>, Integer> groupsInARow = new HashMap<>();
    private final Map<List<String>, Integer> partsInARow = new HashMap<>();
    private final Set<List<String>> inlineLists = new HashSet<>();
    private List<String> lastPrefix = List.of();

    /** The last total under these upper headers. */
    Optional<AggregateResolved> at(List<String> prefix) {
        return Optional.ofNullable(totals.get(prefix));
    }

    /** What a header narrows, if it narrows anything. */
    Optional<AggregateResolved> of(AggregateLevels levels) {
        List<String> prefix = levels.prefix();
        if (isFirstOfPart(levels) || isOfOnlyPart(levels)) {
            return Optional.ofNullable(parts.get(prefix));
        }
        if (levels.isBreakdown() && groups(prefix) > 2 && wholes.containsKey(prefix)) {
            return Optional.ofNullable(wholes.get(prefix));
        }
        return Optional.ofNullable(focuses.get(prefix)).or(() -> at(prefix));
    }

    private int groups(List<String> prefix) {
        return groupsInARow.getOrDefault(prefix, 0);
    }

    /** Whether a breakdown may be one of everybody or of the one group that was named since: 总人口, 党员, 年龄结构. */
    boolean isOpenBreakdown(AggregateLevels levels) {
        return levels.isBreakdown() && groups(levels.prefix()) == 2 && wholes.containsKey(levels.prefix());
    }

    /** Whether 其中 has been said since the last total. */
    boolean isOpened(List<String> prefix) {
        return opened.contains(prefix);
    }

    /**
     * Whether it is open that a group belongs to the list that 其中 began in a header of its own: 危房户数, 其中：低保户, 脱贫户.
     * What says 人数 or 户数 stands by itself.
     */
    boolean isInOpenList(AggregateLevels levels) {
        AggregateClause leaf = levels.leaf();
        boolean isApart = at(levels.prefix())
                .filter(total -> !Collections.disjoint(total.conditions(), leaf.conditions())
                        || AggregateConditions.isContrary(total.conditions(), leaf.conditions()))
                .isPresent();
        return inlineLists.contains(levels.prefix())
                && !isApart
                && leaf.groups() > 0
                && !leaf.marks().hasCount()
                && !leaf.marks().isTotal()
                && !leaf.marks().isReset();
    }

    /** Whether headers of another section stand between the header and the total that it would narrow. */
    boolean isStale(AggregateLevels levels) {
        return !levels.prefix().equals(lastPrefix)
                && !lastPrefix.isEmpty()
                && lastPrefix.size() > levels.prefix().size();
    }

    /** Whether several groups stand before a header that only narrows, so that it is open which one it narrows. */
    boolean isAmongGroups(AggregateLevels levels) {
        return groupsInARow.getOrDefault(levels.prefix(), 0) > 1;
    }

    /** Whether a header that only narrows may mean any of several parts, or their whole. */
    boolean isOfPartOrWhole(AggregateLevels levels) {
        return countOfParts(levels) > 0 && !isWholeSaid(levels) && levels.leaf().isModifier() && !levels.isMarked();
    }

    private boolean isOfOnlyPart(AggregateLevels levels) {
        return countOfParts(levels) == 1
                && !isWholeSaid(levels)
                && levels.leaf().isModifier()
                && !levels.isMarked();
    }

    private int countOfParts(AggregateLevels levels) {
        return partsInARow.getOrDefault(levels.prefix(), 0);
    }

    /** Whether the whole is a 总数, or what an upper header says. */
    private boolean isWholeSaid(AggregateLevels levels) {
        return at(levels.prefix())
                .map(AggregateResolved::isWhole)
                .orElse(!levels.prefix().isEmpty());
    }

    /** Notes under which upper headers the last header stood. */
    void pass(AggregateLevels levels) {
        if (!levels.isMarked()) {
            lastPrefix = levels.prefix();
        }
    }

    /** Notes a count; @param isSelfStanding whether it is a total of its own and narrows none. */
    void remember(AggregateLevels levels, AggregateResolved resolved, boolean isSelfStanding) {
        List<String> prefix = levels.prefix();
        if (isFirstOfPart(levels)) {
            focuses.put(prefix, parts.get(prefix));
        }
        if (levels.isMarked()) {
            opened.add(prefix);
        }
        if (levels.leaf().marks().isOf()) {
            inlineLists.add(prefix);
        }
        if (isSelfStanding && !isInOpenList(levels)) {
            opened.remove(prefix);
            focuses.remove(prefix);
            inlineLists.remove(prefix);
            setTotal(levels, resolved);
        }
    }

    private void setTotal(AggregateLevels levels, AggregateResolved resolved) {
        List<String> prefix = levels.prefix();
        AggregateClause leaf = levels.leaf();
        boolean isWhole = leaf.marks().isTotal()
                || leaf.marks().isReset()
                || leaf.conditions().isEmpty();
        List<Condition> whole = at(prefix).map(AggregateResolved::conditions).orElseGet(() -> levels.implied());
        boolean isSame = whole.equals(resolved.conditions());
        boolean isPart =
                !isWhole && !isSame && !whole.isEmpty() && AggregateConditions.isWithin(resolved.conditions(), whole);
        groupsInARow.merge(prefix, 1, (count, one) -> isWhole ? 1 : isPart || isSame ? count : count + one);
        AggregateResolved total = isWhole ? resolved.asWhole() : resolved;
        if (isPart) {
            boolean isNested = Optional.ofNullable(parts.get(prefix))
                    .filter(part -> AggregateConditions.isWithin(resolved.conditions(), part.conditions()))
                    .isPresent();
            parts.put(prefix, resolved);
            partsInARow.merge(prefix, 1, (count, one) -> isNested ? count : count + one);
        } else {
            parts.remove(prefix);
            partsInARow.remove(prefix);
            totals.put(prefix, total);
            if (isWhole) {
                wholes.put(prefix, total);
            }
        }
        totals.put(levels.path(), total);
    }

    private boolean isFirstOfPart(AggregateLevels levels) {
        List<String> prefix = levels.prefix();
        return levels.isOf() && partsInARow.getOrDefault(prefix, 0) == 1 && !opened.contains(prefix);
    }
}
