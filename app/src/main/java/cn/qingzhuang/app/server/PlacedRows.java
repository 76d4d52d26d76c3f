package cn.qingzhuang.app.server;

import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.Grid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rows of a sheet as it will look: those that are inserted stand between those of the template. */
final class PlacedRows {
    private final Grid grid;
    private final List<Draft.AddedRows> added;
    private final int rows;

    /**
     * @param added the rows inserted into this sheet
     * @param lastFilled the last row of the draft, counted after insertion, or -1
     */
    PlacedRows(Grid grid, List<Draft.AddedRows> added, int lastFilled) {
        this.grid = grid;
        this.added = added.stream()
                .sorted(Comparator.comparingInt(Draft.AddedRows::beforeRow))
                .toList();
        int inserted = added.stream().mapToInt(Draft.AddedRows::count).sum();
        this.rows = Math.max(grid.rows() + inserted, lastFilled + 1);
    }

    int rows() {
        return rows;
    }

    /** Where a row of the template stands. */
    int placed(int row) {
        int out = row;
        for (Draft.AddedRows a : added) {
            out += a.beforeRow() <= row ? a.count() : 0;
        }
        return out;
    }

    /** The row of the template that stands here; -1 for an inserted one. */
    int original(int placed) {
        int offset = 0;
        for (Draft.AddedRows a : added) {
            int first = a.beforeRow() + offset;
            if (placed < first) {
                break;
            }
            if (placed < first + a.count()) {
                return -1;
            }
            offset += a.count();
        }
        return placed - offset;
    }

    /** The row of the template whose look a row has; -1 for none. */
    int styleRow(int placed) {
        int offset = 0;
        for (Draft.AddedRows a : added) {
            int first = a.beforeRow() + offset;
            if (placed >= first && placed < first + a.count()) {
                return a.styleRow();
            }
            offset += a.count();
        }
        return original(placed);
    }

    /** The merged ranges that touch some rows, cut to them. */
    List<CellRange> merges(int from, int to) {
        List<CellRange> out = new ArrayList<>();
        for (CellRange m : grid.merges()) {
            add(out, from, to, placed(m.firstRow()), placed(m.lastRow()), m);
        }
        for (int row = from; row < to && !added.isEmpty(); row++) {
            int style = original(row) < 0 ? styleRow(row) : -1;
            for (int c = 0; style >= 0 && c < grid.columns(); c++) {
                int column = c;
                CellRange wide = grid.mergeAt(style, c)
                        .filter(m -> m.height() == 1 && m.firstColumn() == column)
                        .orElse(null);
                if (wide != null) {
                    add(out, from, to, row, row, wide);
                }
            }
        }
        return out;
    }

    private static void add(List<CellRange> out, int from, int to, int first, int last, CellRange m) {
        int top = Math.max(first, from);
        int bottom = Math.min(last, to - 1);
        if (top <= bottom && (top < bottom || m.firstColumn() < m.lastColumn())) {
            out.add(new CellRange(top, m.firstColumn(), bottom, m.lastColumn()));
        }
    }
}
