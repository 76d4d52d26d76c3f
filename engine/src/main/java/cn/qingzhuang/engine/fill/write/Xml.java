package cn.qingzhuang.engine.fill.write;

import cn.qingzhuang.engine.sheet.CellValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** Text of SpreadsheetML that we write ourselves. */
final class Xml {
    private static final LocalDate EPOCH_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    private static final double SECONDS_PER_DAY = 86_400;

    private Xml() {}

    static String escape(String text) {
        return isPlain(text) ? text : escaped(text);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '&' || c == '<' || c == '>' || c == '"' || c >= '\uFFFE') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\n', '\t', '\r' -> out.append(c);
                default -> {
                    if (c >= ' ' && c != '\uFFFE' && c != '\uFFFF') {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    /** The type attribute and content of a cell; text goes in line so that no other part changes. */
    static String content(CellValue value, String prefix, boolean is1904) {
        if (value instanceof CellValue.Number n) {
            return "><" + prefix + "v>" + number(n.number()) + close(prefix, "v");
        }
        if (value instanceof CellValue.Date d) {
            return "><" + prefix + "v>" + number(serial(d.at(), is1904)) + close(prefix, "v");
        }
        if (value instanceof CellValue.Bool b) {
            return " t=\"b\"><" + prefix + "v>" + (b.isTrue() ? 1 : 0) + close(prefix, "v");
        }
        String text = value instanceof CellValue.Text t ? t.text() : "";
        String space = text.equals(text.strip()) && text.indexOf('\n') < 0 ? "" : " xml:space=\"preserve\"";
        return " t=\"inlineStr\"><" + prefix + "is><" + prefix + "t" + space + ">" + escape(text) + close(prefix, "t")
                + close(prefix, "is");
    }

    private static String close(String prefix, String name) {
        return "</" + prefix + name + ">";
    }

    static double serial(LocalDateTime at, boolean is1904) {
        long days = ChronoUnit.DAYS.between(is1904 ? EPOCH_1904 : EPOCH_1900, at.toLocalDate());
        return days + at.toLocalTime().toSecondOfDay() / SECONDS_PER_DAY;
    }

    static String number(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
}
