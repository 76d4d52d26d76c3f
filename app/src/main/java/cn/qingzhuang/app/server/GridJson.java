package cn.qingzhuang.app.server;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.Look;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The cells of a sheet for the screen, as docs/spec/http.md says. */
final class GridJson {
    static final int ROWS_MAX = 500;
    private static final int COLUMNS_MAX = 256;
    private static final int WIDTH_MIN = 48;
    private static final int WIDTH_MAX = 240;
    private static final int WIDTH_OF_LETTER = 8;

    private GridJson() {}

    static ObjectNode of(Grid grid) {
        int rows = Math.min(grid.rows(), ROWS_MAX);
        int columns = Math.min(grid.columns(), COLUMNS_MAX);
        int[] widths = new int[columns];
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("rows", rows).put("columns", columns);
        ArrayNode told = node.putArray("widths");
        ArrayNode cells = node.putArray("cells");
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                String text = grid.text(r, c);
                String style = style(grid.look(r, c));
                if (!text.isEmpty() || !style.isEmpty()) {
                    cells.addObject().put("r", r).put("c", c).put("text", text).put("style", style);
                }
                if (grid.mergeAt(r, c).isEmpty()) {
                    widths[c] = Math.max(widths[c], width(text));
                }
            }
        }
        for (int width : widths) {
            told.add(Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, width)));
        }
        ArrayNode merges = node.putArray("merges");
        for (CellRange m : grid.merges()) {
            if (m.firstRow() < rows && m.firstColumn() < columns) {
                merges.addArray()
                        .add(m.firstRow())
                        .add(m.firstColumn())
                        .add(Math.min(m.lastRow(), rows - 1))
                        .add(Math.min(m.lastColumn(), columns - 1));
            }
        }
        if (rows < grid.rows() || columns < grid.columns()) {
            node.put("truncated", true);
        }
        return node;
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
