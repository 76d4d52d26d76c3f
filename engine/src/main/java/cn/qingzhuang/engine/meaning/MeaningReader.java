package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
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

/**
 * Resolves the slots of a sheet to what they mean. A column that probably has an element gets its likeliest one with a
 * confidence; below 0.5 it is a suggestion only.
 */
public final class MeaningReader {
    private static final int SAMPLES = 12;
    private static final double LEAST_OFFERED = 0.01;
    private static final double LIKELY = 0.5;
    private static final Pattern SERIAL = Pattern.compile("序号|行号|编次|^no$|顺序号");

    private final HeaderReader headers;
    private final PopulationReader populations;
    private final AggregateReader aggregates;

    public MeaningReader(HeaderReader headers) {
        this.headers = headers;
        this.populations = PopulationReader.standard();
        this.aggregates = AggregateReader.standard();
    }

    /** The reader shipped with the engine. */
    public static MeaningReader standard() {
        return new MeaningReader(HeaderReader.standard());
    }

    /** The shipped reader over the words of another catalogue. */
    public static MeaningReader of(Catalogue catalogue) {
        return catalogue == Catalogue.standard() ? standard() : new MeaningReader(HeaderReader.of(catalogue));
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
            out.add(mapping(table, reader.read(form(table, grid), settled)));
        }
        return out;
    }

    private static Map<Integer, HeaderReader.Settlement> settled(
            String file, String sheet, Table table, Confirmations confirmed) {
        Map<Integer, HeaderReader.Settlement> out = new HashMap<>();
        String title = table.title().orElse("");
        for (int i = 0; i < table.slots().size(); i++) {
            int column = i;
            confirmed
                    .settling(file, sheet, title, table.slots().get(i))
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
        for (Reading r : readings) {
            if (r.isElementClaimed() && r.confidence() >= LIKELY) {
                Reading.Choice first = r.choices().get(0);
                elements.add(Catalogue.storageKey(first.element(), first.role()));
            }
        }
        return populations.read(table.title().orElse(""), table.kind(), elements);
    }

    private static HeaderForm form(Table table, Optional<Grid> grid) {
        List<HeaderForm.Column> columns = new ArrayList<>();
        for (Slot slot : table.slots()) {
            List<String> path = new ArrayList<>(slot.rowStub());
            path.addAll(slot.path());
            List<String> options = grid.map(g -> options(g, slot)).orElse(List.of());
            List<String> samples = grid.map(g -> samples(g, slot)).orElse(List.of());
            columns.add(new HeaderForm.Column(path, options, samples));
        }
        return new HeaderForm(table.title().orElse(""), table.kind(), columns);
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
            for (int r = area.firstRow(); r <= area.lastRow() && out.size() < SAMPLES; r++) {
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
        double sure = Math.max(reading.unknown(), Math.max(reading.aggregate(), reading.skipped()));
        return new SlotMeaning(slot, meaning, sure, List.of(), alternatives(reading, 0));
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
