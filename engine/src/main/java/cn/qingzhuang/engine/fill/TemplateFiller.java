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
        Facts facts = new Facts(catalogue, source, request.unitCode(), request.asOf());
        SlotFiller filler = new SlotFiller(facts, new CellRenderer(catalogue));
        Counting counting = new Counting(facts, request.asOf());
        List<DraftCell> cells = new ArrayList<>();
        List<Draft.AddedRows> added = new ArrayList<>();
        List<Draft.Unlisted> unlisted = new ArrayList<>();
        List<Grid> sheets = request.file().sheets();
        for (int i = 0; i < sheets.size() && i < request.tables().size(); i++) {
            if (sheets.get(i).isHidden()) {
                continue;
            }
            SheetDraft sheet = new SheetDraft(sheets.get(i));
            List<TableMapping> tables = new ArrayList<>(request.tables().get(i));
            tables.sort(Comparator.comparingInt(t -> t.table().range().firstRow()));
            for (TableMapping table : tables) {
                fillTable(sheet, table, filler, counting, request);
            }
            sheet.cells().sort(Comparator.comparing(DraftCell::cell));
            cells.addAll(sheet.cells());
            added.addAll(sheet.added());
            unlisted.addAll(sheet.unlisted());
        }
        return new Draft(cells, added, unlisted);
    }

    private void fillTable(
            SheetDraft sheet, TableMapping mapping, SlotFiller filler, Counting counting, FillRequest request) {
        Table table = mapping.table();
        new ParticularsFill(sheet, table, filler.facts(), request.asOf()).fill();
        Optional<DateStyle> style = instructedDates(request.file());
        List<SlotColumn> columns = mapping.slots().stream()
                .map(slot -> column(sheet.grid(), table, slot, style))
                .toList();
        columns = SlotColumn.withoutRivals(columns);
        switch (table.kind()) {
            case ROSTER, LEDGER -> {
                if (table.orientation() == Orientation.ROWS) {
                    TableMapping titled = titled(mapping, columns, sheet.grid(), request.file());
                    ListSaid.Place place = new ListSaid.Place(
                            sheet.grid().name(), table.range().a1());
                    new RosterFill(sheet, titled, columns, filler)
                            .fill(Optional.ofNullable(request.listings().get(place)));
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
        return SlotColumn.of(slot, cells.firstColumn(), style, catalogue);
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
