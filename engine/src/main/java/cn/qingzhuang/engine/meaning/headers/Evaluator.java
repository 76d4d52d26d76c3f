package cn.qingzhuang.engine.meaning.headers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Measures readers on forms that they have not seen, leaving one issuer (or one domain) out. */
public final class Evaluator {
    private static final int FOLDS = 5;

    private final WordSource words;
    private final Trainer.Settings settings;

    public Evaluator(WordSource words, Trainer.Settings settings) {
        this.words = words;
        this.settings = settings;
    }

    /** One judged column. */
    public record Verdict(
            LabelledForm form,
            int column,
            boolean isClaimed,
            boolean isRight,
            boolean isAccepted,
            boolean isFirstRight,
            boolean isInFirstTwo,
            boolean isAmongCandidates,
            double confidence,
            double probability,
            String answer,
            String best) {
        LabelledForm.Label label() {
            return form.labels().get(column);
        }
    }

    /** Judges each form by a reader that has seen neither its issuer nor those of its fold. */
    public List<Verdict> leaveIssuersOut(
            List<LabelledForm> judged, List<LabelledForm> alwaysSeen, Consumer<String> log) {
        Map<String, Integer> fold = IssuerGroups.of(judged, FOLDS);
        return IntStream.range(0, FOLDS)
                .mapToObj(k -> judgeFold(k, fold, judged, alwaysSeen, log))
                .flatMap(List::stream)
                .toList();
    }

    private List<Verdict> judgeFold(
            int k,
            Map<String, Integer> fold,
            List<LabelledForm> judged,
            List<LabelledForm> alwaysSeen,
            Consumer<String> log) {
        List<LabelledForm> seen = new ArrayList<>(alwaysSeen);
        List<LabelledForm> aside = new ArrayList<>();
        for (LabelledForm f : judged) {
            (fold.getOrDefault(f.issuer(), 0) == k ? aside : seen).add(f);
        }
        long start = System.nanoTime();
        List<Verdict> out = judgeAside(seen, aside);
        log.accept("fold " + k + ": " + aside.size() + " forms, " + (System.nanoTime() - start) / 1_000_000_000 + " s");
        return out;
    }

    /** Judges forms by a reader that has learnt from others. */
    List<Verdict> judgeAside(List<LabelledForm> seen, List<LabelledForm> aside) {
        HeaderModel model = new Trainer(words, settings).learn(seen);
        List<Verdict> out = new ArrayList<>();
        aside.forEach(f -> out.addAll(judge(model, f)));
        return out;
    }

    private List<Verdict> judge(HeaderModel model, LabelledForm f) {
        HeaderModel.Prepared prepared =
                HeaderModel.prepare(f.form(), words.without(f.issuer()), model.memory, model.space, f.issuer());
        HeaderModel.Result read = model.read(prepared, Map.of());
        List<double[]> p = read.second();
        List<Verdict> out = new ArrayList<>();
        for (int i = 0; i < p.size(); i++) {
            Reading reading = HeaderReader.reading(model, prepared, read, i);
            out.add(verdict(f, i, prepared.candidates().get(i), p.get(i), reading));
        }
        return out;
    }

    private static Verdict verdict(LabelledForm f, int i, List<Candidate> candidates, double[] p, Reading reading) {
        LabelledForm.Label label = f.labels().get(i);
        List<Integer> order = new ArrayList<>();
        for (int j = 0; j < p.length; j++) {
            if (candidates.get(j).isElement()) {
                order.add(j);
            }
        }
        order.sort(Comparator.comparingDouble(j -> -p[j]));
        Candidate first = candidates.get(order.get(0));
        double top = p[order.get(0)];
        boolean isClaimed = reading.isElementClaimed();
        double confidence = reading.confidence();
        boolean isRight = Judge.isRight(label, first);
        boolean isAccepted = Judge.isAccepted(label, first);
        boolean isInTwo = order.stream().limit(2).anyMatch(j -> Judge.isAccepted(label, candidates.get(j)));
        boolean isAmong = candidates.stream().anyMatch(c -> Judge.isRight(label, c));
        StringBuilder answer = new StringBuilder(String.format("(%.2f) ", confidence));
        order.stream()
                .limit(3)
                .forEach(j -> answer.append(candidates.get(j).key()).append(String.format(" %.2f, ", p[j])));
        for (int j = 0; j < p.length; j++) {
            if (!candidates.get(j).isElement() && p[j] > 0.15) {
                answer.append(candidates.get(j).key()).append(String.format(" %.2f, ", p[j]));
            }
        }
        return new Verdict(
                f,
                i,
                isClaimed,
                isRight,
                isAccepted,
                isRight,
                isInTwo,
                isAmong,
                confidence,
                top,
                answer.toString(),
                first.key());
    }
}
