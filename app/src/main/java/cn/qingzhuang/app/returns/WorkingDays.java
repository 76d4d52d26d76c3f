package cn.qingzhuang.app.returns;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Which days offices work: the week, but for the days that the yearly notice of the State Council moves (调休). */
public final class WorkingDays {
    private final Map<LocalDate, Boolean> moved;

    WorkingDays(Map<LocalDate, Boolean> moved) {
        this.moved = Map.copyOf(moved);
    }

    /** The calendar that the product carries. */
    public static WorkingDays standard() {
        try (InputStream in =
                        Objects.requireNonNull(WorkingDays.class.getResourceAsStream("/returns/working-days.csv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Map<LocalDate, Boolean> out = new HashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(",");
                if (!line.startsWith("#") && parts.length == 2) {
                    out.put(LocalDate.parse(parts[0]), parts[1].equals("work"));
                }
            }
            return new WorkingDays(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isWorked(LocalDate day) {
        boolean isOfWeek = day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
        return moved.getOrDefault(day, isOfWeek);
    }

    /** The last of so many working days that begin on the day after. */
    LocalDate after(LocalDate day, int count) {
        LocalDate at = day;
        for (int left = count; left > 0; ) {
            at = at.plusDays(1);
            left -= isWorked(at) ? 1 : 0;
        }
        return at;
    }

    /** How many working days are left from a day to the last one, both counted; negative: so many are over. */
    int left(LocalDate today, LocalDate last) {
        int out = 0;
        boolean isOver = today.isAfter(last);
        LocalDate end = isOver ? today : last;
        for (LocalDate at = isOver ? last.plusDays(1) : today; !at.isAfter(end); at = at.plusDays(1)) {
            out += isWorked(at) ? 1 : 0;
        }
        return isOver ? -out : out;
    }
}
