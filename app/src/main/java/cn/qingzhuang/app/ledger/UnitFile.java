package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.SheetFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A list of administrative units: columns code, name, parent (or 代码, 名称, 上级) on the first sheet. */
final class UnitFile {
    private static final Map<String, String> COLUMNS = Map.of(
            "code", "code", "代码", "code", "区划代码", "code", "name", "name", "名称", "name", "单位名称", "name", "parent",
            "parent", "上级", "parent", "上级代码", "parent");

    private final SheetFile file;
    private final Grid grid;
    private final Map<String, Integer> columns = new HashMap<>();

    private UnitFile(SheetFile file) {
        this.file = file;
        this.grid = file.sheets().get(0);
    }

    static List<UnitRow> read(SheetFile file) {
        if (file.sheets().isEmpty()) {
            throw LedgerProblems.badUnits(file.fileName(), "A1", "文件是空的");
        }
        return new UnitFile(file).rows();
    }

    private List<UnitRow> rows() {
        for (int c = 0; c < grid.columns(); c++) {
            String head = Identity.plainName(grid.text(0, c)).toLowerCase(Locale.ROOT);
            String column = COLUMNS.get(head.replace("\ufeff", ""));
            if (column != null) {
                columns.putIfAbsent(column, c);
            }
        }
        if (!columns.containsKey("code") || !columns.containsKey("name")) {
            throw LedgerProblems.badUnits(file.fileName(), "A1", "第一行没有 code 和 name 两列");
        }
        List<UnitRow> out = new ArrayList<>();
        for (int row = 1; row < grid.rows(); row++) {
            String code = text(row, "code");
            String name = text(row, "name");
            if (code.isEmpty() && name.isEmpty()) {
                continue;
            }
            String parent = text(row, "parent");
            require(row, "code", code.matches("[0-9]{12}"), "“" + code + "”不是 12 位代码");
            require(row, "name", !name.isEmpty(), "没有名称");
            require(row, "parent", parent.isEmpty() || parent.matches("[0-9]{12}"), "“" + parent + "”不是 12 位代码");
            out.add(new UnitRow(code, name, parent));
        }
        return out;
    }

    private void require(int row, String column, boolean isRight, String message) {
        if (!isRight) {
            String cell = new CellRef(row, columns.getOrDefault(column, 0)).a1();
            throw LedgerProblems.badUnits(file.fileName(), cell, "单元格 " + cell + " " + message);
        }
    }

    private String text(int row, String column) {
        Integer at = columns.get(column);
        return at == null ? "" : grid.text(row, at).strip();
    }
}
