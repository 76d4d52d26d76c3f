package cn.qingzhuang.engine.sheet;

import java.util.List;

/**
 * The reading of one sheet: its tables from top to bottom.
 *
 * @param sheetName as on the tab
 * @param isHidden whether the sheet is hidden from the user
 * @param tables empty for a sheet of instructions
 */
public record Layout(String sheetName, boolean isHidden, List<Table> tables) {
    public Layout {
        tables = List.copyOf(tables);
    }
}
