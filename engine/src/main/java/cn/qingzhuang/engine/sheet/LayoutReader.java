package cn.qingzhuang.engine.sheet;

import cn.qingzhuang.engine.sheet.Board.Box;
import cn.qingzhuang.engine.sheet.BodyReader.Body;
import cn.qingzhuang.engine.sheet.HeaderReader.Column;
import cn.qingzhuang.engine.sheet.HeaderReader.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a sheet the way a clerk does, from top to bottom: loose lines (title, particulars), then a grid, then loose
 * lines again, until the sheet ends. A grid whose first rows close as a header over columns is a list; one that never
 * closes, because its labels stand beside blanks, is a card.
 */
public final class LayoutReader {
    /** A table whose labels stand at the left is looked for where so many rows or fewer are left. */
    private static final int TURNED_ROWS = 300;

    private final Board board;
    private final GridStart start;
    private final List<Table> tables = new ArrayList<>();

    private LayoutReader(Grid grid) {
        this.board = new Board(grid);
        this.start = new GridStart(board);
    }

    /** The tables of a sheet from top to bottom; none for a sheet of instructions. */
    public static Layout read(Grid grid) {
        LayoutReader reader = new LayoutReader(grid);
        int row = 0;
        while (row < reader.board.rows()) {
            row = reader.next(row);
        }
        return new Layout(grid.name(), grid.isHidden(), reader.tables);
    }

    /** Reads loose lines and one table from a row on; returns the first row not used. */
    private int next(int from) {
        List<Integer> above = new ArrayList<>();
        int row = from;
        while (row < board.rows() && !start.isAt(row)) {
            if (!board.isRowBlank(row)) {
                above.add(row);
            }
            row++;
        }
        if (row >= board.rows()) {
            return row;
        }
        int end = table(above, row);
        return Math.max(end, row + 1);
    }

    private int table(List<Integer> above, int first) {
        CellRange columns = start.columns(first);
        int c0 = columns.firstColumn();
        int c1 = columns.lastColumn();
        List<Header> blocks = BlockReader.read(board, first, c0, c1);
        if (!blocks.isEmpty()) {
            int end = first;
            for (Header block : blocks) {
                end = Math.max(end, list(above, block));
            }
            return end;
        }
        CellRange area =
                board.rows() - first <= TURNED_ROWS ? CardShape.area(board, first, start.isBordered(first)) : columns;
        Optional<Transposed> transposed = Transposed.read(board, area);
        if (transposed.isPresent()) {
            return transposed(above, area, transposed.get());
        }
        if (CardShape.hasAnswersInside(board, columns)) {
            return card(above, first);
        }
        Optional<Header> header = HeaderReader.read(board, first, c0, c1);
        if (header.isPresent()
                && c1 > c0
                && (ItemsReader.isHeader(header.get()) || !CardShape.isCard(board, header.get()))) {
            return list(above, header.get());
        }
        return card(above, first);
    }

    private int list(List<Integer> above, Header header) {
        Body body = BodyReader.read(board, header.range());
        boolean isItems = ItemsReader.isHeader(header) && body.range().isPresent();
        if (isItems) {
            body = body.withTotals(header.range());
        }
        List<Slot> slots =
                isItems ? ItemsReader.slots(board, header, body.range().get()) : columnSlots(header, body);
        Optional<Box> title = Loose.title(board, above, header.range());
        TableKind kind = isItems ? TableKind.STATISTICS : KindReader.read(title.map(Box::text), slots);
        List<Integer> below = below(body.end(), above);
        tables.add(new Table(
                kind,
                isItems ? Orientation.ITEMS : Orientation.ROWS,
                range(above, header.range(), body.end(), below),
                Optional.of(header.range()),
                body.range(),
                body.range().isEmpty(),
                title.map(Box::text),
                Loose.particulars(board, above, title),
                slots,
                body.totalRows(),
                body.numbersRow(),
                isItems ? Optional.empty() : stubColumn(body),
                noteCells(below)));
        return below.isEmpty() ? body.end() : below.get(below.size() - 1) + 1;
    }

