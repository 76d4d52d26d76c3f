package cn.qingzhuang.engine.meaning;

import java.util.List;

/** An expression with what its leaf alone added. */
record AggregateResolved(Expression expression, List<Condition> own) {
    AggregateResolved(Expression expression) {
        this(expression, List.of());
    }

    List<Condition> conditions() {
        return expression.conditions();
    }

    AggregateResolved withOwn(List<Condition> conditions) {
        return new AggregateResolved(expression, conditions);
    }
}
