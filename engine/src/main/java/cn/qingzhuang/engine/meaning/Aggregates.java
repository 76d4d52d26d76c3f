package cn.qingzhuang.engine.meaning;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

/**
 * Computes an expression over subjects. Nothing is computed while a word of the header is unexplained; subjects of whom
 * a condition is unknown are counted apart, so that the caller can tell a full number from a lower bound.
 */
public final class Aggregates {
    private static final int RATE_PLACES = 4;
    private static final int MEAN_PLACES = 2;

    /**
     * The outcome.
     *
     * @param value the number in canonical text; empty when nothing may or can be computed
     * @param counted subjects that satisfy all conditions
     * @param unknown subjects of whom it is not known whether they do, or whose operand is not known
     */
    public record Result(Optional<String> value, int counted, int unknown) {
        /** Whether no subject was left out for want of knowledge. */
        public boolean isComplete() {
            return value.isPresent() && unknown == 0;
        }
    }

    private Aggregates() {}

    /** Computes the expression over subjects that are all of its subject type. */
    public static Result compute(
            Expression expression, Collection<? extends Conditions.Facts> subjects, LocalDate asOf) {
        if (!expression.isComputable()) {
            return new Result(Optional.empty(), 0, 0);
        }
        return switch (expression.measure()) {
            case COUNT -> count(expression, subjects, asOf);
            case RATE -> rate(expression, subjects, asOf);
            case SUM, AVERAGE -> total(expression, subjects, asOf);
        };
    }

    private static Result count(
            Expression expression, Collection<? extends Conditions.Facts> subjects, LocalDate asOf) {
        Tally tally = tally(expression, subjects, asOf);
        return new Result(Optional.of(Integer.toString(tally.counted)), tally.counted, tally.unknown);
    }

    private static Tally tally(Expression expression, Collection<? extends Conditions.Facts> subjects, LocalDate asOf) {
        Tally tally = new Tally();
        for (Conditions.Facts facts : subjects) {
            tally.add(Conditions.testAll(expression.conditions(), facts, asOf));
        }
        return tally;
    }

    private static Result rate(Expression expression, Collection<? extends Conditions.Facts> subjects, LocalDate asOf) {
        Tally base = new Tally();
        Tally part = new Tally();
        for (Conditions.Facts facts : subjects) {
            Conditions.Truth inBase = Conditions.testAll(expression.base(), facts, asOf);
            base.add(inBase);
            if (inBase != Conditions.Truth.NO) {
                part.add(inBase.and(Conditions.testAll(expression.conditions(), facts, asOf)));
            }
        }
        int unknown = Math.max(base.unknown, part.unknown);
        if (base.counted == 0) {
            return new Result(Optional.empty(), part.counted, unknown);
        }
        BigDecimal share = BigDecimal.valueOf(part.counted)
                .divide(BigDecimal.valueOf(base.counted), RATE_PLACES, RoundingMode.HALF_UP);
        return new Result(Optional.of(plain(share)), part.counted, unknown);
    }

    private static Result total(
            Expression expression, Collection<? extends Conditions.Facts> subjects, LocalDate asOf) {
        Tally tally = new Tally();
        BigDecimal sum = BigDecimal.ZERO;
        for (Conditions.Facts facts : subjects) {
            Conditions.Truth truth = Conditions.testAll(expression.conditions(), facts, asOf);
            Optional<BigDecimal> number =
                    truth == Conditions.Truth.NO ? Optional.empty() : number(expression, facts, asOf);
            boolean isCounted = truth == Conditions.Truth.YES && number.isPresent();
            tally.add(isCounted || truth == Conditions.Truth.NO ? truth : Conditions.Truth.UNKNOWN);
            sum = isCounted ? sum.add(number.orElseThrow()) : sum;
        }
        if (expression.measure() == Expression.Measure.SUM) {
            return new Result(Optional.of(plain(sum)), tally.counted, tally.unknown);
        }
        if (tally.counted == 0) {
            return new Result(Optional.empty(), 0, tally.unknown);
        }
        BigDecimal mean = sum.divide(BigDecimal.valueOf(tally.counted), MEAN_PLACES, RoundingMode.HALF_UP);
        return new Result(Optional.of(plain(mean)), tally.counted, tally.unknown);
    }

    private static Optional<BigDecimal> number(Expression expression, Conditions.Facts facts, LocalDate asOf) {
        return expression
                .operand()
                .flatMap(key -> cn.qingzhuang.engine.catalog.Derivations.valueOf(key, facts::value, asOf))
                .filter(text -> text.matches("-?\\d+(\\.\\d+)?"))
                .map(BigDecimal::new);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static final class Tally {
        private int counted;
        private int unknown;

        void add(Conditions.Truth truth) {
            counted += truth == Conditions.Truth.YES ? 1 : 0;
            unknown += truth == Conditions.Truth.UNKNOWN ? 1 : 0;
        }
    }
}
