package cn.qingzhuang.engine.meaning.headers;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.Governance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the headers of a form by a learnt model. Immutable. */
public final class HeaderReader {
    private static final int OFFERED = 5;

    private final HeaderModel model;

    HeaderReader(HeaderModel model) {
        this.model = model;
    }

    /** The reader shipped with the engine. */
    public static HeaderReader standard() {
        return Standard.READER;
    }

    /** The shipped model over the words of another catalogue; elements that are retired are not read. */
    public static HeaderReader of(Catalogue catalogue) {
        return Standard.load(catalogue);
    }

    /** Something that somebody has said of headers: a text, perhaps after {@code parent|}, and what it means. */
    public record Saying(String text, Settlement meaning) {}

    /** What a column is known to mean; element "" for nothing of the catalogue. */
    public record Settlement(String element, String role) {
        String key() {
            return element.isEmpty() ? HeaderModel.NOTHING : element + "@" + role;
        }
    }

    /** A reader that has also learnt what people said. */
    public HeaderReader with(List<Saying> sayings) {
        if (sayings.isEmpty()) {
            return this;
        }
        Memory memory = model.memory.copy();
        sayings.forEach(s -> memory.say(s.text(), s.meaning().key()));
        return new HeaderReader(
                new HeaderModel(model.vocabulary, memory, model.space, model.first, model.second, model.calibration));
    }

    /**
     * Reads a form.
     *
     * @param settled columns whose meaning somebody has settled
     */
    public List<Reading> read(HeaderForm form, Map<Integer, Settlement> settled) {
        HeaderModel.Prepared prepared = HeaderModel.prepare(
                form, new HeaderModel.Sources(model.vocabulary, model.memory, model.space, ""), settled);
        Map<Integer, String> keys = new HashMap<>();
        settled.forEach((column, s) -> keys.put(column, s.key()));
        HeaderModel.Result result = model.read(prepared, keys);
        List<Reading> out = new ArrayList<>();
        for (int i = 0; i < form.columns().size(); i++) {
            Settlement said = settled.get(i);
            out.add(said == null ? reading(model, prepared, result, i) : settled(said));
        }
        return out;
    }

    private static Reading settled(Settlement said) {
        boolean isNone = said.element().isEmpty();
        return new Reading(
                List.of(new Reading.Choice(said.element(), said.role(), isNone ? 0 : 1)),
                isNone ? 1 : 0,
                0,
                0,
                1,
                List.of("已由工作人员确认"),
                true);
    }

    static Reading reading(HeaderModel model, HeaderModel.Prepared form, HeaderModel.Result result, int i) {
        List<Candidate> candidates = form.candidates().get(i);
        double[] p = result.second().get(i);
        double[] none = new double[LabelledForm.Kind.values().length];
        List<Integer> order = new ArrayList<>();
        for (int j = 0; j < p.length; j++) {
            Candidate c = candidates.get(j);
            if (c.isElement()) {
                order.add(j);
            } else {
                none[c.none().orElseThrow().ordinal()] += p[j];
            }
        }
        order.sort(Comparator.comparingDouble(j -> -p[j]));
        List<Reading.Choice> choices = new ArrayList<>();
        for (int j : order.subList(0, Math.min(OFFERED, order.size()))) {
            Candidate c = candidates.get(j);
            choices.add(new Reading.Choice(c.profile().orElseThrow().element().id(), c.role(), p[j]));
        }
        return new Reading(
                choices,
                none[LabelledForm.Kind.NEW.ordinal()],
                none[LabelledForm.Kind.AGGREGATE.ordinal()],
                none[LabelledForm.Kind.SKIP.ordinal()],
                result.confidence()[i],
                EvidenceText.of(result.features().get(i)[order.get(0)], model.space, model.second),
                false);
    }

    private static final class Standard {
        static final HeaderReader READER = load(Catalogue.standard());

        private static HeaderReader load(Catalogue catalogue) {
            Lexicon lexicon = Lexicon.read(resource("/vocabulary/lexicon.txt"));
            Map<String, List<String>> aliases = aliases();
            List<Vocabulary.Words> words = new ArrayList<>();
            for (Element e : catalogue.elements()) {
                if (catalogue.governance(e.id()).filter(Governance::isRetired).isPresent()) {
                    continue;
                }
                words.add(new Vocabulary.Words(e, e.synonyms(), aliases.getOrDefault(e.id(), List.of())));
            }
            return new HeaderReader(ModelFile.read(resource("/meaning/headers.model"), new Vocabulary(lexicon, words)));
        }

        /** The lines of aliases.csv have two fields without quotes. */
        private static Map<String, List<String>> aliases() {
            Map<String, List<String>> out = new HashMap<>();
            try (BufferedReader in = new BufferedReader(resource("/vocabulary/aliases.csv"))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    int comma = line.indexOf(',');
                    String texts = line.substring(comma + 1).replace("\"", "");
                    out.computeIfAbsent(line.substring(0, comma), k -> new ArrayList<>())
                            .addAll(List.of(texts.split("\\|")));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out;
        }

        private static InputStreamReader resource(String name) {
            InputStream in = HeaderReader.class.getResourceAsStream(name);
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return new InputStreamReader(in, StandardCharsets.UTF_8);
        }
    }
}
