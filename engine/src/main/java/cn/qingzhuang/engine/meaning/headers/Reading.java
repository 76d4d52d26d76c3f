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

    /** An element with a role, and how likely it is. */
    public record Choice(String element, String role, double probability) {}
}
