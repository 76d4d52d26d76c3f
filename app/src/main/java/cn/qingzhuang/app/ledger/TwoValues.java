package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.catalog.ValueType;

/**
 * The rule of two values of one element (reliability 4.4; decision 0053). Both stay in the entries whatever comes of it.
 *
 * <p>The same value confirms. A person who decides has seen the current value and wins at its rank. Otherwise the higher
 * {@link Authority} is current, of two equal ones the newer observation; but an identifying value changes only for a higher
 * authority, one that cannot be right never beats one that can, and nothing said after a death changes the dead. A person
 * looks at it where the ranks are within one, or the element is a key or sensitive.
 */
final class TwoValues {
    private TwoValues() {}

    /** What becomes of the value that is said. */
    enum Outcome {
        /** The same as the current one. */
        CONFIRMS,
        /** A person says it: current, and what was disputed is settled. */
        DECIDES,
        /** A person doubts the current value. */
        DOUBTS,
        /** Becomes current. */
        REPLACES,
        /** The current one stays. */
        STAYS
    }

    /**
     * The outcome.
     *
     * @param isDisputed whether the value that is current afterwards is marked wherever it is used
     * @param isReviewed whether a person shall look at the two
     */
    record Verdict(Outcome outcome, boolean isDisputed, boolean isReviewed) {}

    /** @param isAfterDeath whether it is said of a time when the person was dead already */
    static Verdict of(Numbered element, Fact known, Fact said, boolean isAfterDeath) {
        EntryKind kind = said.source().kind();
        if (kind == EntryKind.DISPUTE) {
            return new Verdict(Outcome.DOUBTS, true, true);
        }
        if (kind.isDecision()) {
            return new Verdict(Outcome.DECIDES, false, false);
        }
        int higher = said.authority().compareTo(known.authority());
        if (Values.agree(element.type(), known.value(), said.value())) {
            boolean isSettled = higher > 1 && !element.isGuarded();
            return new Verdict(Outcome.CONFIRMS, known.isDisputed() && !isSettled, false);
        }
        boolean isOlder = said.source().validOn().isBefore(known.source().validOn());
        if (element.isPassing()) {
            boolean isChanged = !isOlder && !known.source().kind().isDecision();
            return new Verdict(isChanged ? Outcome.REPLACES : Outcome.STAYS, known.isDisputed() && !isChanged, false);
        }
        if (isAfterDeath) {
            return new Verdict(Outcome.STAYS, known.isDisputed(), true);
        }
        boolean isPossible = isPossible(element, said.value());
        if (isPossible != isPossible(element, known.value())) {
            boolean isTaken = isPossible && !known.source().kind().isDecision();
            return new Verdict(isTaken ? Outcome.REPLACES : Outcome.STAYS, isPossible || known.isDisputed(), true);
        }
        boolean isReviewed = element.isGuarded() || Math.abs(higher) <= 1;
        boolean isChanged = higher > 0 || (higher == 0 && !isOlder && !element.isIdentifying());
        boolean isDisputed = isReviewed || (!isChanged && known.isDisputed());
        return new Verdict(isChanged ? Outcome.REPLACES : Outcome.STAYS, isDisputed, isReviewed);
    }

    /** Whether a value can be right at all: an ID number's check digit. One of 15 places has none. */
    static boolean isPossible(Numbered element, String value) {
        return element.type() != ValueType.ID18
                || value.indexOf('*') >= 0
                || (IdNumbers.isShaped(value) && value.length() == 15)
                || IdNumbers.hasRightCheckDigit(value);
    }
}
