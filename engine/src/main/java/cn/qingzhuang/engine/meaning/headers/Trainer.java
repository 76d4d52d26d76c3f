package cn.qingzhuang.engine.meaning.headers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns a reader from labelled forms. The second reading learns from first readings by models that have not seen the
 * form's issuer, so that it meets at work what it met in training.
 */
public final class Trainer {
    private static final int FOLDS = 3;
    private static final int PASSES = 8;
    private static final int THINNINGS = 3;
    private static final int RIVALS = 14;

    private final WordSource words;
    private final Settings settings;

    /** What may be tuned. */
    public record Settings(double penalty, double secondPenalty, boolean isRoleAccepted, boolean isThinned) {
        public static Settings standard() {
            return new Settings(1.0, 1.0, true, true);
        }
    }

    /** @param words the vocabulary to judge a form of an issuer by; "" for the whole */
    public Trainer(WordSource words, Settings settings) {
        this.words = words;
        this.settings = settings;
    }

    /** A form prepared for learning, whole or with thinned words, and what is made of it on the way. */
    private static final class Item {
        private final LabelledForm form;
        private final HeaderModel.Prepared prepared;
        private final List<LogLinear.Example> firsts;
        private final int fold;
        private List<double[]> reading = List.of();
        private List<LogLinear.Example> seconds = List.of();

        Item(LabelledForm form, HeaderModel.Prepared prepared, List<LogLinear.Example> firsts, int fold) {
            this.form = form;
            this.prepared = prepared;
            this.firsts = firsts;
            this.fold = fold;
        }
    }

    HeaderModel learn(List<LabelledForm> forms) {
        Memory memory = new Memory();
        forms.forEach(memory::add);
        FeatureSpace space = new FeatureSpace();
        List<Item> items = items(forms, memory, space);
        int size = space.size();
        for (int k = 0; k < FOLDS; k++) {
            double[] w = LogLinear.learn(examples(items, k, true), size, settings.penalty(), PASSES);
            for (Item item : items) {
                if (item.fold == k) {
                    item.reading = HeaderModel.readOnce(item.prepared.features(), w);
                    item.seconds =
                            examples(item.form, item.prepared, HeaderModel.withContext(item.prepared, item.reading));
                }
            }
        }
        double[] first = LogLinear.learn(examples(items, -1, true), size, settings.penalty(), PASSES);
        double[] second = LogLinear.learn(examples(items, -1, false), space.size(), settings.secondPenalty(), PASSES);
        Calibration calibration = calibrate(items, space.size());
        space.freeze();
        return new HeaderModel(words.without(""), memory, space, first, second, calibration);
    }

    private List<Item> items(List<LabelledForm> forms, Memory memory, FeatureSpace space) {
        int[] fold = folds(forms);
        List<Item> out = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            LabelledForm f = forms.get(i);
            Vocabulary whole = words.without(f.issuer());
            out.add(item(f, HeaderModel.prepare(f.form(), whole, memory, space, f.issuer()), fold[i]));
            if (settings.isThinned()) {
                int seed = 1 + i % THINNINGS;
                Vocabulary thin = words.thinWithout(f.issuer(), seed);
                out.add(item(
                        f, HeaderModel.prepare(f.form(), thin, memory.forgetful(seed), space, f.issuer()), fold[i]));
            }
        }
        return out;
    }

    private Item item(LabelledForm form, HeaderModel.Prepared prepared, int fold) {
        return new Item(form, prepared, examples(form, prepared, prepared.features()), fold);
    }

    /** Fits confidence on second readings by models that have not seen the form's issuer. */
    private Calibration calibrate(List<Item> items, int size) {
        List<Calibration.Sample> samples = new ArrayList<>();
        for (int k = 0; k < FOLDS; k++) {
            double[] w = LogLinear.learn(examples(items, k, false), size, settings.secondPenalty(), PASSES);
            for (Item item : items) {
                if (item.fold != k) {
                    continue;
                }
                List<double[]> p = HeaderModel.readOnce(HeaderModel.withContext(item.prepared, item.reading), w);
                for (int c = 0; c < p.size(); c++) {
                    samples.add(sample(item.form.labels().get(c), item.prepared, c, p.get(c), item.reading.get(c)));
                }
            }
        }
        return Calibration.fit(samples);
    }

    /** The examples of the first or the second reading outside of a fold. */
    private static List<LogLinear.Example> examples(List<Item> items, int exceptFold, boolean isFirst) {
        List<LogLinear.Example> out = new ArrayList<>();
        for (Item item : items) {
            if (item.fold != exceptFold) {
                out.addAll(isFirst ? item.firsts : item.seconds);
            }
        }
        return out;
    }

    private static Calibration.Sample sample(
            LabelledForm.Label label, HeaderModel.Prepared form, int column, double[] p, double[] first) {
        Candidate best = HeaderModel.best(form.candidates().get(column), p);
        return new Calibration.Sample(
                Calibration.signs(form, column, p, first),
                Judge.isAccepted(label, best),
                label.kind() == LabelledForm.Kind.ELEMENT);
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
            LogLinear.Example example = example(prepared.candidates().get(i), features.get(i), right);
            if (example.isRight().length > 0) {
                out.add(example);
            }
        }
        return out;
    }

    /** The right answers, what is no element and the {@value #RIVALS} best rivals; nothing when no answer is right. */
    private LogLinear.Example example(List<Candidate> candidates, Features[] features, boolean[] right) {
        List<Features> kept = new ArrayList<>();
        List<Boolean> keptRight = new ArrayList<>();
        boolean isAny = false;
        for (int j = 0; j < right.length; j++) {
            isAny |= right[j];
            if (j < RIVALS || right[j] || !candidates.get(j).isElement()) {
                kept.add(features[j]);
                keptRight.add(right[j]);
            }
        }
        boolean[] out = new boolean[isAny ? kept.size() : 0];
        for (int j = 0; j < out.length; j++) {
            out[j] = keptRight.get(j);
        }
        return new LogLinear.Example(kept.toArray(Features[]::new), out, settings.isThinned() ? 0.5 : 1);
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
