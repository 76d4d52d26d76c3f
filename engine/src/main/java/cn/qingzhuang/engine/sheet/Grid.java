package cn.qingzhuang.engine.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one sheet, in memory. Rows and columns are zero based. Cells outside the extent are blank.
 *
 * <p>Immutable after {@link Builder#build}.
 */
public final class Grid {
    private final String name;
    private final boolean hidden;
    private final int rows;
    private final int columns;
    private final Map<Long, CellValue> values;
    private final Map<Long, Look> looks;
    private final Map<Long, String> formulas;
    private final List<CellRange> merges;
    private final Map<Long, CellRange> mergeByCell;
    private final List<Choice> choices;
    private final Set<Integer> hiddenColumns;
    private final Set<Integer> hiddenRows;

    private Grid(Builder b) {
        this.name = b.name;
        this.hidden = b.hidden;
        this.rows = b.rows;
        this.columns = b.columns;
        this.values = b.values;
        this.looks = b.looks;
        this.formulas = b.formulas;
        this.merges = List.copyOf(b.merges);
        this.choices = List.copyOf(b.choices);
        this.hiddenColumns = Set.copyOf(b.hiddenColumns);
        this.hiddenRows = Set.copyOf(b.hiddenRows);
        this.mergeByCell = new HashMap<>();
        for (CellRange m : merges) {
            for (int r = m.firstRow(); r <= m.lastRow(); r++) {
                for (int c = m.firstColumn(); c <= m.lastColumn(); c++) {
                    mergeByCell.put(key(r, c), m);
                }
            }
        }
    }

    private static long key(int row, int column) {
        return ((long) row << 20) | column;
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
        CellValue v = values.get(key(row, column));
        return v == null ? CellValue.BLANK : v;
    }

    /** What a person sees in the cell: numbers and dates under their format, text as stored. "" when blank. */
    public String text(int row, int column) {
        return CellText.of(value(row, column));
    }

    public boolean isBlank(int row, int column) {
        return value(row, column) instanceof CellValue.Blank;
    }

    public Look look(int row, int column) {
        Look l = looks.get(key(row, column));
        return l == null ? Look.PLAIN : l;
    }

    /** The formula text without the equals sign. */
    public Optional<String> formula(int row, int column) {
        return Optional.ofNullable(formulas.get(key(row, column)));
    }

    public List<CellRange> merges() {
        return merges;
    }

    /** The merged range that covers the cell. */
    public Optional<CellRange> mergeAt(int row, int column) {
        return Optional.ofNullable(mergeByCell.get(key(row, column)));
    }

    /** Drop-down lists. */
    public List<Choice> choices() {
        return choices;
    }

    public boolean isColumnHidden(int column) {
        return hiddenColumns.contains(column);
    }

    public boolean isRowHidden(int row) {
        return hiddenRows.contains(row);
    }

    /** Collects cells in any order. */
    public static final class Builder {
        private final String name;
        private final Map<Long, CellValue> values = new HashMap<>();
        private final Map<Long, Look> looks = new HashMap<>();
        private final Map<Long, String> formulas = new HashMap<>();
        private final List<CellRange> merges = new ArrayList<>();
        private final List<Choice> choices = new ArrayList<>();
        private final Set<Integer> hiddenColumns = new TreeSet<>();
        private final Set<Integer> hiddenRows = new TreeSet<>();
        private boolean hidden;
        private int rows;
        private int columns;

        public Builder(String name) {
            this.name = name;
        }

        public Builder cell(int row, int column, CellValue value, @Nullable Look look) {
            if (!(value instanceof CellValue.Blank)) {
                values.put(key(row, column), value);
            }
            if (look != null) {
                looks.put(key(row, column), look);
            }
            rows = Math.max(rows, row + 1);
            columns = Math.max(columns, column + 1);
            return this;
        }

        public Builder formula(int row, int column, String text) {
            formulas.put(key(row, column), text);
            return this;
        }

        public Builder merge(CellRange range) {
            merges.add(range);
            rows = Math.max(rows, range.lastRow() + 1);
            columns = Math.max(columns, range.lastColumn() + 1);
            return this;
        }

        public Builder choice(Choice choice) {
            choices.add(choice);
            return this;
        }

        public Builder hideColumn(int column) {
            hiddenColumns.add(column);
            return this;
        }

        public Builder hideRow(int row) {
            hiddenRows.add(row);
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
