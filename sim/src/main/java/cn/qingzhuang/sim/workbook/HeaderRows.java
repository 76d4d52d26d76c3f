package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.sim.world.Datum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws a header of one or several levels over columns. */
final class HeaderRows {
    private final Canvas canvas;
    private final int levels;
    private final Style style;

    HeaderRows(Canvas canvas) {
        this.canvas = canvas;
        this.levels = canvas.form.levels();
        this.style = canvas.header().bold();
    }

    /** Draws from that row and column; returns the row below the header. */
    int draw(int row, int column) {
        if (canvas.shape.is("merge", "both") || canvas.shape.is("merge", "across")) {
            merged(row, column);
        } else {
            unmerged(row, column);
        }
        int lines = 1;
        for (int j = 0; j < canvas.width(); j++) {
            String text = canvas.text.leaf(j);
            lines = Math.max(lines, 1 + Math.max(breaks(text), text.length() / 10));
        }
        canvas.sheet.heights.put(row + levels - 1, 16.0 * lines);
        return row + levels;
    }

    static int breaks(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    private List<String> path(int j) {
        return canvas.column(j).path();
    }

    /** Whether column j stands under the same upper header as column i at that level. */
    private boolean isShared(int i, int j, int level) {
        return path(i).size() > level + 1
                && path(j).size() > level + 1
                && path(i).subList(0, level + 1).equals(path(j).subList(0, level + 1));
    }

    private void merged(int row, int column) {
        for (int j = 0; j < canvas.width(); j++) {
            int depth = path(j).size() - 1;
            for (int level = 0; level < depth; level++) {
                if (j > 0 && isShared(j - 1, j, level)) {
                    continue;
                }
                int k = j;
                while (k + 1 < canvas.width() && isShared(j, k + 1, level)) {
                    k++;
                }
                CellRange range = new CellRange(row + level, column + j, row + level, column + k);
                join(range, canvas.text.upper(path(j).get(level)));
            }
            join(new CellRange(row + depth, column + j, row + levels - 1, column + j), canvas.text.leaf(j));
        }
    }

    private void join(CellRange range, String text) {
        if (canvas.shape.is("merge", "across")) {
            canvas.sheet.spread(range, Datum.of(text), range.width() > 1 ? style.aligned("s") : style);
        } else {
            canvas.sheet.merge(range, text, style);
        }
    }

    private void unmerged(int row, int column) {
        boolean isRepeated = canvas.shape.is("merge", "repeat");
        for (int j = 0; j < canvas.width(); j++) {
            int depth = path(j).size() - 1;
            for (int level = 0; level < levels; level++) {
                canvas.sheet.put(row + level, column + j, text(j, level, isRepeated), style);
            }
            if (!isRepeated) {
                boolean isAtTop = canvas.shape.is("vplace", "top") || depth > 0;
                int at = isAtTop ? depth : levels - 1;
                canvas.sheet.put(row + at, column + j, canvas.text.leaf(j), style);
            }
        }
    }

    private @Nullable String text(int j, int level, boolean isRepeated) {
        int depth = path(j).size() - 1;
        if (level >= depth) {
            return isRepeated ? canvas.text.leaf(j) : null;
        }
        boolean isFirst = j == 0 || !isShared(j - 1, j, level);
        return isFirst || isRepeated ? canvas.text.upper(path(j).get(level)) : null;
    }
}
