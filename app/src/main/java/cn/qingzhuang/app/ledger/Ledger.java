package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.FileRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.SubjectPageStore;
import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.app.shared.Timings;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.fill.FactSource;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.fill.SubjectQuery;
import cn.qingzhuang.engine.sheet.SheetFile;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The ledger: takes files and answers in, tells what is known. One file, one answer is one transaction. As a
 * {@link FactSource} it speaks as of today; {@link #asOf} speaks as of another day.
 */
public final class Ledger implements FactSource {
    /** The value of a stated relation that has ended. */
    public static final String NOBODY = RelationKind.NOBODY;

    private static final int CODE = 12;

    /** Each import at work holds a connection of the pool and borrows another now and then; the others wait without one. */
    private static final Semaphore IMPORTS = new Semaphore(2, true);

    private final LedgerStore store;
    private final SubjectPageStore pages;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Uuid7 ids;
    private final Answers answers;
    private final Acts acts;
    private final Freshness freshness;

    public Ledger(DataSource source, Catalogue catalogue, Clock clock) {
        this.store = new LedgerStore(source);
        this.pages = new SubjectPageStore(source);
        this.catalogue = catalogue;
        this.freshness = new Freshness(catalogue);
        this.clock = clock;
        this.ids = new Uuid7(clock);
        this.answers = new Answers(store, catalogue, clock, ids);
        this.acts = new Acts(store, catalogue, clock, ids);
    }

    /**
     * Loads administrative units from a file with columns code, name, parent, and where villages merge valid_from, valid_to,
     * successor. Whoever was put into a unit that is closed now is shown in the one that goes on for it. A county is one
     * transaction.
     */
    public UnitsReport loadUnits(SheetFile file) {
        UnitFile.Content content = UnitFile.read(file, catalogue);
        Map<String, List<UnitFile.Said>> byCounty = content.units().stream()
                .collect(Collectors.groupingBy(u -> UnitRow.countyOf(u.code()), TreeMap::new, Collectors.toList()));
        List<UnitsReport.Refused> refused = new ArrayList<>(content.refused());
        List<String> changes = new ArrayList<>();
        int units = 0;
        int moved = 0;
        for (Map.Entry<String, List<UnitFile.Said>> county : byCounty.entrySet()) {
            UnitsReport report = store.write(
                    county.getKey(),
                    transaction -> new UnitLoading(transaction, catalogue, clock.instant()).run(county.getValue()));
            units += report.units();
            moved += report.moved();
            refused.addAll(report.refused());
            changes.addAll(report.changes());
        }
        refused.sort(Comparator.comparingInt(UnitsReport.Refused::row));
        return new UnitsReport(units, refused, moved, changes);
    }

    /**
     * Takes a file that was read and understood. The same bytes for the same unit, read the same way, are not taken
     * again: the first report is told, with no new facts. Read another way they take the place of the earlier reading, of
     * which nothing counts any more.
     *
     * @param unitCode the unit whose file it is; rows that name a unit below belong there
     */
    public IngestReport ingest(IngestInput input, String unitCode, String actor) {
        String unit = requireUnit(unitCode);
        String county = UnitRow.countyOf(unit);
        String reading = readingHash(input);
        Optional<String> note = successorNote(unitCode);
        return Timings.IMPORT.of(() -> inTurn(() -> store.write(county, transaction -> {
            transaction.lockImports();
            UnitTree units = new UnitTree(store.units(county));
            Optional<FileRow> earlier = store.findFile(county, input.sha256(), units.codesOf(unit));
            if (earlier.filter(f -> f.reading().equals(reading)).isPresent()) {
                return EarlierReport.of(
                        store, county, earlier.get(), input.file().fileName());
            }
            Ingest.Setting setting = new Ingest.Setting(catalogue, units, clock, ids, unit, actor);
            IngestReport report = new Ingest(transaction, setting).run(input, reading, earlier);
            return note.map(report::with).orElse(report);
        })));
    }

    private static IngestReport inTurn(Supplier<IngestReport> work) {
        IMPORTS.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            IMPORTS.release();
        }
    }

    /** What people are told who still use the code of a unit that was merged into another. */
    public Optional<String> successorNote(String unitCode) {
        String full = full(unitCode.strip());
        UnitTree units = new UnitTree(store.units(UnitRow.countyOf(full)));
        String now = units.current(full);
        return now.equals(full)
                ? Optional.empty()
                : Optional.of(units.label(full) + "已并入" + units.label(now) + "，按后者办理");
    }

    /** The code of a unit with those of the units that were merged into it. */
    public Set<String> codesOf(String unitCode) {
        return new UnitTree(store.units(UnitRow.countyOf(unitCode))).codesOf(unitCode);
    }

    /** How a file was understood, in short: when an officer corrects a meaning the file is taken again. */
    private static String readingHash(IngestInput input) {
        StringBuilder text = new StringBuilder();
        input.mappings()
                .forEach(sheet -> sheet.forEach(table -> {
                    text.append(table.population()).append('\n');
                    table.slots()
                            .forEach(s -> text.append(s.slot().ref())
                                    .append('=')
                                    .append(s.meaning())
                                    .append(s.confidence() >= TablePlan.TAKEN_FROM)
                                    .append('\n'));
                }));
        byte[] hash = EntryChain.sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
    }

    /** Records what a person said of one element of a subject; every form sees it at once. */
    public void answer(String subjectId, ElementKey key, String text, Author author) {
        answers.record(new Answers.Said(subjectId, key, text), EntryKind.ANSWER, author);
    }

    /** Records that the current value was wrong and what is right. */
    public void correct(String subjectId, ElementKey key, String text, Author author) {
        answers.record(new Answers.Said(subjectId, key, text), EntryKind.CORRECTION, author);
    }

    /** Records that the current value still holds: it is fresh again and no longer disputed. */
    public void confirm(String subjectId, ElementKey key, Author author) {
        answers.confirm(subjectId, key, author);
    }

    /** Records that the current value is doubted: it is asked again wherever it is needed until somebody decides. */
    public void dispute(String subjectId, ElementKey key, Author author) {
        answers.dispute(subjectId, key, author);
    }

    /** A value as the ledger keeps it; Problem LEDGER-003 when it is none of the element. */
    public String canonical(ElementKey key, String text) {
        return answers.canonical(Catalogue.storageKey(key.element(), key.role()), text);
    }

    /** An id for a subject that an act brings into the ledger. */
    public String newSubjectId() {
        return ids.next().toString();
    }

    /** What subjects of a county are like now, as a text that changes when they do. */
    public String basis(String unitCode, Collection<String> subjects) {
        return acts.basis(
                UnitRow.countyOf(unitCode),
                subjects.stream().map(UUID::fromString).toList());
    }

    /**
     * Appends all that an act changes, or nothing; answers the number under which it is taken back.
     *
     * @param basis of the subjects it changes and the ledger knows; Problem LEDGER-008 when they are otherwise by now
     */
    public int record(Act act, String basis, Author author) {
        return acts.record(act, basis, author);
    }

    /**
     * Takes an act back, with all that it changed of all its subjects; what was said later stays. Problem LEDGER-010 when there
     * is none to take back, LEDGER-009 when another act has followed about one of them.
     */
    public void reverse(String subjectId, int act, Author author) {
        acts.reverse(UnitRow.countyOf(author.unitCode()), UUID.fromString(subjectId), act, author);
    }

    /**
     * Who says something and for which unit.
     *
     * @param unitCode any unit of the subject's county
     */
    public record Author(String actor, String unitCode) {}

    /**
     * Erases values of a subject of a unit's county by law: of these stored elements, or all where there are none. The chain of
     * hashes holds. Problem LEDGER-002 when nothing was ever said of it.
     */
    public Erased erase(String unitCode, String subjectId, Set<String> elements, UUID erasure, String why) {
        Set<ElementKey> keys = elements.stream().map(ElementKey::parse).collect(Collectors.toSet());
        return store.write(
                UnitRow.countyOf(unitCode),
                transaction -> new Erasing(transaction, catalogue, clock.instant())
                        .subject(UUID.fromString(subjectId), keys, erasure, why));
    }

    /** By what copies of such values are looked for elsewhere, before they are erased here. Problem LEDGER-002 as there. */
    public Erased copies(String unitCode, String subjectId, Set<String> elements) {
        Set<ElementKey> keys = elements.stream().map(ElementKey::parse).collect(Collectors.toSet());
        return store.write(
                UnitRow.countyOf(unitCode),
                transaction ->
                        new Erasing(transaction, catalogue, clock.instant()).copies(UUID.fromString(subjectId), keys));
    }

    /** Erases in a county some of the values whose time is over; an answer without entries says that none are left. */
    public Erased expire(String county, Retention retention, UUID run) {
        return store.write(
                county, transaction -> new Erasing(transaction, catalogue, clock.instant()).expired(retention, run));
    }

    /** The counties that have entries. */
    public List<String> counties() {
        return store.counties();
    }

    /** The ledger as of a day: what is stale depends on it. */
    public FactSource asOf(LocalDate day) {
        return new LedgerFacts(store, catalogue, freshness, day);
    }

    /** As {@link #asOf}, for filling several templates one after another: what they share is read once. */
    public FactSource sharedAsOf(LocalDate day) {
        return new SharedFacts(new LedgerFacts(store, catalogue, freshness, day));
    }

    /** The ledger as of a day, to be read page by page. */
    public SubjectPages pagesAsOf(LocalDate day) {
        return new SubjectPages(new LedgerFacts(store, catalogue, freshness, day), pages);
    }

    @Override
    public void each(SubjectQuery query, Consumer<SubjectFacts> consumer) {
        today().each(query, consumer);
    }

    @Override
    public Optional<UnitNames> unit(String unitCode) {
        return today().unit(unitCode);
    }

    @Override
    public List<UnitNames> unitsBelow(String unitCode) {
        return today().unitsBelow(unitCode);
    }

    private FactSource today() {
        return asOf(todayIs());
    }

    private LocalDate todayIs() {
        return LocalDate.ofInstant(clock.instant(), Ingest.ZONE);
    }

    /** One subject of a county, by its surrogate key. */
    public Optional<SubjectFacts> find(String unitCode, String subjectId) {
        LedgerFacts facts = new LedgerFacts(store, catalogue, freshness, todayIs());
        return facts.find(unitCode, UUID.fromString(subjectId));
    }

    /** One subject of a county; Problem LEDGER-002 when there is none. */
    public SubjectFacts requireSubject(String unitCode, String subjectId) {
        return find(unitCode, subjectId).orElseThrow(LedgerProblems::unknownSubject);
    }

    /** The units in force, in code order. */
    public List<Unit> units() {
        return store.allUnits().stream()
                .filter(u -> !u.isClosed())
                .map(u -> new Unit(u.code(), u.name(), u.parent()))
                .toList();
    }

    /** How much is known. */
    public Counts counts() {
        return new Counts(store.unitCount(), store.subjectCount(), store.factCount());
    }

    /**
     * How much is known.
     *
     * @param facts values that were appended
     */
    public record Counts(long units, long subjects, long facts) {}

    /** Verifies hashes, folds, references and row conservation of every county; empty when all is well. */
    public List<LedgerCheck.Finding> check() {
        return new LedgerCheck(store, catalogue).run();
    }

    /** Makes the current view anew from the entries; answers how many subjects were not shown as their entries say. */
    public int rebuild() {
        int written = 0;
        for (String county : store.counties()) {
            written += new Rebuild(store, catalogue, county).run();
        }
        return written;
    }

    /**
     * The full code of a unit, that of its successor where it was merged; Problem LEDGER-001 when it is no code, or not in the
     * list of units of a county that has one, LEDGER-007 when it exists no more and none goes on for it.
     */
    public String requireUnit(String unitCode) {
        String full = full(unitCode.strip());
        List<UnitRow> units = store.units(UnitRow.countyOf(full));
        UnitTree tree = new UnitTree(units);
        if (!units.isEmpty() && !tree.has(full)) {
            throw LedgerProblems.unknownUnit(unitCode);
        }
        String now = tree.current(full);
        if (tree.isClosed(now)) {
            throw LedgerProblems.closedUnit(tree.label(now));
        }
        return now;
    }

    private static String full(String code) {
        if (!code.matches("[0-9]{6}|[0-9]{9}|[0-9]{12}")) {
            throw LedgerProblems.unknownUnit(code);
        }
        return code + "0".repeat(CODE - code.length());
    }
}
