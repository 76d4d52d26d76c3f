package cn.qingzhuang.engine.meaning.headers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A learnt reader: vocabulary, memory of labelled forms and the weights of both readings; those of {@link ClaimEvidence},
 * whose features no reading has, stand with the second.
 */
final class HeaderModel {
    /** A claim whose owner is in doubt is never sure. */
    private static final double TWINS_MOST = 0.85;

    /** An element that holds one of the two things that a column holds is offered only, neither taken in nor filled. */
    private static final double PART_MOST = 0.35;

    /** The key of what somebody said to be no element. */
    static final String NOTHING = "#" + LabelledForm.Kind.NEW;

    private static final double LEAST = 1e-6;

    final Vocabulary vocabulary;
    final Memory memory;
    final FeatureSpace space;
    final double[] first;
    final double[] second;
    final Calibration calibration;

    HeaderModel(
            Vocabulary vocabulary,
            Memory memory,
            FeatureSpace space,
            double[] first,
            double[] second,
            Calibration calibration) {
        this.vocabulary = vocabulary;
        this.memory = memory;
        this.space = space;
        this.first = first;
        this.second = second;
        this.calibration = calibration;
    }

    /** A form with the candidates of its columns and their features of the first reading. */
    record Prepared(FormView view, List<List<Candidate>> candidates, List<Features[]> features) {}

    static Prepared prepare(
            HeaderForm form, Vocabulary vocabulary, Memory memory, FeatureSpace space, String exceptIssuer) {
        return prepare(form, new Sources(vocabulary, memory, space, exceptIssuer), Map.of(), (i, found) -> found);
    }

    /** Which candidates of a column are read, of those that were found. */
    interface Selection {
        List<Candidate> of(int column, List<Candidate> found);
    }

    /** What a form is prepared with. */
    record Sources(Vocabulary vocabulary, Memory memory, FeatureSpace space, String exceptIssuer) {}

    /** Prepares a form of which some columns are settled: they are among the candidates, and tell whose block follows. */
    static Prepared prepare(HeaderForm form, Sources sources, Map<Integer, HeaderReader.Settlement> settled) {
        Map<Integer, String> owners = new HashMap<>();
        settled.forEach((column, s) -> owners.put(column, s.role()));
        return prepare(form, sources, owners, (i, found) -> {
            HeaderReader.Settlement said = settled.get(i);
            if (said != null && found.stream().noneMatch(c -> c.key().equals(said.key()))) {
                sources.vocabulary().profile(said.element()).ifPresent(p -> found.add(Candidate.of(p, said.role())));
            }
            return found;
        });
    }

    /** @param owners whose columns are, where somebody has said so */
    static Prepared prepare(HeaderForm form, Sources sources, Map<Integer, String> owners, Selection selection) {
        Vocabulary vocabulary = sources.vocabulary();
        Memory memory = sources.memory();
        FormView view = FormView.of(form, vocabulary.lexicon(), owners);
        CandidateFinder finder = new CandidateFinder(vocabulary);
        TextEvidence evidence = new TextEvidence(vocabulary, memory, sources.space());
        List<List<Candidate>> candidates = new ArrayList<>();
        List<Features[]> features = new ArrayList<>();
        for (FormView.ColumnView column : view.columns()) {
            GramIndex.Likeness leaf = vocabulary.grams().of(column.grams());
            GramIndex.Likeness combined =
                    column.upper().isEmpty() ? leaf : vocabulary.grams().of(column.combinedGrams());
            GramIndex.Likeness parent =
                    column.upper().isEmpty() ? leaf : vocabulary.grams().of(column.parentGrams());
            TextEvidence.Question q = new TextEvidence.Question(
                    view,
                    column,
                    leaf,
                    combined,
                    parent,
                    memory.recall(column, sources.exceptIssuer()),
                    sources.exceptIssuer());
            List<Candidate> found = selection.of(column.index(), finder.find(q));
            candidates.add(found);
            features.add(found.stream().map(c -> evidence.of(q, c).complete()).toArray(Features[]::new));
        }
        return new Prepared(view, candidates, features);
    }

    static List<double[]> readOnce(List<Features[]> features, double[] weights) {
        List<double[]> out = new ArrayList<>();
        for (Features[] f : features) {
            out.add(LogLinear.probabilities(f, weights));
        }
        return out;
    }

