package cn.qingzhuang.engine.fill.write;

import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.fill.DraftCell;
import cn.qingzhuang.engine.sheet.CellValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** What a draft changes on one sheet: values by row and column after insertion, and the inserted rows. */
record SheetEdits(NavigableMap<Integer, NavigableMap<Integer, CellValue>> rows, RowShift shift) {
    /** The edits by sheet name; sheets without any are absent. */
    static Map<String, SheetEdits> of(Draft draft) {
        Map<String, NavigableMap<Integer, NavigableMap<Integer, CellValue>>> cells = new LinkedHashMap<>();
        for (DraftCell cell : draft.cells()) {
            if (cell.isFilled() && !(cell.shown() instanceof CellValue.Blank)) {
                cells.computeIfAbsent(cell.sheet(), s -> new TreeMap<>())
                        .computeIfAbsent(cell.cell().row(), r -> new TreeMap<>())
                        .put(cell.cell().column(), cell.shown());
            }
        }
        Map<String, List<Draft.AddedRows>> added = new HashMap<>();
        for (Draft.AddedRows a : draft.addedRows()) {
            added.computeIfAbsent(a.sheet(), s -> new ArrayList<>()).add(a);
        }
        Set<String> names = new LinkedHashSet<>(cells.keySet());
        names.addAll(added.keySet());
        Map<String, SheetEdits> edits = new LinkedHashMap<>();
        for (String name : names) {
            RowShift shift = new RowShift(added.getOrDefault(name, List.of()));
            edits.put(name, new SheetEdits(cells.getOrDefault(name, new TreeMap<>()), shift));
        }
        return edits;
    }

    NavigableMap<Integer, CellValue> row(int row) {
        return rows.getOrDefault(row, new TreeMap<>());
    }
}
