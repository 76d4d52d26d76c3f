package cn.qingzhuang.engine.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Guards the words and the labelled forms from which headers are read: an alias of two elements is evidence for neither. */
class VocabularyTest {
    private static final Path VOCABULARY = Path.of("src/main/resources/vocabulary");
    private static final Set<String> CLASSES = Set.of("element", "aggregate", "new", "skip");

    private final Map<String, Element> elements = elements();

    @Test
    void anAliasBelongsToOneElementOnly() throws IOException {
        assertThat(owners(aliases()).entrySet())
                .filteredOn(e -> e.getValue().size() > 1)
                .isEmpty();
    }

    @Test
    void anAliasIsNotTheNameOfAnotherElement() throws IOException {
        Map<String, String> names = new HashMap<>();
        elements.values().forEach(e -> names.put(plain(e.name()), e.id()));
        List<String> wrong = new ArrayList<>();
        owners(aliases()).forEach((alias, owners) -> {
            String named = names.get(alias);
            if (named != null && !owners.contains(named)) {
                wrong.add(alias + " of " + owners + " is the name of " + named);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void aliasesAreOfElementsOfTheCatalogueAndEachElementHasOneLine() throws IOException {
        List<String> ids = new ArrayList<>();
        for (CSVRecord r : csv(VOCABULARY.resolve("aliases.csv"))) {
            ids.add(r.get("element_id"));
        }
        assertThat(ids)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(elements).containsKey(id));
    }

    @Test
    void labelledFormsDoNotSayTwiceThatAnAliasMeansSomethingElse() throws IOException {
        Map<String, Map<String, Integer>> attested = new HashMap<>();
        for (String folder : List.of("training", "training/written")) {
            for (CSVRecord r : csv(Path.of(folder, "gold.csv"))) {
                if (r.get("class").equals("element")) {
                    attested.computeIfAbsent(plain(r.get("header")), k -> new TreeMap<>())
                            .merge(r.get("element"), 1, Integer::sum);
                }
            }
        }
        List<String> wrong = new ArrayList<>();
        owners(aliases()).forEach((alias, owners) -> {
            Map<String, Integer> seen = attested.getOrDefault(alias, Map.of());
            boolean isElsewhere = seen.values().stream().anyMatch(n -> n > 1);
            if (isElsewhere && owners.stream().noneMatch(seen::containsKey)) {
                wrong.add(alias + " of " + owners + ", but the forms say " + seen);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void aWordOfTheLexiconStandsOnceInItsConceptAndEveryClassIsKnown() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(VOCABULARY.resolve("lexicon.txt"))) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!line.matches("[ARQFGPL] \\w+ : \\S.*")) {
                wrong.add(line);
                continue;
            }
            List<String> words =
                    List.of(line.substring(line.indexOf(" : ") + 3).trim().split("\\s+"));
            if (new TreeSet<>(words).size() < words.size()) {
                wrong.add(line);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "training",
                "training/written",
                "training/statistics/development",
                "training/statistics/read-since",
                "training/statistics/held-back"
            })
    void everyColumnOfAFormHasOneLabelThatNamesIt(String folder) throws IOException {
        Map<String, List<CSVRecord>> gold = new TreeMap<>();
        for (CSVRecord r : csv(Path.of(folder, "gold.csv"))) {
            gold.computeIfAbsent(r.get("form_id"), k -> new ArrayList<>()).add(r);
        }
        Map<String, JsonNode> forms = forms(Path.of(folder, "forms"));
        assertThat(forms.keySet()).isEqualTo(gold.keySet());
        forms.forEach((id, form) -> {
            List<String> columns = new ArrayList<>();
            form.get("columns").forEach(c -> columns.add(path(c)));
            List<String> labels = gold.getOrDefault(id, List.of()).stream()
                    .map(r -> r.get("path").replace("\\n", "\n"))
                    .toList();
            assertThat(labels).as(id).isEqualTo(columns);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "training",
                "training/written",
                "training/statistics/development",
                "training/statistics/read-since",
                "training/statistics/held-back"
            })
    void everyLabelIsAnElementOfTheCatalogueOrSaysWhatElseItIs(String folder) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (CSVRecord r : csv(Path.of(folder, "gold.csv"))) {
            String label = r.get("element");
            boolean isRight = CLASSES.contains(r.get("class"))
                    && switch (r.get("class")) {
                        case "element" -> elements.containsKey(label);
                        case "aggregate" -> label.matches("(?s)(count|sum|avg|rate|derive|cell)\\(.*\\)");
                        case "new" -> label.equals("NEW");
                        default -> label.equals("-");
                    };
            if (!isRight) {
                wrong.add(r.get("form_id") + " " + r.get("column") + " " + label);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Map<String, Element> elements() {
        Map<String, Element> out = new HashMap<>();
        Catalogue.standard().elements().forEach(e -> out.put(e.id(), e));
        return out;
    }

    private static List<CSVRecord> aliases() throws IOException {
        return csv(VOCABULARY.resolve("aliases.csv"));
    }

    private static Map<String, Set<String>> owners(List<CSVRecord> rows) {
        Map<String, Set<String>> out = new TreeMap<>();
        for (CSVRecord r : rows) {
            for (String alias : r.get("aliases").split("\\|")) {
                out.computeIfAbsent(plain(alias), k -> new TreeSet<>()).add(r.get("element_id"));
            }
        }
        return out;
    }

    private static Map<String, JsonNode> forms(Path folder) throws IOException {
        Map<String, JsonNode> out = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                JsonNode form = new ObjectMapper().readTree(file.toFile());
                out.put(form.get("id").asString(), form);
            }
        }
        return out;
    }

    private static String path(JsonNode column) {
        List<String> parts = new ArrayList<>();
        column.get("path").forEach(p -> parts.add(p.asString()));
        return String.join(" > ", parts);
    }

    private static String plain(String header) {
        return Normalizer.normalize(header, Normalizer.Form.NFKC).replaceAll("\\\\n|\\s|^\\*|:$", "");
    }

    private static List<CSVRecord> csv(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file)) {
            return CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(in)
                    .getRecords();
        }
    }
}
