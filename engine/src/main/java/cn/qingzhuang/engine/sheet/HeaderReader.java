package cn.qingzhuang.engine.sheet;

import cn.qingzhuang.engine.sheet.Board.Box;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds how many rows of column headers begin at a row, and the path of every column.
 *
 * <p>A header is closed at a row when no merged range hangs over its lower edge, every column has a text, and no text
 * that spans several columns is split up again by the row below. Upper cells may be merged, repeated or left blank.
 */
final class HeaderReader {
    static final int MOST_ROWS = 6;

    /** One column of a header; width is above 1 where the leaf spans several columns. */
    record Column(int column, int width, List<String> path, CellRef cell) {}

    record Header(CellRange range, List<Column> columns) {}

    private final Board board;
    private final int first;
    private final int c0;
    private final int c1;
    private final boolean isBold;
    private final boolean isFilled;

    private HeaderReader(Board board, int first, int c0, int c1) {
        this.board = board;
        this.first = first;
        this.c0 = c0;
        this.c1 = c1;
        List<Box> texts = texts(first);
        this.isBold = !texts.isEmpty() && texts.stream().allMatch(Box::isBold);
        this.isFilled = !texts.isEmpty() && texts.stream().allMatch(Box::hasFill);
    }

    /** The header that begins at a row between two columns; empty when the rows do not close as one. */
    static Optional<Header> read(Board board, int first, int c0, int c1) {
        HeaderReader reader = new HeaderReader(board, first, c0, c1);
        if (!reader.hangsOver(first)) {
            Header oneRow = reader.header(first);
            if (ItemsReader.isHeader(oneRow)) {
                return Optional.of(oneRow);
            }
        }
        int last = reader.findLast();
        return last < 0 ? Optional.empty() : Optional.of(reader.header(last));
    }

    private List<Box> texts(int row) {
        return row >= board.rows()
                ? List.of()
                : board.boxes(row, c0, c1).stream().filter(b -> !b.isBlank()).toList();
    }

    private int findLast() {
        for (int last = first; last < first + MOST_ROWS && last < board.rows(); last++) {
            if (last > first && texts(last).isEmpty() && !hangsOver(last - 1) || hasBlankMerge(last)) {
                return -1;
            }
            if (last > first && isFullWidth(texts(last)) || !isLabels(last)) {
                return -1;
            }
            if (hangsOver(last) || !isCovered(last) || isSplitBelow(last) || goesOn(last)) {
                continue;
            }
            return last;
        }
        return -1;
    }

    private boolean hangsOver(int last) {
        for (int c = c0; c <= c1; c++) {
            if (board.range(last, c).lastRow() > last) {
                return true;
            }
        }
        return false;
    }

    /** A blank merged range is an answer, not a header; the upper left corner may be one. */
    private boolean hasBlankMerge(int row) {
        return board.boxes(row, c0, c1).stream()
                .anyMatch(b -> b.isBlank() && b.isMerged() && b.range().firstRow() == row && b.first() > c0);
    }

    /** From the second row on the texts together must look like labels and hold no numbers. */
    private boolean isLabels(int last) {
        if (last == first || hasStyle() && isStyledAlike(last)) {
            return true;
        }
        List<Box> all = new ArrayList<>();
        for (int r = first; r <= last; r++) {
            all.addAll(texts(r));
        }
        double values = all.stream()
                .filter(b -> !b.isText() || Phrases.labelness(b.text()) <= -1)
                .count();
        return meanLabelness(all) > 0.15 && values <= all.size() * 0.2;
    }

    private boolean isCovered(int last) {
        for (int c = c0; c <= c1; c++) {
            boolean isFound = false;
            for (int r = first; r <= last && !isFound; r++) {
                isFound = !board.textOver(r, c).isEmpty();
            }
            boolean isCorner = c == c0 && isCornerBlank(last + 1);
            if (!isFound && !isCorner) {
                return false;
            }
        }
        return true;
    }

