package cn.qingzhuang.engine.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the catalogue's files from the class path: {@code catalog/elements.csv} and {@code catalog/codes}. */
final class CatalogueFiles {
    private static final String FOLDER = "/catalog/";
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private CatalogueFiles() {}

    static Catalogue read() {
        Map<String, Governance> governance = new HashMap<>();
        rows("governance.csv", row -> governance.put(row.get("element_id"), governance(row)));
        Map<String, CodeList> lists = new LinkedHashMap<>();
        Map<String, String> listOf = new HashMap<>();
        rows("codes/index.csv", row -> {
            String id = row.get("list");
            lists.put(id, codeList(id, row.get("standard")));
            split(row.get("elements")).forEach(element -> listOf.put(element, id));
        });
        List<Definition> definitions = new ArrayList<>();
        rows("elements.csv", row -> {
            Element element = element(row, listOf);
            Governance laidDown = governance.get(element.id());
            if (laidDown == null) {
                throw new IllegalStateException("governance.csv has no line for " + element.id());
            }
            definitions.add(new Definition(element, laidDown));
            if (element.codeList().isPresent()
                    && !lists.containsKey(element.id())
                    && !listOf.containsKey(element.id())) {
                lists.put(element.id(), inlineList(element.id(), row.get("codes")));
            }
        });
        return Catalogue.of(definitions, lists.values());
    }

    private static Element element(CSVRecord row, Map<String, String> listOf) {
        String id = row.get("element_id");
        ValueType type = valueType(row.get("data_type"), id);
        Optional<String> list = Optional.ofNullable(listOf.get(id));
        if (list.isEmpty() && type == ValueType.CODE && isInlineList(row.get("codes"))) {
            list = Optional.of(id);
        }
        return new Element(
                id,
                row.get("name_zh"),
                subject(row.get("subject")),
                type,
                list,
                split(row.get("synonyms")),
                row.get("definition"));
    }

    private static Governance governance(CSVRecord row) {
        return new Governance(
                row.get("unit"),
                row.get("format"),
                row.get("owner"),
                row.get("lead_collector"),
                Sensitivity.valueOf(row.get("sensitivity").toUpperCase(Locale.ROOT)),
                optional(row.get("fresh_months")).map(Integer::valueOf),
                Optional.empty(), // how long a value is kept is for each county to lay down
                row.get("legal_basis"),
                row.get("derivation"),
                ElementStatus.valueOf(row.get("status").toUpperCase(Locale.ROOT)),
                LocalDate.parse(row.get("valid_from")),
                optional(row.get("valid_to")).map(LocalDate::parse));
    }

    private static Optional<String> optional(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static CodeList codeList(String id, String standard) {
        List<CodeList.Code> codes = new ArrayList<>();
        rows("codes/" + id + ".csv", row -> {
            String rank = row.get("rank");
            codes.add(new CodeList.Code(
                    row.get("code"),
                    row.get("label"),
                    split(row.get("also")),
                    rank.isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(rank))));
        });
        return new CodeList(id, standard, codes);
    }

    /** A list written in the catalogue itself: {@code 农村型/城市型}. The name of a standard is no list. */
    private static boolean isInlineList(String codes) {
        return codes.contains("/") && !codes.startsWith("GB");
    }

    private static CodeList inlineList(String id, String codes) {
        List<CodeList.Code> out = new ArrayList<>();
        for (String label : codes.replace("…", "").split("[/;]")) {
            if (!label.isBlank()) {
                out.add(new CodeList.Code("", label.strip(), List.of(), Optional.empty()));
            }
        }
        return new CodeList(id, "", out);
    }

    private static ValueType valueType(String text, String id) {
        return switch (text) {
            case "string" -> Roles.isNameOfPerson(id) ? ValueType.NAME : ValueType.STRING;
            case "name" -> ValueType.NAME;
            case "text" -> ValueType.TEXT;
            case "code" -> ValueType.CODE;
            case "boolean" -> ValueType.BOOLEAN;
            case "date" -> ValueType.DATE;
            case "datetime" -> ValueType.DATETIME;
            case "year" -> ValueType.YEAR;
            case "year-month" -> ValueType.YEAR_MONTH;
            case "integer" -> ValueType.INTEGER;
            case "decimal" -> ValueType.DECIMAL;
            case "money" -> ValueType.MONEY;
            case "percent" -> ValueType.PERCENT;
            case "phone" -> ValueType.PHONE;
            case "id18" -> ValueType.ID18;
            case "address" -> ValueType.ADDRESS;
            case "geometry" -> ValueType.GEOMETRY;
            case "file" -> ValueType.FILE;
            default -> throw new IllegalStateException("elements.csv: unknown data type " + text);
        };
    }

    private static SubjectType subject(String text) {
        return switch (text) {
            case "person" -> SubjectType.PERSON;
            case "household" -> SubjectType.HOUSEHOLD;
            case "dwelling" -> SubjectType.DWELLING;
            case "organization" -> SubjectType.ORGANISATION;
            case "place" -> SubjectType.PLACE;
            case "event" -> SubjectType.EVENT;
            case "village" -> SubjectType.UNIT;
            default -> SubjectType.OTHER;
        };
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split("\\|"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static void rows(String file, Consumer<CSVRecord> each) {
        try (InputStream in = CatalogueFiles.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + FOLDER + file);
            }
            try (CSVParser parser =
                    CSVParser.parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), FORMAT)) {
                parser.forEach(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
