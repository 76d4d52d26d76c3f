package cn.qingzhuang.engine.sheet;

import cn.qingzhuang.engine.sheet.Board.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines around a table that belong to no cell of it: title, annex mark, particulars, notes, signatures. */
final class Loose {
    private static final Pattern ITEM = Pattern.compile(
            "([^：:]{1,24}?)[：:]([^：:]*?)(?=$|[\\s\u3000]{2,}[^：:\\s]{1,16}[：:]|\u3000[^：:\\s]{1,16}[：:])");
    private static final double TITLE_POINTS = 14;

    private Loose() {}

    /** Whether a text is of the kind that stands above or below a table: 填报单位：, 审核人：, 2025年6月30日. */
    static boolean isLineItem(String text) {
        return Phrases.isParticular(text) || Phrases.isSignature(text) || Phrases.isNote(text);
    }

    /** The title among the lines above a table, if one looks like it; of two side by side the one over the table. */
    static Optional<Box> title(Board board, List<Integer> rows, CellRange grid) {
        Box best = null;
        double bestScore = 0;
        for (int row : rows) {
            List<Box> all = board.filledBoxes(row);
            List<Box> over = all.stream()
                    .filter(b -> b.last() >= grid.firstColumn() && b.first() <= grid.lastColumn())
                    .toList();
            List<Box> boxes = over.isEmpty() ? all : over;
            if (boxes.size() != 1 || !boxes.get(0).isText()) {
                continue;
            }
            double score = titleScore(board, boxes.get(0));
            if (score > bestScore) {
                best = boxes.get(0);
                bestScore = score;
            }
        }
        return Optional.ofNullable(best);
    }

    private static double titleScore(Board board, Box box) {
        String text = box.text();
        if (Phrases.isAnnex(text) || Phrases.isNote(text) || text.length() > 80) {
            return 0;
        }
        Look look = board.grid().look(box.range().firstRow(), box.first());
        double score = 1;
        score += look.fontHeight() >= TITLE_POINTS ? 2 : 0;
        score += look.isBold() ? 0.5 : 0;
        score += look.isCentred() || box.isMerged() ? 0.5 : 0;
        score += Phrases.isTitle(text) ? 2 : 0;
        score -= Phrases.isParticular(text) ? 2.5 : 0;
        score -= Phrases.tight(text).matches("[(（].*[)）]") ? 1 : 0;
        return score;
    }

    /** The items of the particulars lines among the rows. */
    static List<Particular> particulars(Board board, List<Integer> rows, Optional<Box> title) {
        List<Particular> out = new ArrayList<>();
        for (int row : rows) {
            List<Box> boxes = board.filledBoxes(row);
            for (int i = 0; i < boxes.size(); i++) {
                Box box = boxes.get(i);
                boolean isTitle = title.isPresent() && title.get().range().equals(box.range());
                if (box.isText() && !isTitle && !Phrases.isNote(box.text())) {
                    items(board, box, out);
                }
                boolean isAnswered = i + 1 < boxes.size()
                        && box.text().matches(".*[:：]")
                        && boxes.get(i + 1).first() == box.last() + 1
                        && !boxes.get(i + 1).text().matches(".*[:：].*");
                if (isAnswered && !out.isEmpty()) {
                    Particular item = out.remove(out.size() - 1);
                    CellRef at = new CellRef(row, boxes.get(i + 1).first());
                    out.add(new Particular(item.label(), boxes.get(++i).text(), item.cell(), Optional.of(at)));
                }
            }
        }
        return out;
    }

    private static void items(Board board, Box box, List<Particular> out) {
        CellRef cell = new CellRef(box.range().firstRow(), box.first());
        Matcher m = ITEM.matcher(box.text());
        int found = out.size();
        while (m.find()) {
            String label = Phrases.tight(m.group(1));
            String value = m.group(2).strip();
            out.add(new Particular(label, value, cell, Optional.empty()));
        }
        if (out.size() == found + 1 && out.get(found).text().isEmpty()) {
            blankBeside(board, box).ifPresent(blank -> {
                Particular item = out.remove(out.size() - 1);
                out.add(new Particular(item.label(), "", cell, Optional.of(blank)));
            });
        }
    }

    /** The blank cell to the right of a label where its answer may stand, when the row says nothing else there. */
    private static Optional<CellRef> blankBeside(Board board, Box box) {
        int row = box.range().firstRow();
        int next = box.last() + 1;
        boolean isFree = next < board.columns()
                && board.isBlank(row, next)
                && (board.range(row, next).width() > 1 || board.hasBorder(row, next));
        return isFree ? Optional.of(new CellRef(row, next)) : Optional.empty();
    }
}
