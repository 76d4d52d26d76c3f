package cn.qingzhuang.engine.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cells in flat arrays sorted by row and column: thirteen bytes a cell, texts apart. Boxed values are made when asked
 * for. Cells may be appended in any order; {@link #seal} sorts them if they were not in order, a later cell
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
    private Page[] pages = {new Page(64)};
    private int pageCount = 1;
    private int size;
    private boolean isSorted = true;
    private boolean isSealed;
    private int[] rowStart = {0};
    private int rows;
    private int columns;

    /** So many cells lie together; only the first page grows by being copied. */
    private static final int PAGE_BITS = 14;

    private static final int PAGE = 1 << PAGE_BITS;

    private static final class Page {
        int[] row;
        short[] column;
        byte[] kind;
        short[] style;
        long[] payload;

        Page(int room) {
            row = new int[room];
            column = new short[room];
            kind = new byte[room];
            style = new short[room];
            payload = new long[room];
        }

        void grow(int room) {
            row = Arrays.copyOf(row, room);
            column = Arrays.copyOf(column, room);
            kind = Arrays.copyOf(kind, room);
            style = Arrays.copyOf(style, room);
            payload = Arrays.copyOf(payload, room);
        }
    }

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
        int at = size & PAGE - 1;
        Page page = pages[pageCount - 1];
        if (at == 0 && size > 0) {
            page = addPage();
        } else if (at == page.row.length) {
            page.grow(Math.min(PAGE, 4 * at));
        }
        if (size > 0) {
            int last = size - 1;
            int lastRow = page(last).row[last & PAGE - 1];
            isSorted &= row > lastRow || row == lastRow && column > column(last);
        }
        page.row[at] = row;
        page.column[at] = (short) column;
        page.kind[at] = kind;
        page.style[at] = (short) style;
        page.payload[at] = value;
        size++;
        rows = Math.max(rows, row + 1);
        columns = Math.max(columns, column + 1);
    }

    private Page addPage() {
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, pageCount * 2);
        }
        Page page = new Page(PAGE);
        pages[pageCount++] = page;
        return page;
    }

    private Page page(int index) {
        return pages[index >>> PAGE_BITS];
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
            while (row <= row(i)) {
                rowStart[row++] = i;
            }
        }
        while (row <= rows) {
            rowStart[row++] = size;
        }
        for (int i = 0; i < pageCount; i++) {
            pages[i].row = new int[0];
        }
    }

    private int row(int index) {
        return page(index).row[index & PAGE - 1];
    }

    private void sort() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (a, b) -> row(a) != row(b) ? Integer.compare(row(a), row(b)) : Integer.compare(column(a), column(b)));
        CellStore sorted = new CellStore(texts);
        for (int i : order) {
            sorted.overwrite(row(i), column(i), kind(i), page(i).style[i & PAGE - 1], payload(i));
        }
        pages = sorted.pages;
        pageCount = sorted.pageCount;
        size = sorted.size;
    }

    /** As {@link #append}, over the last cell if that has the same place: a blank one leaves its value, no style its style. */
    private void overwrite(int row, int column, byte kind, short style, long value) {
        int last = size - 1;
        if (size == 0 || row(last) != row || column(last) != column) {
            append(row, column, kind, style, value);
            return;
        }
        Page page = page(last);
        int at = last & PAGE - 1;
        if (kind != BLANK) {
            page.kind[at] = kind;
            page.payload[at] = value;
        }
        if (style != 0) {
            page.style[at] = style;
        }
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
        return page(index).column[index & PAGE - 1] & 0xffff;
    }

    byte kind(int index) {
        return page(index).kind[index & PAGE - 1];
    }

    private long payload(int index) {
        return page(index).payload[index & PAGE - 1];
    }

    int textId(int index) {
        return (int) payload(index);
    }

    double number(int index) {
        return Double.longBitsToDouble(payload(index));
    }

    boolean isTrue(int index) {
        return payload(index) != 0;
    }

    Style styleAt(int index) {
        return styles.get(page(index).style[index & PAGE - 1] & 0xffff);
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
        byte kind = kind(index);
        return kind == BLANK || kind == TEXT && texts.isBlank(textId(index));
    }

    CellValue value(int index) {
        byte kind = kind(index);
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
