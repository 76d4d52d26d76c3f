package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.sim.world.Datum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One item per row: 序号 | 项目 | 数量, groups merged down the second column. */
final class ItemsGrid implements TableFrame.Grid {
    private static final int FIRST_CODE = 201;
    private final Canvas canvas;
    private final boolean isGrouped;
    private final boolean isCoded;

    ItemsGrid(Canvas canvas) {
        this.canvas = canvas;
        this.isGrouped = canvas.form.levels() > 1;
        this.isCoded = canvas.form.layout().contains("代码");
    }

    @Override
    public int width() {
        return isGrouped ? 4 : 3;
    }

    @Override
    public Drawn draw(int row, int left) {
        int right = left + width() - 1;
        header(row, left, right);
        int r = row + 1;
        List<Truth.Slot> slots = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (int j = 0; j < canvas.width(); j++) {
            label(r, left, j);
            CellRef at = new CellRef(r, right);
            if (canvas.isFilled && !canvas.column(j).isSkip()) {
                String text = canvas.put(at, canvas.value(canvas.subjects.get(0), j), j);
                if (!text.isEmpty()) {
                    values.put(at.a1(), text);
                }
            } else {
                canvas.sheet.put(r, right, (Datum) null, canvas.line);
            }
            slots.add(canvas.slot(j, at.a1(), List.of(at)));
            r++;
        }
        if (canvas.shape.is("widths")) {
            canvas.sheet.widths.put(left, 6.0);
            canvas.sheet.widths.put(right - 1, 34.0);
            canvas.sheet.widths.put(right, 14.0);
        }
        CellRange header = new CellRange(row, left, row, right);
        CellRange body = new CellRange(row + 1, left, r - 1, right);
        List<Truth.Row> rows = List.of(new Truth.Row(row + 1, canvas.subjects.get(0), values));
        return Drawn.closed("items", header, body, slots, rows).alsoKinds(List.of("statistics", "card"));
    }

    private void header(int row, int left, int right) {
        Style style = canvas.header().bold();
        canvas.sheet.put(row, left, isCoded ? "代码" : "序号", style);
        String item = canvas.text.upper(canvas.form.layout().contains("填表项目") ? "填表项目" : "项目");
        canvas.sheet.merge(new CellRange(row, left + 1, row, right - 1), item, style);
        canvas.sheet.put(row, right, canvas.text.upper("数量"), style);
    }

    private void label(int r, int left, int j) {
        List<String> path = canvas.column(j).path();
        Datum number = Datum.of(isCoded ? (long) FIRST_CODE + j : j + 1L);
        canvas.sheet.put(r, left, number, canvas.body());
        Style style = canvas.line.aligned("l");
        if (isGrouped && path.size() == 1) {
            canvas.sheet.merge(new CellRange(r, left + 1, r, left + 2), canvas.text.leaf(path.get(0), j), style);
            return;
        }
        if (isGrouped && isFirstOfGroup(j)) {
            int k = j;
            while (k + 1 < canvas.width() && isSameGroup(k + 1, j)) {
                k++;
            }
            CellRange range = new CellRange(r, left + 1, r + k - j, left + 1);
            canvas.sheet.merge(range, canvas.text.upper(path.get(0)), canvas.line.aligned("w"));
        }
        List<String> rest = isGrouped ? path.subList(1, path.size()) : path;
        canvas.sheet.put(r, left + width() - 2, canvas.text.leaf(String.join("—", rest), j), style);
    }

    private boolean isFirstOfGroup(int j) {
        return j == 0 || !isSameGroup(j - 1, j);
    }

    private boolean isSameGroup(int i, int j) {
        List<String> a = canvas.column(i).path();
        List<String> b = canvas.column(j).path();
        return a.size() > 1 && b.size() > 1 && a.get(0).equals(b.get(0));
    }
}