    /** The corner of a matrix may be blank when the row below begins with a stub and goes on without labels. */
    private boolean isCornerBlank(int below) {
        if (c1 - c0 < 2 || below >= board.rows() || board.isBlank(below, c0)) {
            return false;
        }
        List<Box> rest = board.boxes(below, c0 + 1, c1).stream()
                .filter(b -> !b.isBlank())
                .toList();
        return rest.isEmpty() || meanLabelness(rest) < 0.2;
    }

    /** Whether the row below looks like this header: bold where it is bold, filled where it is filled. */
    private boolean isStyledAlike(int row) {
        List<Box> texts = texts(row);
        return !texts.isEmpty() && texts.stream().allMatch(b -> (!isBold || b.isBold()) && (!isFilled || b.hasFill()));
    }

    private boolean hasStyle() {
        return isBold || isFilled;
    }

    private static double meanLabelness(List<Box> boxes) {
        return boxes.stream()
                .mapToDouble(b -> b.isText() ? Phrases.labelness(b.text()) : -1)
                .average()
                .orElse(-1);
    }

    private boolean isSplitBelow(int last) {
        int below = last + 1;
        if (below >= board.rows() || hasStyle() && !isStyledAlike(below) || board.isTotalRow(below, c0, c1, 1)) {
            return false;
        }
        for (Box box : board.boxes(last, c0, c1)) {
            String text = board.textOver(last, box.first());
            if (box.range().width() > 1 && !text.isEmpty() && splits(below, box.first(), box.last())) {
                return true;
            }
        }
        return isRepeatedAndSplit(last, below);
    }

    private boolean splits(int row, int from, int to) {
        List<Box> parts = board.boxes(row, from, Math.min(to, c1));
        List<Box> texts = parts.stream().filter(b -> !b.isBlank()).toList();
        return texts.size() >= 2 && texts.size() == parts.size() && meanLabelness(texts) > 0;
    }

    /** 情况 | 情况 | 情况 over 人数 | 户数 | 金额: equal neighbours that the next row tells apart. */
    private boolean isRepeatedAndSplit(int last, int below) {
        int c = c0;
        while (c < c1) {
            String text = board.grid().text(last, c).strip();
            int end = c;
            while (end < c1
                    && !text.isEmpty()
                    && board.grid().text(last, end + 1).strip().equals(text)) {
                end++;
            }
            if (end > c) {
                List<Box> parts = board.boxes(below, c, end);
                Set<String> distinct = new HashSet<>();
                parts.forEach(b -> distinct.add(b.text()));
                boolean isTold =
                        distinct.size() == parts.size() && parts.stream().noneMatch(Box::isBlank);
                if (isTold && meanLabelness(parts) > 0.1) {
                    return true;
                }
            }
            c = end + 1;
        }
        return false;
    }

    /** Whether the row below belongs to the header although the header is closed already. */
    private boolean goesOn(int last) {
        int below = last + 1;
        List<Box> next = texts(below);
        if (isUnitsRow(below)) {
            return true;
        }
        boolean isPlainText = !next.isEmpty() && next.stream().allMatch(Box::isText);
        boolean isLooser = hasStyle() && !isStyledAlike(below);
        if (!isPlainText || isLooser || board.isTotalRow(below, c0, c1, 1) || isFullWidth(next)) {
            return false;
        }
        return repeatsAbove(next, last) || hasStyle() && styleEndsAfter(below) || isSparseLabels(next, below);
    }

    /** Whether a row tells nothing but the units of the single columns above: 户 | 户 | 万元. */
    private boolean isUnitsRow(int row) {
        List<Box> texts = texts(row);
        return row > first
                && texts.size() >= 2
                && texts.stream()
                        .allMatch(b -> Phrases.isMeasure(b.text())
                                && !b.isMerged()
                                && board.range(row - 1, b.first()).width() == 1);
    }

