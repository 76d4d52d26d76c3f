package cn.qingzhuang.app.forms;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.catalog.ValueType;
import cn.qingzhuang.engine.meaning.Expressions;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.meaning.Population;
import cn.qingzhuang.engine.meaning.SlotMeaning;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.Choice;
import cn.qingzhuang.engine.sheet.Grid;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON form of a reading, for {@code ./qz read --json} and for the pages. */
public final class ReadingJson {
    private static final double ROUND = 10_000;
    private static final int OPTIONS_MAX = 80;

    private ReadingJson() {}

    /** {@code {"file","sheets":[{"name","tables":[...]}]}}. */
    public static ObjectNode of(String file, Reading reading) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("file", file);
        ArrayNode sheets = node.putArray("sheets");
        for (Reading.SheetReading sheet : reading.sheets()) {
            ObjectNode one = sheets.addObject();
            one.put("name", sheet.layout().sheetName());
            ArrayNode tables = one.putArray("tables");
            sheet.tables().forEach(table -> tables.add(table(table)));
        }
        return node;
    }

    /** A table as the command line prints it. */
    public static ObjectNode table(TableMapping mapping) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", mapping.table().kind().label());
        node.put("range", mapping.table().range().a1());
        node.put("header", mapping.table().header().map(CellRange::a1).orElse(null));
        node.put("body", mapping.table().body().map(CellRange::a1).orElse(null));
        node.put("title", mapping.table().title().orElse(null));
        node.put("population", population(mapping.population()));
        ArrayNode slots = node.putArray("slots");
        mapping.slots().forEach(slot -> slots.add(slot(slot)));
        return node;
    }

    /** A table as the pages want it: each slot with its letters, the names of elements and the answers it allows. */
    public static ObjectNode tableForPages(TableMapping mapping, Grid grid, Catalogue catalogue) {
        ObjectNode node = table(mapping);
        node.put("populationText", PlainChinese.population(mapping.population(), catalogue));
        for (int i = 0; i < mapping.slots().size(); i++) {
            SlotMeaning slot = mapping.slots().get(i);
            ObjectNode told = (ObjectNode) node.get("slots").get(i);
            told.put(
                    "letter",
                    slot.slot()
                            .area()
                            .map(a -> CellRef.letters(a.firstColumn()))
                            .orElse(slot.slot().ref()));
            List<String> options = options(slot, grid, catalogue);
            if (!options.isEmpty()) {
                options.forEach(told.putArray("options")::add);
            }
            told.put(
                    "elementName",
                    element(slot.meaning()).flatMap(id -> name(catalogue, id)).orElse(null));
            told.put(
                    "expressionText",
                    slot.meaning() instanceof Meaning.Aggregate a
                            ? PlainChinese.expression(a.expression(), catalogue)
                            : null);
            for (var alternative : told.get("meaning").get("alternatives")) {
                ((ObjectNode) alternative)
                        .put(
                                "elementName",
                                name(catalogue, alternative.get("element").asString())
                                        .orElse(null));
            }
        }
        return node;
    }

    /** The drop-down list of the template, else the labels of the element's code list. */
    private static List<String> options(SlotMeaning slot, Grid grid, Catalogue catalogue) {
        Optional<List<String>> listed = slot.slot()
                .area()
                .flatMap(area -> grid.choices().stream()
                        .filter(c -> c.range().overlaps(area))
                        .map(Choice::options)
                        .findFirst());
        return listed.or(() ->
                        element(slot.meaning()).flatMap(catalogue::element).map(e -> codes(e, catalogue)))
                .filter(options -> options.size() <= OPTIONS_MAX)
                .orElse(List.of());
    }

    private static List<String> codes(Element element, Catalogue catalogue) {
        return element.valueType() == ValueType.BOOLEAN
                ? List.of("是", "否")
                : catalogue
                        .codesOf(element.id())
                        .map(codes -> codes.labels().stream().distinct().toList())
                        .orElse(List.of());
    }

    private static ObjectNode slot(SlotMeaning slot) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("ref", slot.slot().ref());
        ArrayNode path = node.putArray("path");
        slot.slot().path().forEach(path::add);
        ObjectNode meaning = node.putObject("meaning");
        meaning.put("kind", kind(slot.meaning()));
        meaning.put("element", element(slot.meaning()).orElse(null));
        meaning.put("role", role(slot.meaning()).orElse(null));
        meaning.put("expression", expression(slot.meaning()).orElse(null));
        meaning.put("confidence", rounded(slot.confidence()));
        ArrayNode evidence = meaning.putArray("evidence");
        slot.evidence().forEach(evidence::add);
        ArrayNode alternatives = meaning.putArray("alternatives");
        for (SlotMeaning.Alternative alternative : slot.alternatives()) {
            alternatives
                    .addObject()
                    .put("element", alternative.element())
                    .put("role", self(alternative.role()))
                    .put("confidence", rounded(alternative.confidence()));
        }
        return node;
    }

    private static String kind(Meaning meaning) {
        return meaning.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The element a meaning names, if it names one. */
    public static Optional<String> element(Meaning meaning) {
        if (meaning instanceof Meaning.Element e) {
            return Optional.of(e.element());
        }
        if (meaning instanceof Meaning.Derived d) {
            return Optional.of(d.element());
        }
        if (meaning instanceof Meaning.Constant c) {
            return Optional.of(c.element());
        }
        return Optional.empty();
    }

    private static Optional<String> role(Meaning meaning) {
        if (meaning instanceof Meaning.Element e) {
            return Optional.of(self(e.role()));
        }
        return meaning instanceof Meaning.Derived d ? Optional.of(self(d.role())) : Optional.empty();
    }

    private static Optional<String> expression(Meaning meaning) {
        if (meaning instanceof Meaning.Aggregate a) {
            return Optional.of(Expressions.print(a.expression()));
        }
        return meaning instanceof Meaning.Derived d ? Optional.of(d.expression()) : Optional.empty();
    }

    private static String self(String role) {
        return role.isEmpty() ? "self" : role;
    }

    private static @org.jspecify.annotations.Nullable String population(Population population) {
        if (population.subject() == SubjectType.OTHER && population.conditions().isEmpty()) {
            return null;
        }
        String subject = population.subject().name().toLowerCase(Locale.ROOT);
        if (!population.isUnderstood()) {
            List<String> said = population.unexplained().isEmpty() ? population.matters() : population.unexplained();
            return subject + ": unexplained(" + String.join(",", said) + ")";
        }
        return population.conditions().isEmpty()
                ? subject
                : subject + ": " + Expressions.conjunction(population.conditions());
    }

    private static Optional<String> name(Catalogue catalogue, String id) {
        return catalogue.element(id).map(Element::name);
    }

    private static double rounded(double confidence) {
        return Math.round(confidence * ROUND) / ROUND;
    }
}
