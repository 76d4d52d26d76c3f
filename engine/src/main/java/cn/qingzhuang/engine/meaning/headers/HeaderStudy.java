package cn.qingzhuang.engine.meaning.headers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Trains and measures the reader of headers from the sources of this repository. */
public final class HeaderStudy {
    private final List<LabelledForm> shared;
    private final List<LabelledForm> written;
    private final TrainingData.Words words;
    private final Trainer.Settings settings;

    /** @param engine the folder of the engine module */
    public HeaderStudy(Path engine, Trainer.Settings settings) {
        this.settings = settings;
        shared = TrainingData.forms(engine.resolve("training"));
        Path own = engine.resolve("training/written");
        written = Files.exists(own.resolve("gold.csv")) ? TrainingData.forms(own) : List.of();
        words = new TrainingData.Words(engine.resolve("src/main/resources"), shared);
    }

    public int writtenForms() {
        return written.size();
    }

    /** The lines of the model learnt from all forms: the resource {@code meaning/headers.model}. */
    public List<String> train() {
        List<LabelledForm> all = new ArrayList<>(shared);
        all.addAll(written);
        return ModelFile.write(new Trainer(words, settings).learn(all));
    }

    /** Figures on the shared forms, one issuer out; written forms help in every fold, or in none. */
    public Figures leaveIssuersOut(boolean withWritten, Consumer<String> log) {
        return Figures.of(verdicts(withWritten, log));
    }

    /** The judged columns behind {@link #leaveIssuersOut}. */
    public List<Evaluator.Verdict> verdicts(boolean withWritten, Consumer<String> log) {
        return new Evaluator(words, settings).leaveIssuersOut(shared, withWritten ? written : List.of(), log);
    }

    /** Figures on the written forms by domain, each domain judged by a reader that has seen no written form of it. */
    public Map<String, Figures> leaveDomainsOut(Consumer<String> log) {
        Map<String, List<LabelledForm>> domains = new TreeMap<>();
        for (LabelledForm f : written) {
            domains.computeIfAbsent(f.domain().split("-")[0], k -> new ArrayList<>())
                    .add(f);
        }
        Map<String, Figures> out = new TreeMap<>();
        List<Evaluator.Verdict> all = new ArrayList<>();
        domains.forEach((domain, aside) -> {
            List<LabelledForm> seen = new ArrayList<>(shared);
            written.stream().filter(f -> !aside.contains(f)).forEach(seen::add);
            List<Evaluator.Verdict> verdicts = new Evaluator(words, settings).judgeAside(seen, aside);
            all.addAll(verdicts);
            out.put(domain, Figures.of(verdicts));
            log.accept(domain + ": " + Figures.of(verdicts));
        });
        out.put("all", Figures.of(all));
        return out;
    }
}
