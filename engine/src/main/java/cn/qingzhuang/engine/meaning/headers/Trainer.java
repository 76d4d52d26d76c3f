package cn.qingzhuang.engine.meaning.headers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Learns a reader from labelled forms. The second reading learns from first readings by models that have not seen the
 * form's issuer, so that it meets at work what it met in training.
 */
public final class Trainer {
    private static final int FOLDS = 4;
    private static final int ROUNDS = 120;

    private final Function<String, Vocabulary> vocabularyWithout;
    private final Settings settings;

    /** What may be tuned. */
    public record Settings(double penalty, double secondPenalty, boolean isRoleAccepted) {
        public static Settings standard() {
            return new Settings(1.0, 1.0, true);
        }
    }

    /** @param vocabularyWithout the vocabulary to judge a form of an issuer by; "" for the whole */
    public Trainer(Function<String, Vocabulary> vocabularyWithout, Settings settings) {
        this.vocabularyWithout = vocabularyWithout;
        this.settings = settings;
    }

    HeaderModel learn(List<LabelledForm> forms) {
        Memory memory = new Memory();
        forms.forEach(memory::add);
        FeatureSpace space = new FeatureSpace();
        List<HeaderModel.Prepared> prepared = new ArrayList<>();
        for (LabelledForm f : forms) {
            prepared.add(HeaderModel.prepare(f.form(), vocabularyWithout.apply(f.issuer()), memory, space, f.issuer()));
        }
        int[] fold = folds(forms);
        List<List<LogLinear.Example>> firsts = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            firsts.add(examples(forms.get(i), prepared.get(i), prepared.get(i).features()));
        }
        int size = space.size();
        List<List<LogLinear.Example>> seconds = new ArrayList<>();
        List<List<double[]>> readings = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            seconds.add(List.of());
            readings.add(List.of());
        }
        for (int k = 0; k < FOLDS; k++) {
            double[] w = LogLinear.learn(select(firsts, fold, k, false), size, settings.penalty(), ROUNDS);
            for (int i = 0; i < forms.size(); i++) {
                if (fold[i] == k) {
                    List<double[]> p = HeaderModel.readOnce(prepared.get(i).features(), w);
                    readings.set(i, p);
                    List<Features[]> f = HeaderModel.withContext(prepared.get(i), p);
                    seconds.set(i, examples(forms.get(i), prepared.get(i), f));
                }
            }
        }
        double[] first = LogLinear.learn(select(firsts, fold, -1, false), size, settings.penalty(), ROUNDS);
        double[] second =
                LogLinear.learn(select(seconds, fold, -1, false), space.size(), settings.secondPenalty(), ROUNDS);
        Calibration calibration = calibrate(forms, prepared, readings, seconds, fold, space.size());
        space.freeze();
        return new HeaderModel(vocabularyWithout.apply(""), memory, space, first, second, calibration);
    }

    /** Fits confidence on second readings by models that have not seen the form's issuer. */
    private Calibration calibrate(
            List<LabelledForm> forms,
            List<HeaderModel.Prepared> prepared,
            List<List<double[]>> readings,
            List<List<LogLinear.Example>> seconds,
            int[] fold,
            int size) {
        List<Calibration.Sample> samples = new ArrayList<>();
        for (int k = 0; k < FOLDS; k++) {
            double[] w = LogLinear.learn(select(seconds, fold, k, false), size, settings.secondPenalty(), ROUNDS);
            for (int i = 0; i < forms.size(); i++) {
                if (fold[i] == k) {
                    HeaderModel.Prepared form = prepared.get(i);
                    List<double[]> p = HeaderModel.readOnce(HeaderModel.withContext(form, readings.get(i)), w);
                    for (int c = 0; c < p.size(); c++) {
                        samples.add(sample(
                                forms.get(i).labels().get(c),
                                form,
                                c,
                                p.get(c),
                                readings.get(i).get(c)));
                    }
                }
            }
        }
        return Calibration.fit(samples);
    }

    private static Calibration.Sample sample(
            LabelledForm.Label label, HeaderModel.Prepared form, int column, double[] p, double[] first) {
        Candidate best = HeaderModel.best(form.candidates().get(column), p);
        return new Calibration.Sample(
                Calibration.signs(form, column, p, first),
                Judge.isAccepted(label, best),
                label.kind() == LabelledForm.Kind.ELEMENT);
    }

    private static List<LogLinear.Example> select(List<List<LogLinear.Example>> all, int[] fold, int k, boolean isIn) {
        List<LogLinear.Example> out = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if ((fold[i] == k) == isIn) {
                out.addAll(all.get(i));
            }
        }
        return out;
    }

    /** Forms of one issuer share a fold, unless an issuer alone holds more than a fold's share. */
    private static int[] folds(List<LabelledForm> forms) {
        Map<String, Integer> sizes = new HashMap<>();
        forms.forEach(f -> sizes.merge(f.issuer(), 1, Integer::sum));
        int[] load = new int[FOLDS];
        Map<String, Integer> of = new HashMap<>();
        sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> {
                    int least = 0;
                    for (int k = 1; k < FOLDS; k++) {
                        least = load[k] < load[least] ? k : least;
                    }
                    load[least] += e.getValue();
                    of.put(e.getKey(), least);
                });
        return forms.stream().mapToInt(f -> of.getOrDefault(f.issuer(), 0)).toArray();
    }

    private List<LogLinear.Example> examples(
            LabelledForm form, HeaderModel.Prepared prepared, List<Features[]> features) {
        List<LogLinear.Example> out = new ArrayList<>();
        for (int i = 0; i < form.labels().size(); i++) {
            boolean[] right = right(form.labels().get(i), prepared.candidates().get(i));
            boolean isAny = false;
            for (boolean r : right) {
                isAny |= r;
            }
            if (isAny) {
                out.add(new LogLinear.Example(features.get(i), right, 1));
            }
        }
        return out;
    }

    private boolean[] right(LabelledForm.Label label, List<Candidate> candidates) {
        boolean[] out = new boolean[candidates.size()];
        for (int j = 0; j < out.length; j++) {
            Candidate c = candidates.get(j);
            out[j] = Judge.isRight(label, c) || settings.isRoleAccepted() && Judge.isAccepted(label, c);
        }
        return out;
    }
}
