package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.sim.world.Datum;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a cell of a shape holds for a value. */
final class Rendering {
    private static final Map<String, String> DATE_FORMATS =
            Map.of("iso", "yyyy-mm-dd", "slash", "yyyy/m/d", "zh", "yyyy\"年\"m\"月\"d\"日\"", "dot", "yyyy.mm.dd");
    private static final Map<String, String> DAY_TEXTS = Map.of(
            "iso", "yyyy-MM-dd", "slash", "yyyy/M/d", "zh", "yyyy年M月d日", "dot", "yyyy.MM.dd", "compact", "yyyyMMdd");
    private static final Map<String, String> MONTH_TEXTS =
            Map.of("iso", "yyyy-MM", "slash", "yyyy-MM", "zh", "yyyy年M月", "dot", "yyyy.MM", "compact", "yyyyMM");
    private static final int MOST_CODES = 8;
    private static final double TEN_THOUSAND = 10_000;
    private final Shape shape;

    Rendering(Shape shape) {
        this.shape = shape;
    }

    /** A cell's content and number format. */
    record Shown(@Nullable Datum content, String format) {
        static final Shown NOTHING = new Shown(null, "");
    }

    /**
     * What the cell says.
     *
     * @param type data type of the element
     * @param isDeath the header asks of death where the element says alive
     */
    record Question(String type, String header, Optional<List<String>> options, boolean isDeath) {
        String plain() {
            return header.replaceAll("\\s", "");
        }
    }

    static boolean isMonthOnly(String header) {
        String h = header.replaceAll("\\s", "");
        return h.contains("年月") && !h.contains("年月日");
    }

    Shown show(Datum value, Question q) {
        if (value instanceof Datum.Flag flag) {
            return flag(flag.isTrue() != q.isDeath(), q.plain());
        }
        if (value instanceof Datum.Moment) {
            return shape.get("date").startsWith("text")
                    ? new Shown(Datum.of(value.canonical()), "")
                    : new Shown(value, "yyyy-mm-dd hh:mm");
        }
        if (value instanceof Datum.Day day) {
            return day(day.day(), q);
        }
        return switch (q.type()) {
            case "code", "id18" -> code(value, q);
            case "phone" ->
                shape.is("phone", "number") && value.canonical().matches("\\d+")
                        ? new Shown(Datum.of(Long.parseLong(value.canonical())), "0")
                        : new Shown(value, "@");
            case "money" -> money(value, q.plain());
            case "percent" -> new Shown(value, "0.0%");
            default -> new Shown(value, "");
        };
    }

    private Shown flag(boolean isTrue, String header) {
        boolean isHaving = header.contains("有无") || header.startsWith("有");
        String yes = isHaving ? "有" : "是";
        String no = isHaving ? "无" : "否";
        return switch (shape.get("bool")) {
            case "number" -> new Shown(Datum.of(isTrue ? 1L : 0L), "");
            case "dot" -> new Shown(Datum.of(isTrue ? "1." + yes : "2." + no), "");
            case "tick" -> isTrue ? new Shown(Datum.of("√"), "") : Shown.NOTHING;
            default -> new Shown(Datum.of(isTrue ? yes : no), "");
        };
    }

    private Shown day(LocalDate day, Question q) {
        String kind = shape.get("date").split(":")[0];
        String style = shape.get("date").split(":")[1];
        boolean isSerial = kind.equals("serial");
        if (isMonthOnly(q.header()) || q.type().equals("year-month")) {
            return isSerial
                    ? new Shown(Datum.of(day.withDayOfMonth(1)), monthFormat(style))
                    : new Shown(Datum.of(text(day, MONTH_TEXTS, style)), "");
        }
        return isSerial
                ? new Shown(Datum.of(day), DATE_FORMATS.getOrDefault(style, "yyyy-mm-dd"))
                : new Shown(Datum.of(text(day, DAY_TEXTS, style)), "");
    }

    private static String monthFormat(String style) {
        return style.equals("zh") ? "yyyy\"年\"m\"月\"" : style.equals("dot") ? "yyyy.mm" : "yyyy-mm";
    }

    private static String text(LocalDate day, Map<String, String> patterns, String style) {
        return day.format(DateTimeFormatter.ofPattern(patterns.getOrDefault(style, "yyyy-MM-dd")));
    }

    private Shown code(Datum value, Question q) {
        int index = q.options().map(o -> o.indexOf(value.canonical())).orElse(-1);
        boolean isListed = q.type().equals("code")
                && index >= 0
                && q.options().map(List::size).orElse(0) <= MOST_CODES;
        if (isListed && shape.is("codes", "number")) {
            return new Shown(Datum.of(index + 1L), "");
        }
        if (isListed && shape.is("codes", "dot")) {
            return new Shown(Datum.of("%d.%s".formatted(index + 1, value.canonical())), "");
        }
        return new Shown(value, "@");
    }

    private Shown money(Datum value, String header) {
        double amount = Double.parseDouble(value.canonical());
        double shown = header.contains("万元") ? amount / TEN_THOUSAND : amount;
        return switch (shape.get("money")) {
            case "text" -> new Shown(Datum.of("%,.2f".formatted(shown)), "");
            case "thousand" -> new Shown(Datum.of(shown), "#,##0.00");
            default -> new Shown(Datum.of(shown), "0.00");
        };
    }
}
