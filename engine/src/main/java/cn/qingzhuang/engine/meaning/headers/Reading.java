package cn.qingzhuang.engine.meaning.headers;

import java.util.List;

/**
 * What a column may mean.
 *
 * @param choices elements, likeliest first; never empty
 * @param unknown how likely nothing of the catalogue fits
 * @param aggregate how likely it is a number over many subjects
 * @param skipped how likely it is a serial number, a remark or a signature
 * @param confidence of the first choice, on the published scale
 * @param evidence for the first choice, strongest first
 * @param isSettled whether somebody has said so
 */
public record Reading(
        List<Choice> choices,
        double unknown,
        double aggregate,
        double skipped,
        double confidence,
        List<String> evidence,
        boolean isSettled) {
    public Reading {
        choices = List.copyOf(choices);
        evidence = List.copyOf(evidence);
    }

    private static final double LEAST_CLAIM = 0.03;
    private static final double OTHERWISE = 0.5;

    /**
     * Whether an element is claimed, be it as a weak suggestion: unless it is very unlikely or the column surely asks for
     * a number over many or for nothing.
     */
    public boolean isElementClaimed() {
        double first = choices.get(0).probability();
        boolean isOther = aggregate > OTHERWISE && aggregate > first || skipped > OTHERWISE && skipped > first;
        return first >= LEAST_CLAIM && !isOther;
    }

    /** An element with a role, and how likely it is. */
    public record Choice(String element, String role, double probability) {}
}
