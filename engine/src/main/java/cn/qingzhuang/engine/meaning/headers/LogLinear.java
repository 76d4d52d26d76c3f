package cn.qingzhuang.engine.meaning.headers;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** A multinomial choice among candidates by weighted features, learnt by L-BFGS with a quadratic penalty. */
final class LogLinear {
    private static final int HISTORY = 8;

    private LogLinear() {}

    /**
     * A column to learn from: its candidates' features and which of them are right.
     *
     * @param weight how much it counts
     */
    record Example(Features[] candidates, boolean[] isRight, double weight) {}

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

    static double[] learn(List<Example> examples, int size, double penalty, int rounds) {
        double[] x = new double[size];
        double[] g = new double[size];
        double f = value(examples, x, g, penalty);
        Deque<double[][]> history = new ArrayDeque<>();
        for (int round = 0; round < rounds; round++) {
            double[] d = direction(g, history);
            double slope = dot(d, g);
            if (slope >= 0) {
                history.clear();
                d = g.clone();
                scale(d, -1);
                slope = dot(d, g);
            }
            double step = round == 0 ? 1 / Math.max(1, Math.sqrt(dot(g, g))) : 1;
            double[] next = new double[size];
            double[] gNext = new double[size];
            double fNext = 0;
            boolean isBetter = false;
            for (int tries = 0; tries < 20 && !isBetter; tries++) {
                for (int i = 0; i < size; i++) {
                    next[i] = x[i] + step * d[i];
                }
                fNext = value(examples, next, gNext, penalty);
                isBetter = fNext <= f + 1e-4 * step * slope;
                step *= 0.5;
            }
            if (!isBetter) {
                break;
            }
            remember(history, x, next, g, gNext);
            boolean isDone = f - fNext < 1e-5 * Math.abs(f);
            x = next;
            g = gNext;
            f = fNext;
            if (isDone) {
                break;
            }
        }
        return x;
    }

    private static void remember(Deque<double[][]> history, double[] x, double[] next, double[] g, double[] gNext) {
        double[] s = new double[x.length];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            s[i] = next[i] - x[i];
            y[i] = gNext[i] - g[i];
        }
        double sy = dot(s, y);
        if (sy > 1e-10) {
            history.addLast(new double[][] {s, y, {1 / sy}});
            if (history.size() > HISTORY) {
                history.removeFirst();
            }
        }
    }

    private static double[] direction(double[] g, Deque<double[][]> history) {
        double[] q = g.clone();
        double[] alpha = new double[history.size()];
        int k = history.size();
        for (Iterator<double[][]> it = history.descendingIterator(); it.hasNext(); ) {
            double[][] h = it.next();
            k--;
            alpha[k] = h[2][0] * dot(h[0], q);
            axpy(q, h[1], -alpha[k]);
        }
        if (!history.isEmpty()) {
            double[][] last = history.getLast();
            scale(q, 1 / (last[2][0] * dot(last[1], last[1])));
        }
        k = 0;
        for (double[][] h : history) {
            double beta = h[2][0] * dot(h[1], q);
            axpy(q, h[0], alpha[k] - beta);
            k++;
        }
        scale(q, -1);
        return q;
    }

    private static double value(List<Example> examples, double[] w, double[] g, double penalty) {
        Arrays.fill(g, 0);
        double loss = 0;
        for (Example e : examples) {
            double[] p = probabilities(e.candidates(), w);
            double right = 0;
            for (int i = 0; i < p.length; i++) {
                right += e.isRight()[i] ? p[i] : 0;
            }
            right = Math.max(right, 1e-12);
            loss -= e.weight() * Math.log(right);
            for (int i = 0; i < p.length; i++) {
                double d = e.weight() * (p[i] - (e.isRight()[i] ? p[i] / right : 0));
                Features c = e.candidates()[i];
                for (int j = 0; j < c.size(); j++) {
                    g[c.id(j)] += d * c.value(j);
                }
            }
        }
        for (int i = 0; i < w.length; i++) {
            loss += 0.5 * penalty * w[i] * w[i];
            g[i] += penalty * w[i];
        }
        return loss;
    }

    private static double dot(double[] a, double[] b) {
        double s = 0;
        for (int i = 0; i < a.length; i++) {
            s += a[i] * b[i];
        }
        return s;
    }

    private static void axpy(double[] a, double[] b, double by) {
        for (int i = 0; i < a.length; i++) {
            a[i] += by * b[i];
        }
    }

    private static void scale(double[] a, double by) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= by;
        }
    }
}
