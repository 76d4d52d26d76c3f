package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.meaning.Population;
import cn.qingzhuang.engine.meaning.SlotMeaning;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.FileFormat;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.Orientation;
import cn.qingzhuang.engine.sheet.SheetFile;
import cn.qingzhuang.engine.sheet.Slot;
import cn.qingzhuang.engine.sheet.Table;
import cn.qingzhuang.engine.sheet.TableKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A roster with its title in row 1, header in row 2 and body below, each column with its meaning. */
final class Templates {
    static final LocalDate DAY = LocalDate.of(2025, 6, 30);
    private final Grid.Builder grid = new Grid.Builder("表");
    private final List<Slot> slots = new ArrayList<>();
    private final List<SlotMeaning> meanings = new ArrayList<>();
    private final int bodyRows;
    private TableKind kind = TableKind.ROSTER;
    private boolean isTurned;
    private SubjectType subject = SubjectType.PERSON;
    private List<Condition> conditions = List.of();
    private List<String> unexplained = List.of();
    private List<Integer> totalRows = List.of();
    private List<String> matters = List.of();
    private Optional<String> said = Optional.empty();

    Templates(int bodyRows) {
        this.bodyRows = bodyRows;
    }

    Templates kind(TableKind of) {
        kind = of;
        return this;
    }

    /** Headers at the left from A2 down, a subject per column from B on. */
    Templates turned() {
        isTurned = true;
        return this;
    }

    /** What a row is about. */
    Templates of(SubjectType type) {
        subject = type;
        return this;
    }

    Templates where(Condition... all) {
        conditions = List.of(all);
        return this;
    }

    Templates unexplained(String word) {
        unexplained = List.of(word);
        return this;
    }

    /** A row of totals below the body. */
    /** An officer's word on whom the table lists. */
    Templates said(String population) {
        said = Optional.of(population);
        return this;
    }

    Templates total() {
        totalRows = List.of(2 + bodyRows);
        return this;
    }

    Templates matter(String word) {
        matters = List.of(word);
        return this;
    }

    /** A column; meaning {@code serial}, {@code element} or {@code element@role}. */
    Templates column(String header, String meaning) {
        return column(header, meaning, 0.95);
    }

    Templates column(String header, String meaning, double confidence) {
        int at = meaning.indexOf('@');
        Meaning means = meaning.equals("serial")
                ? new Meaning.Serial()
                : new Meaning.Element(
                        at < 0 ? meaning : meaning.substring(0, at), at < 0 ? "" : meaning.substring(at + 1));
        return column(header, means, confidence);
    }

    Templates column(String header, Meaning meaning, double confidence) {
        int c = slots.size();
        CellRef head = isTurned ? new CellRef(1 + c, 0) : new CellRef(1, c);
        grid.cell(head.row(), head.column(), new CellValue.Text(header), null);
        CellRange cells = isTurned ? new CellRange(1 + c, 1, 1 + c, bodyRows) : new CellRange(2, c, 1 + bodyRows, c);
        Slot slot = new Slot(
                isTurned ? "B" + (2 + c) : CellRef.letters(c),
                List.of(header),
                Optional.of(cells),
                head,
                0,
                List.of(),
                false);
        slots.add(slot);
        meanings.add(new SlotMeaning(slot, meaning, confidence, List.of(), List.of()));
        return this;
    }

    Templates hide(int column) {
        grid.hideColumn(column);
        return this;
    }

    Templates cell(String address, String text) {
        CellRef at = CellRef.of(address);
        grid.cell(at.row(), at.column(), new CellValue.Text(text), null);
        return this;
    }

    Draft fill(FactSource source) {
        Grid sheet = grid.cell(0, 0, new CellValue.Text("花名册"), null).build();
        int last = slots.size() - 1;
        Table table = new Table(
                kind,
                isTurned ? Orientation.COLUMNS : Orientation.ROWS,
                isTurned ? new CellRange(0, 0, 1 + last, bodyRows) : new CellRange(0, 0, 1 + bodyRows, last),
                Optional.of(isTurned ? new CellRange(1, 0, 1 + last, 0) : new CellRange(1, 0, 1, last)),
                Optional.of(
                        isTurned ? new CellRange(1, 1, 1 + last, bodyRows) : new CellRange(2, 0, 1 + bodyRows, last)),
                false,
                Optional.of("花名册"),
                List.of(),
                slots,
                totalRows,
                Optional.empty(),
                Optional.empty(),
                List.of());
        Population titled = new Population(subject, conditions, unexplained, matters);
        TableMapping mapping = new TableMapping(table, said.map(titled::as).orElse(titled), meanings);
        FillRequest request = new FillRequest(
                new SheetFile("表.xlsx", FileFormat.XLSX, List.of(sheet)),
                List.of(List.of(mapping)),
                Village.CODE,
                DAY,
                Optional.empty());
        return new TemplateFiller(Catalogue.standard(), source).fill(request);
    }

    /** The cells as {@code A3=text}, unknown ones as {@code A3?}, in order. */
    static List<String> shown(Draft draft) {
        return draft.cells().stream()
                .filter(c -> c.state() != CellState.FIXED)
                .map(c -> c.cell().a1() + (c.isFilled() ? "=" + text(c.shown()) : "?"))
                .toList();
    }

    private static String text(CellValue value) {
        if (value instanceof CellValue.Text t) {
            return t.text();
        }
        return value instanceof CellValue.Number n ? Long.toString(Math.round(n.number())) : value.toString();
    }
}
