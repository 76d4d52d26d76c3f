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
    private final boolean isFillTelling;
    private final List<Slot> slots = new ArrayList<>();

    private CardReader(Board board, CellRange area) {
        this.board = board;
        this.isFillTelling = isFillTelling(board, area);
    }

    /** Whether many texts are filled with a colour and many boxes are not. */
    private static boolean isFillTelling(Board board, CellRange area) {
        int filledTexts = 0;
        int plain = 0;
        for (int row = area.firstRow(); row <= area.lastRow(); row++) {
            for (Box box : board.boxes(row, area.firstColumn(), area.lastColumn())) {
                filledTexts += box.hasFill() && box.isText() ? 1 : 0;
                plain += box.hasFill() ? 0 : 1;
            }
        }
        return filledTexts >= 2 && plain >= 2 && filledTexts * 4 >= plain;
    }

    static List<Slot> read(Board board, CellRange area) {
        CardReader reader = new CardReader(board, area);
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
        boolean isAllLabels = boxes.size() >= 2 && boxes.stream().allMatch(this::isLabel);
        if (!isAllLabels || boxes.size() == 2 && !isFillTelling) {
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
        long labels =
                boxes.stream().skip(1).filter(b -> !b.isBlank() && isLabel(b)).count();
        for (int i = 0; i < boxes.size(); i++) {
            boolean isAligned = boxes.get(i).first() == header.get(i).first()
                    && boxes.get(i).last() == header.get(i).last();
            if (!isAligned) {
                return false;
            }
        }
        return !isPairs(boxes) && labels * 3 <= boxes.size();
    }

    /** Label, blank, label, blank: a row of pairs under a row that happened to hold labels only. */
    private boolean isPairs(List<Box> boxes) {
        boolean isAlternating = boxes.size() >= 4 && boxes.size() % 2 == 0;
        for (int i = 0; i + 1 < boxes.size() && isAlternating; i += 2) {
            isAlternating = isLabel(boxes.get(i)) && !isLabel(boxes.get(i + 1));
        }
        return isAlternating;
    }

    /** Where labels are filled with a colour the colour tells them; else their wording. */
    private boolean isLabel(Box box) {
        return !box.isBlank() && box.isText() && (isFillTelling ? box.hasFill() : Phrases.labelness(box.text()) > 0);
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
        boolean isGrouped =
                boxes.size() % 2 == 1 && boxes.size() >= 3 && isLabel(boxes.get(0)) && isLabel(boxes.get(1));
        List<String> inner = isGrouped ? with(path, boxes.get(0).text()) : path;
        int i = isGrouped ? 1 : 0;
        while (i < boxes.size()) {
            Box label = boxes.get(i);
            if (label.isBlank()) {
                i++;
                continue;
            }
            boolean isInside = Phrases.isAnsweredInside(label.text())
                    && i + 1 < boxes.size()
                    && Phrases.isAnsweredInside(boxes.get(i + 1).text());
            boolean hasAnswer = !isInside && i + 1 < boxes.size() && isAnswer(label, boxes.get(i + 1));
            if (hasAnswer) {
                slot(label, boxes.get(i + 1), inner);
            }
            i += hasAnswer ? 2 : 1;
        }
    }

    private boolean isAnswer(Box label, Box next) {
        if (isFillTelling) {
            return label.hasFill() && !next.hasFill();
        }
        return next.isBlank() || !next.isText() || Phrases.labelness(next.text()) <= Phrases.labelness(label.text());
    }

    private void slot(Box label, Box answer, List<String> path) {
        CellRef cell = new CellRef(label.range().firstRow(), label.first());
        CellRange area = answer.range();
        String ref = new CellRef(area.firstRow(), area.firstColumn()).a1();
        slots.add(new Slot(ref, with(path, label.text()), Optional.of(area), cell, 0, List.of(), false));
    }
}
