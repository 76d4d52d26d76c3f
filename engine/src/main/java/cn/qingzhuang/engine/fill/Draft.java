package cn.qingzhuang.engine.fill;

import java.util.List;

/**
 * A template with a state for every cell the engine looked at.
 *
 * @param cells by sheet, row, column
 * @param addedRows rows the writer must insert: sheet, zero-based row of the original before which they go, how many, and
 *     the row of the original whose style they copy, or -1 for none
 */
public record Draft(List<DraftCell> cells, List<AddedRows> addedRows) {
    public Draft {
        cells = List.copyOf(cells);
        addedRows = List.copyOf(addedRows);
    }

    /** Rows to insert. Cell addresses of the draft are those after insertion. */
    public record AddedRows(String sheet, int beforeRow, int count, int styleRow) {}
}
