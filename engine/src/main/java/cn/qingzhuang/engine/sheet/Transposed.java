package cn.qingzhuang.engine.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table turned over: labels down the left in up to {@link #MOST_LEVELS} columns, one subject per column. It differs
 * from a card in that every row has the same two or more answers after its label, and from a list in that what stands
 * in one row is alike while what stands in one column is not.
 */
record Transposed(CellRange header, CellRange body, List<Slot> slots) {
    private static final int LEAST_ROWS = 3;
    private static final int MOST_ROWS = 250;
    private static final int MOST_LEVELS = 4;
    private static final double LABELS = 0.3;
    private static final double ANSWERS_LIKE_LABELS = 0.4;

    /** Reads an area as a turned table; empty when it is none. */
    static Optional<Transposed> read(Board board, CellRange area) {
        if (area.height() < LEAST_ROWS || area.height() > MOST_ROWS) {
            return Optional.empty();
        }
        for (int first = area.firstColumn() + 1; first <= area.firstColumn() + MOST_LEVELS; first++) {
            if (area.lastColumn() - first >= 1 && isGridOfAnswers(board, area, first)) {
                CellRange header = new CellRange(area.firstRow(), area.firstColumn(), area.lastRow(), first - 1);
                CellRange body = new CellRange(area.firstRow(), first, area.lastRow(), area.lastColumn());
                return isTurned(board, header, body)
                        ? Optional.of(new Transposed(header, body, slots(board, header, body)))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether no merged range crosses or lies right of the column and every row has a label left of it. */
    private static boolean isGridOfAnswers(Board board, CellRange area, int first) {
        double leading = 0;
        int told = 0;
        for (int row = area.firstRow(); row <= area.lastRow(); row++) {
            for (int c = first; c <= area.lastColumn(); c++) {
                CellRange range = board.range(row, c);
                if (range.width() > 1 || range.height() > 1) {
                    return false;
                }
            }
            if (leafColumn(board, row, area.firstColumn(), first - 1) < 0) {
                return false;
            }
            String text = board.textOver(row, first);
            leading += text.isEmpty() ? 0 : Phrases.labelness(text) > 0 ? 1 : 0;
            told += text.isEmpty() ? 0 : 1;
        }
        return told == 0 || leading / told <= 0.6 || told * 3 < area.height();
    }

    /** The column of the innermost label of a row; -1 when the row has none or it was told by the row above. */
    private static int leafColumn(Board board, int row, int from, int to) {
        for (int c = to; c >= from; c--) {
            CellRange range = board.range(row, c);
            if (!board.textOver(row, c).isEmpty()) {
                return range.height() == 1 && board.grid().value(row, range.firstColumn()) instanceof CellValue.Text
                        ? range.firstColumn()
                        : -1;
            }
        }
        return -1;
    }

    private static boolean isTurned(Board board, CellRange header, CellRange body) {
        double labels = 0;
        Set<String> distinct = new HashSet<>();
        int answers = 0;
        int like = 0;
        for (int row = body.firstRow(); row <= body.lastRow(); row++) {
            int leaf = leafColumn(board, row, header.firstColumn(), header.lastColumn());
            String label = board.textOver(row, leaf);
            labels += Math.max(-0.3, Phrases.labelness(label));
            distinct.add(path(board, row, header).toString());
            for (int c = body.firstColumn(); c <= body.lastColumn(); c++) {
                String text = board.textOver(row, c);
                answers += text.isEmpty() ? 0 : 1;
                boolean isText = board.grid().value(row, c) instanceof CellValue.Text;
                like += !text.isEmpty() && isText && Phrases.labelness(text) > 0 && !names(label, text) ? 1 : 0;
            }
        }
        boolean hasLabels =
                (answers == 0 || labels / header.height() > LABELS) && distinct.size() * 10 >= header.height() * 9;
        if (!hasLabels || isHeaderRow(board, body, header)) {
            return false;
        }
        if (answers == 0) {
            return board.hasBorder(body.firstRow(), body.firstColumn());
        }
        return isOfSubjects(board, body) && like <= answers * ANSWERS_LIKE_LABELS && isAlikeInRows(board, body);
    }

    /** Whether two or more columns from the left are answered, none much less than the fullest; spare ones are blank. */
    private static boolean isOfSubjects(Board board, CellRange body) {
        int most = 0;
        int[] counts = new int[body.width()];
        for (int c = 0; c < counts.length; c++) {
            for (int r = body.firstRow(); r <= body.lastRow(); r++) {
                counts[c] += board.isBlank(r, body.firstColumn() + c) ? 0 : 1;
            }
            most = Math.max(most, counts[c]);
        }
        int subjects = 0;
        while (subjects < counts.length && counts[subjects] * 2 >= most) {
            subjects++;
        }
        return subjects >= 2 && Arrays.stream(counts, subjects, counts.length).allMatch(n -> n == 0);
    }

    /** Whether the first row is the header of a list: labels over all columns that do not name what its label says. */
    private static boolean isHeaderRow(Board board, CellRange body, CellRange header) {
        int row = body.firstRow();
        int leaf = leafColumn(board, row, header.firstColumn(), header.lastColumn());
        String corner = board.textOver(row, leaf);
        int labels = 0;
        for (int c = body.firstColumn(); c <= body.lastColumn(); c++) {
            String text = board.textOver(row, c);
            boolean isText = board.grid().value(row, c) instanceof CellValue.Text;
            labels += isText && Phrases.labelness(text) > 0 && !names(corner, text) ? 1 : 0;
        }
        return labels * 2 > body.width();
    }

    /** 高桥村 under 村名, 青石镇 under 乡镇: the text ends with a word of place that its label asks for. */
    private static boolean names(String label, String text) {
        String asked = Phrases.tight(label);
        String told = Phrases.tight(text);
        boolean isPlace = !told.isEmpty() && "村镇乡区县市组道校院".indexOf(told.charAt(told.length() - 1)) >= 0;
        boolean isAsked = asked.matches(".*([村镇乡区县市组址地]|街道|社区|单位|名称|学校|机构|住房|户籍|居住).*");
        return isPlace && isAsked && told.length() >= 3 || asked.matches(".*(姓名|户主|.{0,3}人)");
    }

    /** Whether the cells of a row resemble each other more than the cells of a column. */
    private static boolean isAlikeInRows(Board board, CellRange body) {
        double rows = 0;
        int rowPairs = 0;
        double columns = 0;
        int columnPairs = 0;
        for (int r = body.firstRow(); r <= body.lastRow(); r++) {
            for (int c = body.firstColumn(); c <= body.lastColumn(); c++) {
                String here = sort(board, r, c);
                String right = c < body.lastColumn() ? sort(board, r, c + 1) : "";
                String below = r < body.lastRow() ? sort(board, r + 1, c) : "";
                if (!here.isEmpty() && !right.isEmpty()) {
                    rowPairs++;
                    rows += here.equals(right) ? 1 : 0;
                }
                if (!here.isEmpty() && !below.isEmpty()) {
                    columnPairs++;
                    columns += here.equals(below) ? 1 : 0;
                }
            }
        }
        if (rowPairs == 0 || columnPairs == 0) {
            return true;
        }
        return rows / rowPairs >= columns / columnPairs;
    }

    /** A rough sort of what a cell holds: number, date, digits of a length, a single word, a text. */
    private static String sort(Board board, int row, int column) {
        String text = board.textOver(row, column);
        if (text.isEmpty()) {
            return "";
        }
        CellValue value = board.grid().value(row, column);
        if (value instanceof CellValue.Date) {
            return "date";
        }
        boolean isDigits = text.chars().allMatch(x -> x < 128);
        if (isDigits) {
            return text.length() >= 8 ? "digits" + text.length() : "number";
        }
        return text.length() <= 1 ? "word" : text.length() <= 4 ? "name" : "text";
    }

    private static List<String> path(Board board, int row, CellRange header) {
        List<String> path = new ArrayList<>();
        for (int c = header.firstColumn(); c <= header.lastColumn(); c++) {
            String text = board.textOver(row, c);
            for (int r = row - 1; text.isEmpty() && c < header.lastColumn() && r >= header.firstRow(); r--) {
                boolean hasLeaf = !board.textOver(row, c + 1).isEmpty()
                        && board.range(row, c + 1).firstColumn() > c;
                text = hasLeaf ? board.textOver(r, c) : "";
                if (!hasLeaf) {
                    break;
                }
            }
            if (!text.isEmpty() && (path.isEmpty() || !path.get(path.size() - 1).equals(text))) {
                path.add(text);
            }
        }
        return path;
    }

    private static List<Slot> slots(Board board, CellRange header, CellRange body) {
        List<Slot> slots = new ArrayList<>();
        for (int row = body.firstRow(); row <= body.lastRow(); row++) {
            int leaf = leafColumn(board, row, header.firstColumn(), header.lastColumn());
            CellRange cells = new CellRange(row, body.firstColumn(), row, body.lastColumn());
            String ref = new CellRef(row, body.firstColumn()).a1();
            CellRef at = new CellRef(row, leaf);
            slots.add(new Slot(ref, path(board, row, header), Optional.of(cells), at, 0, List.of(), false));
        }
        return slots;
    }
}
