package cn.qingzhuang.engine.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one sheet, in memory. Rows and columns are zero based. Cells outside the extent are blank.
 *
 * <p>Immutable after {@link Builder#build}. Cells are held in flat arrays and boxed when asked for, so that a sheet of
 * 100,000 rows and 20 columns fits a small heap; walk such a sheet row by row with {@link #cellsOf}.
 */
public final class Grid {
    private static final int SHEET_LAST_ROW = 1_048_575;
    private static final int SHEET_LAST_COLUMN = 16_383;

    private final String name;
    private final boolean hidden;
    private final int rows;
    private final int columns;
    private final CellStore cells;
    private final long[] formulaKeys;
    private final int[] formulaTexts;
    private final List<CellRange> merges;
    private final MergeIndex mergeIndex;
    private final List<Choice> choices;
    private final BitSet hiddenColumns;
    private final BitSet hiddenRows;

    private Grid(Builder b) {
        b.cells.seal();
        this.name = b.name;
        this.hidden = b.hidden;
        this.cells = b.cells;
        this.rows = Math.max(b.rows, cells.rows());
        this.columns = Math.max(b.columns, cells.columns());
        this.formulaKeys = Arrays.copyOf(b.formulaKeys, b.formulaCount);
        this.formulaTexts = Arrays.copyOf(b.formulaTexts, b.formulaCount);
        sortFormulas();
        this.merges = List.copyOf(b.merges);
        this.mergeIndex = new MergeIndex(merges);
        this.choices = List.copyOf(b.choices);
        this.hiddenColumns = (BitSet) b.hiddenColumns.clone();
        this.hiddenRows = (BitSet) b.hiddenRows.clone();
    }

    private static long key(int row, int column) {
        return ((long) row << 20) | column;
    }

    private void sortFormulas() {
        boolean isSorted = true;
        for (int i = 1; i < formulaKeys.length; i++) {
            isSorted &= formulaKeys[i - 1] < formulaKeys[i];
        }
        if (isSorted) {
            return;
        }
        Integer[] order = new Integer[formulaKeys.length];
        Arrays.setAll(order, i -> i);
        long[] keys = formulaKeys.clone();
        int[] texts = formulaTexts.clone();
        Arrays.sort(order, (a, b) -> Long.compare(keys[a], keys[b]));
        for (int i = 0; i < order.length; i++) {
            formulaKeys[i] = keys[order[i]];
            formulaTexts[i] = texts[order[i]];
        }
    }

    public String name() {
        return name;
    }

    public boolean isHidden() {
        return hidden;
    }

    /** Rows up to the last cell that holds a value or a style. */
    public int rows() {
        return rows;
    }

    /** Columns up to the last cell that holds a value or a style. */
    public int columns() {
        return columns;
    }

    public CellValue value(int row, int column) {
        int index = cells.find(row, column);
        return index < 0 ? CellValue.BLANK : cells.value(index);
    }

    /** The value as text: numbers plain, dates in ISO form, text as stored. "" when blank. */
    public String text(int row, int column) {
        return CellText.of(value(row, column));
    }

    public boolean isBlank(int row, int column) {
        int index = cells.find(row, column);
        return index < 0 || cells.isBlank(index);
    }

    /** Whether a row holds neither a value nor a formula. */
    public boolean isRowBlank(int row) {
        int found = Arrays.binarySearch(formulaKeys, key(row, 0));
        int next = found < 0 ? -found - 1 : found;
        boolean hasFormula = next < formulaKeys.length && formulaKeys[next] < key(row + 1, 0);
        return !hasFormula && !cellsOf(row).next();
    }

    /** The number of a cell's text: cells of a workbook with the same number hold the same text; -1 for blank and other cells. */
    public int textId(int row, int column) {
        int index = cells.find(row, column);
        return index < 0 || cells.kind(index) != CellStore.TEXT || cells.isBlank(index) ? -1 : cells.textId(index);
    }

    public Look look(int row, int column) {
        int index = cells.find(row, column);
        Look look = index < 0 ? null : cells.styleAt(index).look();
        return look == null ? Look.PLAIN : look;
    }

    /**
     * The formula text without the equals sign. Cells that share a formula with an earlier cell show that cell's
     * text, its references not shifted.
     */
    public Optional<String> formula(int row, int column) {
        int index = Arrays.binarySearch(formulaKeys, key(row, column));
        return index < 0 ? Optional.empty() : Optional.of(cells.texts().get(formulaTexts[index]));
    }

    public boolean hasFormula(int row, int column) {
        return formulaKeys.length > 0 && Arrays.binarySearch(formulaKeys, key(row, column)) >= 0;
    }

    public List<CellRange> merges() {
        return merges;
    }

    /** The merged range that covers the cell. */
    public Optional<CellRange> mergeAt(int row, int column) {
        return Optional.ofNullable(mergeIndex.find(row, column));
    }

    /** Drop-down lists. */
    public List<Choice> choices() {
        return choices;
    }

    public boolean isColumnHidden(int column) {
        return hiddenColumns.get(column);
    }

    public boolean isRowHidden(int row) {
        return hiddenRows.get(row);
    }

    /** The cells of a row in column order, blank ones left out. */
    public Cells cellsOf(int row) {
        return new Cells(cells, row);
    }

    CellStore store() {
        return cells;
    }

    /** A walk over the filled cells of one row: call {@link #next} before each cell. Nothing is boxed unless asked. */
    public static final class Cells {
        private final CellStore cells;
        private final int end;
        private int index;

        private Cells(CellStore cells, int row) {
            this.cells = cells;
            this.index = cells.first(row) - 1;
            this.end = cells.first(row + 1);
        }

        public boolean next() {
            do {
                index++;
            } while (index < end && cells.isBlank(index));
            return index < end;
        }

        public int column() {
            return cells.column(index);
        }

        public CellValue value() {
            return cells.value(index);
        }

        public boolean isText() {
            return cells.kind(index) == CellStore.TEXT;
        }

        /** The number of a text: cells of a sheet with the same number hold the same text; -1 when it is no text. */
        public int textId() {
            return isText() ? cells.textId(index) : -1;
        }
    }

    /** Collects cells in any order; a later cell overwrites an earlier one, a blank one only its look. */
    public static final class Builder {
        private final String name;
        private final CellStore cells;
        private final List<CellRange> merges = new ArrayList<>();
        private final List<Choice> choices = new ArrayList<>();
        private final BitSet hiddenColumns = new BitSet();
        private final BitSet hiddenRows = new BitSet();
        private long[] formulaKeys = new long[8];
        private int[] formulaTexts = new int[8];
        private int formulaCount;
        private boolean hidden;
        private int rows;
        private int columns;

        public Builder(String name) {
            this(name, new TextStore());
        }

        Builder(String name, TextStore texts) {
            this.name = name;
            this.cells = new CellStore(texts);
        }

        public Builder cell(int row, int column, CellValue value, @Nullable Look look) {
            rows = Math.max(rows, row + 1);
            columns = Math.max(columns, column + 1);
            String format = look == null ? "General" : look.format();
            if (value instanceof CellValue.Number n) {
                cells.append(row, column, CellStore.NUMBER, style(look, n.format()), bits(n.number()));
            } else if (value instanceof CellValue.Date d) {
                cells.append(row, column, CellStore.DATE, style(look, d.format()), bits(ExcelDay.of(d.at())));
            } else if (value instanceof CellValue.Bool b) {
                cells.append(row, column, CellStore.BOOL, style(look, format), b.isTrue() ? 1 : 0);
            } else if (value instanceof CellValue.Text t) {
                int id = cells.texts().add(t.text());
                cells.append(row, column, CellStore.TEXT, style(look, format), id);
            } else if (value instanceof CellValue.Unreadable u) {
                cells.appendUnreadable(row, column, style(look, format), u.raw(), u.reason());
            } else if (look != null) {
                cells.append(row, column, CellStore.BLANK, style(look, format), 0);
            }
            return this;
        }

        private int style(@Nullable Look look, String format) {
            if (look == null && format.equals("General")) {
                return 0;
            }
            return cells.style(new CellStore.Style(look, format));
        }

        private static long bits(double number) {
            return Double.doubleToRawLongBits(number);
        }

        CellStore store() {
            return cells;
        }

        public Builder formula(int row, int column, String text) {
            if (formulaCount == formulaKeys.length) {
                formulaKeys = Arrays.copyOf(formulaKeys, TextStore.grown(formulaCount + 1));
                formulaTexts = Arrays.copyOf(formulaTexts, formulaKeys.length);
            }
            formulaKeys[formulaCount] = key(row, column);
            formulaTexts[formulaCount++] = cells.texts().add(text);
            return this;
        }

        /** A merged range; one that reaches the edge of the sheet does not widen the extent. */
        public Builder merge(CellRange range) {
            merges.add(range);
            if (range.lastRow() < SHEET_LAST_ROW) {
                rows = Math.max(rows, range.lastRow() + 1);
            }
            if (range.lastColumn() < SHEET_LAST_COLUMN) {
                columns = Math.max(columns, range.lastColumn() + 1);
            }
            return this;
        }

        public Builder choice(Choice choice) {
            choices.add(choice);
            return this;
        }

        public Builder hideColumn(int column) {
            hiddenColumns.set(column);
            return this;
        }

        public Builder hideRow(int row) {
            hiddenRows.set(row);
            return this;
        }

        public Builder hidden(boolean isHidden) {
            hidden = isHidden;
            return this;
        }

        public Grid build() {
            return new Grid(this);
        }
    }
}
