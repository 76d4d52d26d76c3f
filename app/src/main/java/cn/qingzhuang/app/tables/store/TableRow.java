package cn.qingzhuang.app.tables.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A row of {@code kept_tables}.
 *
 * @param keyBy the account that made the key by which programs read it; empty: there is none
 */
public record TableRow(
        UUID id,
        String name,
        String unitCode,
        String subject,
        String words,
        String conditions,
        List<String> columns,
        List<String> labels,
        String department,
        String purpose,
        String basis,
        String madeBy,
        Instant madeAt,
        byte[] secret,
        String keyBy) {
    String county() {
        return unitCode.substring(0, 6);
    }
}
