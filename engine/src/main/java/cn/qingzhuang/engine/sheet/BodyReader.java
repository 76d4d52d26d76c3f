package cn.qingzhuang.engine.sheet;

import cn.qingzhuang.engine.sheet.Board.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the body below a header: the row of column numbers, the data or blank rows, the total rows, and where they
 * end. Bordered tables end with their border, others with a blank row, a note or a signature.
 */
final class BodyReader {
    private static final double BORDERED = 0.5;
    private static final int SECTION_LENGTH = 30;

    /**
     * What lies below a header.
     *
     * @param range without total rows at its edges; empty when nothing marks a body
     * @param end the first row that no longer belongs to the body
     */
    record Body(Optional<CellRange> range, List<Integer> totalRows, Optional<Integer> numbersRow, int end) {
        /** The same with the total rows at the edges as part of the body: among items a total is one more item. */
        Body withTotals(CellRange header) {
            int first = numbersRow.orElse(header.lastRow()) + 1;
            CellRange whole = new CellRange(first, header.firstColumn(), end - 1, header.lastColumn());
            return new Body(Optional.of(whole), List.of(), numbersRow, end);
        }
    }

    private final Board board;
    private final int c0;
    private final int c1;

    private BodyReader(Board board, int c0, int c1) {
        this.board = board;
        this.c0 = c0;
        this.c1 = c1;
    }

    static Body read(Board board, CellRange header) {
        return new BodyReader(board, header.firstColumn(), header.lastColumn()).read(header.lastRow());
    }

    private Body read(int lastHeaderRow) {
        int row = lastHeaderRow + 1;
        Optional<Integer> numbersRow = Optional.empty();
        if (row < board.rows() && isNumbersRow(row)) {
            numbersRow = Optional.of(row);
            row++;
        }
        boolean isHeaderBordered = board.borderedShare(lastHeaderRow, c0, c1) >= BORDERED;
        boolean isBordered = isHeaderBordered && row < board.rows() && board.borderedShare(row, c0, c1) >= BORDERED;
        int first = row;
        List<Integer> totals = new ArrayList<>();
        while (row < board.rows() && (isBordered ? isBorderedRow(row) : isFilledRow(row)) && !isBelow(row)) {
            if (board.isTotalRow(row, c0, c1, 2)) {
                totals.add(row);
            }
            row++;
        }
        int end = row;
        int last = end - 1;
        while (first <= last && totals.contains(first)) {
            first++;
        }
        while (last >= first && totals.contains(last)) {
            last--;
        }
        Optional<CellRange> range = first > last ? Optional.empty() : Optional.of(new CellRange(first, c0, last, c1));
        return new Body(range, totals, numbersRow, end);
    }

    private boolean isBorderedRow(int row) {
        return board.borderedShare(row, c0, c1) >= BORDERED;
    }

    private boolean isFilledRow(int row) {
        return !board.isRowBlank(row, c0, c1);
    }

    /** Whether the row is a note, a signature or a title below the body. */
    private boolean isBelow(int row) {
        int count = board.countValues(row, c0, c1);
        if (count == 0 || count > 8 && count > (c1 - c0 + 1) / 2) {
            return false;
        }
        List<Box> boxes =
                board.boxes(row, c0, c1).stream().filter(b -> !b.isBlank()).toList();
        Box only = boxes.get(0);
        if (boxes.size() == 1 && only.isText() && only.range().width() == c1 - c0 + 1 && c1 - c0 >= 2) {
            return !Phrases.isTotal(only.text()) && !isSection(row, only);
        }
        if (boxes.size() == 1 && only.first() == c0 && only.isText()) {
            return Phrases.isNote(only.text()) || Phrases.isSignature(only.text()) || Phrases.isAnnex(only.text());
        }
        boolean isLine = boxes.stream().allMatch(b -> b.isText() && Loose.isLineItem(b.text()));
        return isLine && boxes.get(0).first() <= c0 + 1;
    }

    /** One short text over the whole width, 一、第一村民组, below which the body goes on with rows and no new header. */
    private boolean isSection(int row, Box only) {
        int next = row + 1;
        boolean isLine = Loose.isLineItem(only.text()) || Phrases.isAnnex(only.text());
        if (isLine || only.text().length() > SECTION_LENGTH || next >= board.rows()) {
            return false;
        }
        boolean isOn = only.hasBorder() ? isBorderedRow(next) : isFilledRow(next);
        List<Box> below =
                board.boxes(next, c0, c1).stream().filter(b -> !b.isBlank()).toList();
        boolean isHeader = below.size() >= 2
                && below.stream().allMatch(b -> b.isText() && Phrases.labelness(b.text()) > -1)
                && below.stream().mapToDouble(b -> Phrases.labelness(b.text())).sum() > below.size() * 0.3;
        boolean isLoose = !below.isEmpty() && below.stream().allMatch(b -> b.isText() && Loose.isLineItem(b.text()));
        boolean isOneText = below.size() == 1 && below.get(0).range().width() == c1 - c0 + 1;
        return isOn && !isHeader && !isLoose && (!isOneText || isSection(next, below.get(0)));
    }

    /** 甲 乙 1 2 3, (1) (2) (3) or 栏次 1 2 3: the row of column numbers. */
    private boolean isNumbersRow(int row) {
        int expected = 1;
        int letters = 0;
        for (int c = c0; c <= c1; c++) {
            CellRange range = board.range(row, c);
            String text = board.textOver(row, c);
            if (range.firstColumn() != c) {
                continue;
            }
            if (Phrases.isColumnLetter(text) || c == c0 && text.matches("栏次|栏号|栏目|项次")) {
                letters++;
            } else if (Phrases.columnNumber(text) == expected) {
                expected++;
            } else {
                return false;
            }
        }
        return expected - 1 + letters >= 3 || letters >= 1 && expected > 1;
    }
}
