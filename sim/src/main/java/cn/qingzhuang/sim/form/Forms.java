package cn.qingzhuang.sim.form;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Loads forms and their gold. */
public final class Forms {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Forms() {}

    /** The forms of the folder that the gold file covers, in the order of their names. */
    public static List<Form> load(Path folder, Path gold) {
        Map<String, Map<Integer, CSVRecord>> golds = gold(gold);
        List<Form> out = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                JsonNode json = JSON.readTree(Files.readString(file));
                Map<Integer, CSVRecord> columns = golds.get(json.get("id").asString());
                if (columns != null) {
                    out.add(form(json, columns));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    /** Forms shipped with the project below {@code engine/training}: those of offices, then those written by us. */
    public static List<Form> training(Path projectRoot) {
        Path training = projectRoot.resolve("engine").resolve("training");
        List<Form> out = new ArrayList<>(load(training.resolve("forms"), training.resolve("gold.csv")));
        Path written = training.resolve("written");
        if (Files.exists(written.resolve("gold.csv"))) {
            out.addAll(load(written.resolve("forms"), written.resolve("gold.csv")));
        }
        return out;
    }

    /** Statistics forms written to measure the reader of their headers; nothing learns from them. */
    public static List<Form> statistics(Path projectRoot, String set) {
        Path folder =
                projectRoot.resolve("engine").resolve("training").resolve("statistics").resolve(set);
        return load(folder.resolve("forms"), folder.resolve("gold.csv"));
    }

    private static Map<String, Map<Integer, CSVRecord>> gold(Path file) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        Map<String, Map<Integer, CSVRecord>> out = new LinkedHashMap<>();
        try (Reader reader = Files.newBufferedReader(file)) {
            for (CSVRecord r : format.parse(reader)) {
                int column = Integer.parseInt(r.get("column"));
                out.computeIfAbsent(r.get(0).replace("\ufeff", ""), k -> new TreeMap<>())
                        .put(column, r);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    private static Form form(JsonNode json, Map<Integer, CSVRecord> gold) {
        List<Form.Column> columns = new ArrayList<>();
        JsonNode list = json.get("columns");
        for (int i = 0; i < list.size(); i++) {
            CSVRecord g = gold.get(i);
            if (g == null) {
                throw new IllegalStateException(
                        "gold lacks column " + i + " of " + json.get("id").asString());
            }
            String role = g.get("role").equals("self") ? "" : g.get("role");
            columns.add(new Form.Column(
                    list.get(i).get("header").asString(),
                    texts(list.get(i).get("path")),
                    g.get("class"),
                    g.get("element"),
                    g.get("element_full"),
                    role));
        }
        return new Form(
                json.get("id").asString(),
                json.get("title").asString(),
                json.get("kind").asString(),
                json.path("layout").asString(""),
                columns,
                lists(json.path("rows")),
                lists(json.path("row_conditions")));
    }

    private static Map<String, List<String>> lists(JsonNode node) {
        Map<String, List<String>> out = new LinkedHashMap<>();
        for (String name : node.propertyNames()) {
            out.put(name, texts(node.get(name)));
        }
        return out;
    }

    private static List<String> texts(JsonNode list) {
        List<String> out = new ArrayList<>();
        list.forEach(n -> out.add(n.asString()));
        return out;
    }
}
