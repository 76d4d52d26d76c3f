package cn.qingzhuang.engine.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cells in flat arrays sorted by row and column: about fifteen bytes a cell, texts apart. Boxed values are made when
 * asked for. Cells may be appended in any order; {@link #seal} sorts them if they were not in order, a later cell
 * overwriting an earlier one at the same place.
 */
final class CellStore {
    static final byte BLANK = 0;
    static final byte TEXT = 1;
    static final byte NUMBER = 2;
    static final byte DATE = 3;
    static final byte BOOL = 4;
    static final byte UNREADABLE = 5;

    /** What a style id stands for: the look of the cell and the format its number is shown under. */
    record Style(@Nullable Look look, String format) {}

    private static final Style NO_STYLE = new Style(null, "General");

    private final TextStore texts;
    private final List<Style> styles = new ArrayList<>(List.of(NO_STYLE));
    private final Map<Style, Integer> styleIds = new HashMap<>(Map.of(NO_STYLE, 0));
    private int[] rowOf = new int[64];
    private short[] columnOf = new short[64];
    private byte[] kindOf = new byte[64];
    private short[] styleOf = new short[64];
    private long[] payload = new long[64];
    private int size;
    private boolean isSorted = true;
    private boolean isSealed;
    private int[] rowStart = {0};
    private int rows;
    private int columns;

    CellStore(TextStore texts) {
        this.texts = texts;
    }

    TextStore texts() {
        return texts;
    }

    int style(Style style) {
        Integer known = styleIds.get(style);
        if (known != null) {
            return known;
        }
        styles.add(style);
        styleIds.put(style, styles.size() - 1);
        return styles.size() - 1;
    }

    void append(int row, int column, byte kind, int style, long value) {
        if (size == rowOf.length) {
            grow();
        }
        if (size > 0) {
            int last = rowOf[size - 1];
            isSorted &= row > last || row == last && column > (columnOf[size - 1] & 0xffff);
        }
        rowOf[size] = row;
        columnOf[size] = (short) column;
        kindOf[size] = kind;
        styleOf[size] = (short) style;
        payload[size] = value;
        size++;
        rows = Math.max(rows, row + 1);
        columns = Math.max(columns, column + 1);
    }

    private void grow() {
        int n = TextStore.grown(size + 1);
        rowOf = Arrays.copyOf(rowOf, n);
        columnOf = Arrays.copyOf(columnOf, n);
        kindOf = Arrays.copyOf(kindOf, n);
        styleOf = Arrays.copyOf(styleOf, n);
        payload = Arrays.copyOf(payload, n);
    }

    /** Sorts and indexes; no cell may be appended afterwards. Doing it again does nothing. */
    void seal() {
        if (isSealed) {
            return;
        }
        isSealed = true;
        if (!isSorted) {
            sort();
        }
        rowStart = new int[rows + 1];
        int row = 0;
        for (int i = 0; i < size; i++) {
            while (row <= rowOf[i]) {
                rowStart[row++] = i;
            }
        }
        while (row <= rows) {
            rowStart[row++] = size;
        }
        rowOf = new int[0];
    }

    private void sort() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (a, b) -> rowOf[a] != rowOf[b]
                        ? Integer.compare(rowOf[a], rowOf[b])
                        : Integer.compare(columnOf[a] & 0xffff, columnOf[b] & 0xffff));
        int[] r = new int[size];
        short[] c = new short[size];
        byte[] k = new byte[size];
        short[] s = new short[size];
        long[] p = new long[size];
        int n = 0;
        for (int i : order) {
            boolean isSame = n > 0 && r[n - 1] == rowOf[i] && c[n - 1] == columnOf[i];
            int at = isSame ? n - 1 : n++;
            r[at] = rowOf[i];
            c[at] = columnOf[i];
            if (!isSame || kindOf[i] != BLANK) {
                k[at] = kindOf[i];
                p[at] = payload[i];
            }
            s[at] = isSame && styleOf[i] == 0 ? s[at] : styleOf[i];
        }
        rowOf = r;
        columnOf = c;
        kindOf = k;
        styleOf = s;
        payload = p;
        size = n;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    int size() {
        return size;
    }

    /** Index of the first stored cell of a row; the cells of row r are first(r) up to first(r + 1). */
    int first(int row) {
        return row < 0 ? 0 : rowStart[Math.min(row, rows)];
    }

    int column(int index) {
        return columnOf[index] & 0xffff;
    }

    byte kind(int index) {
        return kindOf[index];
    }

    int textId(int index) {
        return (int) payload[index];
    }

    double number(int index) {
        return Double.longBitsToDouble(payload[index]);
    }

    boolean isTrue(int index) {
        return payload[index] != 0;
    }

    Style styleAt(int index) {
        return styles.get(styleOf[index] & 0xffff);
    }

    /** The index of a cell, or -1 when nothing is stored there. */
    int find(int row, int column) {
        if (row < 0 || row >= rows || column < 0) {
            return -1;
        }
        int low = rowStart[row];
        int high = rowStart[row + 1] - 1;
        if (low <= high) {
            int guess = low + column - column(low);
            if (guess >= low && guess <= high && column(guess) == column) {
                return guess;
            }
        }
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = column(middle);
            if (found == column) {
                return middle;
            }
            if (found < column) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    boolean isBlank(int index) {
        return kindOf[index] == BLANK || kindOf[index] == TEXT && texts.isBlank(textId(index));
    }

    CellValue value(int index) {
        byte kind = kindOf[index];
        if (kind == TEXT) {
            int id = textId(index);
            return texts.isBlank(id) ? CellValue.BLANK : new CellValue.Text(texts.get(id));
        }
        if (kind == NUMBER) {
            return new CellValue.Number(number(index), styleAt(index).format());
        }
        if (kind == DATE) {
            return new CellValue.Date(
                    ExcelDay.toDateTime(number(index)), styleAt(index).format());
        }
        if (kind == BOOL) {
            return new CellValue.Bool(isTrue(index));
        }
        if (kind == UNREADABLE) {
            String both = texts.get(textId(index));
            int cut = both.indexOf('\u0000');
            return new CellValue.Unreadable(both.substring(0, cut), both.substring(cut + 1));
        }
        return CellValue.BLANK;
    }

    void appendUnreadable(int row, int column, int style, String raw, String reason) {
        append(row, column, UNREADABLE, style, texts.add(raw + '\u0000' + reason));
    }
}
