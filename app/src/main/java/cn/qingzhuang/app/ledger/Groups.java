package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.KeyRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.RowCursor;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that a county holds of each subject, subject by subject: three tables read side by side, none kept in memory. */
final class Groups implements AutoCloseable {
    private final RowCursor<SubjectRow> views;
    private final RowCursor<EntryRow> entries;
    private final RowCursor<KeyRow> keys;

    /**
     * What is held under one subject's id.
     *
     * @param view its current view, which should be there
     * @param entries by id
     */
    record Group(UUID id, @Nullable SubjectRow view, List<EntryRow> entries, Set<Long> keys) {}

    Groups(LedgerStore store, String county) {
        views = store.subjectsById(county);
        entries = store.entriesBySubject(county);
        keys = store.keysBySubject(county);
    }

    /** The next subject that any of the tables names; null after the last. */
    @Nullable
    Group next() {
        SubjectRow view = views.current();
        EntryRow entry = entries.current();
        KeyRow key = keys.current();
        UUID id = lesser(view == null ? null : view.id(), entry == null ? null : entry.subject());
        id = lesser(id, key == null ? null : key.subject());
        if (id == null) {
            return null;
        }
        boolean isSeen = view != null && view.id().equals(id);
        if (isSeen) {
            views.next();
        }
        return new Group(id, isSeen ? view : null, entriesOf(id), keysOf(id));
    }

    private List<EntryRow> entriesOf(UUID id) {
        List<EntryRow> out = new ArrayList<>(2);
        for (EntryRow e = entries.current(); e != null && e.subject().equals(id); e = entries.current()) {
            out.add(e);
            entries.next();
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
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        int order = high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
        return order <= 0 ? a : b;
    }

    @Override
    public void close() {
        views.close();
        entries.close();
        keys.close();
    }
}
