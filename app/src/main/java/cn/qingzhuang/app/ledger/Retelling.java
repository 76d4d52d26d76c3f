package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.BatchRow;
import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.app.ledger.store.RetellingRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * A batch of the chain that appends no entry and says of whom something is otherwise, so that whoever follows the chain is told
 * so in its place. Begun when the subjects are locked and before conflicts are touched, as everybody who writes.
 */
final class Retelling {
    private final CountyTransaction transaction;
    private final CountyTransaction.End end;
    private final Instant at;

    private Retelling(CountyTransaction transaction, Instant at) {
        this.transaction = transaction;
        this.end = transaction.takeEnd(1);
        this.at = at;
    }

    /** Takes the end of the chain. */
    static Retelling begin(CountyTransaction transaction, Instant at) {
        return new Retelling(transaction, at);
    }

    /**
     * Puts the batch behind it.
     *
     * @param elements stored keys that are concerned; none: all
     */
    void end(RetellingKind kind, Collection<String> elements, Collection<UUID> subjects, String actor) {
        RetellingRow row = new RetellingRow(
                end.number(),
                kind.number(),
                elements.stream().sorted().distinct().toList(),
                subjects.stream().sorted().distinct().toList());
        EntryChain chain = new EntryChain();
        chain.add(row);
        transaction.add(row);
        BatchRow batch = new BatchRow(end.number(), 0, at, actor);
        transaction.addBatches(List.of(new LinkRow(batch, end.place() + 1, end.hash(), chain.end(end.hash()))));
    }
}
