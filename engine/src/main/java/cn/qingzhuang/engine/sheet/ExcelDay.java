package cn.qingzhuang.engine.sheet;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** The day numbers of workbooks, 1900 system, with its invented 29 February 1900 (day 60). */
final class ExcelDay {
    /** Days by which the 1904 system (old Macintosh workbooks) runs behind. */
    static final int OFFSET_1904 = 1462;

    /** 31 December 9999, the last day a workbook knows. */
    static final double LAST = 2958466;

    private static final LocalDateTime BASE = LocalDate.of(1899, 12, 30).atStartOfDay();
    private static final int LEAP_BUG = 60;
    private static final int SECONDS = 86_400;

    private ExcelDay() {}

    static LocalDateTime toDateTime(double day) {
        LocalDateTime base = day < LEAP_BUG ? BASE.plusDays(1) : BASE;
        long whole = (long) Math.floor(day);
        return base.plusDays(whole).plusSeconds(Math.round((day - whole) * SECONDS));
    }

    static double of(LocalDateTime at) {
        double day = Duration.between(BASE, at).toSeconds() / (double) SECONDS;
        return day < LEAP_BUG + 1 ? day - 1 : day;
    }
}
