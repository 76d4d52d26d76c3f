package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.headers.Header;
import cn.qingzhuang.engine.meaning.headers.HeaderForm;
import cn.qingzhuang.engine.meaning.headers.HeaderReader;
import cn.qingzhuang.engine.meaning.headers.Reading;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.Choice;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.Layout;
import cn.qingzhuang.engine.sheet.SheetFile;
import cn.qingzhuang.engine.sheet.Slot;
import cn.qingzhuang.engine.sheet.Table;
import cn.qingzhuang.engine.sheet.TableKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Resolves the slots of a sheet to what they mean. A column that probably has an element gets its likeliest one with a
 * confidence; below 0.5 it is a suggestion only.
 */
public final class MeaningReader {
    private static final int SAMPLES = 12;
    /** All rows up to this many are looked at for samples, and of the rest as many again, evenly spread. */
    private static final int SAMPLED_ROWS = 1000;

    private static final double LEAST_OFFERED = 0.01;
    private static final double LIKELY = 0.5;
    private static final Pattern WORDS = Pattern.compile("\\p{IsHan}{2}");
    private static final ElementKey NAME = ElementKey.of("person_name");
    private static final Pattern NAMES = Pattern.compile("\\s|\u3000|\u00a0|[*:：]|姓名|名字|名称");
    private static final Pattern SERIAL = Pattern.compile("序号|行号|编次|^no$|顺序号");

    private final HeaderReader headers;
    private final PopulationReader populations;
    private final AggregateReader aggregates;

    public MeaningReader(HeaderReader headers) {
        this(headers, Catalogue.standard());
    }

    private MeaningReader(HeaderReader headers, Catalogue catalogue) {
        this.headers = headers;
        this.populations = PopulationReader.of(catalogue);
        this.aggregates = AggregateReader.of(catalogue);
    }

    /** The reader shipped with the engine. */
    public static MeaningReader standard() {
        return new MeaningReader(HeaderReader.standard());
    }

    /** The shipped reader over the words of another catalogue: words that were added to it count like an officer's. */
    public static MeaningReader of(Catalogue catalogue) {
        if (catalogue == Catalogue.standard()) {
            return standard();
        }
        List<HeaderReader.Saying> added = new ArrayList<>();
        for (Element element : catalogue.elements()) {
            Optional<Element> shipped = Catalogue.standard().element(element.id());
            Stream.concat(Stream.of(element.name()), element.synonyms().stream())
                    .filter(text -> shipped.filter(
                                    e -> e.name().equals(text) || e.synonyms().contains(text))
                            .isEmpty())
                    .map(text -> new HeaderReader.Saying(text, new HeaderReader.Settlement(element.id(), "")))
                    .forEach(added::add);
        }
        return new MeaningReader(HeaderReader.of(catalogue).with(added), catalogue);
    }

    /** Reads every table of a sheet; each mapping has the table's slots in order. */
    public List<TableMapping> read(SheetFile file, Layout layout, Confirmations confirmed) {
        Optional<Grid> grid = file.sheets().stream()
                .filter(g -> g.name().equals(layout.sheetName()))
                .findFirst();
        HeaderReader reader = headers.with(confirmed.sayings());
        List<TableMapping> out = new ArrayList<>();
        for (Table table : layout.tables()) {
            Map<Integer, HeaderReader.Settlement> settled =
                    settled(file.fileName(), layout.sheetName(), table, confirmed);
            String title = table.title().filter(t -> !t.isBlank()).orElseGet(() -> titleOutside(file, layout));
            TableMapping mapping = mapping(table, reader.read(form(title, table, grid), settled));
            out.add(confirmed
                    .population(file.fileName(), layout.sheetName(), table)
                    .map(said -> new TableMapping(table, mapping.population().as(said), mapping.slots()))
                    .orElse(mapping));
        }
        return out;
    }

