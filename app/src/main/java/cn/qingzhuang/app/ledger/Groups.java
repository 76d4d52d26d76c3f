package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.KeyRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.RowCursor;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.app.shared.DatabaseOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that a county holds of each subject, subject by subject: three tables read side by side, none kept in memory. */
final class Groups implements AutoCloseable {
    private final RowCursor<SubjectRow> views;
    private final RowCursor<EntryRow> entries;
    private final RowCursor<KeyRow> keys;
    private final Rulings rulings;
    /** Entries that count for others than they were appended to, each group by id. */
    private final TreeMap<UUID, List<EntryRow>> moved = new TreeMap<>(DatabaseOrder.OF_IDS);

    /**
     * What is held under one subject's id.
     *
     * @param view its current view, which should be there
     * @param entries by id
     */
    record Group(UUID id, @Nullable SubjectRow view, List<EntryRow> entries, Set<Long> keys) {}

    Groups(LedgerStore store, String county, Rulings rulings) {
        this.rulings = rulings;
        for (EntryRow entry : store.entries(county, rulings.moved().keySet())) {
            moved.computeIfAbsent(rulings.subjectOf(entry), id -> new ArrayList<>())
                    .add(entry);
        }
        views = store.subjectsById(county);
        entries = store.entriesBySubject(county);
        keys = store.keysBySubject(county);
    }

    /** The next subject that any of the tables names; null after the last. */
    @Nullable
    Group next() {
        while (true) {
            SubjectRow view = views.current();
            EntryRow entry = entries.current();
            KeyRow key = keys.current();
            UUID id = lesser(view == null ? null : view.id(), entry == null ? null : entry.subject());
            id = lesser(id, key == null ? null : key.subject());
            id = lesser(id, moved.isEmpty() ? null : moved.firstKey());
            if (id == null) {
                return null;
            }
            boolean isSeen = view != null && view.id().equals(id);
            if (isSeen) {
                views.next();
            }
            Group group = new Group(id, isSeen ? view : null, entriesOf(id), keysOf(id));
            if (isSeen || !group.entries().isEmpty() || !group.keys().isEmpty()) {
                return group;
            } // all that was said of it counts for another
        }
    }

    private List<EntryRow> entriesOf(UUID id) {
        List<EntryRow> out = new ArrayList<>(2);
        for (EntryRow e = entries.current(); e != null && e.subject().equals(id); e = entries.current()) {
            if (rulings.subjectOf(e).equals(id)) {
                out.add(e);
            }
            entries.next();
        }
        List<EntryRow> further = moved.remove(id);
        if (further != null) {
            further.stream().filter(e -> !e.subject().equals(id)).forEach(out::add);
            out.sort(Comparator.comparing(EntryRow::id, DatabaseOrder.OF_IDS));
        }
        return out;
    }

    private Set<Long> keysOf(UUID id) {
        Set<Long> out = new HashSet<>();
        for (KeyRow k = keys.current(); k != null && k.subject().equals(id); k = keys.current()) {
            out.add(k.key());
            keys.next();
        }
        return out;
    }

    /** The one that comes first in the database, which compares without sign. */
    private static @Nullable UUID lesser(@Nullable UUID a, @Nullable UUID b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return DatabaseOrder.OF_IDS.compare(a, b) <= 0 ? a : b;
    }

    @Override
    public void close() {
        views.close();
        entries.close();
        keys.close();
    }
}
