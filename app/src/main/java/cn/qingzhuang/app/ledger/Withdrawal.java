package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.FileRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Takes back what an earlier reading of the same file said, once the new reading is in: whoever it spoke of is folded again
 * without it. Its entries stay in the chain; who is known from nothing else leaves the current view.
 */
final class Withdrawal {
    private final CountyTransaction transaction;
    private final FileRow replaced;
    private final Refolding refolding;
    private final Set<UUID> entries = new HashSet<>();

    Withdrawal(CountyTransaction transaction, ElementNumbers numbers, UnitTree units, FileRow replaced) {
        this.transaction = transaction;
        this.replaced = replaced;
        this.refolding = new Refolding(transaction, numbers, Fold.in(transaction, numbers, units), entry -> {
            if (entry.batch() == replaced.number()) {
                entries.add(entry.id());
            }
        });
    }

    /** Answers the entries that no longer count. */
    Set<UUID> run(Instant now) {
        refolding.run(transaction.subjectsOf(replaced.number(), replaced.importedAt()));
        transaction.resolveConflictsOf(replaced.number(), now);
        return entries;
    }
}
