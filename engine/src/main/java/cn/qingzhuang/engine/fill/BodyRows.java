package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The lines of a table that take subjects: rows, or columns where the table is turned.
 *
 * @param rows original zero-based lines, total rows left out
 * @param firstRow where the body begins, also when it has no rows yet
 * @param nextRow the row before which further rows go
 * @param styleRow the row whose look further rows take, or -1
 * @param isUnbounded true when nothing stands below, so that further rows need no insertion
 */
record BodyRows(List<Integer> rows, int firstRow, int nextRow, int styleRow, boolean isUnbounded) {
    static BodyRows of(SheetDraft sheet, Table table) {
        return sheet.isTurned() ? ofColumns(sheet.grid(), table) : ofRows(sheet.grid(), table);
    }

    private static BodyRows ofColumns(Grid grid, Table table) {
        CellRange body = table.body().orElse(table.range());
        List<Integer> lines = IntStream.rangeClosed(body.firstColumn(), body.lastColumn())
                .filter(c -> !grid.isColumnHidden(c))
                .filter(c -> grid.mergeAt(body.firstRow(), c)
                        .map(m -> m.firstColumn() == c)
                        .orElse(true))
                .boxed()
                .toList();
        return new BodyRows(lines, body.firstColumn(), body.lastColumn() + 1, -1, false);
    }

    private static BodyRows ofRows(Grid grid, Table table) {
        int header = table.header().map(CellRange::lastRow).orElse(table.range().firstRow());
        int first = table.body()
                .map(CellRange::firstRow)
                .orElse(Math.max(header, table.numbersRow().orElse(-1)) + 1);
        int last = table.body().map(CellRange::lastRow).orElse(first - 1);
        List<Integer> rows = new ArrayList<>();
        for (int r = first; r <= last; r++) {
            if (!table.totalRows().contains(r) && !grid.isRowHidden(r)) {
                rows.add(r);
            }
        }
        int style = rows.isEmpty() ? -1 : rows.get(rows.size() - 1);
        int next = rows.isEmpty() ? first : style + 1;
        if (table.isBodyOpen()) {
            while (next < grid.rows()
                    && grid.isRowBlank(next)
                    && !table.totalRows().contains(next)) {
                rows.add(next++);
            }
        }
        boolean isUnbounded = IntStream.range(next, grid.rows()).allMatch(grid::isRowBlank);
        return new BodyRows(
                rows,
                first,
                next,
                style,
                isUnbounded && table.totalRows().stream().noneMatch(t -> t >= first));
    }
}
