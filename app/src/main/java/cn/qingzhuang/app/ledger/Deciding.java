package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.BatchRow;
import cn.qingzhuang.app.ledger.store.ConflictRow;
import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.app.ledger.store.RulingRow;
import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.app.shared.DatabaseOrder;
import cn.qingzhuang.app.shared.Timings;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes what officers decide about the ledger: each decision is one transaction and a batch of the chain, and each can be
 * taken back. Whoever is changed is locked first, then the end of the chain, conflicts last: as everybody who writes.
 */
final class Deciding {
    private static final long[] NO_KEYS = {};

    private final LedgerStore store;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Uuid7 ids;

    Deciding(LedgerStore store, Catalogue catalogue, Clock clock, Uuid7 ids) {
        this.store = store;
        this.catalogue = catalogue;
        this.clock = clock;
        this.ids = ids;
    }

    /** One decision while it is being written. */
    private final class Step {
        final CountyTransaction transaction;
        final ElementNumbers numbers;
        final Ledger.Author author;
        final Instant at = clock.instant();

        Step(CountyTransaction transaction, Ledger.Author author) {
            this.transaction = transaction;
            this.author = author;
            this.numbers = new ElementNumbers(catalogue, transaction.elements());
        }

        /** Puts the ruling at the end of the chain, with an entry if it appends one; answers its number. */
        int end(CountyTransaction.End end, RulingRow ruling, EntryChain chain) {
            chain.add(ruling);
            BatchRow batch = new BatchRow(end.number(), chain.entries(), at, author.actor());
            transaction.rulings().add(ruling);
            transaction.addBatches(List.of(new LinkRow(batch, end.place() + 1, end.hash(), chain.end(end.hash()))));
            return end.number();
        }

        ConflictRow open(UUID conflict) {
            return transaction.rulings().findOpen(conflict).orElseThrow(LedgerProblems::decidedAlready);
        }
    }

    /** Work of one decision. */
    @FunctionalInterface
    private interface Work {
        int in(Step step);
    }

    private int write(Ledger.Author author, Work work) {
        String county = UnitRow.countyOf(author.unitCode());
        return Timings.REVIEW.of(() -> store.write(county, transaction -> work.in(new Step(transaction, author))));
    }

    /**
     * Of two values one holds: what an entry says, or what is current.
     *
     * @param conflict one that is open; all of the same element of the same subject are closed with it
     */
    int keep(ConflictRow conflict, Optional<UUID> chosen, Ledger.Author author) {
        return write(author, step -> {
            CountyTransaction transaction = step.transaction;
            Subjects subjects = new Subjects(transaction, step.numbers);
            subjects.hold(transaction.findSubjects(List.of(conflict.subject())));
            if (!subjects.has(conflict.subject())) {
                throw LedgerProblems.unknownSubject();
            }
            CountyTransaction.End end = transaction.takeEnd(1);
            ConflictRow open = step.open(conflict.id());
            SubjectState state = subjects.get(open.subject());
            Numbered element =
                    step.numbers.find(ElementKey.parse(open.element())).orElseThrow(LedgerProblems::notAChoice);
            Fact current = state.facts().get(element.number());
            String value = chosen.map(entry -> valueOf(step, entry, element))
                    .or(() -> Optional.ofNullable(current).map(Fact::value))
                    .orElseThrow(LedgerProblems::notAChoice);
            boolean isCurrent = current != null && current.value().equals(value);
            LocalDate today = LocalDate.ofInstant(step.at, Ingest.ZONE);
            EntryKind kind = isCurrent ? EntryKind.CONFIRM : EntryKind.CORRECTION;
            ValueList said = new ValueList(1);
            said.put(element, value);
            Entry entry = new Entry(
                    new Source(ids.next(), kind, 0, 0, 0, today, today),
                    state.unit(),
                    said,
                    Authorities.plain(step.numbers),
                    null);
            subjects.apply(open.subject(), entry, NO_KEYS);
            EntryChain chain = new EntryChain();
            transaction.addEntries(List.of(chain.row(entry, end.number(), state, ids)));
            transaction.changeSubjects(subjects.changed());
            subjects.end();
            RulingRow ruling = new RulingRow(
                    end.number(),
                    RulingKind.KEEP.number(),
                    open.subject(),
                    null,
                    open.element(),
                    open.id(),
                    List.of(entry.source().entry()),
                    0);
            step.end(end, ruling, chain);
            transaction.rulings().closeOf(open.subject(), open.element(), end.number(), step.at);
            return end.number();
        });
    }

