package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.BatchRow;
import cn.qingzhuang.app.ledger.store.ConflictRow;
import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.engine.catalog.CanonicalValues;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.Reading;
import cn.qingzhuang.engine.sheet.CellValue;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Records what persons say of single values: answers, corrections, confirmations. */
final class Answers {
    private static final String DOUBTED = "有人认为台账的值不对：请核实后填写";

    private final LedgerStore store;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Uuid7 ids;

    Answers(LedgerStore store, Catalogue catalogue, Clock clock, Uuid7 ids) {
        this.store = store;
        this.catalogue = catalogue;
        this.clock = clock;
        this.ids = ids;
    }

    /** A value as a person wrote it. */
    record Said(String subjectId, ElementKey key, String text) {}

    void record(Said said, EntryKind kind, Ledger.Author author) {
        ElementKey key = Catalogue.storageKey(said.key().element(), said.key().role());
        Element element = catalogue.elementOf(key).orElseThrow(() -> LedgerProblems.unknownElement(key.toString()));
        Reading reading = new CanonicalValues(catalogue).read(element, new CellValue.Text(said.text()), element.name());
        if (reading instanceof Reading.Unreadable u) {
            throw LedgerProblems.unreadableAnswer(element.name(), u.reason());
        }
        String value = reading.known().orElseThrow(() -> LedgerProblems.unreadableAnswer(element.name(), "内容为空"));
        write(
                said.subjectId(),
                author,
                (transaction, numbers, state) -> new Decided(numbers.require(key, transaction), value, kind));
    }

    void confirm(String subjectId, ElementKey asked, Ledger.Author author) {
        sayOfKnown(subjectId, asked, EntryKind.CONFIRM, author);
    }

    void dispute(String subjectId, ElementKey asked, Ledger.Author author) {
        sayOfKnown(subjectId, asked, EntryKind.DISPUTE, author);
    }

    private void sayOfKnown(String subjectId, ElementKey asked, EntryKind kind, Ledger.Author author) {
        ElementKey key = Catalogue.storageKey(asked.element(), asked.role());
        String name = catalogue.elementOf(key).map(Element::name).orElse(key.toString());
        write(subjectId, author, (transaction, numbers, state) -> {
            Numbered element = numbers.find(key).orElseThrow(() -> LedgerProblems.nothingToConfirm(name));
            Fact known = state.facts().get(element.number());
            if (known == null) {
                throw LedgerProblems.nothingToConfirm(name);
            }
            return new Decided(element, known.value(), kind);
        });
    }

    /** What is to be appended. */
    private record Decided(Numbered element, String value, EntryKind kind) {}

    /** Works out what to append from the subject as it is now. */
    @FunctionalInterface
    private interface Step {
        Decided of(CountyTransaction transaction, ElementNumbers numbers, SubjectState state);
    }

    private void write(String subjectId, Ledger.Author author, Step step) {
        String county = UnitRow.countyOf(author.unitCode());
        UUID id = UUID.fromString(subjectId);
        store.write(county, transaction -> {
            ElementNumbers numbers = new ElementNumbers(catalogue, transaction.elements());
            Subjects subjects = new Subjects(transaction, numbers);
            subjects.fetchById(Set.of(id));
            if (!subjects.has(id)) {
                throw LedgerProblems.unknownSubject();
            }
            Decided decided = step.of(transaction, numbers, subjects.get(id));
            append(transaction, subjects, id, decided, author);
            subjects.flush();
            return id;
        });
    }

    private void append(
            CountyTransaction transaction, Subjects subjects, UUID id, Decided decided, Ledger.Author author) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, Ingest.ZONE);
        Source source = new Source(ids.next(), decided.kind(), 0, 0, 0, today, today);
        Entry entry = new Entry(source, subjects.get(id).unit(), List.of(decided.element()), List.of(decided.value()));
        subjects.apply(id, entry, List.of());
        EntryChain chain = new EntryChain(transaction.lastHash());
        EntryRow row = chain.row(entry, id, ids);
        transaction.addEntries(List.of(row));
        String key = decided.element().key().toString();
        if (decided.kind() == EntryKind.DISPUTE) {
            transaction.addConflicts(
                    List.of(new ConflictRow(ids.next(), id, null, key, null, row.id(), 0, 0, 0, DOUBTED, now)));
        } else {
            transaction.resolveConflicts(id, key, now);
        }
        transaction.addBatch(
                new BatchRow(transaction.nextBatch(), 0, 1, now, author.actor(), transaction.lastHash(), chain.end()));
    }
}
