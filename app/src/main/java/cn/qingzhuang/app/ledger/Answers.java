package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.app.shared.Timings;
import cn.qingzhuang.engine.catalog.CanonicalValues;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.Reading;
import cn.qingzhuang.engine.sheet.CellValue;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Records what persons say of single values: answers, corrections, confirmations. */
final class Answers {
    private final LedgerStore store;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Uuid7 ids;
    private final Map<String, Saves> lines = new ConcurrentHashMap<>();

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
        String value = canonical(key, said.text());
        write(
                said.subjectId(),
                author,
                (transaction, numbers, state) -> new Saves.Decided(numbers.require(key, transaction), value, kind));
    }

    /** A value as the ledger keeps it; Problem LEDGER-003 when it is none of the element. */
    String canonical(ElementKey key, String text) {
        Element element = catalogue.elementOf(key).orElseThrow(() -> LedgerProblems.unknownElement(key.toString()));
        Reading reading = new CanonicalValues(catalogue).read(element, new CellValue.Text(text), element.name());
        if (reading instanceof Reading.Unreadable u) {
            throw LedgerProblems.unreadableAnswer(element.name(), u.reason());
        }
        return reading.known().orElseThrow(() -> LedgerProblems.unreadableAnswer(element.name(), "内容为空"));
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
            return new Saves.Decided(element, known.value(), kind);
        });
    }

    private void write(String subjectId, Ledger.Author author, Saves.Step step) {
        String county = UnitRow.countyOf(author.unitCode());
        Saves line = lines.computeIfAbsent(county, c -> new Saves(store, catalogue, c, ids));
        UUID subject = UUID.fromString(subjectId);
        Timings.SAVE.of(() -> line.save(new Saves.Save(subject, author.actor(), clock.instant(), step)));
    }
}
