package cn.qingzhuang.engine.catalog;

import cn.qingzhuang.engine.sheet.CellValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates in the styles that offices write. Written by hand: no library reads 二〇二五年六月, 2025.6 and a serial number, and
 * says why it refuses 2025-02-30. What could be two dates (01/02/2025, the number 2025.1) is refused, not guessed.
 */
final class DateReader {
    private static final Pattern FULL = Pattern.compile(
            "^(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*[日号]?[T\\s]*(?:(\\d{1,2})[:时点](\\d{1,2})?(?:[:分](\\d{1,2})?)?[秒分]?(?:\\.\\d+)?)?$");
    private static final Pattern MONTH = Pattern.compile("^(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*(?:月|月份)?$");
    private static final Pattern YEAR = Pattern.compile("^(\\d{4})\\s*年?$");
    private static final Pattern DAY_FIRST = Pattern.compile("^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})$");
    private static final Pattern CHINESE =
            Pattern.compile("^([〇零○OoＯ一二三四五六七八九]{4})年(?:([一二三四五六七八九十元]{1,3})月(?:份)?)?(?:([一二三四五六七八九十廿]{1,4})[日号])?$");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int FIRST_YEAR = 1880;
    private static final int LAST_YEAR = 2120;
    private static final double LAST_SERIAL = 80_000;
    private static final double FIRST_SERIAL = 4_000;

    private final boolean isMonthOnly;
    private final ValueType type;

    /**
     * @param header the leaf header as written: 出生年月 asks for the month only, so a day of 1 there says nothing
     */
    DateReader(ValueType type, String header) {
        this.type = type;
        String text = Cleaning.key(header);
        this.isMonthOnly = text.contains("年月") && !text.contains("年月日");
    }

    Reading read(CellValue cell, String raw) {
        if (cell instanceof CellValue.Date date) {
            return ofDate(date.at(), isMonthOnly || !showsDay(date.format()));
        }
        if (cell instanceof CellValue.Number number) {
            return ofNumber(number, raw);
        }
        return ofText(Cleaning.key(raw), raw);
    }

    private Reading ofNumber(CellValue.Number cell, String raw) {
        double number = cell.number();
        if (number == Math.rint(number)) {
            String digits = Long.toString((long) number);
            boolean isSerial = number >= FIRST_SERIAL && number <= LAST_SERIAL;
            return isSerial ? ofDate(serial(number), isMonthOnly) : ofText(digits, raw);
        }
        if (number > LAST_YEAR && number <= LAST_SERIAL) {
            return ofDate(serial(number), isMonthOnly);
        }
        String text = new BigDecimal(Double.toString(number)).toPlainString();
        boolean showsTwo = cell.format().endsWith(".00");
        if (text.matches("\\d{4}\\.1") && !showsTwo) {
            return new Reading.Unreadable(raw, "分不清是 1 月还是 10 月");
        }
        return ofText(showsTwo && text.matches("\\d{4}\\.1") ? text + "0" : text, raw);
    }

