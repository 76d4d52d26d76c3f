package cn.qingzhuang.app.tables;

import cn.qingzhuang.engine.fill.CellState;
import cn.qingzhuang.engine.fill.ElementTable.Cell;
import cn.qingzhuang.engine.fill.ElementTable.Row;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How much of a table is known, column by column, altogether and by unit, before anybody is asked. */
public final class Coverage {
    private final int columns;
    private final Map<String, Counts> byUnit = new TreeMap<>();
    private final Counts all;

    Coverage(int columns) {
        this.columns = columns;
        this.all = new Counts(columns);
    }

    /** Of some rows: how many there are, and of each column how many are known, and how many of these are stale. */
    public static final class Counts {
        private int rows;
        private final int[] known;
        private final int[] stale;

        private Counts(int columns) {
            this.known = new int[columns];
            this.stale = new int[columns];
        }

        private void add(List<Cell> cells) {
            rows++;
            for (int i = 0; i < known.length; i++) {
                CellState state = cells.get(i).state();
                known[i] += state == CellState.UNKNOWN ? 0 : 1;
                stale[i] += state == CellState.STALE ? 1 : 0;
            }
        }

        public int rows() {
            return rows;
        }

        /** Stale ones among them. */
        public int known(int column) {
            return known[column];
        }

        public int stale(int column) {
            return stale[column];
        }
    }

    void add(List<Row> rows) {
        for (Row row : rows) {
            all.add(row.cells());
            byUnit.computeIfAbsent(row.unitCode(), unit -> new Counts(columns)).add(row.cells());
        }
    }

    public Counts all() {
        return all;
    }

    /** By the unit that a subject belongs to, in code order. */
    public Map<String, Counts> byUnit() {
        return Collections.unmodifiableMap(byUnit);
    }
}
