package cn.qingzhuang.engine.meaning.headers;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A multinomial choice among candidates by weighted features, learnt with a quadratic penalty. */
final class LogLinear {
    private static final long SEED = 20261124;
    private static final double RATE = 0.25;
    private static final double START = 0.1;
    private static final double NEGLIGIBLE = 1e-4;
    private static final int AVERAGED = 3;

    private LogLinear() {}

    /**
     * A column to learn from: its candidates' features and which of them are right.
     *
     * @param weight how much it counts
     */
    record Example(Features[] candidates, boolean[] isRight, double weight) {}

    /** How likely the first of two is, by how far it is ahead. */
    static double logistic(double ahead) {
        return 1 / (1 + Math.exp(-ahead));
    }

    static double[] probabilities(Features[] candidates, double[] weights) {
        double[] p = new double[candidates.length];
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < p.length; i++) {
            p[i] = candidates[i].dot(weights);
            top = Math.max(top, p[i]);
        }
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(p[i] - top);
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    /**
     * Learns weights in a few passes over the examples, each feature with a step of its own (Adagrad); the mean of the
     * weights over the last passes is returned. Repeatable: the order follows a fixed seed.
     */
    static double[] learn(List<Example> examples, int size, double penalty, int passes) {
        double[] w = new double[size];
        double[] squares = new double[size];
        double[] mean = new double[size];
        int[] touched = touched(examples, size);
        Arrays.fill(squares, START);
        Integer[] order = new Integer[examples.size()];
        Arrays.setAll(order, i -> i);
        Random random = new Random(SEED);
        for (int pass = 0; pass < passes; pass++) {
            Collections.shuffle(Arrays.asList(order), random);
            for (int i : order) {
                step(examples.get(i), w, squares, touched, penalty);
            }
            if (pass >= passes - AVERAGED) {
                for (int i = 0; i < size; i++) {
                    mean[i] += w[i] / AVERAGED;
                }
            }
        }
        return mean;
    }

    /** How many examples have each feature, so that the penalty of one pass is spread over them. */
    private static int[] touched(List<Example> examples, int size) {
        int[] out = new int[size];
        for (Example e : examples) {
            for (Features c : e.candidates()) {
                for (int j = 0; j < c.size(); j++) {
                    out[c.id(j)]++;
                }
            }
        }
        return out;
    }

    private static void step(Example e, double[] w, double[] squares, int[] touched, double penalty) {
        double[] p = probabilities(e.candidates(), w);
        double right = 0;
        for (int i = 0; i < p.length; i++) {
            right += e.isRight()[i] ? p[i] : 0;
        }
        right = Math.max(right, 1e-12);
        for (int i = 0; i < p.length; i++) {
            double d = e.weight() * (p[i] - (e.isRight()[i] ? p[i] / right : 0));
            if (Math.abs(d) < NEGLIGIBLE) {
                continue;
            }
            Features c = e.candidates()[i];
            for (int j = 0; j < c.size(); j++) {
                int id = c.id(j);
                double g = d * c.value(j) + penalty / touched[id] * w[id];
                squares[id] += g * g;
                w[id] -= RATE / Math.sqrt(squares[id]) * g;
            }
        }
    }
}
