package cn.qingzhuang.engine.catalog;

import cn.qingzhuang.engine.sheet.CellValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the cells of one column (or blank) as values of one element: what its header announces (units, numbered
 * options, the sense of a question) is worked out once. Never throws for what a cell holds.
 */
public final class ColumnValues {
    private static final Pattern OPTION = Pattern.compile("(?<!\\d)(\\d{1,2})\\s*[.、:：．=-]?\\s*([^\\d\\s，,;；、（）()/]+)");
    private static final Pattern ONLY_NUMBER = Pattern.compile("^\\d{1,3}$");
    private static final Pattern NUMBER_FIRST = Pattern.compile("^(\\d{1,2})[.、:．)-]?(\\D.*)$");
    private static final Pattern DAMAGED = Pattern.compile("\\d(\\.\\d+)?E\\+\\d+");
    private static final Pattern PHONE_SIGNS = Pattern.compile("[-()－—.]");
    private static final Pattern PHONE_DIGITS = Pattern.compile("\\d{3,13}");
    private static final Pattern QUOTES = Pattern.compile("^['‘’`]|['‘’`]$");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u3000\\u00a0]+");
    private static final Pattern OPEN_END = Pattern.compile(".*(valid_to|expire|_end)$");
    private static final Set<String> NOTHING =
            Set.of("-", "--", "---", "—", "——", "/", "\\", "*", "不详", "未详", "不清楚", "待查", "待核实", "N/A", "NULL", "#N/A");
    private static final Set<String> YES = Set.of(
            "是", "有", "√", "✓", "✔", "☑", "■", "Y", "YES", "TRUE", "T", "对", "已", "参加", "享受", "在", "是的", "有的", "V",
            "属实", "属于", "1");
    private static final Set<String> NO = Set.of(
            "否", "无", "×", "✗", "✘", "X", "N", "NO", "FALSE", "F", "没有", "未", "不是", "没", "不", "□", "☐", "不属于", "未参加",
            "未享受", "0");
    private static final double EXACT_LIMIT = 1e15;

    private final Element element;
    private final Optional<CodeList> codes;
    private final Map<String, String> announced;
    private final boolean isInverted;
    private final Optional<DateReader> dates;
    private final Optional<NumberReader> numbers;

    ColumnValues(Element element, Optional<CodeList> codes, String header) {
        this.element = element;
        this.codes = codes;
        this.announced = announced(header);
        this.isInverted = isInverted(element, Cleaning.key(header));
        boolean isDate = switch (element.valueType()) {
            case DATE, DATETIME, YEAR, YEAR_MONTH -> true;
            default -> false;
        };
        boolean isNumber = switch (element.valueType()) {
            case INTEGER, DECIMAL, MONEY, PERCENT -> true;
            default -> false;
        };
        this.dates = isDate ? Optional.of(new DateReader(element.valueType(), header)) : Optional.empty();
        this.numbers = isNumber ? Optional.of(new NumberReader(element, header)) : Optional.empty();
    }

    /** What the cell says. */
    public Reading read(CellValue cell) {
        if (cell instanceof CellValue.Blank) {
            return Reading.EMPTY;
        }
        if (cell instanceof CellValue.Unreadable broken) {
            return new Reading.Unreadable(broken.raw(), broken.reason());
        }
        String raw = rawText(cell);
        String key = Cleaning.key(raw);
        if (key.isEmpty() || NOTHING.contains(key)) {
            return Reading.EMPTY;
        }
        return ofType(cell, raw, key);
    }

    private Reading ofType(CellValue cell, String raw, String key) {
        return switch (element.valueType()) {
            case DATE, DATETIME, YEAR, YEAR_MONTH -> date(cell, raw, key);
            case INTEGER, DECIMAL, MONEY, PERCENT ->
                isNone(key) ? Reading.EMPTY : numbers.orElseThrow().read(cell, raw);
            case BOOLEAN -> bool(cell, raw, key);
            case CODE -> codes.isPresent() ? code(raw, key) : identifier(cell, raw, key);
            case PHONE -> phone(cell, raw, key);
            case ID18 -> idNumber(cell, raw, key);
            case NAME -> new Reading.Canonical(name(raw));
            case STRING, ADDRESS, GEOMETRY, FILE, TEXT ->
                cell instanceof CellValue.Number
                        ? identifier(cell, raw, key)
                        : new Reading.Canonical(Cleaning.trim(raw));
        };
    }

    private Reading date(CellValue cell, String raw, String key) {
        if (isNone(key)) {
            return Reading.EMPTY;
        }
        boolean isOpenEnd = (key.equals("长期") || key.equals("永久"))
                && OPEN_END.matcher(element.id()).matches();
        return isOpenEnd ? new Reading.Canonical("长期") : dates.orElseThrow().read(cell, raw);
    }

    private Reading bool(CellValue cell, String raw, String key) {
        if (cell instanceof CellValue.Bool bool) {
            return answer(bool.isTrue());
        }
        String text = announced.isEmpty() ? key : announced.getOrDefault(key, key);
        Matcher numbered = NUMBER_FIRST.matcher(text);
        String word = numbered.matches() ? Cleaning.key(numbered.group(2)) : text;
        if (YES.contains(word)) {
            return answer(true);
        }
        if (NO.contains(word)) {
            return answer(false);
        }
        if (word.matches("已.{1,6}")) {
            return answer(true);
        }
        return word.matches("(未|没有|不).{1,6}") ? answer(false) : new Reading.Unreadable(raw, "看不出是“是”还是“否”");
    }

    private Reading answer(boolean isYes) {
        return new Reading.Canonical(isYes == isInverted ? "否" : "是");
    }

    private Reading code(String raw, String key) {
        CodeList list = codes.orElseThrow();
        String text = announced.getOrDefault(key, key);
        Optional<CodeList.Code> found = list.find(text);
        if (found.isPresent()) {
            return new Reading.Canonical(found.get().label());
        }
        if (ONLY_NUMBER.matcher(text).matches()) {
            return new Reading.Unreadable(raw, "代码 " + text + " 没有对照");
        }
        Matcher numbered = NUMBER_FIRST.matcher(text);
        return new Reading.Canonical(
                numbered.matches() && !key.equals(numbered.group(2)) && announcedOrDotted(raw)
                        ? Cleaning.trim(numbered.group(2))
                        : text.equals(key) ? Cleaning.trim(raw) : text);
    }

    private static boolean announcedOrDotted(String raw) {
        return Cleaning.key(raw).matches("^\\d{1,2}[.、:．)].*");
    }

    /** Codes, account numbers, texts: a number that a sheet can no longer show exactly is refused. */
    private static Reading identifier(CellValue cell, String raw, String key) {
        boolean isDamaged = key.indexOf('E') > 0 && DAMAGED.matcher(key).matches();
        if (isDamaged || cell instanceof CellValue.Number number && Math.abs(number.number()) >= EXACT_LIMIT) {
            return new Reading.Unreadable(raw, "长号码被存成了数字，末几位已丢失");
        }
        return new Reading.Canonical(Cleaning.trim(raw));
    }

    private static Reading phone(CellValue cell, String raw, String key) {
        if (cell instanceof CellValue.Text && isDigits(key) && key.length() >= 3 && key.length() <= 13) {
            return new Reading.Canonical(key);
        }
        if (isNone(key)) {
            return Reading.EMPTY;
        }
        Reading whole = identifier(cell, raw, key);
        if (whole instanceof Reading.Unreadable) {
            return whole;
        }
        String number = key.startsWith("+86") ? key.substring(3) : key;
        String digits = PHONE_SIGNS.matcher(number).replaceAll("");
        if (PHONE_DIGITS.matcher(digits).matches()) {
            return new Reading.Canonical(digits);
        }
        return digits.matches(".*\\d{5,}.*")
                ? new Reading.Canonical(Cleaning.trim(raw))
                : new Reading.Unreadable(raw, "不是电话号码");
    }

    private static Reading idNumber(CellValue cell, String raw, String key) {
        if (isNone(key)) {
            return Reading.EMPTY;
        }
        Reading whole = identifier(cell, raw, key);
        if (whole instanceof Reading.Unreadable) {
            return whole;
        }
        String id = IdNumbers.isShaped(key) ? key : QUOTES.matcher(key).replaceAll("");
        if (IdNumbers.isShaped(id)) {
            return new Reading.Canonical(id);
        }
        if (id.contains("*")) {
            return new Reading.Unreadable(raw, "号码已打码");
        }
        if (id.matches("\\d+X?")) {
            return new Reading.Unreadable(raw, "身份证号应为 18 位，这里是 " + id.length() + " 位");
        }
        return id.matches("[A-Z0-9()]{5,24}") ? new Reading.Canonical(id) : new Reading.Unreadable(raw, "不是证件号码");
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** A name is written with blanks to fill the cell (李　四); blanks between Latin words stay. */
    private static String name(String raw) {
        String trimmed = Cleaning.trim(raw);
        boolean isLatin = false;
        boolean isBlank = false;
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            isLatin |= c < 0x80 && Character.isLetter(c);
            isBlank |= c <= ' ' || c == '\u3000' || c == '\u00a0';
        }
        return isLatin || !isBlank ? trimmed : BLANKS.matcher(trimmed).replaceAll("");
    }

    private static boolean isNone(String key) {
        return key.equals("无") || key.equals("没有") || key.equals("暂无");
    }

    private static String rawText(CellValue cell) {
        if (cell instanceof CellValue.Text text) {
            return text.text();
        }
        if (cell instanceof CellValue.Number number) {
            return Double.isFinite(number.number())
                    ? NumberReader.plain(new BigDecimal(Double.toString(number.number())))
                    : Double.toString(number.number());
        }
        if (cell instanceof CellValue.Date date) {
            boolean isDay = date.at().toLocalTime().toSecondOfDay() == 0;
            return isDay
                    ? date.at().toLocalDate().toString()
                    : date.at().toString().replace('T', ' ');
        }
        return cell instanceof CellValue.Bool bool ? (bool.isTrue() ? "是" : "否") : "";
    }

    /** The options that a header numbers: （1男 2女）, 1.有 2.无. Numbers that do not run from 1 (or 0) are no options. */
    private static Map<String, String> announced(String header) {
        Map<String, String> out = new HashMap<>();
        Matcher options = OPTION.matcher(java.text.Normalizer.normalize(header, java.text.Normalizer.Form.NFKC));
        while (options.find()) {
            out.putIfAbsent(options.group(1), Cleaning.key(options.group(2)));
        }
        boolean isRun = out.size() > 1
                && out.containsKey("1")
                && out.keySet().stream().allMatch(number -> Integer.parseInt(number) <= out.size());
        return isRun ? Map.copyOf(out) : Map.of();
    }

    /** 是否死亡 asks the contrary of 是否健在; 是否未参保 the contrary of an element that is not negative itself. */
    private static boolean isInverted(Element element, String header) {
        if (element.valueType() != ValueType.BOOLEAN) {
            return false;
        }
        if (element.id().equals("person_alive")) {
            return header.matches(".*(死|去世|身故|亡故).*");
        }
        return header.matches(".*是否(未|不|没有|非).*")
                && !Cleaning.key(element.name()).matches(".*是否(未|不|没有|非).*");
    }
}
