package cn.qingzhuang.app.events;

import java.time.LocalDate;
import java.util.Map;

/**
 * A life event as the clerk enters it.
 *
 * @param unit 12 digits, in force
 * @param subject the person or household on whose page it is entered
 * @param fields what else is said, by the name of the field; blank ones are as good as absent
 */
public record Asked(String unit, String subject, EventKind kind, LocalDate on, Map<String, String> fields) {
    public Asked {
        fields = Map.copyOf(fields);
    }

    /** What a field says, or "". */
    String field(String name) {
        return fields.getOrDefault(name, "").strip();
    }
}
