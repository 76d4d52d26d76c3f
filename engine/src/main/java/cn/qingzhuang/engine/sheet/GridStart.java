package cn.qingzhuang.engine.sheet;

import cn.qingzhuang.engine.sheet.Board.Box;
import java.util.List;

/** Tells the first row of a grid from the loose lines above it, and how far the grid reaches to the sides. */
final class GridStart {
    private static final int NEAR = 4;
    private static final int HEADER_ROWS = 6;

    private final Board board;

    GridStart(Board board) {
        this.board = board;
    }

    boolean isBordered(int row) {
        return board.boxes(row).stream().filter(Box::hasBorder).count() >= 2;
    }

    /** Whether a grid begins at the row, given that none has begun above it. */
    boolean isAt(int row) {
        if (isBordered(row)) {
            return !isBorderedLine(row);
        }
        List<Box> filled = board.filledBoxes(row);
        if (filled.isEmpty()) {
            return false;
        }
        if (isTopGroup(row, filled)) {
            return true;
        }
        if (borderBeginsNear(row)) {
            return false;
        }
        if (board.boxes(row).stream().filter(Box::hasFill).count() >= 3) {
            return true;
        }
        boolean isLine = filled.stream().allMatch(b -> b.isText() && isLineText(b.text()));
        if (filled.size() >= 2) {
            return !isLine || isHeaderStyled(filled) && filled.size() > 3 || isPairedBelow(row, filled);
        }
        return isLoneStart(row, filled.get(0));
    }

    /** One text over the whole width, styled like the header row below it: the top of the header. */
    private boolean isTopGroup(int row, List<Box> filled) {
        Box only = filled.get(0);
        boolean isAlone = filled.size() == 1 && (only.isMerged() || !Phrases.isTitle(only.text()) && !isFirstText(row));
        if (!isAlone || only.hasBorder() && !isBordered(row + 1)) {
            return false;
        }
        List<Box> below = row + 1 < board.rows() ? board.filledBoxes(row + 1) : List.of();
        double height = board.grid().look(row, only.first()).fontHeight();
        return below.size() > 1
                && below.get(0).first() == only.first()
                && below.stream().allMatch(b -> b.isBold() == only.isBold() && b.hasFill() == only.hasFill())
                && (only.isBold() || only.hasFill())
                && board.grid().look(row + 1, below.get(0).first()).fontHeight() >= height
                && !Phrases.isAnnex(only.text());
    }

    /** Labels with a colon in a table: the next row sets its texts in the very same columns, with blanks between. */
    private boolean isPairedBelow(int row, List<Box> filled) {
        if (row + 1 >= board.rows()) {
            return false;
        }
        if (filled.stream().allMatch(b -> Phrases.isStrongParticular(b.text()))) {
            return false;
        }
        List<Box> below = board.filledBoxes(row + 1);
        boolean isApart =
                filled.size() >= 2 && filled.get(1).first() > filled.get(0).last() + 1;
        boolean hasBlankMerge =
                board.boxes(row).stream().anyMatch(b -> b.isBlank() && b.range().width() > 1);
        boolean isSame = below.size() == filled.size();
        for (int i = 0; i < filled.size() && isSame; i++) {
            isSame = below.get(i).first() == filled.get(i).first();
        }
        return hasBlankMerge || isSame && isApart;
    }

    private static boolean isLineText(String text) {
        return Phrases.isAnnex(text) || Loose.isLineItem(text);
    }

    private static boolean isHeaderStyled(List<Box> boxes) {
        return boxes.stream().allMatch(b -> b.hasFill() || b.isBold());
    }

    /** A bordered row that is still a title or a line of particulars: one text over the whole width. */
    private boolean isBorderedLine(int row) {
        List<Box> filled = board.filledBoxes(row);
        if (filled.isEmpty()) {
            return false;
        }
        boolean isLine = filled.stream().allMatch(b -> b.isText() && isLineText(b.text()));
        return isLine
                && filled.size() <= 3
                && filled.stream().noneMatch(Box::isBold)
                && isBordered(row + 1)
                && (filled.stream().anyMatch(b -> b.range().width() > 3) || isHeaderBelow(row, filled));
    }

