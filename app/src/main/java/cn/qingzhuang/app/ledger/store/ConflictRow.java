package cn.qingzhuang.app.ledger.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code conflicts}. */
public record ConflictRow(
        UUID id,
        UUID subject,
        @Nullable UUID otherSubject,
        String element,
        @Nullable UUID keptEntry,
        @Nullable UUID otherEntry,
        int file,
        int sheet,
        int row,
        String reason,
        Instant raisedAt) {}
