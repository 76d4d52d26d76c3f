package cn.qingzhuang.engine.meaning.headers;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.sheet.TableKind;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Labelled forms and vocabulary as they lie in {@code engine/training} and {@code engine/src/main/resources}. */
public final class TrainingData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TrainingData() {}

    /** Reads the forms of a folder with {@code forms/*.json}, {@code gold.csv} and perhaps {@code gold_alternatives.csv}. */
    public static List<LabelledForm> forms(Path folder) {
        Map<String, Map<Integer, CSVRecord>> gold = new HashMap<>();
        for (CSVRecord r : csv(folder.resolve("gold.csv"))) {
            gold.computeIfAbsent(r.get("form_id"), k -> new TreeMap<>()).put(Integer.valueOf(r.get("column")), r);
        }
        Map<String, List<CSVRecord>> alternatives = new HashMap<>();
        Path second = folder.resolve("gold_alternatives.csv");
        if (Files.exists(second)) {
            for (CSVRecord r : csv(second)) {
                alternatives
                        .computeIfAbsent(r.get("form_id") + "#" + r.get("column"), k -> new ArrayList<>())
                        .add(r);
            }
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.resolve("forms"), "*.json")) {
            all.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(null);
        List<LabelledForm> out = new ArrayList<>();
        for (Path file : files) {
            JsonNode form = JSON.readTree(file.toFile());
            String id = form.get("id").asString();
            if (gold.containsKey(id)) {
                out.add(form(form, gold.getOrDefault(id, Map.of()), alternatives));
            }
        }
        return out;
    }

    private static LabelledForm form(
            JsonNode form, Map<Integer, CSVRecord> gold, Map<String, List<CSVRecord>> alternatives) {
        List<HeaderForm.Column> columns = new ArrayList<>();
        List<LabelledForm.Label> labels = new ArrayList<>();
        String id = form.get("id").asString();
        int i = 0;
        for (JsonNode c : form.get("columns")) {
            CSVRecord r = gold.get(i);
            if (r != null) {
                List<String> path = new ArrayList<>();
                c.get("path").forEach(p -> path.add(p.asString()));
                columns.add(new HeaderForm.Column(path, List.of(), List.of()));
                labels.add(label(r, alternatives.getOrDefault(id + "#" + i, List.of())));
            }
            i++;
        }
        String title = form.path("title").asString("");
        HeaderForm read = new HeaderForm(title, kind(form.path("kind").asString("ledger")), columns);
        return new LabelledForm(
                id, form.path("issuer").asString(id), form.path("domain").asString(""), read, labels);
    }

    private static TableKind kind(String text) {
        return switch (text) {
            case "roster" -> TableKind.ROSTER;
            case "statistics" -> TableKind.STATISTICS;
            case "single-record", "card" -> TableKind.CARD;
            default -> TableKind.LEDGER;
        };
    }

    private static LabelledForm.Label label(CSVRecord r, List<CSVRecord> alternatives) {
        LabelledForm.Kind kind = switch (r.get("class")) {
            case "element" -> LabelledForm.Kind.ELEMENT;
            case "aggregate" -> LabelledForm.Kind.AGGREGATE;
            case "skip" -> LabelledForm.Kind.SKIP;
            default -> LabelledForm.Kind.NEW;
        };
        String element = kind == LabelledForm.Kind.ELEMENT ? r.get("element") : "";
        List<LabelledForm.Answer> accepted = new ArrayList<>();
        boolean isNone = false;
        for (CSVRecord a : alternatives) {
            isNone |= a.get("verdict").equals("none-ok");
            if (!a.get("accept").isEmpty() && !a.get("accept").contains("(")) {
                accepted.add(new LabelledForm.Answer(a.get("accept"), a.get("accept_role")));
            }
        }
        return new LabelledForm.Label(kind, new LabelledForm.Answer(element, r.get("role")), accepted, isNone);
    }

    private static List<CSVRecord> csv(Path file) {
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(in)
                    .getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The vocabulary, less the synonyms that only one issuer's forms attest when a form of that issuer is judged. */
    public static final class Words implements WordSource {
        private final Lexicon lexicon;
        private final List<Vocabulary.Words> all = new ArrayList<>();
        private final Map<String, Set<String>> attested = new HashMap<>();
        private final Map<String, Vocabulary> made = new ConcurrentHashMap<>();
        private final Map<String, Vocabulary.TextReading> readings = new ConcurrentHashMap<>();
        private final Set<String> issuers = new HashSet<>();

        /** @param resources the folder that holds {@code vocabulary/} */
        public Words(Path resources, List<LabelledForm> shared) {
            try (Reader in = Files.newBufferedReader(resources.resolve("vocabulary/lexicon.txt"))) {
                lexicon = Lexicon.read(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, List<String>> aliases = new LinkedHashMap<>();
            for (CSVRecord r : csv(resources.resolve("vocabulary/aliases.csv"))) {
                aliases.computeIfAbsent(r.get("element_id"), k -> new ArrayList<>())
                        .addAll(List.of(r.get("aliases").split("\\|")));
            }
            for (Element e : Catalogue.standard().elements()) {
                all.add(new Vocabulary.Words(e, e.synonyms(), aliases.getOrDefault(e.id(), List.of())));
            }
            for (LabelledForm f : shared) {
                issuers.add(f.issuer());
                for (int i = 0; i < f.labels().size(); i++) {
                    if (f.labels().get(i).kind() == LabelledForm.Kind.ELEMENT) {
                        String text =
                                Header.of(f.form().columns().get(i).leaf()).key();
                        attested.computeIfAbsent(
                                        f.labels().get(i).answer().element() + "#" + text, k -> new HashSet<>())
                                .add(f.issuer());
                    }
                }
            }
        }

        /** The vocabulary to judge a form of an issuer by; "" or an issuer unknown to the shared forms gives the whole. */
        @Override
        public Vocabulary without(String issuer) {
            String key = issuers.contains(issuer) ? issuer : "";
            return made.computeIfAbsent(key, k -> make(k, 0));
        }

        @Override
        public boolean hasLearntFrom(String issuer) {
            return issuers.contains(issuer);
        }

        /** The same without about half of the synonyms and aliases. */
        @Override
        public Vocabulary thinWithout(String issuer, int seed) {
            String key = issuers.contains(issuer) ? issuer : "";
            return made.computeIfAbsent(key + "#" + seed, k -> make(key, seed));
        }

        private Vocabulary make(String issuer, int seed) {
            List<Vocabulary.Words> out = new ArrayList<>();
            for (Vocabulary.Words w : all) {
                List<String> synonyms = new ArrayList<>();
                for (String s : w.synonyms()) {
                    Set<String> who =
                            attested.get(w.element().id() + "#" + Header.of(s).key());
                    if (who == null || !who.equals(Set.of(issuer))) {
                        synonyms.add(s);
                    }
                }
                List<String> aliases = new ArrayList<>(w.aliases());
                if (seed > 0) {
                    String id = w.element().id();
                    synonyms.removeIf(s -> Thinning.isOut(id + Header.of(s).core(), seed));
                    aliases.removeIf(s -> Thinning.isOut(id + Header.of(s).core(), seed));
                }
                out.add(new Vocabulary.Words(w.element(), synonyms, aliases));
            }
            return new Vocabulary(lexicon, out, readings);
        }
    }
}
