package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.TablePlan.PlannedSlot;
import cn.qingzhuang.engine.catalog.Reading;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.Grid;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one column; what a text of the sheet says there is worked out once while it is recent. */
final class SlotReader {
    private static final int RECENT = 1 << 10;

    private final PlannedSlot planned;
    private final Grid grid;
    private final int column;
    private final int[] textIds = new int[RECENT];
    private final @Nullable Reading[] readings = new Reading[RECENT];

    SlotReader(PlannedSlot planned, Grid grid, int column) {
        this.planned = planned;
        this.grid = grid;
        this.column = column;
    }

    PlannedSlot planned() {
        return planned;
    }

    Reading read(int row) {
        int text = grid.textId(row, column);
        if (text < 0) {
            return planned.values().read(value(grid, row, column));
        }
        int place = text & (RECENT - 1);
        Reading known = readings[place];
        if (known == null || textIds[place] != text) {
            known = planned.values().read(value(grid, row, column));
            textIds[place] = text;
            readings[place] = known;
        }
        return known;
    }

    /** The cell's value; of a blank cell inside a merged range the range's. */
    static CellValue value(Grid grid, int row, int column) {
        CellValue own = grid.value(row, column);
        if (!(own instanceof CellValue.Blank) || grid.merges().isEmpty()) {
            return own;
        }
        return grid.mergeAt(row, column)
                .map(m -> grid.value(m.firstRow(), m.firstColumn()))
                .orElse(own);
    }
}
