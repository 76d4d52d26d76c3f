package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Widths, frozen panes, hidden columns and drop-down lists of a grid with headers above. */
final class Decoration {
    private static final int LONGEST_LIST = 250;
    private static final int OPEN_ROWS = 99;
    private final Canvas canvas;

    Decoration(Canvas canvas) {
        this.canvas = canvas;
    }

    void apply(CellRange header, int first, int last) {
        Shape shape = canvas.shape;
        if (shape.is("freeze")) {
            canvas.sheet.freeze(header.lastRow() + 1);
        }
        if (shape.is("widths")) {
            for (int c = header.firstColumn(); c <= header.lastColumn(); c++) {
                canvas.sheet.widths.putIfAbsent(c, width((c - header.firstColumn()) % canvas.width()));
            }
        }
        if (shape.is("hidden") && canvas.width() > WIDE) {
            IntStream.range(1, canvas.width())
                    .filter(j ->
                            canvas.column(j).isSkip() || canvas.column(j).kind().equals("new"))
                    .max()
                    .ifPresent(j -> canvas.sheet.hiddenColumns.add(header.firstColumn() + j));
        }
        if (shape.is("validation")) {
            boolean isOpen = !canvas.isFilled && !shape.is("sign") && !shape.is("notes");
            int end = isOpen ? Math.max(last, first + OPEN_ROWS) : Math.max(first, last);
            validate(header.firstColumn(), first, end);
        }
    }

    private static final int WIDE = 6;

    private double width(int j) {
        return switch (canvas.text.info(j).type()) {
            case "id18", "address" -> 22;
            case "datetime" -> 18;
            case "date", "phone" -> 14;
            default -> 9 + Math.min(8, canvas.column(j).header().length() / 2);
        };
    }

    private void validate(int left, int first, int last) {
        for (int j = 0; j < canvas.width(); j++) {
            List<String> options = options(j);
            boolean isPossible = options != null
                    && String.join(",", options).length() < LONGEST_LIST
                    && options.stream().noneMatch(o -> o.contains(","));
            if (options != null && isPossible) {
                CellRange range = new CellRange(first, left + j, last, left + j);
                canvas.sheet.validations.add(new SheetModel.Validation(range, options));
            }
        }
    }

    private @Nullable List<String> options(int j) {
        Optional<List<String>> coded = canvas.text.coded(j);
        if (coded.isPresent()) {
            List<String> labels = coded.get();
            return switch (canvas.shape.get("codes")) {
                case "number" ->
                    IntStream.rangeClosed(1, labels.size())
                            .mapToObj(Integer::toString)
                            .toList();
                case "dot" ->
                    IntStream.range(0, labels.size())
                            .mapToObj(i -> "%d.%s".formatted(i + 1, labels.get(i)))
                            .toList();
                default -> labels;
            };
        }
        if (!canvas.text.isBoolean(j)) {
            return null;
        }
        return switch (canvas.shape.get("bool")) {
            case "number" -> List.of("1", "0");
            case "label" -> canvas.column(j).header().contains("有无") ? List.of("有", "无") : List.of("是", "否");
            default -> null;
        };
    }
}
