package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.TablePlan.PlannedSlot;
import cn.qingzhuang.engine.catalog.Reading;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.Orientation;
import cn.qingzhuang.engine.sheet.Slot;
import cn.qingzhuang.engine.sheet.Table;
import cn.qingzhuang.engine.sheet.TableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The rows of data of one table, each as the cells of its slots: every block of a doubled roster, the columns of a
 * sheet that lies on its side, a card as one row and its small tables as further rows. Totals, notes, column numbers
 * and rows that hold a serial number at most are no rows.
 */
final class TableRows {
    private static final Pattern NO_DATA =
            Pattern.compile("^(合\\s*计|小\\s*计|总\\s*计|共\\s*计|累\\s*计|注[:：]|备注[:：]|说明[:：]|填表说明|填表人|制表人|填报人|审核人|单位负责人).*");

    private final TablePlan plan;
    private final Grid grid;
    private final int[] serialColumns;

    TableRows(TablePlan plan, Grid grid) {
        this.plan = plan;
        this.grid = grid;
        this.serialColumns = plan.mapping().slots().stream()
                .filter(s -> s.meaning() instanceof Meaning.Serial)
                .mapToInt(s -> column(s.slot()))
                .toArray();
    }

    /** Takes one row: what its cells hold, slot by slot. */
    interface Consumer {
        void row(int row, int block, List<Cell> cells, boolean isInner);
    }

    /** A slot's cell in one row. */
    record Cell(PlannedSlot slot, Reading reading) {}

    /** A row before its cells are read: where the cell of each slot is. */
    private record Line(int block, List<SlotReader> slots, boolean isInner) {}

    void each(Consumer consumer) {
        Table table = plan.mapping().table();
        if (table.orientation() == Orientation.CARD || table.kind() == TableKind.CARD) {
            card(consumer);
        } else if (table.orientation() == Orientation.COLUMNS) {
            columns(consumer);
        } else if (table.orientation() == Orientation.ROWS && table.body().isPresent()) {
            rows(table, table.body().get(), consumer);
        }
    }

    private void rows(Table table, CellRange body, Consumer consumer) {
        TreeSet<Integer> blocks = new TreeSet<>();
        table.slots().forEach(s -> blocks.add(s.block()));
        List<Line> lines = new ArrayList<>();
        for (int block : blocks) {
            List<SlotReader> slots = plan.slots().stream()
                    .filter(s -> s.slot().block() == block && s.slot().rowStub().isEmpty())
                    .map(s -> new SlotReader(s, grid, column(s.slot())))
                    .toList();
            lines.add(new Line(block, slots, false));
        }
        int[][] columns = new int[blocks.size()][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = columnsOf(lines.get(i).block());
        }
        for (int row = body.firstRow(); row <= body.lastRow(); row++) {
            if (table.totalRows().contains(row) || isNumbersRow(table, row)) {
                continue;
            }
            for (int i = 0; i < columns.length; i++) {
                if (isData(row, columns[i])) {
                    line(row, lines.get(i), consumer);
                }
            }
        }
    }

    private static boolean isNumbersRow(Table table, int row) {
        return table.numbersRow().filter(n -> n == row).isPresent();
    }

    /** Columns of a block that say something about a subject: all but serial numbers. */
    private int[] columnsOf(int block) {
        return plan.mapping().slots().stream()
                .filter(s -> s.slot().block() == block && !(s.meaning() instanceof Meaning.Serial))
                .mapToInt(s -> column(s.slot()))
                .toArray();
    }

    private static int column(Slot slot) {
        return slot.area()
                .map(CellRange::firstColumn)
                .orElseGet(() -> slot.ref().matches("[A-Z]+")
                        ? CellRef.of(slot.ref() + "1").column()
                        : CellRef.of(slot.ref()).column());
    }

    private boolean isData(int row, int[] columns) {
        boolean isAny = false;
        for (int column : columns) {
            if (!grid.isBlank(row, column)) {
                isAny = true;
                if (isNoData(grid.value(row, column))) {
                    return false;
                }
                break;
            }
        }
        return isAny && !isSerialTotal(row);
    }

