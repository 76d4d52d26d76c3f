package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.Reading;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.sheet.CellValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** Fills one cell for one subject: looks the value up, renders it, and says why not where it cannot. */
final class SlotFiller {
    /**
     * Claims below this bar are asked of the officer instead of filled: a wrong cell is worse than a question, and one
     * wrong meaning makes a whole column wrong. Measured on forms that the reader had not seen: decision 0071.
     */
    static final double BAR = 0.4;
    /** A claim at or above it is taken for settled, also where whom a list is for hangs on it. */
    static final double SURE = 0.9;

    private static final int MONTH_LENGTH = 7;
    private static final int RENDERED_MOST = 500;
    private static final String NUMBER = "-?\\d{1,15}(\\.\\d+)?";
    private static final String REPORT_DAY = ".*(填报|填表|制表|上报|报送|统计).*";

    private final Facts facts;
    private final CellRenderer renderer;
    private final Map<SlotColumn, Map<String, Optional<CellValue>>> rendered = new IdentityHashMap<>();

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
        } else {
            put(sheet, placedRow, column, Optional.of(subject), answer(column, subject));
        }
    }

    /** Fills what the unit and the day say without any subject, else asks. */
    void fillConstant(SheetDraft sheet, int placedRow, SlotColumn column, String why) {
        Optional<Answer> constant = column.confidence() < BAR
                ? Optional.empty()
                : column.key().filter(k -> isReportDay(k, column)).flatMap(facts::constant);
        put(sheet, placedRow, column, Optional.empty(), constant.orElseGet(() -> Answer.unknown(why)));
    }

    void put(SheetDraft sheet, int placedRow, SlotColumn column, Optional<SubjectFacts> subject, Answer answer) {
        SheetDraft.CellSource source = new SheetDraft.CellSource(column.key(), subject, answer, column.confidence());
        Optional<CellValue> shown = answer.value().flatMap(value -> shown(column, value));
        if (shown.isPresent()) {
            sheet.filled(placedRow, column.column(), source, shown.get());
        } else {
            String why = answer.isFilled() ? "台账中的“" + answer.value().orElse("") + "”不符合模板的选项或格式" : answer.why();
            sheet.unknown(placedRow, column.column(), source, why);
        }
    }

    /** The value as the column wants it, if it can be written there; values that repeat are rendered once. */
    private Optional<CellValue> shown(SlotColumn column, String value) {
        Map<String, Optional<CellValue>> known = rendered.computeIfAbsent(column, c -> new HashMap<>());
        Optional<CellValue> before = known.get(value);
        if (before != null) {
            return before;
        }
        Optional<CellValue> shown = column.element()
                .flatMap(element -> renderer.render(element, value, column.style())
                        .filter(cell -> column.reader()
                                .map(reader -> saysTheSame(reader.read(cell), value))
                                .orElse(true)));
        if (known.size() < RENDERED_MOST) {
            known.put(value, shown);
        }
        return shown;
    }

    /**
     * What we write must read back as what we meant, except for what the template does not show: the day of 出生年月, a
     * masked number, the blank of an unticked box.
     */
    private static boolean saysTheSame(Reading reading, String value) {
        if (reading instanceof Reading.Canonical canonical) {
            boolean isMonth = canonical.value().length() == MONTH_LENGTH && value.startsWith(canonical.value());
            return isMonth || canonical.value().equals(value) || isSameNumber(canonical.value(), value);
        }
        return reading instanceof Reading.Empty
                || reading instanceof Reading.Unreadable unreadable
                        && unreadable.raw().contains("*");
    }

    private static boolean isSameNumber(String a, String b) {
        return a.matches(NUMBER) && b.matches(NUMBER) && new BigDecimal(a).compareTo(new BigDecimal(b)) == 0;
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
        return isReportDay(key, column)
                ? facts.find(subject, key)
                : facts.known(subject, key).map(Answer::of).orElseGet(() -> Answer.unknown("登记的日期台账中没有"));
    }

    /** 登记日期 is the day something was registered, not the day of the report. */
    private static boolean isReportDay(ElementKey key, SlotColumn column) {
        return !key.element().equals("fill_date") || column.style().header().matches(REPORT_DAY);
    }

    private static String leaf(SlotColumn column) {
        return column.meaning().slot().leaf().replaceAll("\\s", "");
    }
}
