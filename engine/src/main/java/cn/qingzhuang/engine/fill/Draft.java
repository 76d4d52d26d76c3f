package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.sheet.CellRange;
import java.util.List;

/**
 * A template with a state for every cell the engine looked at.
 *
 * @param cells by sheet, row, column
 * @param addedRows rows the writer must insert: sheet, zero-based row of the original before which they go, how many, and
 *     the row of the original whose style they copy, or -1 for none
 * @param unlisted blank tables that do not say for whom they are: one question each
 */
public record Draft(List<DraftCell> cells, List<AddedRows> addedRows, List<Unlisted> unlisted) {
    public Draft {
        cells = List.copyOf(cells);
        addedRows = List.copyOf(addedRows);
        unlisted = List.copyOf(unlisted);
    }

    public Draft(List<DraftCell> cells, List<AddedRows> addedRows) {
        this(cells, addedRows, List.of());
    }

    /**
     * A roster that does not say whom it lists, or a card that does not say for whom it is.
     *
     * @param table range of the table in the template
     * @param why what is asked, in plain Chinese
     */
    public record Unlisted(String sheet, CellRange table, SubjectType subject, String why) {}

    /** Rows to insert. Cell addresses of the draft are those after insertion. */
    public record AddedRows(String sheet, int beforeRow, int count, int styleRow) {}
}
