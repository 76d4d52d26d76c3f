package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.sim.world.Datum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Printed row stubs by columns. */
final class MatrixGrid implements TableFrame.Grid {
    private static final String FIVE_YEARS = "five-year";
    private final Canvas canvas;
    private final int stubColumn;
    private final List<String> stubs;

    private MatrixGrid(Canvas canvas, int stubColumn, List<String> stubs) {
        this.canvas = canvas;
        this.stubColumn = stubColumn;
        this.stubs = stubs;
    }

    /** The grid of a form with row stubs, or null. */
    static @Nullable MatrixGrid of(Canvas canvas) {
        if (canvas.form.rowStubs().isEmpty() || canvas.form.isSingle()) {
            return null;
        }
        Map.Entry<String, List<String>> entry =
                canvas.form.rowStubs().entrySet().iterator().next();
        int column = IntStream.range(0, canvas.width())
                .filter(j -> canvas.column(j).header().replace("\n", "").equals(entry.getKey()))
                .findFirst()
                .orElse(0);
        List<String> stubs = new ArrayList<>();
        for (String stub : entry.getValue()) {
            if (stub.contains(FIVE_YEARS)) {
                IntStream.iterate(65, a -> a < 100, a -> a + 5).forEach(a -> stubs.add("%d-%d".formatted(a, a + 4)));
            } else {
                stubs.add(stub);
            }
        }
        return new MatrixGrid(canvas, column, stubs);
    }

    @Override
    public int width() {
        return canvas.width();
    }

    @Override
    public Drawn draw(int row, int left) {
        int right = left + canvas.width() - 1;
        int first = new HeaderRows(canvas).draw(row, left);
        List<Truth.Row> rows = new ArrayList<>();
        for (int i = 0; i < stubs.size(); i++) {
            rows.add(row(first + i, left, i));
        }
        CellRange header = new CellRange(row, left, first - 1, right);
        CellRange body = new CellRange(first, left, first + stubs.size() - 1, right);
        new Decoration(canvas).apply(header, first, body.lastRow());
        List<Truth.Slot> slots = new ArrayList<>();
        for (int j = 0; j < canvas.width(); j++) {
            int column = left + j;
            List<CellRef> cells = IntStream.rangeClosed(first, body.lastRow())
                    .mapToObj(r -> new CellRef(r, column))
                    .toList();
            slots.add(canvas.slot(j, CellRef.letters(column), cells));
        }
        return Drawn.closed("rows", header, body, slots, rows);
    }

    private Truth.Row row(int r, int left, int index) {
        String subject = "e:%s:%d".formatted(canvas.form.id(), index);
        Map<String, String> values = new LinkedHashMap<>();
        for (int j = 0; j < canvas.width(); j++) {
            CellRef at = new CellRef(r, left + j);
            if (j == stubColumn) {
                String stub = stubs.get(index).replace(">", "——");
                canvas.sheet.put(r, left + j, stub, canvas.line.aligned(canvas.isBordered() ? "l" : ""));
            } else if (canvas.column(j).isSkip()) {
                canvas.sheet.put(r, left + j, canvas.serial(j, index), canvas.line);
            } else if (canvas.isFilled) {
                String text = canvas.put(at, canvas.value(subject, j), j);
                if (!text.isEmpty()) {
                    values.put(at.a1(), text);
                }
            } else {
                canvas.sheet.put(r, left + j, (Datum) null, canvas.line);
            }
        }
        return new Truth.Row(r, canvas.subjects.get(0) + "/" + index, values);
    }
}
