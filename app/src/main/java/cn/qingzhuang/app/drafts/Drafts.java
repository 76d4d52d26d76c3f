package cn.qingzhuang.app.drafts;

import cn.qingzhuang.app.drafts.store.DraftStore;
import cn.qingzhuang.app.drafts.store.DraftStore.DraftRow;
import cn.qingzhuang.app.drafts.store.DraftStore.ListingRow;
import cn.qingzhuang.app.fill.FillInput;
import cn.qingzhuang.app.fill.Filling;
import cn.qingzhuang.app.forms.Forms;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.ledger.People;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.ErasedWords;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.CellState;
import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.fill.DraftCell;
import cn.qingzhuang.engine.fill.FactSource.UnitNames;
import cn.qingzhuang.engine.fill.Listing;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Templates being filled. Only the template, its unit and its day are stored; the rest is made again from the ledger, so
 * that an answer given in one form is seen by every other. The latest drafts are kept in memory to answer quickly.
 */
public final class Drafts {
    private static final int OPEN_MAX = 4;
    /** Of whom blank lists are written. */
    private static final List<SubjectType> LISTED = List.of(
            SubjectType.PERSON,
            SubjectType.HOUSEHOLD,
            SubjectType.ORGANISATION,
            SubjectType.PLACE,
            SubjectType.DWELLING);

    private static final String ACTOR = "网页录入";

