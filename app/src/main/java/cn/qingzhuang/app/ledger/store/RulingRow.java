package cn.qingzhuang.app.ledger.store;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code rulings}: what an officer decided about the ledger itself. Migration V110 tells each column.
 *
 * @param number of its batch
 * @param kind number of the kind of ruling
 * @param undoes the number of the ruling that this one takes back, or 0
 */
public record RulingRow(
        int number,
        int kind,
        UUID subject,
        @Nullable UUID other,
        @Nullable String element,
        @Nullable UUID conflict,
        List<UUID> entries,
        int undoes) {
    public RulingRow {
        entries = List.copyOf(entries);
    }
}
