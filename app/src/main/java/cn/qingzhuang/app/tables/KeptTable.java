package cn.qingzhuang.app.tables;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A table that a department described and may take again.
 *
 * @param labels of the columns, as the catalogue named the elements on that day; each once
 * @param words whom it lists, as the officer said it
 * @param department whose officer described it
 * @param purpose for what it is taken, in words
 * @param basis by which law or rule, with its 文号
 * @param secret 16 bytes by which its rows are named towards outside
 */
public record KeptTable(
        UUID id,
        String name,
        WantedTable wanted,
        List<String> labels,
        String words,
        String department,
        String purpose,
        String basis,
        String madeBy,
        Instant madeAt,
        byte[] secret) {
    public KeptTable {
        labels = List.copyOf(labels);
    }

    /** The names of its rows. */
    public RowKeys rowKeys() {
        return new RowKeys(secret);
    }

    /** For what a program is given to hand back. */
    public TableSeal seal() {
        return new TableSeal(secret);
    }
}
