package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.meaning.PopulationReader;
import cn.qingzhuang.engine.meaning.SlotMeaning;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.Orientation;
import cn.qingzhuang.engine.sheet.SheetFile;
import cn.qingzhuang.engine.sheet.Slot;
import cn.qingzhuang.engine.sheet.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fills a mapped template from known facts: every cell looked at becomes known, stale, unknown, computed or fixed. */
public final class TemplateFiller {
    private static final Pattern LIST_NAME = Pattern.compile("[\\u4e00-\\u9fa5]{2,}(册|表|名单|清单|台账|台帐|信息)");

    private final Catalogue catalogue;
    private final FactSource source;

    public TemplateFiller(Catalogue catalogue, FactSource source) {
        this.catalogue = catalogue;
        this.source = source;
    }

    /** The draft, cells by sheet, row, column. Hidden sheets are left alone. */
    public Draft fill(FillRequest request) {
        List<Grid> sheets = request.file().sheets();
        Optional<DateStyle> dates = instructedDates(request.file());
        AskedElements asked = new AskedElements();
        List<List<Prepared>> prepared = new ArrayList<>();
        for (int i = 0; i < sheets.size() && i < request.tables().size(); i++) {
            prepared.add(
                    sheets.get(i).isHidden()
                            ? List.of()
                            : prepare(sheets.get(i), request.tables().get(i), request, dates));
        }
        prepared.forEach(tables -> tables.forEach(t -> {
            asked.slots(t.columns());
            asked.population(t.mapping().population());
        }));
        Facts facts = new Facts(catalogue, source, request.unitCode(), request.asOf(), asked);
        SlotFiller filler = new SlotFiller(facts, new CellRenderer(catalogue));
        Counting counting = new Counting(facts, request.asOf());
        List<DraftCell> cells = new ArrayList<>();
        List<Draft.AddedRows> added = new ArrayList<>();
        for (int i = 0; i < prepared.size(); i++) {
            SheetDraft sheet = new SheetDraft(sheets.get(i));
            for (Prepared table : prepared.get(i)) {
                fillTable(sheet, table, filler, counting, request);
            }
            sheet.cells().sort(Comparator.comparing(DraftCell::cell));
            cells.addAll(sheet.cells());
            added.addAll(sheet.added());
        }
        return new Draft(cells, added);
    }

    /** A table whose slots are ready to be filled. */
    private record Prepared(TableMapping mapping, List<SlotColumn> columns) {}

    private List<Prepared> prepare(
            Grid grid, List<TableMapping> tables, FillRequest request, Optional<DateStyle> dates) {
        List<Prepared> out = new ArrayList<>();
        for (TableMapping mapping : tables) {
            List<SlotColumn> columns = SlotColumn.withoutRivals(mapping.slots().stream()
                    .map(slot -> column(grid, mapping.table(), slot, dates))
                    .toList());
            TableMapping titled = isList(mapping.table()) ? titled(mapping, columns, grid, request.file()) : mapping;
            out.add(new Prepared(titled, columns));
        }
        out.sort(Comparator.comparingInt(t -> t.mapping().table().range().firstRow()));
        return out;
    }

    private static boolean isList(Table table) {
        return switch (table.kind()) {
            case ROSTER, LEDGER -> true;
            case CARD, STATISTICS -> false;
        };
    }

    private static boolean isTurned(Table table) {
        return isList(table) && table.orientation() == Orientation.COLUMNS;
    }

    private void fillTable(
            SheetDraft sheet, Prepared prepared, SlotFiller filler, Counting counting, FillRequest request) {
        TableMapping mapping = prepared.mapping();
        Table table = mapping.table();
        List<SlotColumn> columns = prepared.columns();
        new ParticularsFill(sheet, table, filler.facts(), request.asOf()).fill();
        switch (table.kind()) {
            case ROSTER, LEDGER -> {
                if (table.orientation() == Orientation.ROWS) {
                    new RosterFill(sheet, mapping, columns, filler).fill();
                } else if (isTurned(table)) {
                    new RosterFill(sheet.turned(), mapping, columns, filler).fill();
                }
            }
            case CARD -> new CardFill(sheet, mapping, columns, filler).fill(request.subjectId());
            case STATISTICS -> new StatisticsFill(sheet, mapping, columns, filler, counting).fill();
        }
    }

    /** A roster without a title is what its tab or else its file says: 残疾人花名册.xlsx. */
    private static TableMapping titled(TableMapping mapping, List<SlotColumn> columns, Grid grid, SheetFile file) {
        Table table = mapping.table();
        if (table.title().isPresent() || !mapping.population().conditions().isEmpty()) {
            return mapping;
        }
        String name = Stream.of(grid.name(), file.fileName().replaceFirst("\\.[A-Za-z]+$", ""))
                .filter(n -> LIST_NAME.matcher(n).find())
                .findFirst()
                .orElse("");
        if (name.isEmpty()) {
            return mapping;
        }
        List<ElementKey> keys = columns.stream()
                .filter(c -> c.confidence() >= SlotFiller.BAR)
                .flatMap(c -> c.stored().stream())
                .toList();
        return new TableMapping(
                table.withTitle(name), PopulationReader.standard().read(name, table.kind(), keys), mapping.slots());
    }

    private SlotColumn column(Grid grid, Table table, SlotMeaning slot, Optional<DateStyle> fileStyle) {
        CellRange cells = cellsOf(table, slot.slot());
        ColumnStyle style = ColumnStyle.read(grid, cells, slot.slot().path(), fileStyle);
        int line = isTurned(table) ? cells.firstRow() : cells.firstColumn();
        return SlotColumn.of(slot, line, style, catalogue);
    }

    /** The value cells of a slot; for an open body the place of its first row. */
    static CellRange cellsOf(Table table, Slot slot) {
        if (slot.area().isPresent()) {
            return slot.area().get();
        }
        boolean isColumn = slot.ref().chars().noneMatch(Character::isDigit);
        CellRef at = CellRef.of(isColumn ? slot.ref() + "1" : slot.ref());
        if (!isColumn) {
            return new CellRange(at.row(), at.column(), at.row(), at.column());
        }
        int header = table.header().map(CellRange::lastRow).orElse(table.range().firstRow());
        int first = table.body()
                .map(CellRange::firstRow)
                .orElse(Math.max(header, table.numbersRow().orElse(-1)) + 1);
        int last = Math.max(first, table.body().map(CellRange::lastRow).orElse(first));
        return new CellRange(first, at.column(), last, at.column());
    }

    /** 日期统一为8位数字，如20240305: what a sheet of instructions says of all dates. */
    private static Optional<DateStyle> instructedDates(SheetFile file) {
        for (Grid grid : file.sheets()) {
            for (int r = 0; r < Math.min(grid.rows(), 100); r++) {
                for (int c = 0; c < Math.min(grid.columns(), 40); c++) {
                    String text = grid.value(r, c) instanceof CellValue.Text t ? t.text() : "";
                    if (text.length() > 8 && (text.contains("日期") || text.contains("时间"))) {
                        Optional<DateStyle> style = text.lines()
                                .flatMap(l -> Arrays.stream(l.split("[。；;]", -1)))
                                .filter(l -> l.contains("日期") || l.contains("时间"))
                                .flatMap(l -> DateStyle.asked(l).stream())
                                .findFirst();
                        if (style.isPresent() && text.contains("统一")) {
                            return style;
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }
}
