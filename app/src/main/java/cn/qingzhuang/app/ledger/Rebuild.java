package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Makes the current view of a county anew from its entries, in one transaction. Views that are right already are not
 * written; keys that are missing are added (none is taken away: a row of events is found by its key alone).
 */
final class Rebuild {
    private static final int BLOCK = 2_000;

    private final LedgerStore store;
    private final String county;
    private final ElementNumbers numbers;
    private final Fold fold;
    private final List<SubjectRow> made = new ArrayList<>();
    private final List<SubjectRow> changed = new ArrayList<>();
    private final KeyIndex keys = new KeyIndex();
    private final List<UUID> keyOwners = new ArrayList<>();
    private Former former = Former.NONE;
    private int written;

    Rebuild(LedgerStore store, Catalogue catalogue, String county) {
        this.store = store;
        this.county = county;
        this.numbers = new ElementNumbers(catalogue, store.elements(county));
        this.fold = Fold.of(store, county, numbers);
    }

    /** Answers how many views were written. */
    int run() {
        return store.write(county, transaction -> {
            transaction.lockImports();
            transaction.lockSubjects();
            former = Former.in(transaction, numbers);
            try (Groups groups = new Groups(store, county, fold.rulings())) {
                for (Groups.Group group = groups.next(); group != null; group = groups.next()) {
                    if (!group.entries().isEmpty()) {
                        take(group);
                    }
                    if (made.size() + changed.size() >= BLOCK) {
                        flush(transaction);
                    }
                }
            }
            flush(transaction);
            transaction.addKeys(keys.placesByKey(), keys::key, place -> keyOwners.get(keys.number(place)));
            return written;
        });
    }

    private void take(Groups.Group group) {
        SubjectState state = fold.of(group.id(), group.entries());
        if (state.facts().size() == 0 && group.view() == null) {
            return; // known from readings only that were replaced
        }
        Identity identity = state.identity(numbers);
        SubjectRow view = group.view();
        if (view == null) {
            made.add(state.row(identity.name(), numbers));
        } else if (!state.isShownBy(view, identity.name(), numbers)) {
            changed.add(state.row(identity.name(), numbers));
        }
        fold.mentions(group.entries()).forEach(key -> addKey(group, key));
        addKeys(group, identity);
        former.of(group.id()).forEach(was -> addKeys(group, was));
    }

    private void addKeys(Groups.Group group, Identity identity) {
        for (long key : IdentityKeys.of(identity)) {
            addKey(group, key);
        }
    }

    private void addKey(Groups.Group group, long key) {
        if (group.keys().add(key)) {
            keys.add(key, keyOwners.size());
            keyOwners.add(group.id());
        }
    }

    private void flush(CountyTransaction transaction) {
        written += made.size() + changed.size();
        transaction.addSubjects(made);
        transaction.changeSubjects(changed);
        made.clear();
        changed.clear();
    }
}
