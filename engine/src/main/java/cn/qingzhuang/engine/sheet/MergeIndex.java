package cn.qingzhuang.engine.sheet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the merged range over a cell without listing its cells: a range may reach the edge of the sheet. */
final class MergeIndex {
    private final List<CellRange> byFirstRow;
    private final int[] furthestRow;

    MergeIndex(List<CellRange> merges) {
        List<CellRange> sorted = new ArrayList<>(merges);
        sorted.sort(Comparator.comparingInt(CellRange::firstRow).thenComparingInt(CellRange::firstColumn));
        byFirstRow = List.copyOf(sorted);
        furthestRow = new int[sorted.size()];
        int furthest = -1;
        for (int i = 0; i < furthestRow.length; i++) {
            furthest = Math.max(furthest, sorted.get(i).lastRow());
            furthestRow[i] = furthest;
        }
    }

    @Nullable
    CellRange find(int row, int column) {
        int low = 0;
        int high = byFirstRow.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (byFirstRow.get(middle).firstRow() <= row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low - 1; i >= 0 && furthestRow[i] >= row; i--) {
            if (byFirstRow.get(i).contains(row, column)) {
                return byFirstRow.get(i);
            }
        }
        return null;
    }
}
