package cn.qingzhuang.engine.fill;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way of writing dates as text. */
enum DateStyle {
    ISO("yyyy-MM-dd", "yyyy-MM", "\\d{4}-\\d{2}(-\\d{2})?"),
    PLAIN_DASH("yyyy-M-d", "yyyy-M", "\\d{4}-\\d{1,2}(-\\d{1,2})?"),
    SLASH("yyyy/M/d", "yyyy/M", "\\d{4}/\\d{1,2}(/\\d{1,2})?"),
    DOT("yyyy.MM.dd", "yyyy.MM", "\\d{4}\\.\\d{2}(\\.\\d{2})?"),
    PLAIN_DOT("yyyy.M.d", "yyyy.M", "\\d{4}\\.\\d{1,2}(\\.\\d{1,2})?"),
    COMPACT("yyyyMMdd", "yyyyMM", "(19|20)\\d{2}(0[1-9]|1[0-2])(\\d{2})?"),
    CHINESE("yyyy年M月d日", "yyyy年M月", "\\d{4}年\\d{1,2}月(\\d{1,2}日)?");

    private static final Pattern HINT =
            Pattern.compile("(?:如|例|格式)[^\\d]{0,6}((?:19|20)\\d{2}(?:[-/.年]?\\d{1,2}){1,2}[月日]?)");
    private static final Pattern LETTERS = Pattern.compile("YYYY(.?)MM", Pattern.CASE_INSENSITIVE);
    private static final Pattern EIGHT_DIGITS = Pattern.compile("(?:8|八)位(?:数字|日期|数)?");

    private final DateTimeFormatter day;
    private final DateTimeFormatter month;
    private final Pattern shape;

    DateStyle(String day, String month, String shape) {
        this.day = DateTimeFormatter.ofPattern(day, Locale.ROOT);
        this.month = DateTimeFormatter.ofPattern(month, Locale.ROOT);
        this.shape = Pattern.compile(shape);
    }

    String write(LocalDate date) {
        return day.format(date);
    }

    String write(YearMonth at) {
        return month.format(at);
    }

    /** The style of a written date. */
    static Optional<DateStyle> of(String sample) {
        String text = sample.strip();
        return Arrays.stream(values())
                .filter(s -> s.shape.matcher(text).matches())
                .findFirst();
    }

    /** The style that a header or an instruction asks for: 如19850301, YYYY-MM-DD, 8位数字. */
    static Optional<DateStyle> asked(String text) {
        Matcher hint = HINT.matcher(text);
        if (hint.find()) {
            return of(hint.group(1));
        }
        Matcher letters = LETTERS.matcher(text);
        if (letters.find()) {
            return switch (letters.group(1)) {
                case "-" -> Optional.of(ISO);
                case "/" -> Optional.of(SLASH);
                case "." -> Optional.of(DOT);
                case "" -> Optional.of(COMPACT);
                default -> Optional.empty();
            };
        }
        return EIGHT_DIGITS.matcher(text).find() ? Optional.of(COMPACT) : Optional.empty();
    }
}