    private Reading ofText(String text, String raw) {
        if (type == ValueType.DATE && isIsoDay(text)) {
            return day(text.substring(0, 4), text.substring(5, 7), text.substring(8), Optional.empty(), raw);
        }
        Matcher full = FULL.matcher(text);
        if (full.matches()) {
            return day(full.group(1), full.group(2), full.group(3), time(full), raw);
        }
        if (text.matches("\\d{8}")) {
            return day(text.substring(0, 4), text.substring(4, 6), text.substring(6), Optional.empty(), raw);
        }
        Matcher month = MONTH.matcher(text);
        if (month.matches()) {
            return month(month.group(1), month.group(2), raw);
        }
        if (text.matches("\\d{6}")) {
            return month(text.substring(0, 4), text.substring(4), raw);
        }
        Matcher year = YEAR.matcher(text);
        if (year.matches()) {
            return year(Integer.parseInt(year.group(1)), raw);
        }
        Matcher dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.matches()) {
            return dayFirst(dayFirst, raw);
        }
        Matcher chinese = CHINESE.matcher(text);
        return chinese.matches() ? chinese(chinese, raw) : refuse(text, raw);
    }

    /** 2025-06-30, as most programs write it. */
    private static boolean isIsoDay(String text) {
        boolean isIso = text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
        for (int i = 0; isIso && i < 10; i++) {
            isIso = i == 4 || i == 7 || text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return isIso;
    }

    private static Reading refuse(String text, String raw) {
        if (text.matches("\\d{2}[-/.年]\\d{1,2}([-/.月]\\d{1,2}日?)?.*")) {
            return new Reading.Unreadable(raw, "年份只写了两位");
        }
        return new Reading.Unreadable(raw, "不是日期");
    }

    private Reading day(String year, String month, String day, Optional<LocalTime> time, String raw) {
        int m = Integer.parseInt(month);
        int d = Integer.parseInt(day);
        if (d == 0) {
            return m == 0 ? year(Integer.parseInt(year), raw) : month(year, month, raw);
        }
        try {
            LocalDate date = LocalDate.of(Integer.parseInt(year), m, d);
            if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
                return new Reading.Unreadable(raw, "年份不合理");
            }
            return new Reading.Canonical(show(date, time));
        } catch (DateTimeException e) {
            return new Reading.Unreadable(raw, "没有这一天");
        }
    }

    private Reading month(String year, String month, String raw) {
        int y = Integer.parseInt(year);
        int m = Integer.parseInt(month);
        if (m < 1 || m > 12) {
            return new Reading.Unreadable(raw, "没有这个月份");
        }
        if (y < FIRST_YEAR || y > LAST_YEAR) {
            return new Reading.Unreadable(raw, "年份不合理");
        }
        return new Reading.Canonical(
                type == ValueType.YEAR ? year : YearMonth.of(y, m).toString());
    }

    private Reading year(int year, String raw) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return new Reading.Unreadable(raw, "年份不合理");
        }
        return new Reading.Canonical(Integer.toString(year));
    }

    private Reading dayFirst(Matcher parts, String raw) {
        int first = Integer.parseInt(parts.group(1));
        int second = Integer.parseInt(parts.group(2));
        if (first == second || second > 12) {
            return day(parts.group(3), parts.group(1), parts.group(2), Optional.empty(), raw);
        }
        if (first > 12) {
            return day(parts.group(3), parts.group(2), parts.group(1), Optional.empty(), raw);
        }
        return new Reading.Unreadable(raw, "分不清哪个是月、哪个是日");
    }

    private Reading chinese(Matcher parts, String raw) {
        StringBuilder year = new StringBuilder();
        for (char c : parts.group(1).toCharArray()) {
            int digit = "一二三四五六七八九".indexOf(c) + 1;
            year.append(digit);
        }
        String month = parts.group(2);
        String day = parts.group(3);
        if (month == null) {
            return day == null ? year(Integer.parseInt(year.toString()), raw) : new Reading.Unreadable(raw, "不是日期");
        }
        String months = Integer.toString(chineseNumber(month));
        return day == null
                ? month(year.toString(), months, raw)
                : day(year.toString(), months, Integer.toString(chineseNumber(day)), Optional.empty(), raw);
    }

    private static int chineseNumber(String text) {
        if (text.equals("元")) {
            return 1;
        }
        String tens = text.startsWith("廿") ? "二十" + text.substring(1) : text;
        int ten = tens.indexOf('十');
        if (ten < 0) {
            return "一二三四五六七八九".indexOf(tens) + 1;
        }
        int high = ten == 0 ? 1 : "一二三四五六七八九".indexOf(tens.charAt(0)) + 1;
        int low = ten == tens.length() - 1 ? 0 : "一二三四五六七八九".indexOf(tens.charAt(ten + 1)) + 1;
        return high * 10 + low;
    }

    private Reading ofDate(LocalDateTime at, boolean isMonth) {
        if (at.getYear() < FIRST_YEAR || at.getYear() > LAST_YEAR) {
            return new Reading.Unreadable(at.toLocalDate().toString(), "年份不合理");
        }
        if (isMonth && at.getDayOfMonth() == 1 && type == ValueType.DATE) {
            return new Reading.Canonical(YearMonth.from(at).toString());
        }
        boolean hasTime = !at.toLocalTime().equals(LocalTime.MIDNIGHT);
        return new Reading.Canonical(
                show(at.toLocalDate(), hasTime ? Optional.of(at.toLocalTime()) : Optional.empty()));
    }

    private String show(LocalDate date, Optional<LocalTime> time) {
        return switch (type) {
            case YEAR -> Integer.toString(date.getYear());
            case YEAR_MONTH -> YearMonth.from(date).toString();
            case DATETIME -> time.map(t -> date.atTime(t).format(MINUTES)).orElse(date.toString());
            default -> date.toString();
        };
    }

    private static Optional<LocalTime> time(Matcher parts) {
        if (parts.group(4) == null) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(parts.group(4));
        int minute = parts.group(5) == null ? 0 : Integer.parseInt(parts.group(5));
        if (hour > 23 || minute > 59 || hour == 0 && minute == 0) {
            return Optional.empty();
        }
        return Optional.of(LocalTime.of(hour, minute));
    }

    private static LocalDateTime serial(double number) {
        long days = (long) Math.floor(number);
        long seconds = Math.round((number - days) * 86_400 / 60) * 60;
        return LocalDate.of(1899, 12, 30).plusDays(days).atStartOfDay().plusSeconds(seconds);
    }

    private static boolean showsDay(String format) {
        String lower = format.toLowerCase(java.util.Locale.ROOT);
        return lower.isEmpty() || lower.contains("d") || lower.contains("日") || !lower.contains("y");
    }
}
