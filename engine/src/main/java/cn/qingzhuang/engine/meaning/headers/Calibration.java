package cn.qingzhuang.engine.meaning.headers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How sure a claim is: a small logistic regression on what is known of a reading, fitted on readings by models that had
 * not seen the form, then stretched so that few claims at 0.9 or more are wrong.
 *
 * @param weights of {@link #signs}
 * @param half the score that is published as 0.5
 * @param sure the score that is published as 0.9
 */
record Calibration(double[] weights, double half, double sure) {
    /**
     * The score that is published as 0.9. Read off the shared forms, one issuer out: half of the element columns lie above
     * it and 0.3 % of them are wrong, a third of what is permitted, for new offices cost a factor of two to three.
     */
    private static final double SURE = 0.927;
    /** Claims at 0.5 or more that may stay on columns without an element. */
    private static final double FALSE_CLAIMS = 0.03;

    private static final double PENALTY = 0.02;

    /** A judged reading to learn from. */
    record Sample(double[] signs, boolean isRight, boolean isElementColumn) {}

    /** What is known of the first answer of a column. */
    static double[] signs(HeaderModel.Prepared form, int i, double[] p, double[] firstReading) {
        List<Candidate> candidates = form.candidates().get(i);
        int best = -1;
        double second = 0;
        double none = 0;
        for (int j = 0; j < p.length; j++) {
            if (!candidates.get(j).isElement()) {
                none += p[j];
            } else if (best < 0 || p[j] > p[best]) {
                second = best < 0 ? 0 : Math.max(second, p[best]);
                best = j;
            } else {
                second = Math.max(second, p[j]);
            }
        }
        double top = p[best];
        FormView.ColumnView column = form.view().columns().get(i);
        Features f = form.features().get(i)[best];
        boolean isPersonal = Roles.isPersonal(column.facets());
        return new double[] {
            1,
            logit(top),
            logit(firstReading[best]),
            Math.log((top + 1e-4) / (second + 1e-4)),
            none,
            f.has("x none") ? 1 : 0,
            f.has("x NAME") || f.has("x SYNONYM") || f.has("x ALIAS") ? 1 : 0,
            f.has("x other") ? 1 : 0,
            f.has("t needs met") ? 1 : 0,
            Math.min(1, column.facets().unknown().length() / 3.0),
            isPersonal ? 1 : 0,
            isPersonal
                            && column.facets().roles().isEmpty()
                            && column.pathRoles().isEmpty()
                    ? 1
                    : 0,
            form.view().kind() == cn.qingzhuang.engine.sheet.TableKind.STATISTICS ? 1 : 0,
            f.has("m leaf share") ? 1 : 0,
            f.has("m leaf otherwise") ? 1 : 0,
        };
    }

    private static double logit(double p) {
        double q = Math.min(0.9999, Math.max(0.0001, p));
        return Math.log(q / (1 - q));
    }

    /** How likely the claim is right. */
    double score(double[] signs) {
        double z = 0;
        for (int i = 0; i < weights.length; i++) {
            z += weights[i] * signs[i];
        }
        return 1 / (1 + Math.exp(-z));
    }

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
        double[] w = new double[samples.get(0).signs().length];
        for (int round = 0; round < 60; round++) {
            newton(samples, w);
        }
        Calibration plain = new Calibration(w, 0.5, 0.9);
        return new Calibration(w, plain.half(samples), SURE);
    }

    private static void newton(List<Sample> samples, double[] w) {
        int n = w.length;
        double[] g = new double[n];
        double[][] h = new double[n][n];
        Calibration now = new Calibration(w, 0.5, 0.9);
        for (Sample s : samples) {
            double p = now.score(s.signs());
            double d = (s.isRight() ? 1 : 0) - p;
            for (int i = 0; i < n; i++) {
                g[i] += d * s.signs()[i];
                for (int j = 0; j < n; j++) {
                    h[i][j] += p * (1 - p) * s.signs()[i] * s.signs()[j];
                }
            }
        }
        double scale = PENALTY * samples.size() / 10;
        for (int i = 0; i < n; i++) {
            g[i] -= scale * 0.01 * w[i];
            h[i][i] += scale * 0.01 + 1e-6;
        }
        double[] step = solve(h, g);
        for (int i = 0; i < n; i++) {
            w[i] += Math.max(-1, Math.min(1, step[i]));
        }
    }

    private static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) {
                pivot = Math.abs(a[r][c]) > Math.abs(a[pivot][c]) ? r : pivot;
            }
            double[] row = a[c];
            a[c] = a[pivot];
            a[pivot] = row;
            double v = b[c];
            b[c] = b[pivot];
            b[pivot] = v;
            for (int r = c + 1; r < n; r++) {
                double k = a[r][c] / a[c][c];
                for (int j = c; j < n; j++) {
                    a[r][j] -= k * a[c][j];
                }
                b[r] -= k * b[c];
            }
        }
        double[] x = new double[n];
        for (int r = n - 1; r >= 0; r--) {
            double v = b[r];
            for (int j = r + 1; j < n; j++) {
                v -= a[r][j] * x[j];
            }
            x[r] = v / a[r][r];
        }
        return x;
    }

    private record Scored(double score, Sample sample) {}

    private List<Scored> scored(List<Sample> samples) {
        List<Scored> out = new ArrayList<>();
        samples.forEach(s -> out.add(new Scored(score(s.signs()), s)));
        out.sort(Comparator.comparingDouble(s -> -s.score()));
        return out;
    }

    private double half(List<Sample> samples) {
        List<Scored> all = scored(samples);
        long others = all.stream().filter(s -> !s.sample().isElementColumn()).count();
        double claims = 0;
        double threshold = 0.5;
        for (Scored s : all) {
            boolean isFalse = !s.sample().isElementColumn() && !s.sample().isRight();
            claims += isFalse ? 1 : 0;
            if (claims > FALSE_CLAIMS * others) {
                threshold = s.score();
                break;
            }
        }
        return Math.min(0.75, Math.max(0.4, threshold));
    }

    String line() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(Locale.ROOT, "%.5f %.5f", half, sure));
        for (double w : weights) {
            out.append(String.format(Locale.ROOT, " %.5f", w));
        }
        return out.toString();
    }

    static Calibration parse(String line) {
        String[] parts = line.split(" ");
        double[] w = new double[parts.length - 2];
        for (int i = 0; i < w.length; i++) {
            w[i] = Double.parseDouble(parts[i + 2]);
        }
        return new Calibration(w, Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }
}
