package cn.qingzhuang.engine.meaning;

import java.util.List;
import java.util.Optional;

/** A row stub of a matrix: what it restricts to, and the number it asks for where its column only says 数量. */
record AggregateStub(AggregateClause own, boolean isNamed, Expression expression) {
    /** A sum, a mean or a rate that the stub asks for, or a count of those whom it or its total names. */
    boolean isWholeNumber() {
        return expression.measure() != Expression.Measure.COUNT || isNamed;
    }

    AggregateClause clause() {
        return new AggregateClause(
                expression.conditions(),
                Optional.empty(),
                own.subject(),
                own.isSubjectSaid(),
                expression.operand(),
                List.of(),
                own.marks(),
                own.groups(),
                expression.unexplained());
    }

    /** What a row 合计 asks for under a title that says whom the table is about. */
    static Expression everybody(Population population) {
        return new Expression(
                Expression.Measure.COUNT,
                population.subject(),
                Optional.empty(),
                population.conditions(),
                List.of(),
                List.of());
    }
}
