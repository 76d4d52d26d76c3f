package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.sheet.CellRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person is asked: one fact of one subject, or what a cell means. A fact that stands in several cells is asked once.
 *
 * @param cells every cell that the answer fills, first first
 * @param subjectId empty for a question about the table itself
 * @param shown the value to confirm for a stale fact; empty when nothing is known
 */
public record Question(
        String sheet,
        List<CellRef> cells,
        Optional<ElementKey> key,
        Optional<String> subjectId,
        Optional<String> subjectName,
        Optional<String> shown,
        String why) {
    public Question {
        cells = List.copyOf(cells);
    }

    /** The questions of a draft in the order of its cells, over all its sheets. */
    public static List<Question> of(Draft draft) {
        Map<Object, Question> questions = new LinkedHashMap<>();
        for (DraftCell cell : draft.cells()) {
            if (cell.state() == CellState.UNKNOWN || cell.state() == CellState.STALE) {
                questions.merge(topic(cell), of(cell), Question::with);
            }
        }
        return List.copyOf(questions.values());
    }

    /** A fact of a subject; where there is no such fact, the reason within a column. */
    private static Object topic(DraftCell cell) {
        if (cell.key().isPresent() && cell.subjectId().isPresent()) {
            ElementKey key = cell.key().get();
            return List.of(
                    Catalogue.storageKey(key.element(), key.role()),
                    cell.subjectId().get());
        }
        return cell.subjectId().isPresent() || !cell.why().startsWith("这张表")
                ? List.of(cell.sheet(), cell.cell())
                : List.of(cell.sheet(), cell.why());
    }

    private static Question of(DraftCell cell) {
        return new Question(
                cell.sheet(),
                List.of(cell.cell()),
                cell.key(),
                cell.subjectId(),
                cell.subjectName(),
                cell.value(),
                cell.why());
    }

    private Question with(Question other) {
        List<CellRef> both = new ArrayList<>(cells);
        if (other.sheet.equals(sheet)) {
            both.addAll(other.cells);
        }
        return new Question(sheet, both, key, subjectId, subjectName, shown, why);
    }
}
