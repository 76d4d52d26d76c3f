package cn.qingzhuang.app.imports;

import cn.qingzhuang.app.forms.Forms;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.imports.store.ImportStore;
import cn.qingzhuang.app.imports.store.ImportStore.ImportRow;
import cn.qingzhuang.app.imports.store.ImportStore.Tally;
import cn.qingzhuang.app.ledger.IngestInput;
import cn.qingzhuang.app.ledger.IngestReport;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.ErasedWords;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Workbooks taken into the ledger from the page. What was read of one is made again from its bytes; a correction of a
 * column takes the file again.
 */
public final class Imports {
    private static final int OPEN_MAX = 2;
    /** Names of two characters stand in rows of many. */
    private static final int TELLING_MIN = 3;

    private static final String ACTOR = "网页导入";

    private final ImportStore store;
    private final Forms forms;
    private final Ledger ledger;
    private final Function<byte[], String> hash;
    private final Map<UUID, OpenImport> open = new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, OpenImport> eldest) {
            return size() > OPEN_MAX;
        }
    };

    /**
     * @param hash names bytes
     */
    public Imports(DataSource source, Forms forms, Ledger ledger, Function<byte[], String> hash) {
        this.store = new ImportStore(source);
        this.forms = forms;
        this.ledger = ledger;
        this.hash = hash;
    }

    /** An import as a list shows it. */
    public record Listed(UUID id, String fileName, Instant importedAt, int rows, int accepted, int doubts) {}

    /** Reads a workbook, takes its rows and keeps it; tells its stages. Problems name the file. */
    public OpenImport start(String fileName, byte[] bytes, String unitCode, Consumer<String> stage) {
        return start(ACTOR, new ImportRow(UUID.randomUUID(), fileName, bytes, ledger.requireUnit(unitCode)), stage);
    }

    /** The same in somebody's name. */
    public OpenImport startAs(String actor, String fileName, byte[] bytes, String unitCode) {
        ImportRow row = new ImportRow(UUID.randomUUID(), fileName, bytes, ledger.requireUnit(unitCode));
        return start(actor, row, stage -> {});
    }

    private synchronized OpenImport start(String actor, ImportRow row, Consumer<String> stage) {
        Reading reading = forms.read(row.fileName(), row.workbook(), stage);
        stage.accept("saving");
        OpenImport taken = take(actor, row, reading);
        store.add(row, tally(taken.report()));
        return taken;
    }

    /** The import; Problem APP-018 when there is none of that id. */
    public synchronized OpenImport get(UUID id) {
        OpenImport kept = open.get(id);
        if (kept != null) {
            return kept;
        }
        ImportRow row = row(id);
        Reading reading = forms.read(row.fileName(), row.workbook());
        return take(ACTOR, row, reading);
    }

    /** The unit of an import; empty when there is none of that id. */
    public Optional<String> unitOf(UUID id) {
        return store.unit(id).map(ledger::requireUnit);
    }

    /** The hash of an import's bytes, by which the ledger knows its file; Problem APP-018 when there is none of that id. */
    public String hashOf(UUID id) {
        return hash.apply(row(id).workbook());
    }

    /**
     * To be called after values were erased: workbooks with them are kept no longer, nor these words in their names, nor workbooks of
     * which rows were refused in which one of the words stands.
     */
    public synchronized void erased(String county, Set<String> files, Set<String> words) {
        open.clear();
        Set<String> telling =
                words.stream().filter(word -> word.length() >= TELLING_MIN).collect(Collectors.toSet());
        for (UUID id : telling.isEmpty() ? List.<UUID>of() : store.withRefusals(county)) {
            ImportRow row = store.find(id).orElseThrow();
            if (ErasedWords.areIn("", row.workbook(), telling)) {
                store.eraseBytes(id);
            }
        }
        store.erase(county, files, words);
    }

    /** The latest imports of a unit, newest first. */
    public List<Listed> list(String unitCode) {
        return store.list(ledger.codesOf(unitCode)).stream()
                .map(l -> new Listed(
                        l.id(),
                        l.fileName(),
                        l.importedAt(),
                        l.tally().rows(),
                        l.tally().accepted(),
                        l.tally().doubts()))
                .toList();
    }

    /** Learns what a column means and takes the file again; element empty: none fits. */
    public synchronized OpenImport confirm(UUID id, String sheet, String ref, Optional<String> element, String role) {
        OpenImport before = get(id);
        forms.confirm(before.reading().file(), sheet, ref, element, role);
        return again(before);
    }

    /** Keeps what is said of several columns and takes the file again; Problem APP-022 or APP-023, and nothing is kept. */
    public synchronized OpenImport confirmAll(UUID id, List<Forms.Said> said) {
        OpenImport before = get(id);
        forms.confirmAll(before.reading().file(), said);
        return again(before);
    }

    /** Takes back what was said of a column and takes the file again. */
    public synchronized OpenImport withdraw(UUID id, String sheet, String ref) {
        OpenImport before = get(id);
        forms.withdraw(before.fileName(), sheet, ref);
        return again(before);
    }

    private OpenImport again(OpenImport before) {
        OpenImport after =
                take(ACTOR, row(before.id()), forms.understand(before.reading().file()));
        store.change(before.id(), tally(after.report()));
        return after;
    }

    private OpenImport take(String actor, ImportRow row, Reading reading) {
        IngestInput input = new IngestInput(reading.file(), hash.apply(row.workbook()), reading.mappings());
        IngestReport report = ledger.ingest(input, row.unitCode(), actor);
        OpenImport taken = new OpenImport(row.id(), row.fileName(), row.unitCode(), reading, report);
        open.put(row.id(), taken);
        return taken;
    }

    private static Tally tally(IngestReport report) {
        return new Tally(report.rows(), report.accepted(), report.conflicts().size());
    }

    private ImportRow row(UUID id) {
        ImportRow stored = store.find(id).orElseThrow(AppProblems::notFound);
        if (stored.workbook().length == 0) {
            throw AppProblems.fileErased(stored.fileName());
        }
        String unit = ledger.requireUnit(stored.unitCode()); // its village may have been merged since
        return new ImportRow(stored.id(), stored.fileName(), stored.workbook(), unit);
    }
}
