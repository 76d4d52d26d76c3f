package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.sim.world.Datum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Headers at the left and a subject per column. */
final class TurnedGrid implements TableFrame.Grid {
    private final Canvas canvas;
    private final int levels;
    private final int subjects;

    TurnedGrid(Canvas canvas) {
        this.canvas = canvas;
        this.levels = canvas.form.levels();
        this.subjects =
                canvas.isFilled ? Math.min(canvas.subjects.size(), 8) : Math.max(1, canvas.shape.count("blank_rows"));
    }

    @Override
    public int width() {
        return levels + subjects;
    }

    @Override
    public Drawn draw(int row, int left) {
        int first = left + levels;
        int last = row + canvas.width() - 1;
        int right = first + subjects - 1;
        List<Map<String, String>> values = new ArrayList<>();
        for (int i = 0; i < subjects; i++) {
            values.add(new LinkedHashMap<>());
        }
        List<Truth.Slot> slots = new ArrayList<>();
        for (int j = 0; j < canvas.width(); j++) {
            header(row + j, left, j);
            for (int i = 0; i < subjects; i++) {
                cell(new CellRef(row + j, first + i), i, j, values.get(i));
            }
            int r = row + j;
            List<CellRef> cells = IntStream.rangeClosed(first, right)
                    .mapToObj(c -> new CellRef(r, c))
                    .toList();
            slots.add(canvas.slot(j, cells.get(0).a1(), cells));
        }
        List<Truth.Row> rows = new ArrayList<>();
        for (int i = 0; i < values.size() && canvas.isFilled; i++) {
            rows.add(new Truth.Row(row, canvas.subjects.get(i), values.get(i)));
        }
        CellRange header = new CellRange(row, left, last, first - 1);
        CellRange body = new CellRange(row, first, last, right);
        return new Drawn(
                "columns",
                List.of(),
                Optional.of(header),
                Optional.of(body),
                Optional.of(body),
                false,
                List.of(),
                null,
                row,
                last + 1,
                slots,
                rows);
    }

    private void cell(CellRef at, int subject, int j, Map<String, String> values) {
        if (!canvas.isFilled || canvas.column(j).isSkip()) {
            Datum serial = canvas.isFilled ? canvas.serial(j, subject) : null;
            canvas.sheet.put(at.row(), at.column(), serial, canvas.body());
            return;
        }
        String text = canvas.put(at, canvas.value(canvas.subjects.get(subject), j), j);
        if (!text.isEmpty()) {
            values.put(at.a1(), text);
        }
    }

    private void header(int r, int left, int j) {
        List<String> path = canvas.column(j).path();
        Style style = canvas.header().bold();
        int depth = path.size() - 1;
        for (int level = 0; level < depth; level++) {
            if (j > 0 && isShared(j - 1, j, level)) {
                continue;
            }
            int k = j;
            while (k + 1 < canvas.width() && isShared(j, k + 1, level)) {
                k++;
            }
            CellRange range = new CellRange(r, left + level, r + k - j, left + level);
            canvas.sheet.merge(range, canvas.text.upper(path.get(level)), style);
        }
        CellRange leaf = new CellRange(r, left + depth, r, left + levels - 1);
        canvas.sheet.merge(leaf, canvas.text.leaf(j), style);
    }

    private boolean isShared(int i, int j, int level) {
        List<String> a = canvas.column(i).path();
        List<String> b = canvas.column(j).path();
        return a.size() > level + 1
                && b.size() > level + 1
                && a.subList(0, level + 1).equals(b.subList(0, level + 1));
    }
}
