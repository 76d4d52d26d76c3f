package cn.qingzhuang.engine.sheet;

/** A rectangle of cells, both corners included, zero based. */
public record CellRange(int firstRow, int firstColumn, int lastRow, int lastColumn) {
    public CellRange {
        if (firstRow > lastRow || firstColumn > lastColumn || firstRow < 0 || firstColumn < 0) {
            throw new IllegalArgumentException(
                    "not a range: " + firstRow + "," + firstColumn + " to " + lastRow + "," + lastColumn);
        }
    }

    /** Reads {@code B3:F9} or a single address. */
    public static CellRange of(String a1) {
        int colon = a1.indexOf(':');
        CellRef first = CellRef.of(colon < 0 ? a1 : a1.substring(0, colon));
        CellRef last = colon < 0 ? first : CellRef.of(a1.substring(colon + 1));
        return new CellRange(first.row(), first.column(), last.row(), last.column());
    }

    public String a1() {
        return new CellRef(firstRow, firstColumn).a1() + ":" + new CellRef(lastRow, lastColumn).a1();
    }

    public boolean contains(int row, int column) {
        return row >= firstRow && row <= lastRow && column >= firstColumn && column <= lastColumn;
    }

    public boolean overlaps(CellRange other) {
        return firstRow <= other.lastRow
                && other.firstRow <= lastRow
                && firstColumn <= other.lastColumn
                && other.firstColumn <= lastColumn;
    }

    public int height() {
        return lastRow - firstRow + 1;
    }

    public int width() {
        return lastColumn - firstColumn + 1;
    }
}
