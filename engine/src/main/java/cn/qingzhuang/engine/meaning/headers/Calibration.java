package cn.qingzhuang.engine.meaning.headers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The published scale of confidence: the score of a claim (how likely {@link ClaimEvidence} makes it) stretched so that few
 * claims at 0.9 or more are wrong and few at 0.5 or more stand on columns without an element.
 *
 * @param half the score that is published as 0.5
 * @param sure the score that is published as 0.9
 */
record Calibration(double half, double sure) {
    /** Element columns that may be claimed wrongly at 0.9 or more, of all element columns. */
    private static final double SURE_WRONG = 0.01;
    /** Claims at 0.5 or more that may stay on columns without an element. */
    private static final double FALSE_CLAIMS = 0.03;

    /** A judged reading to learn from. */
    record Sample(double score, boolean isRight, boolean isElementColumn) {}

    /** The published confidence of a score. */
    double confidence(double score) {
        if (score < half) {
            return 0.5 * score / half;
        }
        if (score < sure) {
            return 0.5 + 0.4 * (score - half) / (sure - half);
        }
        return Math.min(1, 0.9 + 0.1 * (score - sure) / Math.max(1e-6, 1 - sure));
    }

    static Calibration fit(List<Sample> samples) {
        List<Sample> all = new ArrayList<>(samples);
        all.sort(Comparator.comparingDouble(s -> -s.score()));
        long others = all.stream().filter(s -> !s.isElementColumn()).count();
        double claims = 0;
        double threshold = 0.5;
        for (Sample s : all) {
            claims += !s.isElementColumn() && !s.isRight() ? 1 : 0;
            if (claims > FALSE_CLAIMS * others) {
                threshold = s.score();
                break;
            }
        }
        return new Calibration(Math.min(0.75, Math.max(0.4, threshold)), sure(all));
    }

    /** The lowest score above which few claims on element columns are wrong. */
    private static double sure(List<Sample> surestFirst) {
        List<Sample> elements =
                surestFirst.stream().filter(Sample::isElementColumn).toList();
        double allowed = SURE_WRONG * elements.size();
        for (Sample s : elements) {
            allowed -= s.isRight() ? 0 : 1;
            if (allowed < 0) {
                return Math.min(0.95, Math.max(0.85, s.score()));
            }
        }
        return 0.9;
    }

    String line() {
        return String.format(Locale.ROOT, "%.5f %.5f", half, sure);
    }

    static Calibration parse(String line) {
        String[] parts = line.split(" ");
        return new Calibration(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }
}
