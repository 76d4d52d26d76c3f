package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.sim.world.Datum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Writes rows of 合计 and 小计 with their formulas. */
final class Totals {
    private final Canvas canvas;
    private final List<Integer> summed;
    private final int labelColumn;
    private final List<Integer> rows = new ArrayList<>();

    Totals(Canvas canvas) {
        this.canvas = canvas;
        this.summed = IntStream.range(0, canvas.width())
                .filter(canvas::isSummable)
                .boxed()
                .toList();
        this.labelColumn = IntStream.range(0, canvas.width())
                .filter(j -> !summed.contains(j))
                .findFirst()
                .orElse(0);
    }

    boolean isPossible() {
        return !summed.isEmpty();
    }

    /** Zero-based rows of totals and sub-totals written so far. */
    List<Integer> rows() {
        return rows;
    }

    void putSubtotal(int row, int left, int first) {
        List<Integer> earlier = List.copyOf(rows);
        rows.clear();
        put(row, left, "小计", first, row - 1);
        rows.addAll(0, earlier);
    }

    void put(int row, int left, String label, int first, int last) {
        for (int j = 0; j < canvas.width(); j++) {
            canvas.sheet.put(row, left + j, (Datum) null, canvas.line.bold());
        }
        canvas.sheet.put(row, left + labelColumn, label, canvas.line.bold().aligned("c"));
        for (int j : summed) {
            boolean isText = canvas.shape.is("money", "text")
                    && canvas.text.info(j).type().equals("money");
            if (j != labelColumn && !isText) {
                sum(row, left, new CellRange(first, left + j, last, left + j));
            }
        }
        rows.add(row);
    }

    private void sum(int row, int left, CellRange range) {
        double sum = 0;
        for (int r = range.firstRow(); r <= range.lastRow(); r++) {
            Optional<Datum> content =
                    canvas.sheet.at(r, range.firstColumn()).flatMap(c -> Optional.ofNullable(c.content()));
            boolean isNumber = content.filter(d -> d instanceof Datum.Count || d instanceof Datum.Amount)
                    .isPresent();
            if (isNumber && !rows.contains(r)) {
                sum += Double.parseDouble(content.get().canonical());
            }
        }
        String labels = new CellRange(range.firstRow(), left + labelColumn, range.lastRow(), left + labelColumn).a1();
        String formula = rows.isEmpty()
                ? "SUM(%s)".formatted(range.a1())
                : "SUMIF(%s,\"<>小计\",%s)".formatted(labels, range.a1());
        String format = canvas.sheet
                .at(range.firstRow(), range.firstColumn())
                .map(c -> c.style().format())
                .orElse("");
        Style style = canvas.body().bold().formatted(format);
        canvas.sheet.formula(row, range.firstColumn(), Datum.of(sum), style, formula);
    }
}
