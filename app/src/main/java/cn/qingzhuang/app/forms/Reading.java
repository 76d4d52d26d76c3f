package cn.qingzhuang.app.forms;

import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.Layout;
import cn.qingzhuang.engine.sheet.SheetFile;
import java.util.List;

/**
 * A workbook as understood: its cells and, per sheet in tab order, its tables with their meanings.
 *
 * @param file the cells
 * @param sheets one for every grid of the file, in the same order
 */
public record Reading(SheetFile file, List<SheetReading> sheets) {
    public Reading {
        sheets = List.copyOf(sheets);
    }

    /** Per sheet, in tab order, the tables with their meanings. */
    public List<List<TableMapping>> mappings() {
        return sheets.stream().map(SheetReading::tables).toList();
    }

    /** One sheet. */
    public record SheetReading(Grid grid, Layout layout, List<TableMapping> tables) {
        public SheetReading {
            tables = List.copyOf(tables);
        }
    }
}
