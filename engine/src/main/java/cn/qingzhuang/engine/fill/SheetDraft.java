package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
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
    private final boolean isTurned;
    private final List<DraftCell> cells;
    private final List<Draft.AddedRows> added;
    private int offset;

    SheetDraft(Grid grid) {
        this(grid, false, new ArrayList<>(), new ArrayList<>());
    }

    private SheetDraft(Grid grid, boolean isTurned, List<DraftCell> cells, List<Draft.AddedRows> added) {
        this.grid = grid;
        this.isTurned = isTurned;
        this.cells = cells;
        this.added = added;
    }

    /** The same sheet for a table whose subjects stand in columns: lines are columns and slots are rows. None is inserted. */
    SheetDraft turned() {
        SheetDraft turned = new SheetDraft(grid, true, cells, added);
        turned.offset = offset;
        return turned;
    }

    boolean isTurned() {
        return isTurned;
    }

    /** What stands on an original line. */
    Line line(int line) {
        return new Line(grid, slot -> isTurned ? new CellRef(slot.column(), line) : new CellRef(line, slot.column()));
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

    /** Where an original line of the table being filled stands after the insertions above it. */
    int placed(int line) {
        return isTurned ? line : line + offset;
    }

    /** Inserts rows and returns the final place of the first one. Tables above are done, those below move. */
    int insert(int beforeRow, int count, int styleRow) {
        added.add(new Draft.AddedRows(grid.name(), beforeRow, count, styleRow));
        int first = beforeRow + offset;
        offset += count;
        return first;
    }

    /** Whether a cell of the original can take a value: blank, no formula, not the inside of a merged cell. */
    boolean isFree(int line, int slot) {
        int row = isTurned ? slot : line;
        int column = isTurned ? line : slot;
        if (!grid.isBlank(row, column) || grid.formula(row, column).isPresent()) {
            return false;
        }
        return grid.mergeAt(row, column).map(m -> isTopLeft(m, row, column)).orElse(true);
    }

    boolean hasFormula(int line, int slot) {
        return (isTurned ? grid.formula(slot, line) : grid.formula(line, slot)).isPresent();
    }

    private static boolean isTopLeft(CellRange merge, int row, int column) {
        return merge.firstRow() == row && merge.firstColumn() == column;
    }

    void fixed(int placedLine, int slot) {
        add(placedLine, slot, CellState.FIXED, CellSource.NONE, CellValue.BLANK, "");
    }

    /** Nothing is written where nobody sees it: a hidden column stays as it came. */
    void filled(int placedLine, int slot, CellSource source, CellValue shown) {
        if (isHidden(slot)) {
            fixed(placedLine, slot);
            return;
        }
        CellState state = source.answer().state();
        add(placedLine, slot, state, source, shown, source.answer().why());
    }

    void unknown(int placedLine, int slot, CellSource source, String why) {
        if (isHidden(slot)) {
            fixed(placedLine, slot);
            return;
        }
        add(placedLine, slot, CellState.UNKNOWN, source, CellValue.BLANK, why);
    }

    private boolean isHidden(int slot) {
        return isTurned ? grid.isRowHidden(slot) : grid.isColumnHidden(slot);
    }

    private void add(int line, int slot, CellState state, CellSource source, CellValue shown, String why) {
        boolean isUnknown = state == CellState.UNKNOWN;
        cells.add(new DraftCell(
                grid.name(),
                isTurned ? new CellRef(slot + offset, line) : new CellRef(line, slot),
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
