package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.sim.world.Datum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A sheet while it is laid out. Rows and columns are zero based. */
public final class SheetModel {
    private final String name;
    private final TreeMap<Integer, TreeMap<Integer, Cell>> rows = new TreeMap<>();
    private final List<CellRange> merges = new ArrayList<>();
    final Map<Integer, Double> widths = new TreeMap<>();
    final Map<Integer, Double> heights = new HashMap<>();
    final TreeSet<Integer> hiddenColumns = new TreeSet<>();
    final List<Validation> validations = new ArrayList<>();
    private Optional<Integer> frozenRows = Optional.empty();
    private boolean hasPrintArea;

    /** What a cell holds and how it looks; a formula has its result as content. */
    record Cell(
            @Nullable Datum content, Style style, @Nullable String formula) {}

    /** A drop-down list. */
    record Validation(CellRange range, List<String> options) {}

    public SheetModel(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    void put(int row, int column, @Nullable Datum content, Style style) {
        rows.computeIfAbsent(row, r -> new TreeMap<>()).put(column, new Cell(content, style, null));
    }

    void put(int row, int column, @Nullable String text, Style style) {
        put(row, column, text == null ? null : Datum.of(text), style);
    }

    void formula(int row, int column, Datum result, Style style, String formula) {
        rows.computeIfAbsent(row, r -> new TreeMap<>()).put(column, new Cell(result, style, formula));
    }

    /** Puts the content in the upper left cell and styles the rectangle; merges when it is more than one cell. */
    void merge(CellRange range, @Nullable Datum content, Style style) {
        spread(range, content, style);
        if (range.height() > 1 || range.width() > 1) {
            merges.add(range);
        }
    }

    void merge(CellRange range, @Nullable String text, Style style) {
        merge(range, text == null ? null : Datum.of(text), style);
    }

    /** As merge, but without the merge: the text lies in the first cell of a styled rectangle. */
    void spread(CellRange range, @Nullable Datum content, Style style) {
        for (int r = range.firstRow(); r <= range.lastRow(); r++) {
            for (int c = range.firstColumn(); c <= range.lastColumn(); c++) {
                put(r, c, (Datum) null, style);
            }
        }
        put(range.firstRow(), range.firstColumn(), content, style);
    }

    Optional<Cell> at(int row, int column) {
        TreeMap<Integer, Cell> cells = rows.get(row);
        return cells == null ? Optional.empty() : Optional.ofNullable(cells.get(column));
    }

    TreeMap<Integer, TreeMap<Integer, Cell>> rows() {
        return rows;
    }

    List<CellRange> merges() {
        return merges;
    }

    void freeze(int row) {
        if (frozenRows.isEmpty()) {
            frozenRows = Optional.of(row);
        }
    }

    Optional<Integer> frozenRows() {
        return frozenRows;
    }

    void setPrintArea() {
        hasPrintArea = true;
    }

    boolean hasPrintArea() {
        return hasPrintArea;
    }

    /** The rectangle around all cells. */
    CellRange extent() {
        if (rows.isEmpty()) {
            return new CellRange(0, 0, 0, 0);
        }
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (TreeMap<Integer, Cell> cells : rows.values()) {
            first = Math.min(first, cells.firstKey());
            last = Math.max(last, cells.lastKey());
        }
        return new CellRange(rows.firstKey(), first, rows.lastKey(), last);
    }
}
