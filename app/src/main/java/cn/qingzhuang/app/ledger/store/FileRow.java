package cn.qingzhuang.app.ledger.store;

import java.time.Instant;
import java.util.List;

/**
 * A row of {@code files}.
 *
 * @param reading hash of how the file was understood: the same file read better is imported again
 * @param replaces the number of the earlier reading whose entries no longer count; 0 for none
 */
public record FileRow(
        int number,
        String sha256,
        String reading,
        String name,
        String unit,
        List<String> sheets,
        int rows,
        int accepted,
        int facts,
        Instant importedAt,
        String actor,
        int replaces) {}
