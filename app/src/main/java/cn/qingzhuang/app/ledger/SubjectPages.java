package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.SubjectPageStore;
import cn.qingzhuang.engine.fill.FactSource;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.fill.SubjectQuery;
import java.util.List;
import java.util.UUID;

/**
 * The subjects of a query in the order of their ids, some at a time. Whoever exists from the first page to the last is
 * met once, whatever is written meanwhile, and whoever is added later stands at the end.
 */
public final class SubjectPages {
    /** Before every id. */
    public static final UUID START = new UUID(0, 0);

    private final LedgerFacts facts;
    private final SubjectPageStore store;

    SubjectPages(LedgerFacts facts, SubjectPageStore store) {
        this.facts = facts;
        this.store = store;
    }

    /** The same ledger as of the same day, for what the subjects of a page are asked about beside themselves. */
    public FactSource facts() {
        return facts;
    }

    /**
     * The next subjects after an id, fewer than {@code max} only where the query has no more. Of its conditions those
     * are left out that the database cannot test: others may be among them.
     */
    public List<SubjectFacts> after(UUID id, SubjectQuery query, int max) {
        return facts.page(store, query, id, max);
    }
}
