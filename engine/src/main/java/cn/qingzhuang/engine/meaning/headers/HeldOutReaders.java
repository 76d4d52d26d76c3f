package cn.qingzhuang.engine.meaning.headers;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Readers for measuring whole workbooks: for each shared form one that has learnt from no form of its issuer, as
 * {@link HeaderStudy} judges headers, only with fewer and larger groups of issuers.
 */
public final class HeldOutReaders {
    private HeldOutReaders() {}

    /**
     * A reader per shared form, by the form's id.
     *
     * @param engine the folder of the engine module
     * @param groups into how many groups the issuers fall; the readers of a group learn from the others
     */
    public static Map<String, HeaderReader> byForm(Path engine, int groups, Consumer<String> log) {
        List<LabelledForm> shared = TrainingData.forms(engine.resolve("training"));
        Path own = engine.resolve("training/written");
        List<LabelledForm> ours = Files.exists(own.resolve("gold.csv")) ? TrainingData.forms(own) : List.of();
        TrainingData.Words words = new TrainingData.Words(engine.resolve("src/main/resources"), shared);
        Map<String, Integer> group = IssuerGroups.of(shared, groups);
        Map<String, HeaderReader> out = new HashMap<>();
        for (int k = 0; k < groups; k++) {
            List<LabelledForm> seen = new ArrayList<>(ours);
            List<LabelledForm> aside = new ArrayList<>();
            for (LabelledForm f : shared) {
                (group.getOrDefault(f.issuer(), 0) == k ? aside : seen).add(f);
            }
            HeaderModel m = written(new Trainer(words, Trainer.Settings.standard()).learn(seen), words);
            for (LabelledForm f : aside) {
                Vocabulary vocabulary = words.without(f.issuer());
                out.put(
                        f.id(),
                        new HeaderReader(
                                new HeaderModel(vocabulary, m.memory, m.space, m.first, m.second, m.calibration)));
            }
            log.accept("held-out readers for %d forms have learnt from %d others".formatted(aside.size(), seen.size()));
        }
        return out;
    }

    /** As the product reads a model from its file: only there values and officers' words get their weights. */
    private static HeaderModel written(HeaderModel learnt, TrainingData.Words words) {
        String lines = String.join("\n", ModelFile.write(learnt));
        return ModelFile.read(new StringReader(lines), words.without(""));
    }
}