    private List<Slot> columnSlots(Header header, Body body) {
        List<Column> columns = header.columns();
        int width = columns.size() / blocks(columns);
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Optional<CellRange> area = body.range()
                    .map(b -> new CellRange(
                            b.firstRow(), column.column(), b.lastRow(), column.column() + column.width() - 1));
            String ref = CellRef.letters(column.column());
            slots.add(new Slot(ref, column.path(), area, column.cell(), i / width, List.of(), false));
        }
        return slots;
    }

    /** How often the columns repeat themselves: a roster set twice or more side by side. */
    private static int blocks(List<Column> columns) {
        for (int blocks = columns.size() / 2; blocks >= 2; blocks--) {
            if (columns.size() % blocks == 0 && repeats(columns, columns.size() / blocks)) {
                return blocks;
            }
        }
        return 1;
    }

    private static boolean repeats(List<Column> columns, int width) {
        for (int i = width; i < columns.size(); i++) {
            String left = Phrases.tight(String.join("/", columns.get(i - width).path()));
            if (!left.equals(Phrases.tight(String.join("/", columns.get(i).path())))) {
                return false;
            }
        }
        return true;
    }

    /** The first column whose cells are all printed while the rest of the body is blank. */
    private Optional<Integer> stubColumn(Body body) {
        if (body.range().isEmpty()) {
            return Optional.empty();
        }
        CellRange range = body.range().get();
        int last = Math.min(range.lastRow(), range.firstRow() + 60);
        for (int c = range.firstColumn(); c <= Math.min(range.lastColumn() - 1, range.firstColumn() + 2); c++) {
            int texts = 0;
            int others = 0;
            for (int r = range.firstRow(); r <= last; r++) {
                texts += board.grid().value(r, c) instanceof CellValue.Text ? 1 : 0;
                others += board.countValues(r, c + 1, range.lastColumn());
            }
            if (texts == last - range.firstRow() + 1 && others == 0 && texts >= 2) {
                return Optional.of(c);
            }
        }
        return Optional.empty();
    }

    private int card(List<Integer> above, int first) {
        CellRange area = CardShape.area(board, first, start.isBordered(first));
        Optional<Box> title = Loose.title(board, above, area);
        List<Slot> slots = CardReader.read(board, area);
        List<Integer> below = below(area.lastRow() + 1, above);
        tables.add(new Table(
                TableKind.CARD,
                Orientation.CARD,
                range(above, area, area.lastRow() + 1, below),
                Optional.empty(),
                Optional.of(area),
                false,
                title.map(Box::text),
                Loose.particulars(board, above, title),
                slots,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                noteCells(below)));
        return below.isEmpty() ? area.lastRow() + 1 : below.get(below.size() - 1) + 1;
    }

    private int transposed(List<Integer> above, CellRange area, Transposed read) {
        Optional<Box> title = Loose.title(board, above, area);
        List<Integer> below = below(area.lastRow() + 1, above);
        tables.add(new Table(
                KindReader.read(title.map(Box::text), read.slots()),
                Orientation.COLUMNS,
                range(above, area, area.lastRow() + 1, below),
                Optional.of(read.header()),
                Optional.of(read.body()),
                false,
                title.map(Box::text),
                Loose.particulars(board, above, title),
                read.slots(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                noteCells(below)));
        return below.isEmpty() ? area.lastRow() + 1 : below.get(below.size() - 1) + 1;
    }

    /** The notes and signature lines right below a table. */
    private List<Integer> below(int end, List<Integer> above) {
        List<Integer> rows = new ArrayList<>();
        int row = end;
        while (row < board.rows() && (!start.isAt(row) || start.isFoot(row))) {
            List<Box> boxes = board.filledBoxes(row);
            boolean isAfterGap = row > end && board.isRowBlank(row - 1);
            if (boxes.isEmpty()) {
                if (row > end && board.isRowBlank(row - 1)) {
                    break;
                }
                row++;
                continue;
            }
            boolean isLine = boxes.stream()
                    .allMatch(b -> Phrases.isNote(b.text())
                            || Phrases.isSignature(b.text())
                            || Phrases.isParticular(b.text()) && !isAfterGap);
            boolean isContinuation = !rows.isEmpty()
                    && !isAfterGap
                    && !Phrases.isTitle(boxes.get(0).text());
            if (!isLine && !isContinuation || Phrases.isAnnex(boxes.get(0).text())) {
                break;
            }
            rows.add(row);
            row++;
        }
        return rows;
    }

    private List<CellRef> noteCells(List<Integer> rows) {
        List<CellRef> cells = new ArrayList<>();
        for (int row : rows) {
            board.filledBoxes(row).forEach(b -> cells.add(new CellRef(row, b.first())));
        }
        return cells;
    }

    private CellRange range(List<Integer> above, CellRange grid, int end, List<Integer> below) {
        int first = above.isEmpty() ? grid.firstRow() : Math.min(above.get(0), grid.firstRow());
        int last = below.isEmpty() ? end - 1 : below.get(below.size() - 1);
        int left = grid.firstColumn();
        int right = grid.lastColumn();
        for (int row : above) {
            List<Box> boxes = board.filledBoxes(row);
            List<Box> over = boxes.stream()
                    .filter(b -> b.last() >= grid.firstColumn() && b.first() <= grid.lastColumn())
                    .toList();
            for (Box box : over.isEmpty() ? boxes : over) {
                left = Math.min(left, box.first());
                right = Math.max(right, box.last());
            }
        }
        return new CellRange(first, left, Math.max(last, grid.lastRow()), right);
    }
}
