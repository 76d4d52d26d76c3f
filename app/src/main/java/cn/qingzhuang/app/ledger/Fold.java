package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.FileRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Folds the entries of a subject into its current view, from nothing but them.
 *
 * @param batches of the county, by number
 * @param replaced the batches of files that were read anew: their entries no longer count
 * @param units of the county: who was put into a unit that was merged is shown in the one that goes on for it
 */
record Fold(Map<Integer, LinkRow> batches, Set<Integer> replaced, ElementNumbers numbers, UnitTree units) {
    /** The fold of a county as it stands now. */
    static Fold of(LedgerStore store, String county, ElementNumbers numbers) {
        Map<Integer, LinkRow> batches = new HashMap<>();
        store.batches(county).forEach(b -> batches.put(b.batch().number(), b));
        Set<Integer> replaced =
                store.files(county).stream().map(FileRow::replaces).collect(Collectors.toSet());
        return new Fold(batches, replaced, numbers, new UnitTree(store.units(county)));
    }

    /** The fold as it is inside an act of writing. */
    static Fold in(CountyTransaction transaction, ElementNumbers numbers, UnitTree units) {
        Map<Integer, LinkRow> batches = new HashMap<>();
        transaction.batches().forEach(b -> batches.put(b.batch().number(), b));
        return new Fold(batches, transaction.replacedFiles(), numbers, units);
    }

    /** The view that these entries of one subject make; at least one, by id. Without facts where none of them counts. */
    SubjectState of(List<EntryRow> entries) {
        EntryRow first = entries.get(0);
        SubjectType type = SubjectType.values()[first.type()];
        SubjectState out = new SubjectState(first.subject(), type, unit(first));
        for (EntryRow entry : counting(entries)) {
            LinkRow from = batches.get(entry.batch());
            byte[] elements = entry.elements();
            byte[] facts = entry.facts();
            if (from != null && elements != null && facts != null) {
                ValueList said = ValueList.unpack(elements, facts, numbers);
                out.apply(new Entry(source(entry, from), unit(entry), said, entry.household()));
            }
        }
        return out;
    }

    /**
     * Those of one subject's entries that count, in the order of the chain: not of a reading that was replaced, not of an act that
     * was taken back, not erased by law.
     */
    List<EntryRow> counting(List<EntryRow> entries) {
        Set<Integer> reversed = ActLog.reversed(entries, numbers);
        List<EntryRow> out = new ArrayList<>(entries.size());
        for (EntryRow entry : entries) {
            boolean isLeftOut = replaced.contains(entry.batch())
                    || reversed.contains(entry.batch())
                    || entry.kind() == EntryKind.REVERSAL.number();
            if (!isLeftOut && batches.containsKey(entry.batch()) && entry.elements() != null && entry.facts() != null) {
                out.add(entry);
            }
        }
        out.sort(Comparator.comparingInt(this::place));
        return out;
    }

    /** The keys under which a subject is found from those of whom its entries speak, and from households it has left. */
    Set<Long> mentions(List<EntryRow> entries) {
        Set<Long> out = new HashSet<>();
        UUID home = null;
        for (EntryRow entry : counting(entries)) {
            byte[] elements = entry.elements();
            byte[] facts = entry.facts();
            if (elements != null && facts != null && numbers.isAnyMention(elements)) {
                for (long key : Mentions.of(ValueList.unpack(elements, facts, numbers))) {
                    out.add(key);
                }
            }
            UUID household = entry.household();
            if (household != null && home != null && !household.equals(home)) {
                out.add(Mentions.key(home));
            }
            home = household == null ? home : household;
        }
        return out;
    }

    /** Where an entry puts its subject today. What is said of a unit itself stays with that unit. */
    private String unit(EntryRow entry) {
        return entry.type() == SubjectType.UNIT.ordinal() ? entry.unit() : units.current(entry.unit());
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