    private static boolean isNoData(CellValue value) {
        return value instanceof CellValue.Text t
                && t.text().length() <= 200
                && NO_DATA.matcher(t.text().strip()).matches();
    }

    /** 合计 often stands in the column of serial numbers. */
    private boolean isSerialTotal(int row) {
        for (int column : serialColumns) {
            if (NO_DATA.matcher(grid.text(row, column).strip()).matches()) {
                return true;
            }
        }
        return false;
    }

    private void line(int row, Line line, Consumer consumer) {
        List<Cell> cells = new ArrayList<>(line.slots().size());
        for (SlotReader slot : line.slots()) {
            cells.add(new Cell(slot.planned(), slot.read(row)));
        }
        consumer.row(row + 1, line.block(), cells, line.isInner());
    }

    private CellValue value(int row, int column) {
        return SlotReader.value(grid, row, column);
    }

    private void columns(Consumer consumer) {
        TreeSet<Integer> columns = new TreeSet<>();
        int row = Integer.MAX_VALUE;
        for (PlannedSlot s : plan.slots()) {
            if (s.slot().area().isPresent()) {
                CellRange area = s.slot().area().get();
                row = Math.min(row, area.firstRow());
                for (int c = area.firstColumn(); c <= area.lastColumn(); c++) {
                    columns.add(c);
                }
            }
        }
        for (int column : columns) {
            List<Cell> cells = new ArrayList<>();
            boolean isAny = false;
            for (PlannedSlot s : plan.slots()) {
                if (s.slot()
                        .area()
                        .filter(a -> column >= a.firstColumn() && column <= a.lastColumn())
                        .isPresent()) {
                    CellValue value = value(s.slot().area().get().firstRow(), column);
                    isAny |= !(value instanceof CellValue.Blank);
                    cells.add(new Cell(s, s.values().read(value)));
                }
            }
            if (isAny) {
                consumer.row(row + 1, column, cells, false);
            }
        }
    }

    private void card(Consumer consumer) {
        List<Cell> cells = new ArrayList<>();
        TreeSet<Integer> innerRows = new TreeSet<>();
        boolean isAny = false;
        int row = plan.mapping().table().range().firstRow();
        for (PlannedSlot s : plan.slots()) {
            if (s.slot().area().isEmpty()) {
                continue;
            }
            CellRange area = s.slot().area().get();
            if (s.slot().isTable()) {
                for (int r = area.firstRow(); r <= area.lastRow(); r++) {
                    innerRows.add(r);
                }
                continue;
            }
            CellValue value = value(area.firstRow(), area.firstColumn());
            isAny |= !(value instanceof CellValue.Blank);
            cells.add(new Cell(s, s.values().read(value)));
        }
        if (!isAny) {
            return;
        }
        consumer.row(row + 1, 0, cells, false);
        for (int inner : innerRows) {
            inner(inner, consumer);
        }
    }

    private void inner(int row, Consumer consumer) {
        List<PlannedSlot> slots = plan.slots().stream()
                .filter(s -> s.slot().isTable()
                        && s.slot()
                                .area()
                                .filter(a -> row >= a.firstRow() && row <= a.lastRow())
                                .isPresent())
                .toList();
        int[] columns = slots.stream().mapToInt(s -> column(s.slot())).toArray();
        boolean isOfPeople = slots.stream()
                .map(s -> s.element().key().toString())
                .anyMatch(k -> k.equals("person_name") || k.equals("person_id_no"));
        if (isOfPeople && isData(row, columns)) {
            List<SlotReader> readers = slots.stream()
                    .map(s -> new SlotReader(s, grid, column(s.slot())))
                    .toList();
            line(row, new Line(1, readers, true), consumer);
        }
    }

    /** Whether anything of the table can be taken at all. */
    boolean isWorthReading() {
        return plan.subject() != SubjectType.OTHER
                && (plan.subject() != SubjectType.UNIT
                        || plan.slots().stream().anyMatch(s -> !RowUnits.isUnitColumn(s.element(), SubjectType.UNIT)));
    }
}