    private final DraftStore store;
    private final Forms forms;
    private final Ledger ledger;
    private final People people;
    private final Filling filling;
    private final Map<UUID, OpenDraft> open = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, OpenDraft> eldest) {
            return size() > OPEN_MAX;
        }
    };

    public Drafts(DataSource source, Forms forms, Ledger ledger, People people, Filling filling) {
        this.store = new DraftStore(source);
        this.forms = forms;
        this.ledger = ledger;
        this.people = people;
        this.filling = filling;
    }

    /**
     * A template as it arrives.
     *
     * @param department whose officer brings it; empty: the village or township itself
     * @param purpose why a department wants it; empty for the village or township itself
     */
    public record Arrival(
            String fileName, byte[] bytes, String unit, String department, String purpose, LocalDate asOf) {}

    /** Reads and fills a template and keeps it; tells its stages. Problems of reading name the file. */
    public synchronized OpenDraft start(Arrival arrival, Consumer<String> stage) {
        String unit = ledger.requireUnit(arrival.unit());
        Reading reading = forms.read(arrival.fileName(), arrival.bytes(), stage);
        if (reading.mappings().stream().allMatch(List::isEmpty)) {
            throw AppProblems.noTable(arrival.fileName());
        }
        stage.accept("filling");
        DraftRow row = new DraftRow(
                UUID.randomUUID(),
                arrival.fileName(),
                arrival.bytes(),
                unit,
                arrival.department(),
                arrival.purpose(),
                arrival.asOf(),
                Optional.empty());
        OpenDraft draft = fill(row, reading);
        store.add(row);
        keepAsked(draft);
        open.put(row.id(), draft);
        return draft;
    }

    /** The draft; Problem APP-018 when there is none of that id. */
    public synchronized OpenDraft get(UUID id) {
        OpenDraft kept = open.get(id);
        if (kept != null) {
            return kept;
        }
        DraftRow row = row(id);
        return refill(row, forms.read(row.fileName(), row.template()));
    }

    /** Where a draft belongs; empty when there is none of that id. */
    public Optional<DraftStore.PlaceRow> placeOf(UUID id) {
        return store.place(id)
                .map(p -> new DraftStore.PlaceRow(
                        ledger.requireUnit(p.unitCode()), p.department(), p.purpose(), p.fileName()));
    }

    /** The department's own file, filled with what a draft, or a view of it, holds. */
    public synchronized byte[] workbook(OpenDraft view) {
        return filling.workbook(input(row(view.id()), view.reading()), view.draft());
    }

    /** The latest drafts of a unit, newest first. */
    public List<DraftStore.ListedRow> list(String unitCode) {
        return store.list(ledger.codesOf(unitCode));
    }

    /** The latest forms of a unit that ask for an element, by its storage key. */
    public Map<String, Set<String>> formsByElement(String unitCode) {
        Map<String, Set<String>> out = new HashMap<>();
        for (DraftStore.AskedRow asked : store.asked(ledger.codesOf(unitCode))) {
            asked.elements()
                    .forEach(e -> out.computeIfAbsent(e, k -> new TreeSet<>()).add(asked.fileName()));
        }
        return out;
    }

    private OpenDraft keepAsked(OpenDraft draft) {
        Set<String> elements = new TreeSet<>();
        for (DraftCell cell : draft.draft().cells()) {
            cell.key()
                    .ifPresent(k -> elements.add(
                            Catalogue.storageKey(k.element(), k.role()).toString()));
        }
        store.setElements(draft.id(), elements);
        return draft;
    }

    /**
     * To be called after values were erased: drafts are made again, templates that hold one of these words are forgotten, and so is
     * what was typed with one.
     */
    public synchronized void erased(String county, Set<String> words) {
        open.clear();
        store.eraseTyped(county, words);
        for (UUID id : words.isEmpty() ? List.<UUID>of() : store.ids(county)) {
            DraftRow row = row(id);
            if (ErasedWords.areIn(row.fileName(), row.template(), words)) {
                store.delete(id);
            }
        }
    }

    /** Forgets a draft; what was answered in it stays in the ledger. Problem APP-018 when there is none of that id. */
    public synchronized void delete(UUID id) {
        open.remove(id);
        if (!store.delete(id)) {
            throw AppProblems.notFound();
        }
    }

    /** Learns what a slot means and fills again; element empty: none fits. */
    public synchronized OpenDraft confirm(UUID id, String sheet, String ref, Optional<String> element, String role) {
        Reading reading = get(id).reading();
        forms.confirm(reading.file(), sheet, ref, element, role);
        return keepAsked(refill(row(id), forms.understand(reading.file())));
    }

    /** Keeps what is said of several slots at once and fills again; Problem APP-022 or APP-023, and nothing is kept. */
    public synchronized OpenDraft confirmAll(UUID id, List<Forms.Said> said) {
        Reading reading = get(id).reading();
        forms.confirmAll(reading.file(), said);
        return keepAsked(refill(row(id), forms.understand(reading.file())));
    }

    /** Takes back what was said of a slot and fills again. */
    public synchronized OpenDraft withdraw(UUID id, String sheet, String ref) {
        OpenDraft draft = get(id);
        forms.withdraw(draft.fileName(), sheet, ref);
        return keepAsked(refill(row(id), forms.understand(draft.reading().file())));
    }

    /** Keeps whom a blank roster lists, or takes it back when nothing is said, and fills again. */
    public synchronized OpenDraft list(UUID id, Listing.Place place, Optional<ListingRow> said) {
        OpenDraft before = get(id);
        boolean isTable = before.reading().sheets().stream()
                .filter(s -> s.grid().name().equals(place.sheet()))
                .flatMap(s -> s.tables().stream())
                .anyMatch(t -> t.table().range().a1().equals(place.range()));
        if (!isTable) {
            throw AppProblems.noSuchSlot(before.fileName(), place.sheet(), place.range());
        }
        store.say(row(id), place, said);
        return refill(row(id), before.reading());
    }

    /** Keeps whom the cards are for, or takes it back, and fills again; Problem LEDGER-002 when nobody is known so. */
    public synchronized OpenDraft setSubject(UUID id, Optional<UUID> subject) {
        OpenDraft before = get(id);
        subject.ifPresent(s -> ledger.requireSubject(before.unitCode(), s.toString()));
        store.setSubject(id, subject);
        return refill(row(id), before.reading());
    }

    /** Records what a person said for a cell; a known value is corrected by it. */
    public synchronized DraftChange answer(UUID id, String sheet, String ref, String value) {
        OpenDraft before = get(id);
        Map<DraftStore.Place, String> typed = store.typed(id);
        DraftCell cell = typed.containsKey(new DraftStore.Place(sheet, ref))
                ? before.cell(sheet, ref).orElseThrow(() -> AppProblems.notAsked(ref))
                : asked(before, sheet, ref);
        DraftRow row = row(id);
        Optional<ElementKey> key = cell.key();
        if (key.isPresent() && cell.subjectId().isPresent()) {
            Ledger.Author author = new Ledger.Author(ACTOR, row.unitCode());
            if (cell.state() == CellState.KNOWN) {
                ledger.correct(cell.subjectId().get(), key.get(), value, author);
            } else {
                ledger.answer(cell.subjectId().get(), key.get(), value, author);
            }
        } else if (value.isBlank()) {
            throw AppProblems.wrongValue(ref, "没有内容");
        } else {
            store.type(row, new DraftStore.Place(sheet, ref), value);
        }
        return DraftChange.between(before, refill(row, before.reading()));
    }

    /** Records that a stale value still holds. */
    public synchronized DraftChange confirmFresh(UUID id, String sheet, String ref) {
        OpenDraft before = get(id);
        DraftCell cell = asked(before, sheet, ref);
        if (cell.state() != CellState.STALE
                || cell.key().isEmpty()
                || cell.subjectId().isEmpty()) {
            throw AppProblems.notAsked(ref);
        }
        DraftRow row = row(id);
        ledger.confirm(cell.subjectId().get(), cell.key().get(), new Ledger.Author(ACTOR, row.unitCode()));
        return DraftChange.between(before, refill(row, before.reading()));
    }

    /** Records that a value is doubted: it is asked from now on. */
    public synchronized DraftChange dispute(UUID id, String sheet, String ref) {
        OpenDraft before = get(id);
        DraftCell cell = asked(before, sheet, ref);
        if (cell.state() == CellState.UNKNOWN
                || cell.key().isEmpty()
                || cell.subjectId().isEmpty()) {
            throw AppProblems.notAsked(ref);
        }
        DraftRow row = row(id);
        ledger.dispute(cell.subjectId().get(), cell.key().get(), new Ledger.Author(ACTOR, row.unitCode()));
        return DraftChange.between(before, refill(row, before.reading()));
    }

    /** A cell that a person may speak of: unknown or stale, or known as a fact of a subject. */
    private static DraftCell asked(OpenDraft draft, String sheet, String ref) {
        return draft.cell(sheet, ref)
                .filter(c -> switch (c.state()) {
                    case UNKNOWN, STALE -> true;
                    case KNOWN -> c.key().isPresent() && c.subjectId().isPresent();
                    case COMPUTED, FIXED, WITHHELD -> false;
                })
                .orElseThrow(() -> AppProblems.notAsked(ref));
    }

    private DraftRow row(UUID id) {
        return store.find(id).orElseThrow(AppProblems::notFound);
    }

    private OpenDraft refill(DraftRow row, Reading reading) {
        OpenDraft draft = fill(row, reading);
        open.put(row.id(), draft);
        return draft;
    }

    private OpenDraft fill(DraftRow stored, Reading reading) {
        DraftRow row = stored.in(ledger.requireUnit(stored.unitCode())); // its village may have been merged since
        Draft draft = filling.draft(input(row, reading), ledger.asOf(row.asOf()));
        Map<DraftStore.Place, String> typed = store.typed(row.id());
        if (!typed.isEmpty()) {
            draft = TypedValues.over(draft, typed);
        }
        String unitName = ledger.unit(row.unitCode()).map(UnitNames::name).orElse(row.unitCode());
        return new OpenDraft(
                row.id(),
                row.fileName(),
                row.unitCode(),
                unitName,
                reading,
                draft,
                OpenDraft.bySheet(draft),
                Filling.counts(draft),
                new OpenDraft.Said(row.subjectId().map(UUID::toString), store.said(row.id())));
    }

    private FillInput input(DraftRow row, Reading reading) {
        Map<Listing.Place, Listing> listings = new HashMap<>();
        for (ListingRow said : store.said(row.id())) {
            listings.put(said.place(), listing(said, row.unitCode()));
        }
        return new FillInput(
                reading.file(),
                row.template(),
                reading.mappings(),
                row.unitCode(),
                row.asOf(),
                row.subjectId().map(UUID::toString),
                listings);
    }

    private Listing listing(ListingRow said, String unit) {
        return switch (said.kind()) {
            case EVERYBODY -> new Listing.Everybody();
            case TITLED -> new Listing.Titled();
            case FILE -> {
                Set<String> members = new HashSet<>();
                LISTED.forEach(type -> members.addAll(people.listed(unit, type, said.file())));
                yield new Listing.Members(members);
            }
        };
    }
}
