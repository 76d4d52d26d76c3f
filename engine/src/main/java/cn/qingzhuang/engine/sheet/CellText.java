package cn.qingzhuang.engine.sheet;

import java.math.BigDecimal;
import java.time.LocalTime;

/** A cell's value as text. */
final class CellText {
    private CellText() {}

    static String of(CellValue value) {
        if (value instanceof CellValue.Text t) {
            return t.text();
        }
        if (value instanceof CellValue.Number n) {
            return plain(n.number());
        }
        if (value instanceof CellValue.Date d) {
            boolean hasTime = !d.at().toLocalTime().equals(LocalTime.MIDNIGHT);
            return hasTime
                    ? d.at().toString().replace('T', ' ')
                    : d.at().toLocalDate().toString();
        }
        if (value instanceof CellValue.Bool b) {
            return b.isTrue() ? "是" : "否";
        }
        if (value instanceof CellValue.Unreadable u) {
            return u.raw();
        }
        return "";
    }

    private static String plain(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
}
