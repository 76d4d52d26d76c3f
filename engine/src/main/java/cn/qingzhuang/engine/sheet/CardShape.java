package cn.qingzhuang.engine.sheet;

import cn.qingzhuang.engine.sheet.Board.Box;
import cn.qingzhuang.engine.sheet.HeaderReader.Header;
import java.util.ArrayList;
import java.util.List;

/** Tells a filled card from a filled list, and how far a card reaches. */
final class CardShape {
    private static final int ROWS_SEEN = 10;
    private static final double PATTERNED = 0.35;

    private CardShape() {}

    /** Whether what looks like a header of one row is the first row of a filled card. */
    static boolean isCard(Board board, Header header) {
        CellRange range = header.range();
        List<Integer> rows = new ArrayList<>();
        for (int r = range.lastRow() + 1; r < board.rows() && rows.size() < ROWS_SEEN; r++) {
            if (board.isRowBlank(r, range.firstColumn(), range.lastColumn())) {
                break;
            }
            rows.add(r);
        }
        if (rows.isEmpty()) {
            return range.height() == 1
                    && alternates(board.boxes(range.firstRow(), range.firstColumn(), range.lastColumn()));
        }
        int lines = 0;
        int irregular = 0;
        int paired = 0;
        for (int r : rows) {
            List<Box> boxes = board.boxes(r, range.firstColumn(), range.lastColumn());
            boolean isLine = boxes.size() == 1
                    || boxes.stream().filter(b -> !b.isBlank()).count() == 1;
            boolean isWide = !isLine && boxes.stream().anyMatch(b -> b.range().width() > 1);
            lines += isLine ? 1 : 0;
            irregular += isWide && !board.isTotalRow(r, range.firstColumn(), range.lastColumn(), 2) ? 1 : 0;
            paired += !isLine && alternates(boxes) ? 1 : 0;
        }
        boolean isFirstPaired = alternates(board.boxes(range.firstRow(), range.firstColumn(), range.lastColumn()));
        int told = rows.size() - lines;
        return irregular >= Math.max(1, told * PATTERNED) || isFirstPaired && paired >= Math.max(1, told * 0.6);
    }

    /** Whether labels and answers share their cells, 姓名：张三 | 性别：男, in each of the first rows. */
    static boolean hasAnswersInside(Board board, CellRange columns) {
        int rows = 0;
        int texts = 0;
        int inside = 0;
        for (int r = columns.firstRow(); r < board.rows() && rows < 4; r++) {
            List<Box> filled = board.boxes(r, columns.firstColumn(), columns.lastColumn()).stream()
                    .filter(b -> !b.isBlank())
                    .toList();
            if (filled.isEmpty()) {
                break;
            }
            rows++;
            texts += filled.size();
            inside += (int) filled.stream()
                    .filter(b -> b.isText() && Phrases.isAnsweredInside(b.text()))
                    .count();
        }
        return rows >= 2 && inside * 4 >= texts * 3;
    }

    /** Label, answer, label, answer. */
    private static boolean alternates(List<Box> boxes) {
        double labels = 0;
        double answers = 0;
        int n = 0;
        for (int i = 0; i + 1 < boxes.size(); i += 2) {
            Box label = boxes.get(i);
            Box answer = boxes.get(i + 1);
            labels += label.isText() ? Phrases.labelness(label.text()) : -1;
            boolean isPlainAnswer =
                    answer.isBlank() || !answer.isText() || answer.text().matches("[男女是否有无]");
            answers += isPlainAnswer ? -1 : Phrases.labelness(answer.text());
            n++;
        }
        return n > 0 && boxes.size() % 2 == 0 && labels / n > 0.3 && (labels - answers) / n >= 0.5;
    }

    /** The rectangle of a card that begins at a row. */
    static CellRange area(Board board, int first, boolean isBordered) {
        int left = Integer.MAX_VALUE;
        int right = -1;
        int row = first;
        while (row < board.rows()) {
            if (!(isBordered ? hasBorder(board, row) : isOn(board, row))) {
                int next = isBordered ? -1 : afterBlankTable(board, row);
                if (next < 0) {
                    break;
                }
                row = next;
                continue;
            }
            if (row > first && !isBordered && isLine(board, row)) {
                break;
            }
            for (Box box : board.boxes(row)) {
                if (isBordered ? box.hasBorder() : !box.isBlank() || box.isMerged()) {
                    left = Math.min(left, box.first());
                    right = Math.max(right, box.last());
                }
            }
            if (!isBordered) {
                right = Math.max(right, board.lastStored(row));
            }
            row++;
        }
        return new CellRange(
                first,
                Math.min(left, right),
                Math.max(first, row - 1),
                Math.max(left == Integer.MAX_VALUE ? 0 : left, right));
    }

    /** Blank rows below a row of labels side by side are the blank rows of a small table when the card goes on. */
    private static int afterBlankTable(Board board, int row) {
        List<Box> above = board.filledBoxes(row - 1);
        int beside = 0;
        for (int i = 1; i < above.size(); i++) {
            beside += above.get(i).first() == above.get(i - 1).last() + 1 ? 1 : 0;
        }
        if (beside < 1 || above.stream().anyMatch(b -> Phrases.labelness(b.text()) < 0)) {
            return -1;
        }
        int next = row;
        while (next < board.rows() && next < row + ROWS_SEEN && board.isRowBlank(next)) {
            next++;
        }
        boolean isGoingOn = next < board.rows() && next < row + ROWS_SEEN && !isTitleRow(board, next);
        return isGoingOn ? next : -1;
    }

    private static boolean isTitleRow(Board board, int row) {
        List<Box> filled = board.filledBoxes(row);
        return filled.size() == 1
                && (Phrases.isTitle(filled.get(0).text())
                        || Phrases.isAnnex(filled.get(0).text()));
    }

    private static boolean hasBorder(Board board, int row) {
        return board.boxes(row).stream().anyMatch(Box::hasBorder);
    }

    private static boolean isOn(Board board, int row) {
        return !board.isRowBlank(row)
                || board.boxes(row).stream()
                        .anyMatch(b -> b.isMerged() && b.range().height() > 1);
    }

    private static boolean isLine(Board board, int row) {
        List<Box> boxes = board.boxes(row);
        List<Box> filled = boxes.stream().filter(b -> !b.isBlank()).toList();
        boolean hasBlankMerge =
                boxes.stream().anyMatch(b -> b.isBlank() && b.range().width() > 1);
        if (filled.isEmpty() || hasBlankMerge) {
            return false;
        }
        if (filled.size() == 1) {
            String text = filled.get(0).text();
            return Phrases.isNote(text)
                    || Phrases.isSignature(text) && filled.get(0).range().width() > 2;
        }
        return filled.stream().allMatch(b -> Phrases.isSignature(b.text()));
    }
}