    private boolean isFullWidth(List<Box> boxes) {
        return boxes.size() == 1 && boxes.get(0).range().width() > (c1 - c0 + 1) / 2;
    }

    private boolean repeatsAbove(List<Box> next, int last) {
        for (Box box : next) {
            boolean isSingle = !box.isMerged() && board.range(last, box.first()).width() == 1;
            if (isSingle && box.text().equals(board.textOver(last, box.first()))) {
                return true;
            }
        }
        return false;
    }

    private boolean styleEndsAfter(int row) {
        for (int r = row + 1; r <= row + MOST_ROWS; r++) {
            if (r >= board.rows() || board.isRowBlank(r, c0, c1) || !isStyledAlike(r)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSparseLabels(List<Box> next, int below) {
        boolean isLabels = next.stream().allMatch(b -> Phrases.labelness(b.text()) > 0.3);
        boolean isSparse = next.size() * 2 <= c1 - c0 + 1 && next.get(0).first() > c0 && !hasStyle();
        boolean isDenserBelow = below + 1 < board.rows() && board.countValues(below + 1, c0, c1) > next.size();
        return isLabels && isSparse && isDenserBelow;
    }

    private Header header(int last) {
        int height = last - first + 1;
        int width = c1 - c0 + 1;
        String[][] full = new String[height][width];
        for (int r = 0; r < height; r++) {
            for (int c = 0; c < width; c++) {
                String own = board.textOver(first + r, c0 + c);
                full[r][c] = own.isEmpty() && inherits(full, r, c, last) ? full[r][c - 1] : own;
            }
        }
        boolean hasUnits = isUnitsRow(last);
        List<Column> columns = new ArrayList<>();
        int c = 0;
        while (c < width) {
            CellRange leaf = leafBox(c0 + c, last);
            int span = Math.min(leaf.lastColumn(), c1) - (c0 + c) + 1;
            columns.add(new Column(
                    c0 + c, span, path(full, c, hasUnits), new CellRef(leaf.firstRow(), leaf.firstColumn())));
            c += span;
        }
        return new Header(new CellRange(first, c0, last, c1), columns);
    }

    /** A blank upper cell belongs to the group on its left when its own column goes on below. */
    private boolean inherits(String[][] full, int r, int c, int last) {
        if (c == 0 || full[r][c - 1].isEmpty() || !hasTextBelow(c0 + c, first + r, last)) {
            return false;
        }
        boolean isGroup = hasTextBelow(c0 + c - 1, first + r, last);
        boolean hasSameParent = r == 0 || full[r - 1][c].equals(full[r - 1][c - 1]);
        String leaf = Phrases.tight(board.textOver(last, c0 + c));
        return isGroup && hasSameParent && !leaf.matches("备注|说明|签[名字]|.{0,3}序号");
    }

    private boolean hasTextBelow(int column, int row, int last) {
        CellRange range = board.range(row, column);
        for (int r = range.lastRow() + 1; r <= last; r++) {
            if (!board.textOver(r, column).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static List<String> path(String[][] full, int c, boolean hasUnits) {
        List<String> path = new ArrayList<>();
        for (int r = 0; r < full.length; r++) {
            String text = full[r][c];
            boolean isUnit = hasUnits && r == full.length - 1 && !path.isEmpty() && !text.isEmpty();
            if (isUnit && !path.get(path.size() - 1).equals(text)) {
                String leaf = path.remove(path.size() - 1);
                path.add(leaf + "（" + text.replaceAll("[()（）]", "") + "）");
            } else if (!text.isEmpty()
                    && (path.isEmpty() || !path.get(path.size() - 1).equals(text))) {
                path.add(text);
            }
        }
        return path;
    }

    private CellRange leafBox(int column, int last) {
        for (int r = last; r >= first; r--) {
            if (!board.textOver(r, column).isEmpty()) {
                return board.range(r, column);
            }
        }
        return new CellRange(last, column, last, column);
    }
}
