package cn.qingzhuang.engine.sheet;

import java.util.List;
import java.util.Optional;

/**
 * A place of a table that one header path governs: a column of a roster, a labelled blank of a card, an item row.
 *
 * @param ref the column letters for tables with {@link Orientation#ROWS}, else the A1 address of the first value cell
 * @param path header texts from the outermost merged header down to the leaf, as written (spaces and breaks kept)
 * @param area the value cells: the body part of the column, or the (merged) value cell; empty when a body is unknown
 * @param headerCell where the leaf header stands
 * @param block 0, or the index of the repeated block where a roster sets its columns twice side by side
 * @param rowStub for a cell of a matrix (row stub by column header) the stub texts; else empty
 * @param isTable true for a column of a small table inside a card (family members): {@code area} then has many rows
 */
public record Slot(
        String ref,
        List<String> path,
        Optional<CellRange> area,
        CellRef headerCell,
        int block,
        List<String> rowStub,
        boolean isTable) {
    public Slot {
        path = List.copyOf(path);
        rowStub = List.copyOf(rowStub);
    }

    /** The last text of the path. */
    public String leaf() {
        return path.isEmpty() ? "" : path.get(path.size() - 1);
    }
}
