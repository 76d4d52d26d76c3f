package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.Particular;
import cn.qingzhuang.engine.sheet.Table;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the line of particulars: the reporting unit and the day. Names of people, signatures and seals are left to
 * people. An item that shares its cell with others is written into their text; the rest of the text stays.
 */
final class ParticularsFill {
    private static final Pattern UNIT = Pattern.compile("(填报|填表|上报|报送|编制|汇总|制表|申报)(单位|村|社区)(名称)?");
    private static final Pattern DAY = Pattern.compile("(填报|填表|上报|报送|制表|编制)(日期|时间)|日期");
    private static final Pattern YEAR = Pattern.compile("(统计|填报|所属)?年度");
    private static final String BLANK = "([\\s　_＿]*(?:年[\\s　_＿]*月[\\s　_＿]*日)?[\\s　_＿]*)";

    private final SheetDraft sheet;
    private final Table table;
    private final Facts facts;
    private final LocalDate asOf;

    ParticularsFill(SheetDraft sheet, Table table, Facts facts, LocalDate asOf) {
        this.sheet = sheet;
        this.table = table;
        this.facts = facts;
        this.asOf = asOf;
    }

    void fill() {
        Map<CellRef, String> texts = new LinkedHashMap<>();
        Map<CellRef, SheetDraft.CellSource> sources = new LinkedHashMap<>();
        for (Particular particular : table.particulars()) {
            Optional<ElementKey> key = keyOf(particular.label());
            Optional<Answer> answer = key.flatMap(facts::constant);
            if (answer.isEmpty() || !isBlank(particular.text())) {
                continue;
            }
            String shown = shown(key.get(), answer.get());
            SheetDraft.CellSource source = new SheetDraft.CellSource(key, Optional.empty(), answer.get(), 1);
            Optional<CellRef> own = particular.blank().filter(b -> sheet.isFree(b.row(), b.column()));
            if (own.isPresent()) {
                texts.put(own.get(), shown);
                sources.put(own.get(), source);
            } else if (particular.blank().isEmpty()) {
                CellRef cell = particular.cell();
                String before = texts.getOrDefault(cell, sheet.grid().text(cell.row(), cell.column()));
                inserted(before, particular.label(), shown).ifPresent(text -> {
                    texts.put(cell, text);
                    sources.put(cell, source);
                });
            }
        }
        texts.forEach((cell, text) -> Optional.ofNullable(sources.get(cell))
                .ifPresent(source ->
                        sheet.filled(sheet.placed(cell.row()), cell.column(), source, new CellValue.Text(text))));
    }

    private static Optional<ElementKey> keyOf(String label) {
        String plain = label.replaceAll("[\\s　:：]|[(（].*?[)）]", "");
        if (UNIT.matcher(plain).matches()) {
            return Optional.of(ElementKey.of("reporting_unit"));
        }
        if (DAY.matcher(plain).matches()) {
            return Optional.of(ElementKey.of("fill_date"));
        }
        return YEAR.matcher(plain).matches() ? Optional.of(ElementKey.of("stat_year")) : Optional.empty();
    }

    private static boolean isBlank(String text) {
        return text.replaceAll("[\\s　_＿年月日]", "").isEmpty();
    }

    private String shown(ElementKey key, Answer answer) {
        return key.element().equals("fill_date")
                ? DateStyle.CHINESE.write(asOf)
                : answer.value().orElse("");
    }

    /** The text with the blank behind the label filled. */
    static Optional<String> inserted(String text, String label, String value) {
        StringBuilder pattern = new StringBuilder();
        for (char c : label.replaceAll("[\\s　]", "").toCharArray()) {
            pattern.append(Pattern.quote(String.valueOf(c))).append("[\\s　]*");
        }
        Matcher m = Pattern.compile(pattern + "(?:[(（][^()（）]*[)）])?[\\s　]*[:：]" + BLANK)
                .matcher(text);
        if (!m.find()) {
            return Optional.empty();
        }
        boolean isLast = m.end() == text.length();
        String gap = isLast ? "" : "　　";
        return Optional.of(text.substring(0, m.start(1)) + value + gap + text.substring(m.end()));
    }
}
