package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Folds the entries of a subject into its current view, from nothing but them.
 *
 * @param batches of the county, by number
 * @param replaced the batches of files that were read anew: their entries no longer count
 */
record Fold(Map<Integer, LinkRow> batches, Set<Integer> replaced, ElementNumbers numbers) {
    /** The view that these entries of one subject make; at least one, by id. Without facts where none of them counts. */
    SubjectState of(List<EntryRow> entries) {
        EntryRow first = entries.get(0);
        SubjectState out = new SubjectState(first.subject(), SubjectType.values()[first.type()], first.unit());
        List<EntryRow> inOrder = new ArrayList<>(entries);
        inOrder.sort(Comparator.comparingInt(this::place));
        for (EntryRow entry : inOrder) {
            LinkRow from = batches.get(entry.batch());
            if (from == null || entry.elements() == null || entry.facts() == null || replaced.contains(entry.batch())) {
                continue; // of no batch, erased by law, or of a reading that was replaced
            }
            ValueList said = ValueList.unpack(entry.elements(), entry.facts(), numbers);
            out.apply(new Entry(source(entry, from), entry.unit(), said, entry.household()));
        }
        return out;
    }

    private static Source source(EntryRow entry, LinkRow from) {
        EntryKind kind = EntryKind.of(entry.kind());
        return new Source(
                entry.id(),
                kind,
                kind == EntryKind.IMPORT ? entry.batch() : 0,
                entry.sheet(),
                entry.row(),
                LocalDate.ofInstant(from.batch().recordedAt(), Ingest.ZONE),
                entry.validOn());
    }

    private int place(EntryRow entry) {
        LinkRow from = batches.get(entry.batch());
        return from == null ? 0 : from.place();
    }
}
