package cn.qingzhuang.engine.sheet;

import java.util.List;

/**
 * Builds a grid from lines of text, a line a row, cells between bars. {@code #} before a text borders it (alone: a
 * bordered blank), {@code *} makes it bold, {@code <} merges the cell into the one on its left, {@code ^} into the one
 * above, digits become numbers.
 */
final class SheetOf {
    private static final Look BORDERED = new Look(true, false, false, true, 11, "General");
    private static final Look BOLD = new Look(true, false, true, true, 11, "General");
    private static final Look TITLE = new Look(false, false, true, true, 18, "General");

    private SheetOf() {}

    static Grid lines(String text) {
        Grid.Builder grid = new Grid.Builder("Sheet1");
        List<String> lines = List.of(text.split("\n", -1));
        String[][] cells = new String[lines.size()][];
        for (int r = 0; r < lines.size(); r++) {
            cells[r] = lines.get(r).split("\\|", -1);
            for (int c = 0; c < cells[r].length; c++) {
                put(grid, r, c, cells[r][c].strip());
            }
        }
        merge(grid, cells);
        return grid.build();
    }

    private static void put(Grid.Builder grid, int row, int column, String cell) {
        boolean isBordered = cell.startsWith("#");
        String rest = isBordered ? cell.substring(1) : cell;
        boolean isBold = rest.startsWith("*");
        String text = (isBold ? rest.substring(1) : rest).replace("\\n", "\n");
        Look look = isBordered ? isBold ? BOLD : BORDERED : isBold ? TITLE : null;
        if (text.equals("<") || text.equals("^")) {
            text = "";
        }
        CellValue value = text.isEmpty()
                ? CellValue.BLANK
                : text.matches("\\d{1,9}")
                        ? new CellValue.Number(Integer.parseInt(text), "General")
                        : new CellValue.Text(text);
        grid.cell(row, column, value, look);
    }

    private static void merge(Grid.Builder grid, String[][] cells) {
        for (int r = 0; r < cells.length; r++) {
            for (int c = 0; c < cells[r].length; c++) {
                if (mark(cells, r, c) != ' ') {
                    continue;
                }
                int right = c;
                while (mark(cells, r, right + 1) == '<') {
                    right++;
                }
                int down = r;
                while (mark(cells, down + 1, c) == '^') {
                    down++;
                }
                if (right > c || down > r) {
                    grid.merge(new CellRange(r, c, down, right));
                }
            }
        }
    }

    private static char mark(String[][] cells, int row, int column) {
        if (row >= cells.length || column >= cells[row].length) {
            return 'x';
        }
        String cell = cells[row][column].strip();
        return cell.endsWith("<") ? '<' : cell.endsWith("^") ? '^' : ' ';
    }
}
