package cn.qingzhuang.engine.sheet;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A grid as the eye sees it: rows of boxes (merged ranges count as one), texts cleaned, borders and fills. Its extent
 * ends with the last value or bordered cell, so that styled empty columns out to the edge do not count.
 */
final class Board {
    /** How far beyond the last value borders are believed. */
    private static final int BORDER_REACH = 64;

    private static final int COLUMNS_SEEN = 1024;
    private static final int HEAD_ROWS = 400;

    /** One cell or merged range of a row; text is empty when blank or when the range began in an earlier row. */
    record Box(CellRange range, String text, boolean isText, boolean hasBorder, boolean hasFill, boolean isBold) {
        boolean isBlank() {
            return text.isEmpty();
        }

        boolean isMerged() {
            return range.width() > 1 || range.height() > 1;
        }

        int first() {
            return range.firstColumn();
        }

        int last() {
            return range.lastColumn();
        }
    }

    private final Grid grid;
    private final CellStore cells;
    private final int rows;
    private final int columns;
    private final BitSet totalTexts = new BitSet();
    private final BitSet judgedTexts = new BitSet();

    Board(Grid grid) {
        this.grid = grid;
        this.cells = grid.store();
        this.columns = findColumns();
        this.rows = findRows();
    }

    private int findColumns() {
        int widest = 0;
        int bordered = 0;
        for (int r = 0; r < cells.rows(); r++) {
            int i = cells.first(r + 1) - 1;
            int first = cells.first(r);
            while (i >= first && cells.isBlank(i) && cells.column(i) >= widest) {
                if (r < HEAD_ROWS && cells.column(i) >= bordered && hasBorder(i)) {
                    bordered = cells.column(i) + 1;
                }
                i--;
            }
            if (i >= first && !cells.isBlank(i)) {
                widest = Math.max(widest, cells.column(i) + 1);
            }
        }
        return Math.min(COLUMNS_SEEN, Math.max(widest, Math.min(bordered, widest + BORDER_REACH)));
    }

    private int findRows() {
        for (int r = cells.rows() - 1; r >= 0; r--) {
            for (int i = cells.first(r); i < cells.first(r + 1) && cells.column(i) < columns; i++) {
                if (!cells.isBlank(i) || hasBorder(i)) {
                    return r + 1;
                }
            }
        }
        return 0;
    }

    private boolean hasBorder(int index) {
        Look look = cells.styleAt(index).look();
        return look != null && look.hasBorder();
    }

    Grid grid() {
        return grid;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    boolean hasBorder(int row, int column) {
        int index = cells.find(row, column);
        return index >= 0 && hasBorder(index);
    }

    boolean isBlank(int row, int column) {
        return grid.isBlank(row, column);
    }

    boolean isRowBlank(int row) {
        return isRowBlank(row, 0, Integer.MAX_VALUE);
    }

    boolean isRowBlank(int row, int firstColumn, int lastColumn) {
        for (int i = cells.first(row); i < cells.first(row + 1); i++) {
            int c = cells.column(i);
            if (c >= firstColumn && c <= lastColumn && !cells.isBlank(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the row holds nothing at all: no value, no border, no blank merged range. */
    boolean isRowEmpty(int row) {
        for (int i = cells.first(row); i < cells.first(row + 1); i++) {
            if (cells.column(i) < columns && (!cells.isBlank(i) || hasBorder(i))) {
                return false;
            }
        }
        return true;
    }

    int countValues(int row, int firstColumn, int lastColumn) {
        int n = 0;
        for (int i = cells.first(row); i < cells.first(row + 1); i++) {
            int c = cells.column(i);
            n += c >= firstColumn && c <= lastColumn && !cells.isBlank(i) ? 1 : 0;
        }
        return n;
    }

    /** Share of the columns that are bordered in a row. */
    double borderedShare(int row, int firstColumn, int lastColumn) {
        int n = 0;
        for (int i = cells.first(row); i < cells.first(row + 1); i++) {
            int c = cells.column(i);
            n += c >= firstColumn && c <= lastColumn && hasBorder(i) ? 1 : 0;
        }
        return n / (double) (lastColumn - firstColumn + 1);
    }

    CellRange range(int row, int column) {
        return grid.mergeAt(row, column).orElseGet(() -> new CellRange(row, column, row, column));
    }

    /** The text of a cell or of the merged range over it, whether it begins here or not. */
    String textOver(int row, int column) {
        CellRange range = range(row, column);
        return clean(grid.text(range.firstRow(), range.firstColumn()));
    }

    static String clean(String text) {
        return text.replace('\u00a0', ' ').strip();
    }

    /** The last column that any stored cell of a row has, styled ones included. */
    int lastStored(int row) {
        int end = cells.first(row + 1);
        return end > cells.first(row) ? Math.min(cells.column(end - 1), columns + BORDER_REACH) : -1;
    }

    List<Box> boxes(int row) {
        return boxes(row, 0, columns - 1);
    }

    /** The boxes of a row from left to right, blank ones too. */
    List<Box> boxes(int row, int firstColumn, int lastColumn) {
        List<Box> out = new ArrayList<>();
        int c = firstColumn;
        while (c <= lastColumn) {
            CellRange range = range(row, c);
            boolean isHere = range.firstRow() == row && range.firstColumn() == c;
            int index = cells.find(range.firstRow(), range.firstColumn());
            boolean isFilled = isHere && index >= 0 && !cells.isBlank(index);
            Look look = index < 0 ? Look.PLAIN : grid.look(range.firstRow(), range.firstColumn());
            out.add(new Box(
                    range,
                    isFilled ? clean(CellText.of(cells.value(index))) : "",
                    isFilled && cells.kind(index) == CellStore.TEXT,
                    look.hasBorder(),
                    look.hasFill(),
                    look.isBold()));
            c = Math.max(c, range.lastColumn()) + 1;
        }
        return out;
    }

    List<Box> filledBoxes(int row) {
        List<Box> out = new ArrayList<>();
        for (int i = cells.first(row); i < cells.first(row + 1); i++) {
            if (!cells.isBlank(i) && cells.column(i) < columns) {
                Look look = grid.look(row, cells.column(i));
                out.add(new Box(
                        range(row, cells.column(i)),
                        clean(CellText.of(cells.value(i))),
                        cells.kind(i) == CellStore.TEXT,
                        look.hasBorder(),
                        look.hasFill(),
                        look.isBold()));
            }
        }
        return out;
    }

    /**
     * Whether one of the first filled cells of the row says 合计, 小计 or the like; quick, for walks over long bodies.
     */
    boolean isTotalRow(int row, int firstColumn, int lastColumn, int among) {
        int seen = 0;
        for (int i = cells.first(row); i < cells.first(row + 1) && seen < among; i++) {
            int c = cells.column(i);
            if (c < firstColumn || c > lastColumn || cells.isBlank(i)) {
                continue;
            }
            seen++;
            if (cells.kind(i) != CellStore.TEXT) {
                continue;
            }
            int id = cells.textId(i);
            if (!judgedTexts.get(id)) {
                judgedTexts.set(id);
                totalTexts.set(
                        id,
                        cells.texts().byteLength(id) < 48
                                && Phrases.isTotal(cells.texts().get(id)));
            }
            if (totalTexts.get(id)) {
                return true;
            }
        }
        return false;
    }
}
