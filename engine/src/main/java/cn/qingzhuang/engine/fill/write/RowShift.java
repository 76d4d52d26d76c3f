package cn.qingzhuang.engine.fill.write;

import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.sheet.CellRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the rows of one sheet go when rows are inserted.
 *
 * <p>Ranges behave as if the new rows stood inside the body: a range that reaches the row above the insertion grows over
 * the new rows, so that totals, drop-downs and conditional formats cover them. A single cell only moves.
 */
record RowShift(List<Draft.AddedRows> added, boolean isGrowthOnly) {
    RowShift {
        added = new ArrayList<>(added);
        added.sort(Comparator.comparingInt(Draft.AddedRows::beforeRow));
        added = List.copyOf(added);
    }

    RowShift(List<Draft.AddedRows> added) {
        this(added, false);
    }

    /** Where rows have been moved already: only ranges that end on the style row still have to grow. */
    static RowShift growth(Draft.AddedRows added) {
        return new RowShift(List.of(added), true);
    }

    boolean isEmpty() {
        return added.isEmpty();
    }

    /** The new place of a zero-based row. */
    int moved(int row) {
        int to = row;
        for (Draft.AddedRows a : added) {
            if (a.beforeRow() <= row && !isGrowthOnly) {
                to += a.count();
            }
        }
        return to;
    }

    /** The new last row of a range that ends at this row and begins at {@code first}. */
    int movedEnd(int first, int last) {
        int to = last;
        for (Draft.AddedRows a : added) {
            boolean endsAbove = a.styleRow() >= first && last == a.beforeRow() - 1;
            if (endsAbove || a.beforeRow() <= last && !isGrowthOnly) {
                to += a.count();
            }
        }
        return to;
    }

    CellRange moved(CellRange range) {
        return new CellRange(
                moved(range.firstRow()),
                range.firstColumn(),
                movedEnd(range.firstRow(), range.lastRow()),
                range.lastColumn());
    }
}
