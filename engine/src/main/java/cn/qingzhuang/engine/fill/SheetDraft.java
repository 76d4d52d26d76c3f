package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the cells of one sheet while its tables are filled from top to bottom. */
final class SheetDraft {
    private final Grid grid;
    private final List<DraftCell> cells = new ArrayList<>();
    private final List<Draft.AddedRows> added = new ArrayList<>();
    private final List<Draft.Unlisted> unlisted = new ArrayList<>();
    private int offset;

    SheetDraft(Grid grid) {
        this.grid = grid;
    }

    Grid grid() {
        return grid;
    }

    List<DraftCell> cells() {
        return cells;
    }

    List<Draft.AddedRows> added() {
        return added;
    }

    List<Draft.Unlisted> unlisted() {
        return unlisted;
    }

    /** A blank table that does not say for whom it is. */
    void unlisted(CellRange table, SubjectType subject, String why) {
        unlisted.add(new Draft.Unlisted(grid.name(), table, subject, why));
    }

    /** Where an original row of the table being filled stands after the insertions above it. */
    int placed(int row) {
        return row + offset;
    }

    /** Inserts rows and returns the final place of the first one. Tables above are done, those below move. */
    int insert(int beforeRow, int count, int styleRow) {
        added.add(new Draft.AddedRows(grid.name(), beforeRow, count, styleRow));
        int first = beforeRow + offset;
        offset += count;
        return first;
    }

    /** Whether a cell of the original can take a value: blank, no formula, not the inside of a merged cell. */
    boolean isFree(int row, int column) {
        if (!grid.isBlank(row, column) || grid.formula(row, column).isPresent()) {
            return false;
        }
        return grid.mergeAt(row, column).map(m -> isTopLeft(m, row, column)).orElse(true);
    }

    private static boolean isTopLeft(CellRange merge, int row, int column) {
        return merge.firstRow() == row && merge.firstColumn() == column;
    }

    void fixed(int placedRow, int column) {
        add(placedRow, column, CellState.FIXED, CellSource.NONE, CellValue.BLANK, "");
    }

    /** Nothing is written where nobody sees it: a hidden column stays as it came. */
    void filled(int placedRow, int column, CellSource source, CellValue shown) {
        if (grid.isColumnHidden(column)) {
            fixed(placedRow, column);
            return;
        }
        CellState state = source.answer().state();
        add(placedRow, column, state, source, shown, source.answer().why());
    }

    void unknown(int placedRow, int column, CellSource source, String why) {
        if (grid.isColumnHidden(column)) {
            fixed(placedRow, column);
            return;
        }
        add(placedRow, column, CellState.UNKNOWN, source, CellValue.BLANK, why);
    }

    private void add(int row, int column, CellState state, CellSource source, CellValue shown, String why) {
        boolean isUnknown = state == CellState.UNKNOWN;
        cells.add(new DraftCell(
                grid.name(),
                new CellRef(row, column),
                state,
                source.key(),
                isUnknown ? Optional.empty() : source.answer().value(),
                shown,
                source.subject().map(SubjectFacts::id),
                source.subject().map(Facts::nameOf),
                source.answer().provenance(),
                source.confidence(),
                why));
    }

    /** What a cell was filled from, or asked for. */
    record CellSource(Optional<ElementKey> key, Optional<SubjectFacts> subject, Answer answer, double confidence) {
        static final CellSource NONE = new CellSource(Optional.empty(), Optional.empty(), Answer.unknown(""), 1);
    }
}
