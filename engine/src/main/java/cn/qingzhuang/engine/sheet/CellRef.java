package cn.qingzhuang.engine.sheet;

/** The address of a cell; row and column are zero based. */
public record CellRef(int row, int column) implements Comparable<CellRef> {
    private static final int LETTERS = 26;

    /** Reads an A1 address such as {@code C12}; {@code $} signs are ignored. */
    public static CellRef of(String a1) {
        int column = 0;
        int row = 0;
        for (int i = 0; i < a1.length(); i++) {
            char c = a1.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                column = column * LETTERS + (c - 'A' + 1);
            } else if (c >= 'a' && c <= 'z') {
                column = column * LETTERS + (c - 'a' + 1);
            } else if (c >= '0' && c <= '9') {
                row = row * 10 + (c - '0');
            } else if (c != '$') {
                throw new IllegalArgumentException("not a cell address: " + a1);
            }
        }
        return new CellRef(row - 1, column - 1);
    }

    /** The letters of a zero-based column: 0 is A, 26 is AA. */
    public static String letters(int column) {
        StringBuilder out = new StringBuilder(3);
        for (int i = column + 1; i > 0; i = (i - 1) / LETTERS) {
            out.append((char) ('A' + (i - 1) % LETTERS));
        }
        return out.reverse().toString();
    }

    public String a1() {
        return letters(column) + (row + 1);
    }

    @Override
    public int compareTo(CellRef other) {
        return row != other.row ? Integer.compare(row, other.row) : Integer.compare(column, other.column);
    }
}