    private static String valueOf(Step step, UUID entry, Numbered element) {
        EntryRow row = step.transaction.rulings().entries(List.of(entry)).stream()
                .findFirst()
                .orElseThrow(LedgerProblems::notAChoice);
        if (row.elements() == null || row.facts() == null) {
            throw LedgerProblems.notAChoice(); // erased by law
        }
        String value =
                ValueList.unpack(row.elements(), row.facts(), step.numbers).valueOf(element);
        if (value.isEmpty()) {
            throw LedgerProblems.notAChoice();
        }
        return value;
    }

    /** Nothing changes: two people after all, or seen and known. What is open between the same two is closed with it. */
    int dismiss(ConflictRow conflict, Ledger.Author author) {
        return write(author, step -> {
            step.transaction.findSubjects(List.of(conflict.subject()));
            CountyTransaction.End end = step.transaction.takeEnd(1);
            ConflictRow open = step.open(conflict.id());
            RulingRow ruling = new RulingRow(
                    end.number(),
                    RulingKind.DISMISS.number(),
                    open.subject(),
                    open.otherSubject(),
                    open.element(),
                    open.id(),
                    List.of(),
                    0);
            step.end(end, ruling, new EntryChain());
            List<UUID> same = new ArrayList<>(List.of(open.id()));
            @Nullable UUID other = open.otherSubject();
            if (other != null) {
                Rulings rulings = Rulings.of(step.transaction.rulings().all());
                same.addAll(between(step, rulings, rulings.current(open.subject()), rulings.current(other)));
            }
            step.transaction.rulings().close(same, end.number(), step.at);
            return end.number();
        });
    }

    /** The open conflicts in which each of two subjects may be the other. */
    private static List<UUID> between(Step step, Rulings rulings, UUID a, UUID b) {
        List<UUID> out = new ArrayList<>();
        for (ConflictRow c : step.transaction.rulings().openOf(List.of(a, b))) {
            @Nullable UUID other = c.otherSubject();
            if (other == null) {
                continue;
            }
            Set<UUID> two = Set.of(rulings.current(c.subject()), rulings.current(other));
            if (two.equals(Set.of(a, b)) || (two.size() == 1 && two.contains(a))) {
                out.add(c.id());
            }
        }
        return out;
    }

    /** Two subjects are one. The one that was known first stays; all that was said of the other counts for it. */
    int merge(UUID one, UUID two, Optional<UUID> conflict, Ledger.Author author) {
        return write(author, step -> {
            CountyTransaction transaction = step.transaction;
            transaction.lockImports(); // an import locks people block by block, in an order of its own
            Rulings before = Rulings.of(transaction.rulings().all());
            UUID first = before.current(one);
            UUID second = before.current(two);
            boolean isInOrder = DatabaseOrder.OF_IDS.compare(first, second) < 0;
            UUID kept = isInOrder ? first : second;
            UUID other = isInOrder ? second : first;
            Aftermath aftermath = new Aftermath(transaction, step.numbers, ids);
            aftermath.lock(List.of(kept, other));
            requireMergeable(aftermath, kept, other);
            List<UUID> entries = before.entriesOf(transaction, List.of(other)).values().stream()
                    .flatMap(Collection::stream)
                    .map(EntryRow::id)
                    .toList();
            CountyTransaction.End end = transaction.takeEnd(1);
            RulingRow ruling = new RulingRow(
                    end.number(), RulingKind.MERGE.number(), kept, other, null, conflict.orElse(null), entries, 0);
            step.end(end, ruling, new EntryChain());
            List<UUID> moot = between(step, before, kept, other);
            Rulings after = Rulings.of(transaction.rulings().all());
            aftermath.run(after, true);
            transaction.rulings().close(moot, end.number(), step.at);
            aftermath.retarget(after);
            aftermath.raiseDifferences(kept, end.number(), step.at);
            return end.number();
        });
    }

    private static void requireMergeable(Aftermath aftermath, UUID kept, UUID other) {
        Optional<SubjectType> a = aftermath.typeOf(kept);
        Optional<SubjectType> b = aftermath.typeOf(other);
        boolean isSame = kept.equals(other);
        if (isSame || a.isEmpty() || !a.equals(b) || !Aftermath.MERGED.contains(a.get())) {
            throw LedgerProblems.notMergeable();
        }
    }

