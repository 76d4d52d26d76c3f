package cn.qingzhuang.app.tables.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of {@code table_takes}.
 *
 * @param rows empty while it is under way, and where it was cut
 */
public record TakeRow(UUID id, UUID table, Instant takenAt, String takenBy, String form, Optional<Integer> rows) {}
