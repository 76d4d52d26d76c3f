package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.AuthorityRow;
import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.FileRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Folds the entries of a subject into its current view, from nothing but them and what officers decided. */
final class Fold {
    private final Map<Integer, LinkRow> batches = new HashMap<>();
    private final Set<Integer> replaced;
    private final Map<Integer, Authorities> authorities = new HashMap<>();
    private final Rulings rulings;
    private final Authorities plain;
    private final ElementNumbers numbers;
    private final UnitTree units;

    /**
     * What a county's entries are folded with.
     *
     * @param batches of the county
     * @param replaced the batches of files that were read anew: their entries no longer count
     * @param units of the county: who was put into a unit that was merged is shown in the one that goes on for it
     */
    record Basis(
            List<LinkRow> batches,
            Set<Integer> replaced,
            List<AuthorityRow> authorities,
            Rulings rulings,
            UnitTree units) {}

    Fold(Basis basis, ElementNumbers numbers) {
        basis.batches().forEach(b -> batches.put(b.batch().number(), b));
        this.replaced = basis.replaced();
        this.rulings = basis.rulings();
        this.units = basis.units();
        this.numbers = numbers;
        this.plain = Authorities.plain(numbers);
        basis.authorities().forEach(row -> authorities.put(row.file(), Authorities.of(row, numbers)));
    }

    /** The fold of a county as it stands now. */
    static Fold of(LedgerStore store, String county, ElementNumbers numbers) {
        Set<Integer> replaced =
                store.files(county).stream().map(FileRow::replaces).collect(Collectors.toSet());
        Rulings rulings = Rulings.of(store.rulings(county));
        UnitTree units = new UnitTree(store.units(county));
        return new Fold(new Basis(store.batches(county), replaced, store.authorities(county), rulings, units), numbers);
    }

    /** The fold as it is inside an act of writing. */
    static Fold in(CountyTransaction transaction, ElementNumbers numbers, UnitTree units) {
        return new Fold(
                new Basis(
                        transaction.batches(),
                        transaction.replacedFiles(),
                        transaction.rulings().authorities(),
                        Rulings.of(transaction.rulings().all()),
                        units),
                numbers);
    }

    /** As {@link #in}, for entries of these batches only. */
    static Fold over(CountyTransaction transaction, ElementNumbers numbers, Collection<Integer> batches) {
        return new Fold(
                new Basis(
                        transaction.acts().batches(batches),
                        transaction.replacedFiles(),
                        transaction.rulings().authorities(),
                        Rulings.of(transaction.rulings().all()),
                        new UnitTree(transaction.units().units())),
                numbers);
    }

    Rulings rulings() {
        return rulings;
    }

    /** The view that the entries of one subject make; at least one, by id. Without facts where none of them counts. */
    SubjectState of(UUID subject, List<EntryRow> entries) {
        return of(subject, entries, difference -> {});
    }

    /** As {@link #of(UUID, List)}, telling the differences on the way. */
    SubjectState of(UUID subject, List<EntryRow> entries, Consumer<SubjectState.Difference> differences) {
        EntryRow first = entries.get(0);
        SubjectState out = new SubjectState(subject, SubjectType.values()[first.type()], unit(first));
        for (EntryRow entry : counting(entries)) {
            LinkRow from = batches.get(entry.batch());
            byte[] elements = entry.elements();
            byte[] facts = entry.facts();
            if (from != null && elements != null && facts != null) {
                ValueList said = ValueList.unpack(elements, facts, numbers);
                Authorities weights = authorities.getOrDefault(entry.batch(), plain);
                out.apply(new Entry(source(entry, from), unit(entry), said, weights, entry.household()))
                        .forEach(differences);
            }
        }
        return out;
    }

    /**
     * Those of one subject's entries that count, in the order of the chain: not of a reading that was replaced, not of an act or a
     * ruling that was taken back, not erased by law.
     */
    List<EntryRow> counting(List<EntryRow> entries) {
        Set<Integer> reversed = ActLog.reversed(entries, numbers);
        List<EntryRow> out = new ArrayList<>(entries.size());
        for (EntryRow entry : entries) {
            boolean isLeftOut = replaced.contains(entry.batch())
                    || reversed.contains(entry.batch())
                    || entry.kind() == EntryKind.REVERSAL.number()
                    || !rulings.isCounting(entry.id());
            if (!isLeftOut && batches.containsKey(entry.batch()) && entry.elements() != null && entry.facts() != null) {
                out.add(resolved(entry));
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

    /** The entry as it counts today: for the subject, and of the household, that these became part of. */
    private EntryRow resolved(EntryRow entry) {
        @Nullable UUID said = entry.household();
        UUID subject = rulings.subjectOf(entry);
        @Nullable UUID household = said == null ? null : rulings.current(said);
        boolean isSame = subject.equals(entry.subject()) && Objects.equals(said, household);
        return isSame ? entry : entry.of(subject, household);
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
