package cn.qingzhuang.app.server;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.Look;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The cells of a sheet for the screen, some rows at a time, as docs/spec/http.md says. */
final class GridJson {
    /** Rows that are sent at once. */
    static final int PAGE = 200;

    private static final int COLUMNS_MAX = 256;
    private static final int WIDTH_MIN = 48;
    private static final int WIDTH_MAX = 240;
    private static final int WIDTH_OF_LETTER = 8;
    private static final int MEASURED = 400;

    private GridJson() {}

    /** How large the sheet is: {@code rows}, {@code columns}, {@code widths}. */
    static ObjectNode frame(Grid grid, PlacedRows placed) {
        int columns = columns(grid);
        int[] widths = new int[columns];
        for (int r = 0; r < Math.min(grid.rows(), MEASURED); r++) {
            for (int c = 0; c < columns; c++) {
                if (grid.mergeAt(r, c).isEmpty()) {
                    widths[c] = Math.max(widths[c], width(grid.text(r, c)));
                }
            }
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("rows", placed.rows()).put("columns", columns);
        ArrayNode told = node.putArray("widths");
        for (int width : widths) {
            told.add(Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, width)));
        }
        return node;
    }

    /** The rows from one to before another: {@code from}, {@code count}, {@code cells}, {@code merges}. */
    static ObjectNode rows(Grid grid, PlacedRows placed, int from, int to) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        int end = Math.min(to, placed.rows());
        node.put("from", from).put("count", Math.max(0, end - from));
        ArrayNode cells = node.putArray("cells");
        int columns = columns(grid);
        for (int r = from; r < end; r++) {
            int own = placed.original(r);
            int style = placed.styleRow(r);
            for (int c = 0; c < columns; c++) {
                String text = own < 0 ? "" : grid.text(own, c);
                String look = style < 0 ? "" : style(grid.look(style, c));
                if (!text.isEmpty() || !look.isEmpty()) {
                    cells.addObject().put("r", r).put("c", c).put("text", text).put("style", look);
                }
            }
        }
        ArrayNode merges = node.putArray("merges");
        for (CellRange m : placed.merges(from, end)) {
            if (m.firstColumn() < columns) {
                merges.addArray()
                        .add(m.firstRow())
                        .add(m.firstColumn())
                        .add(m.lastRow())
                        .add(Math.min(m.lastColumn(), columns - 1));
            }
        }
        return node;
    }

    private static int columns(Grid grid) {
        return Math.min(grid.columns(), COLUMNS_MAX);
    }

    private static String style(Look look) {
        return (look.isBold() ? "b" : "")
                + (look.isCentred() ? "c" : "")
                + (look.hasFill() ? "f" : "")
                + (look.hasBorder() ? "e" : "");
    }

    /** Pixels for the longest line; a Han character is two letters wide. */
    private static int width(String text) {
        int widest = 0;
        for (String line : text.split("\n", -1)) {
            int letters = 0;
            for (int i = 0; i < line.length(); i++) {
                letters += line.charAt(i) < 0x2e80 ? 1 : 2;
            }
            widest = Math.max(widest, letters);
        }
        return widest * WIDTH_OF_LETTER + WIDTH_OF_LETTER;
    }
}
