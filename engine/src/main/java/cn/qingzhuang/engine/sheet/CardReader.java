package cn.qingzhuang.engine.sheet;

import cn.qingzhuang.engine.sheet.Board.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a card: labels beside blanks, labels that group the rows to their right, and small tables inside (members of
 * the family). Works down the rows of a region and goes into the region right of a group label.
 */
final class CardReader {
    private final Board board;
    private final List<Slot> slots = new ArrayList<>();

    private CardReader(Board board) {
        this.board = board;
    }

    static List<Slot> read(Board board, CellRange area) {
        CardReader reader = new CardReader(board);
        reader.region(area, List.of());
        return reader.slots;
    }

    private void region(CellRange area, List<String> path) {
        List<String> current = path;
        int row = area.firstRow();
        while (row <= area.lastRow()) {
            List<Box> boxes = startingAt(row, area);
            if (boxes.isEmpty()) {
                row++;
                continue;
            }
            Box lead = boxes.get(0);
            int lastRow = Math.min(lead.range().lastRow(), area.lastRow());
            if (isSection(boxes, area)) {
                current = with(path, lead.text());
                row = lastRow + 1;
            } else if (isGroup(lead, area)) {
                region(new CellRange(row, lead.last() + 1, lastRow, area.lastColumn()), with(current, lead.text()));
                row = lastRow + 1;
            } else {
                int tableEnd = tableEnd(row, boxes, area);
                if (tableEnd > row) {
                    table(row, tableEnd, boxes, current);
                    row = tableEnd + 1;
                } else {
                    pairs(boxes, current);
                    row++;
                }
            }
        }
    }

    private static List<String> with(List<String> path, String text) {
        List<String> longer = new ArrayList<>(path);
        longer.add(text);
        return longer;
    }

    /** The boxes of a row that begin in it, inside the area. */
    private List<Box> startingAt(int row, CellRange area) {
        return board.boxes(row, area.firstColumn(), area.lastColumn()).stream()
                .filter(b -> b.range().firstRow() == row)
                .toList();
    }

    private static boolean isSection(List<Box> boxes, CellRange area) {
        Box only = boxes.get(0);
        return boxes.size() == 1
                && !only.isBlank()
                && only.range().width() >= area.width()
                && area.width() > 2
                && only.text().length() <= 24;
    }

    private boolean isGroup(Box lead, CellRange area) {
        if (lead.isBlank() || lead.range().height() < 2 || lead.last() + 1 > area.lastColumn()) {
            return false;
        }
        CellRange right = board.range(lead.range().firstRow(), lead.last() + 1);
        boolean isOneAnswer = right.height() >= lead.range().height();
        return !isOneAnswer;
    }

    /** The last row of a small table whose header is this row; the row itself when it is none. */
    private int tableEnd(int row, List<Box> boxes, CellRange area) {
        long labels = boxes.stream().filter(b -> !b.isBlank()).count();
        double labelness = boxes.stream()
                .mapToDouble(b -> b.isText() ? Phrases.labelness(b.text()) : -1)
                .average()
                .orElse(-1);
        if (labels < 2 || labels < boxes.size() || labelness < 0.1) {
            return row;
        }
        int end = row;
        while (end < area.lastRow() && isTableRow(end + 1, boxes, area)) {
            end++;
        }
        return end;
    }

    private boolean isTableRow(int row, List<Box> header, CellRange area) {
        List<Box> boxes = startingAt(row, area);
        if (boxes.size() != header.size()) {
            return false;
        }
        double labelness = 0;
        for (int i = 0; i < boxes.size(); i++) {
            boolean isAligned = boxes.get(i).first() == header.get(i).first()
                    && boxes.get(i).last() == header.get(i).last();
            if (!isAligned) {
                return false;
            }
            labelness += i > 0 && !boxes.get(i).isBlank()
                    ? Math.max(0, Phrases.labelness(boxes.get(i).text()))
                    : 0;
        }
        boolean isPairs = boxes.size() % 2 == 0
                && boxes.get(1).isBlank()
                && !boxes.get(0).isBlank()
                && boxes.size() <= 4
                && boxes.stream().filter(b -> !b.isBlank()).count() > 1;
        return !isPairs && labelness / boxes.size() < 0.3;
    }

    private void table(int headerRow, int lastRow, List<Box> header, List<String> path) {
        List<Box> firstRow = board.boxes(
                headerRow + 1,
                header.get(0).first(),
                header.get(header.size() - 1).last());
        boolean hasStubs = header.size() > 1
                && !firstRow.get(0).isBlank()
                && firstRow.stream().skip(1).allMatch(Box::isBlank)
                && Phrases.tight(header.get(0).text()).matches("项目|类别|名称|内容|指标|分类");
        for (int i = hasStubs ? 1 : 0; i < header.size(); i++) {
            Box box = header.get(i);
            CellRange area = new CellRange(headerRow + 1, box.first(), lastRow, box.last());
            CellRef cell = new CellRef(headerRow, box.first());
            String ref = new CellRef(headerRow + 1, box.first()).a1();
            slots.add(new Slot(ref, with(path, box.text()), Optional.of(area), cell, 0, List.of(), true));
        }
    }

    /** Label, answer, label, answer: an answer is the box after a label that is blank or no label itself. */
    private void pairs(List<Box> boxes, List<String> path) {
        int i = 0;
        while (i < boxes.size()) {
            Box label = boxes.get(i);
            if (label.isBlank()) {
                i++;
                continue;
            }
            boolean hasAnswer = i + 1 < boxes.size() && isAnswer(label, boxes.get(i + 1));
            if (hasAnswer) {
                Box answer = boxes.get(i + 1);
                slot(label, answer, path);
            }
            i += hasAnswer ? 2 : 1;
        }
    }

    private static boolean isAnswer(Box label, Box next) {
        return next.isBlank() || !next.isText() || Phrases.labelness(next.text()) <= Phrases.labelness(label.text());
    }

    private void slot(Box label, Box answer, List<String> path) {
        CellRef cell = new CellRef(label.range().firstRow(), label.first());
        CellRange area = answer.range();
        String ref = new CellRef(area.firstRow(), area.firstColumn()).a1();
        slots.add(new Slot(ref, with(path, label.text()), Optional.of(area), cell, 0, List.of(), false));
    }
}