    /** Whether the next row is one of labels over all columns, most of which the texts of this row leave blank. */
    private boolean isHeaderBelow(int row, List<Box> filled) {
        List<Box> below = board.boxes(row + 1).stream().filter(Box::hasBorder).toList();
        return below.size() >= Math.max(3, filled.size())
                && filled.stream().allMatch(b -> b.text().matches("(?s).*[:：].*"))
                && below.stream().noneMatch(b -> b.isBlank() || !b.isText() || isLineText(b.text()));
    }

    /** A bordered row of signatures that nothing bordered follows: the foot of the table above it. */
    boolean isFoot(int row) {
        List<Box> filled = board.filledBoxes(row);
        boolean isSigned = !filled.isEmpty()
                && filled.stream()
                        .allMatch(b -> b.isText()
                                && b.text().matches("(?s).*[:：].*")
                                && (Phrases.isSignature(b.text()) || Phrases.isNote(b.text())));
        return isSigned && (row + 1 >= board.rows() || !isBordered(row + 1) || isFoot(row + 1));
    }

    private boolean borderBeginsNear(int row) {
        int seen = 0;
        for (int r = row + 1; r < board.rows() && seen < NEAR; r++) {
            if (isBordered(r)) {
                return true;
            }
            seen += board.isRowBlank(r) ? 0 : 1;
        }
        return false;
    }

    /** One text alone in a row begins a grid when it is a label beside a merged blank or a group over columns. */
    private boolean isLoneStart(int row, Box box) {
        if (!box.isText() || isLineText(box.text()) && !box.isMerged()) {
            return false;
        }
        boolean isTall = box.range().height() > 1;
        boolean hasBlankBeside =
                board.boxes(row).stream().anyMatch(b -> b.isBlank() && b.range().width() > 1 && b.first() > box.last());
        if (isTall || hasBlankBeside) {
            return true;
        }
        return box.text().length() <= 40
                && isGroupOverColumns(row, box)
                && !(Phrases.isTitle(box.text()) && isFirstText(row));
    }

    /** A short label alone in its row, its answer unmerged and blank, with rows of labels right below. */
    private boolean isLabelOfCard(int row, Box box) {
        boolean isShort = Phrases.tight(box.text()).length() <= 8 && Phrases.labelness(box.text()) >= 0.5;
        if (!isShort || Phrases.isTitle(box.text()) || row + 1 >= board.rows() || isFirstText(row)) {
            return false;
        }
        List<Box> below = board.filledBoxes(row + 1);
        return below.size() >= 2
                && below.get(0).first() == box.first()
                && below.stream().noneMatch(b -> isLineText(b.text()));
    }

    private boolean isFirstText(int row) {
        for (int r = row - 1; r >= 0; r--) {
            if (!board.isRowBlank(r)) {
                return false;
            }
        }
        return true;
    }

    /** Whether fuller rows follow at once that reach further to the left than the text does. */
    private boolean isGroupOverColumns(int row, Box box) {
        for (int r = row + 1; r < Math.min(board.rows(), row + NEAR) && box.first() > 0; r++) {
            List<Box> below = board.filledBoxes(r);
            if (below.isEmpty() || below.stream().allMatch(b -> isLineText(b.text()))) {
                return false;
            }
            if (below.size() >= 3 && below.get(0).first() < box.first()) {
                return true;
            }
        }
        return false;
    }

    /** The columns of the grid that begins at a row, as a one-row range. */
    CellRange columns(int row) {
        int first = Integer.MAX_VALUE;
        int last = -1;
        boolean isBordered = isBordered(row);
        for (int r = row; r < Math.min(board.rows(), row + HEADER_ROWS); r++) {
            if (r > row && (isBordered ? !isBordered(r) : board.isRowBlank(r))) {
                break;
            }
            if (r > row && !isBordered && board.filledBoxes(r).stream().allMatch(b -> isLineText(b.text()))) {
                break;
            }
            for (Box box : board.boxes(r)) {
                if (isBordered ? box.hasBorder() : !box.isBlank()) {
                    first = Math.min(first, box.first());
                    last = Math.max(last, box.last());
                }
            }
        }
        boolean isNowhere = last < 0;
        return new CellRange(row, isNowhere ? 0 : first, row, isNowhere ? Math.max(0, board.columns() - 1) : last);
    }
}