    /** Some source rows speak of somebody else: their entries become a new subject. */
    int split(UUID subject, Collection<UUID> rows, Optional<UUID> conflict, Ledger.Author author) {
        return write(author, step -> {
            CountyTransaction transaction = step.transaction;
            transaction.lockImports();
            Rulings before = Rulings.of(transaction.rulings().all());
            UUID from = before.current(subject);
            Aftermath aftermath = new Aftermath(transaction, step.numbers, ids);
            aftermath.lock(List.of(from));
            List<EntryRow> all = before.entriesOf(transaction, List.of(from)).getOrDefault(from, List.of());
            List<UUID> moved = ofSameRows(all, new HashSet<>(rows));
            boolean isSplit = !moved.isEmpty()
                    && moved.size() < all.size()
                    && aftermath.typeOf(from).filter(Aftermath.MERGED::contains).isPresent();
            if (!isSplit) {
                throw LedgerProblems.notSplittable();
            }
            CountyTransaction.End end = transaction.takeEnd(1);
            UUID fresh = ids.next();
            RulingRow ruling = new RulingRow(
                    end.number(), RulingKind.SPLIT.number(), from, fresh, null, conflict.orElse(null), moved, 0);
            step.end(end, ruling, new EntryChain());
            Rulings after = Rulings.of(transaction.rulings().all());
            List<UUID> moot = transaction.rulings().openOf(List.of(from)).stream()
                    .filter(c -> isParted(c, moved))
                    .map(ConflictRow::id)
                    .toList();
            aftermath.add(fresh);
            aftermath.run(after, true);
            if (!aftermath.isKnown(from) || !aftermath.isKnown(fresh)) {
                throw LedgerProblems.notSplittable(); // on one side nothing that counts
            }
            transaction.rulings().close(moot, end.number(), step.at);
            aftermath.retarget(after);
            return end.number();
        });
    }

    /** All entries of the rows that the chosen ones come from; each answer is a row of its own. */
    private static List<UUID> ofSameRows(List<EntryRow> all, Set<UUID> chosen) {
        List<UUID> out = new ArrayList<>();
        for (EntryRow entry : all) {
            boolean isChosen = all.stream()
                    .filter(c -> chosen.contains(c.id()))
                    .anyMatch(c -> c.id().equals(entry.id())
                            || (c.kind() == EntryKind.IMPORT.number()
                                    && c.batch() == entry.batch()
                                    && c.sheet() == entry.sheet()
                                    && c.row() == entry.row()));
            if (isChosen) {
                out.add(entry.id());
            }
        }
        return out;
    }

    /** Whether the two sides of a conflict are of two subjects now. */
    private static boolean isParted(ConflictRow c, List<UUID> moved) {
        boolean isOther = c.otherEntry() != null && moved.contains(c.otherEntry());
        boolean isKept = c.keptEntry() != null && moved.contains(c.keptEntry());
        return isOther != isKept && c.otherSubject() == null;
    }

    /** Takes a ruling back: the ledger is as if it had never been, with all that was said since. */
    int undo(int number, Ledger.Author author) {
        return write(author, step -> {
            CountyTransaction transaction = step.transaction;
            Rulings known = Rulings.of(transaction.rulings().all());
            RulingRow undone = known.find(number).orElseThrow(LedgerProblems::decidedAlready);
            RulingKind kind = RulingKind.of(undone.kind());
            boolean isMoving = kind == RulingKind.MERGE || kind == RulingKind.SPLIT;
            if (isMoving) {
                transaction.lockImports();
            }
            Aftermath aftermath = new Aftermath(transaction, step.numbers, ids);
            List<UUID> affected = new ArrayList<>(List.of(known.current(undone.subject())));
            undone.entries().forEach(entry -> affected.add(known.subjectOf(entry, undone.subject())));
            @Nullable UUID other = undone.other();
            if (other != null && isMoving) {
                affected.add(other);
            }
            affected.add(undone.subject());
            aftermath.lock(affected);
            CountyTransaction.End end = transaction.takeEnd(1);
            Rulings before = Rulings.of(transaction.rulings().all());
            RulingRow again = before.find(number).orElseThrow(LedgerProblems::decidedAlready);
            if (kind == RulingKind.UNDO || (isMoving && before.standingOn(again).isPresent())) {
                throw LedgerProblems.notUndoable();
            }
            RulingRow ruling = new RulingRow(
                    end.number(),
                    RulingKind.UNDO.number(),
                    undone.subject(),
                    other,
                    undone.element(),
                    undone.conflict(),
                    List.of(),
                    number);
            step.end(end, ruling, new EntryChain());
            Rulings after = Rulings.of(transaction.rulings().all());
            if (kind != RulingKind.DISMISS) {
                aftermath.run(after, isMoving);
            }
            transaction.rulings().reopen(number, step.at);
            aftermath.retarget(after);
            return end.number();
        });
    }
}
