package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.Grid;
import java.util.function.Function;

/** What stands in the template about one subject: a row, a column of a turned roster, or the blanks of a card. */
record Line(Grid grid, Function<SlotColumn, CellRef> place) {
    CellValue value(SlotColumn slot) {
        CellRef at = place.apply(slot);
        return grid.value(at.row(), at.column());
    }

    String text(SlotColumn slot) {
        CellRef at = place.apply(slot);
        return grid.text(at.row(), at.column());
    }
}
