package cn.qingzhuang.engine.meaning.headers;

import java.util.ArrayList;
import java.util.Arrays;
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
    private static final double CLAIM_PENALTY = 3;
    private static final int CLAIM_PASSES = 12;
    /** At work all words are known: readings by thinned ones, which doubt more, tell less of how sure one may be. */
    private static final double CLAIM = 0.5;

    private static final double THIN_CLAIM = 0.125;

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
        private List<LogLinear.Example> firsts = List.of();
        private final Share share;
        private List<double[]> reading = List.of();
        private List<LogLinear.Example> seconds = List.of();

        Item(LabelledForm form, HeaderModel.Prepared prepared, Share share) {
            this.form = form;
            this.prepared = prepared;
            this.share = share;
        }
    }

    /** The fold of a form, whether it is read with all words or with thinned ones, and how much its columns count. */
    private record Share(int fold, boolean isWhole, double weight) {}

    HeaderModel learn(List<LabelledForm> forms) {
        Memory memory = new Memory();
        forms.forEach(memory::add);
        FeatureSpace space = new FeatureSpace();
        List<Item> items = items(forms, memory, space);
        int size = space.size();
        for (int k = 0; k < FOLDS; k++) {
            double[] w = LogLinear.learn(examples(items, k, true), size, settings.penalty(), PASSES);
            for (Item item : items) {
                if (item.share.fold() == k) {
                    item.reading = HeaderModel.readOnce(item.prepared.features(), w);
                    item.seconds = examples(item, HeaderModel.withContext(item.prepared, item.reading));
                }
            }
        }
        double[] first = LogLinear.learn(examples(items, -1, true), size, settings.penalty(), PASSES);
        double[] second = LogLinear.learn(examples(items, -1, false), space.size(), settings.secondPenalty(), PASSES);
        List<Claim> claims = claims(items, space);
        double[] sure = LogLinear.learn(
                claims.stream().map(Claim::example).toList(), space.size(), CLAIM_PENALTY, CLAIM_PASSES);
        Calibration calibration = Calibration.fit(
                claims.stream().filter(Claim::isWhole).map(c -> c.judged(sure)).toList());
        space.freeze();
        return new HeaderModel(words.without(""), memory, space, first, sum(second, sure), calibration);
    }

    /** Forms of offices are read both with all words and with thinned ones; of the many written by us each in one way. */
    private List<Item> items(List<LabelledForm> forms, Memory memory, FeatureSpace space) {
        Map<String, Integer> fold = IssuerGroups.of(forms, FOLDS);
        List<Item> out = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            LabelledForm f = forms.get(i);
            int group = fold.getOrDefault(f.issuer(), 0);
            boolean isTwice = settings.isThinned() && words.hasLearntFrom(f.issuer());
            boolean isThin = settings.isThinned() && Thinning.isOut(f.id(), 0);
            double weight = isTwice ? 0.5 : 1;
            if (isTwice || !isThin) {
                HeaderModel.Sources whole =
                        new HeaderModel.Sources(words.without(f.issuer()), memory, space, f.issuer());
                out.add(item(f, f.form(), whole, new Share(group, true, weight)));
            }
            if (isTwice || isThin) {
                int seed = 1 + i % THINNINGS;
                HeaderModel.Sources thin = new HeaderModel.Sources(
                        words.thinWithout(f.issuer(), seed), memory.forgetful(seed), space, f.issuer());
                out.add(item(f, Thinning.blur(f), thin, new Share(group, false, weight)));
            }
        }
        return out;
    }

    private Item item(LabelledForm labelled, HeaderForm form, HeaderModel.Sources sources, Share share) {
        HeaderModel.Prepared prepared = HeaderModel.prepare(
                form, sources, Map.of(), (i, found) -> rivals(labelled.labels().get(i), found));
        Item item = new Item(labelled, prepared, share);
        item.firsts = examples(item, prepared.features());
        return item;
    }

    /** The right answers, what is no element and the {@value #RIVALS} best rivals: enough to learn from, at half the room. */
    private List<Candidate> rivals(LabelledForm.Label label, List<Candidate> found) {
        boolean[] right = right(label, found);
        List<Candidate> out = new ArrayList<>();
        for (int j = 0; j < right.length; j++) {
            if (j < RIVALS || right[j] || !found.get(j).isElement()) {
                out.add(found.get(j));
            }
        }
        return out;
    }

    /** The likeliest element of a column by a reading, and whether it is right. */
    private record Claim(Features signs, boolean isRight, boolean isElementColumn, boolean isWhole) {
        LogLinear.Example example() {
            Features nothing = new Features(signs.space()).complete();
            double weight = isWhole ? CLAIM : THIN_CLAIM;
            return new LogLinear.Example(new Features[] {signs, nothing}, new boolean[] {isRight, !isRight}, weight);
        }

        Calibration.Sample judged(double[] weights) {
            return new Calibration.Sample(LogLinear.logistic(signs.dot(weights)), isRight, isElementColumn);
        }
    }

    /** The claims of second readings by models that have not seen the form's issuer. */
    private List<Claim> claims(List<Item> items, FeatureSpace space) {
        List<Claim> out = new ArrayList<>();
        int size = space.size();
        for (int k = 0; k < FOLDS; k++) {
            double[] w = LogLinear.learn(examples(items, k, false), size, settings.secondPenalty(), PASSES);
            for (Item item : items) {
                if (item.share.fold() == k) {
                    addClaims(item, w, space, out);
                }
            }
        }
        return out;
    }

    private static void addClaims(Item item, double[] weights, FeatureSpace space, List<Claim> out) {
        List<Features[]> context = HeaderModel.withContext(item.prepared, item.reading);
        List<double[]> p = HeaderModel.readOnce(context, weights);
        ClaimEvidence evidence = new ClaimEvidence(item.prepared, space, item.reading, p, context);
        for (int c = 0; c < p.size(); c++) {
            List<Candidate> candidates = item.prepared.candidates().get(c);
            LabelledForm.Label label = item.form.labels().get(c);
            Candidate best = candidates.get(HeaderModel.best(candidates, p.get(c)));
            boolean isElement = label.kind() == LabelledForm.Kind.ELEMENT;
            out.add(new Claim(evidence.of(c), Judge.isAccepted(label, best), isElement, item.share.isWhole()));
        }
    }

    private static double[] sum(double[] one, double[] other) {
        double[] out = Arrays.copyOf(other, Math.max(one.length, other.length));
        for (int i = 0; i < one.length; i++) {
            out[i] += one[i];
        }
        return out;
    }

    /** The examples of the first or the second reading outside of a fold. */
    private static List<LogLinear.Example> examples(List<Item> items, int exceptFold, boolean isFirst) {
        List<LogLinear.Example> out = new ArrayList<>();
        for (Item item : items) {
            if (item.share.fold() != exceptFold) {
                out.addAll(isFirst ? item.firsts : item.seconds);
            }
        }
        return out;
    }

    /** The columns of which some candidate is right. */
    private List<LogLinear.Example> examples(Item item, List<Features[]> features) {
        List<LogLinear.Example> out = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            boolean[] right =
                    right(item.form.labels().get(i), item.prepared.candidates().get(i));
            for (boolean isRight : right) {
                if (isRight) {
                    out.add(new LogLinear.Example(features.get(i), right, item.share.weight()));
                    break;
                }
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
