package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.SubjectType;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves the slots of a sheet to what they mean. A column that probably has an element gets its likeliest one with a
 * confidence; below 0.5 it is a suggestion only.
 */
public final class MeaningReader {
    private static final int SAMPLES = 12;
    private static final double LEAST_OFFERED = 0.01;
    /** A suggestion is made unless something that is no element is this much likelier. */
    private static final double SILENCE = 0.85;

    private final HeaderReader headers;

    public MeaningReader(HeaderReader headers) {
        this.headers = headers;
    }

    /** The reader shipped with the engine. */
    public static MeaningReader standard() {
        return new MeaningReader(HeaderReader.standard());
    }

    /** Reads every table of a sheet; each mapping has the table's slots in order. */
    public List<TableMapping> read(SheetFile file, Layout layout, Confirmations confirmed) {
        Optional<Grid> grid = file.sheets().stream()
                .filter(g -> g.name().equals(layout.sheetName()))
                .findFirst();
        HeaderReader reader = headers.with(confirmed.sayings());
        List<TableMapping> out = new ArrayList<>();
        for (Table table : layout.tables()) {
            Map<Integer, HeaderReader.Settlement> settled = new HashMap<>();
            for (int i = 0; i < table.slots().size(); i++) {
                int column = i;
                confirmed
                        .settling(
                                file.fileName(),
                                layout.sheetName(),
                                table.title().orElse(""),
                                table.slots().get(i))
                        .ifPresent(c -> settled.put(column, new HeaderReader.Settlement(c.element(), c.role())));
            }
            List<Reading> readings = reader.read(form(table, grid), settled);
            List<SlotMeaning> slots = new ArrayList<>();
            for (int i = 0; i < readings.size(); i++) {
                slots.add(meaning(table.slots().get(i), readings.get(i)));
            }
            out.add(new TableMapping(table, new Population(SubjectType.OTHER, List.of(), List.of()), slots));
        }
        return out;
    }

    private static HeaderForm form(Table table, Optional<Grid> grid) {
        List<HeaderForm.Column> columns = new ArrayList<>();
        for (Slot slot : table.slots()) {
            List<String> path = new ArrayList<>(slot.path());
            slot.rowStub().forEach(stub -> path.add(0, stub));
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
        if (slot.area().isPresent()) {
            CellRange area = slot.area().get();
            for (int r = area.firstRow(); r <= area.lastRow() && out.size() < SAMPLES; r++) {
                String text = grid.text(r, area.firstColumn());
                if (!text.isBlank()) {
                    out.add(text.strip());
                }
            }
        }
        return List.copyOf(out);
    }

    private static SlotMeaning meaning(Slot slot, Reading reading) {
        Reading.Choice first = reading.choices().get(0);
        double none = reading.unknown() + reading.aggregate() + reading.skipped();
        if (reading.isSettled()) {
            Meaning said = first.element().isEmpty()
                    ? new Meaning.Unknown()
                    : new Meaning.Element(first.element(), first.role());
            return new SlotMeaning(slot, said, 1, reading.evidence(), List.of());
        }
        if (none < SILENCE || first.probability() > reading.unknown() && first.probability() > reading.aggregate()) {
            return new SlotMeaning(
                    slot,
                    new Meaning.Element(first.element(), first.role()),
                    reading.confidence(),
                    reading.evidence(),
                    alternatives(reading, 1));
        }
        Meaning meaning = nothing(slot, reading);
        double sure = Math.max(reading.unknown(), Math.max(reading.aggregate(), reading.skipped()));
        return new SlotMeaning(slot, meaning, sure, List.of(), alternatives(reading, 0));
    }

    private static Meaning nothing(Slot slot, Reading reading) {
        if (reading.skipped() >= reading.unknown() && reading.skipped() >= reading.aggregate()) {
            String leaf = slot.leaf().replaceAll("\\s", "");
            return leaf.contains("序号") || leaf.contains("行号") || leaf.contains("编次")
                    ? new Meaning.Serial()
                    : new Meaning.Text();
        }
        if (reading.aggregate() >= reading.unknown()) {
            String words = String.join(" ", slot.path());
            return new Meaning.Aggregate(new Expression(
                    Expression.Measure.COUNT,
                    SubjectType.OTHER,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(words)));
        }
        return new Meaning.Unknown();
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
