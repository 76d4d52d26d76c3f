package cn.qingzhuang.engine.sheet;

import cn.qingzhuang.engine.sheet.HeaderReader.Column;
import cn.qingzhuang.engine.sheet.HeaderReader.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what stands side by side with blank columns between: a roster set twice or more, whose equal headers make one
 * header range, or tables of their own. A lone column of texts beside a table is a remark and no table.
 */
final class BlockReader {
    private static final int ROWS_SEEN = 6;

    private BlockReader() {}

    /** One header for like blocks, several for unlike ones, none when no blank column parts the columns. */
    static List<Header> read(Board board, int first, int c0, int c1) {
        List<Header> headers = new ArrayList<>();
        boolean isParted = false;
        int from = c0;
        for (int c = c0; c <= c1 + 1; c++) {
            if (c <= c1 && !isSpacer(board, first, c)) {
                continue;
            }
            if (c > from) {
                Optional<Header> header = HeaderReader.read(board, first, from, c - 1);
                if (header.isEmpty()) {
                    return List.of();
                }
                headers.add(header.get());
            }
            isParted |= c <= c1 && c > c0;
            from = c + 1;
        }
        if (!isParted || headers.isEmpty()) {
            return List.of();
        }
        if (headers.size() >= 2 && isAlike(headers)) {
            return List.of(joined(headers));
        }
        boolean isLists = headers.stream()
                .allMatch(h -> isStyled(board, h) && (ItemsReader.isHeader(h) || !CardShape.isCard(board, h)));
        return isLists ? headers : List.of();
    }

    /** Whether every cell of a header is drawn as one; without that, blanks between labels may be a card's answers. */
    private static boolean isStyled(Board board, Header header) {
        CellRange range = header.range();
        return board.boxes(range.firstRow(), range.firstColumn(), range.lastColumn()).stream()
                .allMatch(b -> b.hasBorder() || b.hasFill() || b.isBold());
    }

    private static boolean isSpacer(Board board, int first, int column) {
        for (int r = first; r < Math.min(board.rows(), first + ROWS_SEEN); r++) {
            if (!board.isBlank(r, column)
                    || board.hasBorder(r, column)
                    || board.range(r, column).width() > 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlike(List<Header> headers) {
        List<String> firstTexts = texts(headers.get(0));
        return firstTexts.size() >= 2 && headers.stream().allMatch(h -> texts(h).equals(firstTexts));
    }

    private static List<String> texts(Header header) {
        return header.columns().stream()
                .map(c -> Phrases.tight(String.join("/", c.path())))
                .toList();
    }

    private static Header joined(List<Header> headers) {
        List<Column> columns = new ArrayList<>();
        headers.forEach(h -> columns.addAll(h.columns()));
        CellRange left = headers.get(0).range();
        CellRange right = headers.get(headers.size() - 1).range();
        CellRange range = new CellRange(
                left.firstRow(), left.firstColumn(), Math.max(left.lastRow(), right.lastRow()), right.lastColumn());
        return new Header(range, columns);
    }
}
