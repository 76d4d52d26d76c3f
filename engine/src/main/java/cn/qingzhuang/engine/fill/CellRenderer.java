package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ValueType;
import cn.qingzhuang.engine.sheet.CellValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a canonical value into what the template wants in the cell. Where no writing fits the template the result is
 * empty: an invalid value is never written.
 */
final class CellRenderer {
    private static final Pattern NUMBERED = Pattern.compile("^[(（]?(\\d{1,3})[)）]?\\s*[.、:：．\\-]?\\s*(\\D.*)$");
    private static final Pattern MASKED = Pattern.compile("[*＊xX×]{3,}");
    private static final int MASK_HEAD = 6;
    private static final int MASK_TAIL = 4;
    private static final int MONTH_LENGTH = 7;
    private static final double TEN_THOUSAND = 10_000;

    private final Catalogue catalogue;

    CellRenderer(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Optional<CellValue> render(Element element, String value, ColumnStyle style) {
        String id = element.id();
        return switch (element.valueType()) {
            case BOOLEAN -> bool(id, value, style);
            case CODE -> code(element, value, style);
            case DATE -> value.length() > MONTH_LENGTH || showsMonth(style) ? date(value, style) : Optional.empty();
            case YEAR_MONTH -> date(value, style);
            case DATETIME -> dateTime(value, style);
            case YEAR, INTEGER, DECIMAL -> choice(value, style).or(() -> number(value, style));
            case MONEY -> money(value, style);
            case PERCENT -> percent(value, style);
            case ID18 -> Optional.of(idNumber(value, style));
            case PHONE -> Optional.of(phone(value, style));
            case STRING, TEXT, NAME, ADDRESS, GEOMETRY, FILE ->
                style.options().isEmpty() ? Optional.of(text(value)) : option(List.of(value), style);
        };
    }

    private static CellValue text(String value) {
        return new CellValue.Text(value);
    }

    private static Optional<CellValue> choice(String value, ColumnStyle style) {
        return style.options().contains(value) ? Optional.of(asNumberOrText(value)) : Optional.empty();
    }

    private static CellValue asNumberOrText(String value) {
        return value.matches("\\d{1,9}") ? new CellValue.Number(Double.parseDouble(value), "General") : text(value);
    }

    /** The drop-down entry that says one of these, exactly or behind a number (2.初中); none when two do. */
    private static Optional<CellValue> option(List<String> wordings, ColumnStyle style) {
        for (String wording : wordings) {
            if (style.options().contains(wording)) {
                return Optional.of(text(wording));
            }
        }
        List<String> fitting = style.options().stream()
                .filter(o -> wordings.contains(withoutNumber(o)))
                .toList();
        return fitting.size() == 1 ? Optional.of(text(fitting.get(0))) : Optional.empty();
    }

    private static String withoutNumber(String option) {
        Matcher m = NUMBERED.matcher(option.strip());
        return m.matches() ? m.group(2).strip() : option.strip();
    }

    private static Optional<CellValue> bool(String element, String value, ColumnStyle style) {
        boolean isInverted = element.equals("person_alive") && style.header().matches(".*[死亡逝殁].*");
        boolean isTrue = value.equals("是") != isInverted;
        if (!value.equals("是") && !value.equals("否")) {
            return Optional.empty();
        }
        List<String> wordings = isTrue ? List.of("是", "有", "√", "Y", "y") : List.of("否", "无", "没有", "×", "N", "n");
        if (!style.announced().isEmpty()) {
            return announced(wordings, style);
        }
        if (!style.options().isEmpty()) {
            Optional<CellValue> named = option(wordings, style);
            boolean isBinary = style.options().size() == 2 && style.options().containsAll(List.of("1", "0"));
            return named.isPresent() || !isBinary
                    ? named
                    : Optional.of(new CellValue.Number(isTrue ? 1 : 0, "General"));
        }
        List<String> seen = style.sampleTexts();
        if (seen.contains("√")
                || style.header().contains("打√")
                || style.header().contains("划√")) {
            return isTrue ? Optional.of(text("√")) : Optional.of(CellValue.BLANK);
        }
        boolean isHave = style.wantsHave() || seen.contains("有") || seen.contains("无");
        return Optional.of(text(isHave ? isTrue ? "有" : "无" : isTrue ? "是" : "否"));
    }

    /** The number a header gives to a value; numbers are written as numbers unless the drop-down has them as text. */
    private static Optional<CellValue> announced(List<String> wordings, ColumnStyle style) {
        List<String> fitting = style.announced().entrySet().stream()
                .filter(e -> wordings.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        if (fitting.size() != 1) {
            return Optional.empty();
        }
        String number = fitting.get(0);
        List<String> options = style.options();
        if (options.isEmpty() || options.contains(number)) {
            return Optional.of(asNumberOrText(number));
        }
        return option(wordings, style);
    }

    private Optional<CellValue> code(Element element, String value, ColumnStyle style) {
        List<String> wordings = wordings(element, value);
        if (!style.announced().isEmpty()) {
            return announced(wordings, style);
        }
        if (!style.options().isEmpty()) {
            return option(wordings, style);
        }
        Optional<CellValue> numbered = likeSamples(wordings, style);
        return numbered.isPresent() ? numbered : Optional.of(text(value));
    }

    private List<String> wordings(Element element, String value) {
        Optional<CodeList> list = element.codeList().flatMap(catalogue::codeList);
        Optional<CodeList.Code> code = list.flatMap(l -> l.find(value));
        if (code.isEmpty()) {
            return List.of(value);
        }
        List<String> wordings = new ArrayList<>(List.of(value, code.get().label()));
        code.get().also().stream()
                .filter(w -> list.flatMap(l -> l.find(w)).equals(code))
                .forEach(wordings::add);
        return wordings;
    }

    /** Where the column writes 2.初中 already, the same entry is used again. */
    private static Optional<CellValue> likeSamples(List<String> wordings, ColumnStyle style) {
        return style.sampleTexts().stream()
                .filter(s -> NUMBERED.matcher(s.strip()).matches() && wordings.contains(withoutNumber(s)))
                .findFirst()
                .map(CellRenderer::text);
    }

    /** A date known to the month only is no answer to a question for the day. */
    private static boolean showsMonth(ColumnStyle style) {
        return style.wantsMonth() || style.isMonthFormat();
    }

    private static Optional<CellValue> date(String value, ColumnStyle style) {
        try {
            boolean hasDay = value.length() > MONTH_LENGTH;
            YearMonth month = YearMonth.parse(hasDay ? value.substring(0, MONTH_LENGTH) : value);
            if (style.isDateFormat() && (hasDay || style.isMonthFormat() || style.wantsMonth())) {
                boolean isMonth = !hasDay || style.isMonthFormat() || style.wantsMonth();
                LocalDate day = isMonth ? month.atDay(1) : LocalDate.parse(value);
                return Optional.of(new CellValue.Date(day.atStartOfDay(), style.format()));
            }
            DateStyle written = style.dateStyle()
                    .or(() -> style.sampleTexts().stream()
                            .flatMap(s -> DateStyle.of(s).stream())
                            .findFirst())
                    .orElse(DateStyle.ISO);
            boolean isMonth = !hasDay || style.wantsMonth();
            return Optional.of(text(isMonth ? written.write(month) : written.write(LocalDate.parse(value))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<CellValue> dateTime(String value, ColumnStyle style) {
        if (value.length() <= 10) {
            return date(value, style);
        }
        try {
            LocalDateTime at = LocalDateTime.parse(value.replace(' ', 'T'));
            return Optional.of(style.isDateFormat() ? new CellValue.Date(at, style.format()) : text(value));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<CellValue> number(String value, ColumnStyle style) {
        try {
            double number = new BigDecimal(value).doubleValue();
            return style.options().isEmpty()
                    ? Optional.of(new CellValue.Number(number, style.format()))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<CellValue> money(String value, ColumnStyle style) {
        double unit = style.header().contains("亿元")
                ? TEN_THOUSAND * TEN_THOUSAND
                : style.header().contains("万元") ? TEN_THOUSAND : style.header().contains("千元") ? 1000 : 1;
        try {
            BigDecimal number = new BigDecimal(value).divide(BigDecimal.valueOf(unit), MathContext.DECIMAL64);
            return Optional.of(new CellValue.Number(number.doubleValue(), style.format()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<CellValue> percent(String value, ColumnStyle style) {
        try {
            BigDecimal fraction = new BigDecimal(value);
            if (style.isPercentFormat()) {
                return Optional.of(new CellValue.Number(fraction.doubleValue(), style.format()));
            }
            BigDecimal hundred = fraction.movePointRight(2).stripTrailingZeros();
            boolean hasUnit = style.header().contains("%") || style.header().contains("％");
            return Optional.of(
                    hasUnit
                            ? new CellValue.Number(hundred.doubleValue(), style.format())
                            : text(hundred.toPlainString() + "%"));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static CellValue idNumber(String value, ColumnStyle style) {
        boolean wantsMask = style.header().contains("脱敏")
                || style.sampleTexts().stream().anyMatch(s -> MASKED.matcher(s).find() && s.length() == value.length());
        boolean isLong = value.length() > MASK_HEAD + MASK_TAIL;
        if (!wantsMask || !isLong) {
            return text(value);
        }
        String stars = "*".repeat(value.length() - MASK_HEAD - MASK_TAIL);
        return text(value.substring(0, MASK_HEAD) + stars + value.substring(value.length() - MASK_TAIL));
    }

    private static CellValue phone(String value, ColumnStyle style) {
        boolean areNumbers =
                !style.samples().isEmpty() && style.samples().stream().allMatch(CellValue.Number.class::isInstance);
        boolean isPlain = value.matches("[1-9]\\d{6,10}");
        return areNumbers && isPlain ? new CellValue.Number(Double.parseDouble(value), style.format()) : text(value);
    }

    /** Values whose type is not an element's: counts and serial numbers. */
    static CellValue count(String value, String format) {
        return new CellValue.Number(Double.parseDouble(value), format);
    }

    static boolean isNumeric(ValueType type) {
        return switch (type) {
            case INTEGER, DECIMAL, MONEY, PERCENT, YEAR -> true;
            case STRING, TEXT, NAME, CODE, BOOLEAN, DATE, DATETIME, YEAR_MONTH, PHONE, ID18, ADDRESS, GEOMETRY, FILE ->
                false;
        };
    }
}
