package cn.qingzhuang.engine.sheet;

import cn.qingzhuang.engine.sheet.HeaderReader.Column;
import cn.qingzhuang.engine.sheet.HeaderReader.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a roster set twice or more side by side with blank columns between: equal headers, one header range. */
final class BlockReader {
    private static final int ROWS_SEEN = 6;

    private BlockReader() {}

    /** The joint header of the blocks; empty when no blank column parts them or their headers differ. */
    static Optional<Header> read(Board board, int first, int c0, int c1) {
        List<Header> headers = new ArrayList<>();
        int from = c0;
        for (int c = c0; c <= c1 + 1; c++) {
            if (c <= c1 && !isSpacer(board, first, c)) {
                continue;
            }
            if (c > from) {
                Optional<Header> header = HeaderReader.read(board, first, from, c - 1);
                if (header.isEmpty()) {
                    return Optional.empty();
                }
                headers.add(header.get());
            }
            from = c + 1;
        }
        return headers.size() >= 2 && isAlike(headers) ? Optional.of(joined(headers)) : Optional.empty();
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
