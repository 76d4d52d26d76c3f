package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.BatchRow;
import cn.qingzhuang.app.ledger.store.ConflictRow;
import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Appends acts and takes them back. An act is one batch: an entry for each subject it changes and one for what it leaves in
 * doubt. Taking it back is a further batch, with an entry for each of these subjects; the fold then leaves the act out.
 */
final class Acts {
    private static final String DOUBTED = "因生活事件需要重新核实";

    private final LedgerStore store;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Uuid7 ids;

    Acts(LedgerStore store, Catalogue catalogue, Clock clock, Uuid7 ids) {
        this.store = store;
        this.catalogue = catalogue;
        this.clock = clock;
        this.ids = ids;
    }

    /** What subjects are like now, as a short text: an act that was worked out from it is refused when it is another. */
    String basis(String county, Collection<UUID> subjects) {
        return basis(subjects.stream()
                .sorted()
                .flatMap(id -> store.findSubject(county, id).stream())
                .toList());
    }

    private static String basis(List<SubjectRow> views) {
        MessageDigest digest = EntryChain.sha256();
        Map<UUID, SubjectRow> byId = new java.util.TreeMap<>();
        views.forEach(v -> byId.put(v.id(), v));
        for (SubjectRow view : byId.values()) {
            digest.update(view.id().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            digest.update(view.unit().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            digest.update(String.valueOf(view.household()).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            digest.update(view.sources());
            digest.update(view.elements());
            digest.update(view.facts());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Appends an act; answers the number of its batch. Problem LEDGER-008 when somebody has changed meanwhile. */
    int record(Act act, String basis, Ledger.Author author) {
        return store.write(UnitRow.countyOf(author.unitCode()), transaction -> record(transaction, act, basis, author));
    }

    private int record(CountyTransaction transaction, Act act, String basis, Ledger.Author author) {
        Set<UUID> all = new LinkedHashSet<>();
        act.changes().forEach(c -> all.add(UUID.fromString(c.subject())));
        // Before the end of the chain: whoever holds a subject may wait for that.
        List<SubjectRow> views = transaction.findSubjects(all);
        if (!basis(views).equals(basis)) {
            throw LedgerProblems.changedMeanwhile();
        }
        ElementNumbers numbers = new ElementNumbers(catalogue, transaction.elements());
        Map<UUID, SubjectState> states = new HashMap<>();
        views.forEach(v -> states.put(v.id(), SubjectState.of(v)));
        Writing writing = new Writing(transaction, numbers, act.on());
        String kind = act.kind() + " " + all.stream().map(UUID::toString).collect(Collectors.joining(" "));
        for (Act.Change change : act.changes()) {
            writing.add(change, state(change, states, author), kind, act.note());
        }
        return writing.end(author, all);
    }

    private static SubjectState state(Act.Change change, Map<UUID, SubjectState> states, Ledger.Author author) {
        UUID id = UUID.fromString(change.subject());
        if (change.made().isPresent()) {
            String unit = change.unit().orElse(author.unitCode());
            return states.computeIfAbsent(
                    id, made -> new SubjectState(made, change.made().get(), unit));
        }
        SubjectState known = states.get(id);
        if (known == null) {
            throw LedgerProblems.unknownSubject();
        }
        return known;
    }

    /** Takes an act back that a subject's entries tell of. */
    void reverse(String county, UUID subject, int batch, Ledger.Author author) {
        store.write(county, transaction -> {
            ElementNumbers numbers = new ElementNumbers(catalogue, transaction.elements());
            ActLog.Told act = new ActLog(transaction.entriesOf(List.of(subject)), numbers)
                    .find(batch)
                    .orElseThrow(LedgerProblems::noSuchAct);
            List<UUID> all = act.subjects();
            transaction.findSubjects(all);
            Rulings rulings = Rulings.of(transaction.rulings().all());
            if (!all.stream().allMatch(id -> rulings.current(id).equals(id))) {
                throw LedgerProblems.notUndoable(); // somebody of it became part of another
            }
            // read again under the lock: of whom a later act tells, that one has to be taken back first
            Map<UUID, List<EntryRow>> bySubject =
                    transaction.entriesOf(all).stream().collect(Collectors.groupingBy(EntryRow::subject));
            for (List<EntryRow> entries : bySubject.values()) {
                ActLog of = new ActLog(entries, numbers);
                if (of.isReversed(batch)) {
                    throw LedgerProblems.noSuchAct();
                }
                if (of.latest().filter(l -> l.batch() != batch).isPresent()) {
                    throw LedgerProblems.laterActFirst();
                }
            }
            Instant at =
                    transaction.acts().batches(List.of(batch)).get(0).batch().recordedAt();
            transaction.acts().unsettle(all, at, clock.instant());
            Writing writing = new Writing(transaction, numbers, LocalDate.ofInstant(clock.instant(), Ingest.ZONE));
            bySubject.forEach((id, entries) -> writing.reverse(entries.get(0), batch));
            return writing.end(author, new LinkedHashSet<>(all));
        });
    }

    /** One batch while its entries are being made. */
    private final class Writing {
        private final CountyTransaction transaction;
        private final ElementNumbers numbers;
        private final LocalDate on;
        private final Instant at = clock.instant();
        private final CountyTransaction.End end;
        private final EntryChain chain = new EntryChain();
        private final List<EntryRow> entries = new ArrayList<>();
        private final List<ConflictRow> doubted = new ArrayList<>();

        Writing(CountyTransaction transaction, ElementNumbers numbers, LocalDate on) {
            this.transaction = transaction;
            this.numbers = numbers;
            this.on = on;
            this.end = transaction.takeEnd(1);
        }

        void add(Act.Change change, SubjectState subject, String kind, String note) {
            ValueList said = new ValueList();
            said.put(numbers.require(Act.KIND, transaction), kind);
            said.put(numbers.require(Act.NOTE, transaction), note);
            change.values().forEach((key, value) -> said.put(numbers.require(key, transaction), value));
            String unit = change.unit().orElse(subject.unit());
            Act.Home home = change.home();
            UUID household = home instanceof Act.Home.Joins joins
                    ? UUID.fromString(joins.household())
                    : home instanceof Act.Home.Leaves ? Entry.NO_HOUSEHOLD : null;
            append(new Entry(source(EntryKind.EVENT), unit, said, Authorities.plain(numbers), household), subject);
            transaction
                    .acts()
                    .settle(
                            subject.id(),
                            change.values().keySet().stream()
                                    .map(ElementKey::toString)
                                    .toList(),
                            at);
            doubt(change, subject, unit);
        }

        private void doubt(Act.Change change, SubjectState subject, String unit) {
            ValueList doubts = new ValueList(change.doubted().size());
            Source source = source(EntryKind.DISPUTE);
            for (ElementKey key : change.doubted()) {
                Numbered element = numbers.require(key, transaction);
                Fact known = subject.facts().get(element.number());
                if (known != null) {
                    doubts.put(element, known.value());
                    doubted.add(new ConflictRow(
                            ids.next(),
                            subject.id(),
                            null,
                            key.toString(),
                            null,
                            source.entry(),
                            0,
                            0,
                            0,
                            DOUBTED,
                            at));
                }
            }
            if (doubts.size() > 0) {
                append(new Entry(source, unit, doubts, Authorities.plain(numbers), null), subject);
            }
        }

        /** @param any an entry of the subject */
        void reverse(EntryRow any, int batch) {
            ValueList said = new ValueList(1);
            said.put(numbers.require(Act.REVERSED, transaction), Integer.toString(batch));
            SubjectState subject = new SubjectState(any.subject(), SubjectType.values()[any.type()], any.unit());
            append(new Entry(source(EntryKind.REVERSAL), any.unit(), said, Authorities.plain(numbers), null), subject);
        }

        private Source source(EntryKind kind) {
            return new Source(ids.next(), kind, 0, 0, 0, LocalDate.ofInstant(at, Ingest.ZONE), on);
        }

        private void append(Entry entry, SubjectState subject) {
            entries.add(chain.row(entry, end.number(), subject, ids));
        }

        int end(Ledger.Author author, Set<UUID> all) {
            transaction.addEntries(entries);
            transaction.addConflicts(doubted);
            BatchRow batch = new BatchRow(end.number(), chain.entries(), at, author.actor());
            transaction.addBatches(List.of(new LinkRow(batch, end.place() + 1, end.hash(), chain.end(end.hash()))));
            Set<Integer> numbersUsed = new LinkedHashSet<>();
            transaction.entriesOf(all).forEach(e -> numbersUsed.add(e.batch()));
            Fold fold = Fold.over(transaction, numbers, numbersUsed);
            new Refolding(transaction, numbers, fold, entry -> {}).run(List.copyOf(all));
            return end.number();
        }
    }
}
