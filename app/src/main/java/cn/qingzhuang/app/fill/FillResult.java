package cn.qingzhuang.app.fill;

import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.fill.Question;
import java.util.List;
import java.util.Optional;

/**
 * A filled template.
 *
 * @param workbook the department's own file, filled
 * @param filled every cell that was filled, with its source
 * @param questions what is asked, each fact once even where it stands in several cells
 */
public record FillResult(
        String fileName, byte[] workbook, Draft draft, Counts counts, List<Filled> filled, List<Question> questions) {
    public FillResult {
        filled = List.copyOf(filled);
        questions = List.copyOf(questions);
    }

    /** How many cells are in each state. */
    public record Counts(int known, int stale, int unknown, int computed, int fixed) {}

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