    private static Map<Integer, HeaderReader.Settlement> settled(
            String file, String sheet, Table table, Confirmations confirmed) {
        Map<Integer, HeaderReader.Settlement> out = new HashMap<>();
        if (confirmed.all().isEmpty()) {
            return out;
        }
        String title = table.title().orElse("");
        Map<String, Integer> times = new HashMap<>();
        table.slots().forEach(s -> times.merge(s.block() + Confirmations.key(s.path()), 1, Integer::sum));
        for (int i = 0; i < table.slots().size(); i++) {
            int column = i;
            Slot slot = table.slots().get(i);
            boolean isRepeated = times.getOrDefault(slot.block() + Confirmations.key(slot.path()), 1) > 1;
            confirmed
                    .settling(new Confirmations.Place(file, sheet, title, slot, isRepeated))
                    .ifPresent(c -> out.put(column, new HeaderReader.Settlement(c.element(), c.role())));
        }
        return out;
    }

    private TableMapping mapping(Table table, List<Reading> readings) {
        Population population = population(table, readings);
        List<AggregateReader.Header> paths = new ArrayList<>();
        table.slots().forEach(s -> paths.add(new AggregateReader.Header(s.path(), s.rowStub())));
        boolean hasNumbers = readings.stream().anyMatch(r -> !r.isSettled() && !r.isElementClaimed());
        List<Optional<Expression>> expressions = hasNumbers ? aggregates.read(population, paths) : List.of();
        List<SlotMeaning> slots = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            Optional<Expression> expression = hasNumbers ? expressions.get(i) : Optional.empty();
            slots.add(meaning(table, table.slots().get(i), readings.get(i), expression));
        }
        return new TableMapping(table, population, slots);
    }

    private Population population(Table table, List<Reading> readings) {
        List<ElementKey> elements = new ArrayList<>();
        String nameHeader = "";
        for (int i = 0; i < readings.size(); i++) {
            Reading r = readings.get(i);
            if (r.isElementClaimed() && r.confidence() >= LIKELY) {
                Reading.Choice first = r.choices().get(0);
                ElementKey key = Catalogue.storageKey(first.element(), first.role());
                elements.add(key);
                boolean isName = key.equals(NAME) && nameHeader.isEmpty();
                nameHeader = isName ? String.join("", table.slots().get(i).path()) : nameHeader;
            }
        }
        Population titled = populations.read(table.title().orElse(""), table.kind(), elements);
        boolean isOpen = titled.conditions().isEmpty() && table.kind() != TableKind.STATISTICS;
        return isOpen ? named(titled, nameHeader, table.kind()) : titled;
    }

    /** Where the title does not say who is listed, the header of the names may: 残疾人姓名. */
    private Population named(Population titled, String nameHeader, TableKind kind) {
        String group = NAMES.matcher(nameHeader).replaceAll("");
        Population said = populations.read(group, kind, List.of(NAME));
        boolean isGroup =
                !group.isBlank() && said.isUnderstood() && !said.conditions().isEmpty();
        return isGroup ? new Population(titled.subject(), said.conditions(), titled.unexplained(), List.of()) : titled;
    }

    /** The words of the tab, else of the file name, for a table without a title. */
    private static String titleOutside(SheetFile file, Layout layout) {
        if (layout.tables().size() > 1) {
            return "";
        }
        String name = file.fileName().replaceFirst("\\.[A-Za-z]{1,5}$", "");
        return Stream.of(layout.sheetName(), name)
                .filter(t -> WORDS.matcher(t).find())
                .findFirst()
                .orElse("");
    }

    private static HeaderForm form(String title, Table table, Optional<Grid> grid) {
        List<HeaderForm.Column> columns = new ArrayList<>();
        for (Slot slot : table.slots()) {
            List<String> path = new ArrayList<>(slot.rowStub());
            path.addAll(slot.path());
            List<String> options = grid.map(g -> options(g, slot)).orElse(List.of());
            List<String> samples = grid.map(g -> samples(g, slot)).orElse(List.of());
            columns.add(new HeaderForm.Column(path, options, samples));
        }
        return new HeaderForm(title, table.kind(), columns);
    }

    private static List<String> options(Grid grid, Slot slot) {
        return slot.area()
                .flatMap(area -> grid.choices().stream()
                        .filter(c -> c.range().overlaps(area))
                        .findFirst())
                .map(Choice::options)
                .orElse(List.of());
    }

    private static List<String> samples(Grid grid, Slot slot) {
        Set<String> out = new LinkedHashSet<>();
        BitSet seen = new BitSet();
        if (slot.area().isPresent()) {
            CellRange area = slot.area().get();
            int dense = area.firstRow() + SAMPLED_ROWS;
            int step = Math.max(1, (area.lastRow() - dense) / SAMPLED_ROWS);
            for (int r = area.firstRow(); r <= area.lastRow() && out.size() < SAMPLES; r += r < dense ? 1 : step) {
                int id = grid.textId(r, area.firstColumn());
                if (id >= 0 && seen.get(id)) {
                    continue;
                }
                if (id >= 0) {
                    seen.set(id);
                }
                String text = grid.text(r, area.firstColumn());
                if (!text.isBlank()) {
                    out.add(text.strip());
                }
            }
        }
        return List.copyOf(out);
    }

    private static SlotMeaning meaning(Table table, Slot slot, Reading reading, Optional<Expression> expression) {
        Reading.Choice first = reading.choices().get(0);
        if (reading.isSettled()) {
            Meaning said = first.element().isEmpty()
                    ? new Meaning.Unknown()
                    : new Meaning.Element(first.element(), first.role());
            return new SlotMeaning(slot, said, 1, reading.evidence(), List.of());
        }
        if (reading.isElementClaimed()) {
            return new SlotMeaning(
                    slot,
                    new Meaning.Element(first.element(), first.role()),
                    reading.confidence(),
                    reading.evidence(),
                    alternatives(reading, 1));
        }
        Meaning meaning = nothing(table, slot, reading, expression);
        return new SlotMeaning(slot, meaning, sureOf(meaning, reading), List.of(), alternatives(reading, 0));
    }

    /** How sure it is that no element is asked; for a number, that it is a number. */
    private static double sureOf(Meaning meaning, Reading reading) {
        double blank = reading.unknown() + reading.skipped();
        return meaning instanceof Meaning.Aggregate
                ? Math.max(reading.aggregate(), Math.max(reading.unknown(), reading.skipped()))
                : Math.min(1, blank + reading.aggregate());
    }

    private static Meaning nothing(Table table, Slot slot, Reading reading, Optional<Expression> expression) {
        if (reading.skipped() >= reading.unknown() && reading.skipped() >= reading.aggregate()) {
            return SERIAL.matcher(Header.key(slot.leaf())).find() ? new Meaning.Serial() : new Meaning.Text();
        }
        boolean isUnderstood = table.kind() == TableKind.STATISTICS
                && expression.map(Expression::isComputable).orElse(false);
        if (reading.aggregate() >= reading.unknown() || isUnderstood) {
            return new Meaning.Aggregate(expression.orElseGet(() -> notUnderstood(slot)));
        }
        return new Meaning.Unknown();
    }

    /** A number over many of which only that is known. */
    private static Expression notUnderstood(Slot slot) {
        return new Expression(
                Expression.Measure.COUNT,
                SubjectType.OTHER,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(String.join(" ", slot.path())));
    }

    private static List<SlotMeaning.Alternative> alternatives(Reading reading, int from) {
        List<SlotMeaning.Alternative> out = new ArrayList<>();
        for (Reading.Choice c :
                reading.choices().subList(from, reading.choices().size())) {
            if (c.probability() >= LEAST_OFFERED || out.size() < 2) {
                out.add(new SlotMeaning.Alternative(
                        c.element(), c.role(), Math.min(c.probability(), reading.confidence())));
            }
        }
        return out;
    }
}
