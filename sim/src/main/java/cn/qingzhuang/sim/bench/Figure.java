package cn.qingzhuang.sim.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * One measured number.
 *
 * @param unit %, s, MB, x or nothing
 * @param must the bar, such as "≥ 95", or empty when the number is there to explain others
 * @param goal the better bar
 * @param on what it was measured on
 */
public record Figure(
        String section,
        String name,
        double value,
        String unit,
        Optional<String> must,
        Optional<String> goal,
        String on) {
    /** A number with bars; a bar is "≥ 95" or "≤ 3". */
    public static Figure of(String section, String name, double value, String unit, Bars bars, String on) {
        return new Figure(section, name, value, unit, Optional.of(bars.must), Optional.of(bars.goal), on);
    }

    /** A number that explains others. */
    public static Figure plain(String section, String name, double value, String unit, String on) {
        return new Figure(section, name, value, unit, Optional.empty(), Optional.empty(), on);
    }

    /** The bars of the table. */
    public record Bars(String must, String goal) {}

    static double percent(long part, long whole) {
        return whole == 0 ? Double.NaN : 100.0 * part / whole;
    }

    /** Whether the bar is met; a bar that is absent is. */
    private static boolean isMet(Optional<String> bar, double value) {
        if (bar.isEmpty()) {
            return true;
        }
        double limit = Double.parseDouble(bar.get().substring(1).strip());
        return bar.get().startsWith("≥") ? value >= limit : value <= limit;
    }

    /** "goal", "must", "short" or "". */
    public String verdict() {
        if (must.isEmpty() || Double.isNaN(value)) {
            return "";
        }
        return isMet(goal, value) ? "goal" : isMet(must, value) ? "must" : "short";
    }

    String line() {
        String bars = must.map(m -> "must %s, goal %s: %s".formatted(m, goal.orElse("-"), verdict()))
                .orElse("");
        String shown = Double.isNaN(value)
                ? "not measured"
                : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f %s" : "%.1f %s", value, unit);
        return String.format(Locale.ROOT, "%-58s %14s  %-34s %s", name, shown, bars, on);
    }
}
