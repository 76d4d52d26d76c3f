package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.world.World;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lays one form out as one table: title, particulars, grid, notes and signature line. */
final class TableFrame {
    private static final Pattern UPRIGHT =
            Pattern.compile("row-oriented|34-row label/value|label/value (with|counts|head)");
    private final Canvas canvas;
    private final SheetModel sheet;
    private final Shape shape;
    private final String titleSuffix;
    private int left;
    private int right;

    TableFrame(Canvas canvas, String titleSuffix) {
        this.canvas = canvas;
        this.sheet = canvas.sheet;
        this.shape = canvas.shape;
        this.titleSuffix = titleSuffix;
    }

    /** The truth of the table that was placed, and the first free row below it. */
    record Placed(Truth.Table table, int nextRow) {}

    Placed place(int row, int column) {
        Grid grid = grid();
        left = column;
        right = column + grid.width() - 1;
        int r = title(row);
        if (shape.is("instructions-above")) {
            for (String text : FormText.INSTRUCTIONS) {
                sheet.merge(new CellRange(r, left, r, right), text, Style.PLAIN.aligned("l"));
                r++;
            }
        }
        r += shape.is("title", "none") ? 0 : shape.count("gap");
        Drawn drawn = grid.draw(r, left);
        if (shape.is("side")) {
            for (int i = 0; i < FormText.REMARKS.size(); i++) {
                sheet.put(r + i, right + 2, FormText.REMARKS.get(i), Style.PLAIN);
            }
        }
        int end = foot(drawn.nextRow());
        return new Placed(table(drawn, new CellRange(row, left, end - 1, right)), end);
    }

    private Truth.Table table(Drawn drawn, CellRange range) {
        Form form = canvas.form;
        return new Truth.Table(
                form.id(),
                form.isSingle() ? "card" : form.kind(),
                drawn.kindAlso(),
                drawn.orientation(),
                shape.is("title", "none") ? Optional.empty() : Optional.of(canvas.text.title() + titleSuffix),
                range,
                drawn.header(),
                drawn.body(),
                drawn.bodyWithTotals(),
                drawn.isBodyOpen(),
                drawn.totalRows().stream().sorted().toList(),
                Optional.ofNullable(drawn.numbersRow()),
                drawn.bodyStart(),
                drawn.slots(),
                drawn.rows());
    }

    private int title(int row) {
        int r = row;
        String kind = shape.get("title");
        if (shape.is("heading")) {
            sheet.merge(new CellRange(r, left, r++, right), "青石镇人民政府办公室", Style.PLAIN.aligned("c"));
        }
        if (kind.equals("two")) {
            sheet.put(r++, left, "附件%d".formatted(1 + canvas.draw(9, "annex")), Style.PLAIN);
        }
        boolean hasParticulars = !shape.is("particulars", "none");
        boolean isAbove = shape.is("particulars_pos", "above");
        if (hasParticulars && isAbove) {
            particulars(r++);
        }
        if (!kind.equals("none")) {
            titleRow(r, kind);
            sheet.heights.put(r++, 30.0);
            if (kind.equals("two") && canvas.draw(2, "subtitle") == 1) {
                String half = canvas.draw(2, "half") == 1 ? "上半年" : "度";
                String text = "（%d年%s）".formatted(World.AS_OF.getYear(), half);
                sheet.merge(new CellRange(r, left, r, right), text, Style.PLAIN.aligned("c"));
                r++;
            }
        }
        if (hasParticulars && !isAbove) {
            particulars(r++);
        }
        return r;
    }

    private void titleRow(int r, String kind) {
        String text = canvas.text.title() + titleSuffix;
        if (kind.equals("across")) {
            CellRange range = new CellRange(r, left, r, right);
            sheet.spread(
                    range,
                    cn.qingzhuang.sim.world.Datum.of(text),
                    Style.PLAIN.titled().aligned("s"));
            return;
        }
        if (kind.equals("middle")) {
            sheet.put(r, (left + right) / 2, text, Style.PLAIN.titled());
            return;
        }
        int half = Math.min(right, left + Math.max(1, (right - left + 1) / 2));
        CellRange range = new CellRange(r, left, r, kind.equals("narrow") ? half : right);
        sheet.merge(range, text, Style.PLAIN.titled().aligned("c").bordered(isFramed()));
    }

    /** Whether the lines around a list stand inside its border. */
    private boolean isFramed() {
        return shape.is("framed") && shape.is("borders") && !canvas.form.isSingle();
    }

    private void particulars(int r) {
        String unit = canvas.isFilled ? canvas.world.unitName(canvas.world.villageOf(canvas.subjects.get(0))) : null;
        line(r, canvas.text.particulars(unit), shape.is("particulars", "one"));
    }

    private void line(int r, List<String> texts, boolean isJoined) {
        if (isJoined) {
            String text = String.join("　　　　", texts);
            sheet.merge(new CellRange(r, left, r, right), text, Style.PLAIN.aligned("l"));
            return;
        }
        Style style = Style.PLAIN.bordered(isFramed());
        if (isFramed()) {
            sheet.spread(new CellRange(r, left, r, right), null, style);
        }
        int width = right - left + 1;
        for (int i = 0; i < texts.size(); i++) {
            if (width >= texts.size()) {
                sheet.put(r, left + i * width / texts.size(), texts.get(i), style);
            } else if (i < width) {
                sheet.put(r, left + i, texts.get(i), style);
            }
        }
    }

    private int foot(int row) {
        int r = row;
        if (shape.is("notes")) {
            for (String note : FormText.NOTES) {
                if (shape.is("title", "narrow")) {
                    sheet.put(r, left, note, Style.PLAIN);
                } else {
                    Style style = Style.PLAIN.aligned("l").bordered(isFramed());
                    sheet.merge(new CellRange(r, left, r, right), note, style);
                }
                r++;
            }
        }
        if (shape.is("sign")) {
            line(r++, FormText.SIGNATURE, canvas.draw(2, "signature") == 1);
        }
        return r;
    }

    /** One way of drawing a grid. */
    interface Grid {
        int width();

        Drawn draw(int row, int column);
    }

    private Grid grid() {
        Form form = canvas.form;
        boolean isCounted = form.kind().equals("statistics") || form.isSingle();
        if (isCounted
                && UPRIGHT.matcher(form.layout()).find()
                && form.rowStubs().isEmpty()) {
            return new ItemsGrid(canvas);
        }
        if (form.isSingle()) {
            return new CardGrid(canvas);
        }
        @Nullable MatrixGrid matrix = MatrixGrid.of(canvas);
        if (matrix != null) {
            return matrix;
        }
        return shape.is("turned") ? new TurnedGrid(canvas) : new ListGrid(canvas);
    }
}
