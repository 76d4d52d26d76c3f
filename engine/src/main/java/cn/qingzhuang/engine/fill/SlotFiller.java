package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.sheet.CellValue;
import java.util.Optional;

/** Fills one cell for one subject: looks the value up, renders it, and says why not where it cannot. */
final class SlotFiller {
    /**
     * Claims below this bar are asked of the officer instead of filled. The published scale fills and marks from 0.5;
     * a wrong cell is worse than a question, and one wrong meaning makes a whole column wrong.
     */
    static final double BAR = 0.5;

    private static final String REPORT_DAY = ".*(填报|填表|制表|上报|报送|统计).*";

    private final Facts facts;
    private final CellRenderer renderer;

    SlotFiller(Facts facts, CellRenderer renderer) {
        this.facts = facts;
        this.renderer = renderer;
    }

    Facts facts() {
        return facts;
    }

    /** Fills a free cell at its final row. */
    void fill(SheetDraft sheet, int placedRow, SlotColumn column, SubjectFacts subject) {
        if (column.isLeftToPeople()) {
            sheet.fixed(placedRow, column.column());
            return;
        }
        Answer answer = answer(column, subject);
        SheetDraft.CellSource source =
                new SheetDraft.CellSource(column.key(), Optional.of(subject), answer, column.confidence());
        Optional<CellValue> shown = answer.value().flatMap(value -> column.element()
                .flatMap(element -> renderer.render(element, value, column.style())));
        if (shown.isPresent()) {
            sheet.filled(placedRow, column.column(), source, shown.get());
        } else {
            String why = answer.isFilled() ? "台账中的“" + answer.value().orElse("") + "”不符合模板的选项或格式" : answer.why();
            sheet.unknown(placedRow, column.column(), source, why);
        }
    }

    private Answer answer(SlotColumn column, SubjectFacts subject) {
        if (column.key().isEmpty()) {
            boolean isAggregate = column.meaning().meaning() instanceof Meaning.Aggregate;
            return Answer.unknown(isAggregate ? "需要统计的数，请填写" : "表头“" + leaf(column) + "”的含义还不清楚");
        }
        if (column.confidence() < BAR) {
            return Answer.unknown("表头“" + leaf(column) + "”的含义没有把握，请先确认");
        }
        ElementKey key = column.key().get();
        boolean isDayOfOtherThing =
                key.element().equals("fill_date") && !column.style().header().matches(REPORT_DAY);
        return isDayOfOtherThing
                ? facts.known(subject, key).map(Answer::of).orElseGet(() -> Answer.unknown("登记的日期台账中没有"))
                : facts.find(subject, key);
    }

    private static String leaf(SlotColumn column) {
        return column.meaning().slot().leaf().replaceAll("\\s", "");
    }
}
