package cn.qingzhuang.app.fill;

import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.fill.DraftCell;
import cn.qingzhuang.engine.fill.Question;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A filled template.
 *
 * @param workbook the department's own file, filled
 * @param questions what is asked, each fact once even where it stands in several cells
 */
public record FillResult(String fileName, byte[] workbook, Draft draft, Counts counts, List<Question> questions) {
    public FillResult {
        questions = List.copyOf(questions);
    }

    /** Every cell that was filled, with its source. */
    public Stream<Filled> filled() {
        return draft.cells().stream().filter(DraftCell::isFilled).map(Filling::filled);
    }

    /** How many cells are in each state. */
    public record Counts(int known, int stale, int unknown, int computed, int fixed, int withheld) {}

    /**
     * A filled cell.
     *
     * @param ref A1 address in the filled file
     * @param value canonical
     * @param element {@code element} or {@code element@role}; empty for serial numbers and counts
     * @param subject who it is about, for people to read; empty for unit and day
     * @param source file, sheet and row, or how it was computed
     */
    public record Filled(
            String sheet,
            String ref,
            String value,
            Optional<String> element,
            Optional<String> subject,
            String source,
            double confidence) {}
}
