package cn.qingzhuang.engine.meaning;

import java.util.List;

/**
 * An expression with what its leaf alone added.
 *
 * @param isWhole whether the header says that it is a total (总数, 合计), so that parts of it may follow
 */
record AggregateResolved(Expression expression, List<Condition> own, boolean isWhole) {
    AggregateResolved(Expression expression) {
        this(expression, List.of(), false);
    }

    List<Condition> conditions() {
        return expression.conditions();
    }

    AggregateResolved withOwn(List<Condition> conditions) {
        return new AggregateResolved(expression, conditions, isWhole);
    }

    AggregateResolved with(List<String> doubts) {
        return doubts.isEmpty() ? this : new AggregateResolved(expression.withUnexplained(doubts), own, isWhole);
    }

    AggregateResolved asWhole() {
        return new AggregateResolved(expression, own, true);
    }
}
