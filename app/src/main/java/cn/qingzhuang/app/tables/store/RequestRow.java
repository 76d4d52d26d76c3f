package cn.qingzhuang.app.tables.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of {@code owner_requests} with the table it is for.
 *
 * @param lacking of how many of the table's rows the element was not known when it was asked
 * @param settledAt with outcome, empty while it is open
 */
public record RequestRow(
        UUID id,
        UUID table,
        String tableName,
        String unitCode,
        String department,
        String purpose,
        String basis,
        String element,
        String owner,
        int lacking,
        int rows,
        Instant askedAt,
        String askedBy,
        Optional<Instant> settledAt,
        String outcome,
        String reason) {}
