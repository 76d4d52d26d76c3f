package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.app.ledger.store.RulingRow;
import cn.qingzhuang.engine.identity.Identity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who those were that became part of others: the identity that each had, by which the files that named it still do. A
 * duplicate that was merged does not come back with the next file of the same slip.
 */
final class Former {
    static final Former NONE = new Former(Map.of());

    private final Map<UUID, List<Identity>> identities;

    private Former(Map<UUID, List<Identity>> identities) {
        this.identities = identities;
    }

    /** Of a whole county, inside a ruling of writing; {@link #NONE} where nobody was merged. */
    static Former in(CountyTransaction transaction, ElementNumbers numbers) {
        Rulings rulings = Rulings.of(transaction.rulings().all());
        if (rulings.merges().isEmpty()) {
            return NONE;
        }
        Set<UUID> ids = new HashSet<>();
        rulings.merges().forEach(ruling -> ids.addAll(ruling.entries()));
        List<EntryRow> entries = transaction.rulings().entries(ids);
        Set<Integer> batches = new HashSet<>();
        entries.forEach(entry -> batches.add(entry.batch()));
        return of(rulings, entries, transaction.acts().batches(batches), numbers);
    }

    /**
     * Of the merges whose entries are given. A reading that was replaced still says how a file names somebody.
     *
     * @param batches those of the entries
     */
    static Former of(Rulings rulings, Collection<EntryRow> entries, List<LinkRow> batches, ElementNumbers numbers) {
        Map<UUID, EntryRow> known = new HashMap<>();
        entries.forEach(entry -> known.put(entry.id(), entry));
        Fold fold = new Fold(new Fold.Basis(batches, Set.of(), List.of(), rulings, new UnitTree(List.of())), numbers);
        Map<UUID, List<Identity>> out = new HashMap<>();
        for (RulingRow ruling : rulings.merges()) {
            List<EntryRow> own = new ArrayList<>();
            for (UUID id : ruling.entries()) {
                EntryRow entry = known.get(id);
                if (entry != null) {
                    own.add(entry);
                }
            }
            if (!own.isEmpty()) {
                UUID now = rulings.current(ruling.subject());
                Identity identity = fold.of(ruling.subject(), own).identity(numbers);
                out.computeIfAbsent(now, subject -> new ArrayList<>()).add(identity);
            }
        }
        return out.isEmpty() ? NONE : new Former(out);
    }

    boolean isEmpty() {
        return identities.isEmpty();
    }

    /** The identities of those who became part of a subject. */
    List<Identity> of(UUID subject) {
        return identities.getOrDefault(subject, List.of());
    }
}