    /** The features of the second reading, given probabilities of an earlier one. */
    static List<Features[]> withContext(Prepared form, List<double[]> probabilities) {
        ContextEvidence context = new ContextEvidence(form.view(), form.candidates(), probabilities);
        List<Features[]> out = new ArrayList<>();
        for (int i = 0; i < form.candidates().size(); i++) {
            Features[] f = new Features[form.features().get(i).length];
            for (int j = 0; j < f.length; j++) {
                f[j] = form.features().get(i)[j].extended();
                context.addTo(f[j], i, j);
                f[j].complete();
            }
            out.add(f);
        }
        return out;
    }

    /**
     * Both readings of a form.
     *
     * @param confidence per column, of its likeliest element
     */
    record Result(List<double[]> first, List<double[]> second, List<Features[]> features, double[] confidence) {}

    /** Reads twice; probabilities of the candidates of each column. A settled column has one certain candidate. */
    Result read(Prepared form, Map<Integer, String> settled) {
        List<double[]> p = readOnce(form.features(), first);
        settle(form, p, settled);
        List<Features[]> f = withContext(form, p);
        List<double[]> q = readOnce(f, second);
        settle(form, q, settled);
        ClaimEvidence claims = new ClaimEvidence(form, space, p, q, f);
        double[] confidence = new double[q.size()];
        for (int i = 0; i < confidence.length; i++) {
            double published =
                    calibration.confidence(LogLinear.logistic(claims.of(i).dot(second)));
            double claimed = Math.max(published, Math.min(TWINS_MOST, twins(form, i, q.get(i))));
            Candidate best = form.candidates().get(i).get(best(form.candidates().get(i), q.get(i)));
            confidence[i] = TwoThings.isPartOnly(form.view().columns().get(i).facets(), best)
                    ? Math.min(PART_MOST, claimed)
                    : claimed;
        }
        return new Result(p, q, f, confidence);
    }

    /**
     * How likely the likeliest element of column i is the row's own or a member's, where rows may be members of a household:
     * which of the two makes no difference to whom a value belongs, so such a column is taken, though not surely. Else 0.
     */
    private static double twins(Prepared form, int i, double[] p) {
        List<Candidate> candidates = form.candidates().get(i);
        Candidate best = candidates.get(best(candidates, p));
        boolean isPerson = best.profile().filter(Vocabulary.Profile::isPerson).isPresent();
        boolean isMember = best.role().isEmpty() || best.role().equals("member");
        boolean isRelationAsked =
                form.view().columns().stream().anyMatch(c -> c.facets().topics().contains("to_head"));
        double own = 0;
        double member = 0;
        for (int j = 0; j < p.length; j++) {
            Candidate c = candidates.get(j);
            boolean isSame = c.isElement() && c.profile().equals(best.profile());
            own += isSame && c.role().isEmpty() ? p[j] : 0;
            member += isSame && c.role().equals("member") ? p[j] : 0;
        }
        return isPerson && isMember && (member > 0 || isRelationAsked) ? own + member : 0;
    }

    private static void settle(Prepared form, List<double[]> p, Map<Integer, String> settled) {
        settled.forEach((column, key) -> {
            List<Candidate> candidates = form.candidates().get(column);
            if (key.equals(NOTHING)) {
                settleNothing(candidates, p.get(column));
                return;
            }
            double[] here = p.get(column);
            for (int j = 0; j < here.length; j++) {
                here[j] = candidates.get(j).key().equals(key) ? 1 : 0;
            }
        });
    }

    /** Who says that no element fits does not say which kind of nothing it is: a number over many, a signature. */
    private static void settleNothing(List<Candidate> candidates, double[] p) {
        double sum = 0;
        for (int j = 0; j < p.length; j++) {
            p[j] = candidates.get(j).isElement() ? 0 : Math.max(p[j], LEAST);
            sum += p[j];
        }
        for (int j = 0; j < p.length; j++) {
            p[j] /= sum;
        }
    }

    /** Which candidate is the likeliest element. */
    static int best(List<Candidate> candidates, double[] p) {
        int best = -1;
        for (int j = 0; j < p.length; j++) {
            if (candidates.get(j).isElement() && (best < 0 || p[j] > p[best])) {
                best = j;
            }
        }
        return best;
    }
}
