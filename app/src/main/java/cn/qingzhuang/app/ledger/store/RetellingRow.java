package cn.qingzhuang.app.ledger.store;

import java.util.List;
import java.util.UUID;

/**
 * A row of {@code retellings}: subjects that are otherwise though no entry says so. Migration V160 tells each column.
 *
 * @param number of its batch
 * @param kind number of the kind
 * @param elements stored keys, sorted; none: all
 * @param subjects sorted
 */
public record RetellingRow(int number, int kind, List<String> elements, List<UUID> subjects) {
    public RetellingRow {
        elements = List.copyOf(elements);
        subjects = List.copyOf(subjects);
    }
}
