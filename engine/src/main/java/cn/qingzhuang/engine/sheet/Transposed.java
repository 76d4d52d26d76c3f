package cn.qingzhuang.engine.sheet;

import cn.qingzhuang.engine.sheet.Board.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table turned over: labels down the left, one subject per column. It differs from a card in that every row has the
 * same two or more answers after its label.
 */
record Transposed(CellRange header, CellRange body, List<Slot> slots) {
    private static final int LEAST_ROWS = 4;

    /** Reads an area as a turned table; empty when it is none. */
    static Optional<Transposed> read(Board board, CellRange area) {
        if (area.height() < LEAST_ROWS) {
            return Optional.empty();
        }
        List<Slot> slots = new ArrayList<>();
        List<Box> answers = List.of();
        for (int row = area.firstRow(); row <= area.lastRow(); row++) {
            List<Box> boxes = board.boxes(row, area.firstColumn(), area.lastColumn());
            Box label = boxes.get(0);
            List<Box> rest = boxes.subList(1, boxes.size());
            boolean isTold = rest.stream().allMatch(Box::isBlank) || Phrases.labelness(label.text()) > 0;
            boolean isLabel = label.isText() && !label.isMerged() && isTold;
            if (!isLabel || rest.size() < 2 || rest.stream().anyMatch(Transposed::isNoAnswer)) {
                return Optional.empty();
            }
            if (!answers.isEmpty() && !hasSameColumns(rest, answers)) {
                return Optional.empty();
            }
            answers = rest;
            CellRange cells = new CellRange(row, rest.get(0).first(), row, area.lastColumn());
            CellRef at = new CellRef(row, area.firstColumn());
            String ref = new CellRef(row, rest.get(0).first()).a1();
            slots.add(new Slot(ref, List.of(label.text()), Optional.of(cells), at, 0, List.of(), false));
        }
        int firstAnswer = answers.get(0).first();
        CellRange header = new CellRange(area.firstRow(), area.firstColumn(), area.lastRow(), firstAnswer - 1);
        CellRange body = new CellRange(area.firstRow(), firstAnswer, area.lastRow(), area.lastColumn());
        return Optional.of(new Transposed(header, body, slots));
    }

    private static boolean isNoAnswer(Box box) {
        return box.range().height() > 1 || box.isText() && Phrases.labelness(box.text()) > 0.5;
    }

    private static boolean hasSameColumns(List<Box> boxes, List<Box> others) {
        boolean isSame = boxes.size() == others.size();
        for (int i = 0; i < boxes.size() && isSame; i++) {
            isSame = boxes.get(i).first() == others.get(i).first()
                    && boxes.get(i).last() == others.get(i).last();
        }
        return isSame;
    }
}
