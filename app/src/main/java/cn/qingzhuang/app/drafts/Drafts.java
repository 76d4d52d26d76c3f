package cn.qingzhuang.app.drafts;

import cn.qingzhuang.app.drafts.store.DraftStore;
import cn.qingzhuang.app.drafts.store.DraftStore.DraftRow;
import cn.qingzhuang.app.fill.FillInput;
import cn.qingzhuang.app.fill.FillResult;
import cn.qingzhuang.app.fill.Filling;
import cn.qingzhuang.app.forms.Forms;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.fill.CellState;
import cn.qingzhuang.engine.fill.DraftCell;
import cn.qingzhuang.engine.fill.FactSource.UnitNames;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Templates being filled. Only the template, its unit and its day are stored; the rest is made again from the ledger, so
 * that an answer given in one form is seen by every other. The latest drafts are kept in memory to answer quickly.
 */
public final class Drafts {
    private static final int OPEN_MAX = 4;
    private static final String ACTOR = "网页录入";

    private final DraftStore store;
    private final Forms forms;
    private final Ledger ledger;
    private final Filling filling;
    private final Map<UUID, OpenDraft> open = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, OpenDraft> eldest) {
            return size() > OPEN_MAX;
        }
    };

    public Drafts(DataSource source, Forms forms, Ledger ledger, Filling filling) {
        this.store = new DraftStore(source);
        this.forms = forms;
        this.ledger = ledger;
        this.filling = filling;
    }

    /** A template as it arrives. */
    public record Arrival(String fileName, byte[] bytes, String unit, LocalDate asOf) {}

    /** Reads and fills a template and keeps it; tells its stages. Problems of reading name the file. */
    public synchronized OpenDraft start(Arrival arrival, Consumer<String> stage) {
        String unit = ledger.requireUnit(arrival.unit());
        Reading reading = forms.read(arrival.fileName(), arrival.bytes(), stage);
        if (reading.mappings().stream().allMatch(List::isEmpty)) {
            throw AppProblems.noTable(arrival.fileName());
        }
        stage.accept("filling");
        DraftRow row = new DraftRow(UUID.randomUUID(), arrival.fileName(), arrival.bytes(), unit, arrival.asOf());
        OpenDraft draft = fill(row, reading);
        store.add(row);
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

    /** Learns what a slot means and fills again; element empty: none fits. */
    public synchronized OpenDraft confirm(UUID id, String sheet, String ref, Optional<String> element, String role) {
        Reading reading = get(id).reading();
        forms.confirm(reading.file(), sheet, ref, element, role);
        return refill(row(id), forms.understand(reading.file()));
    }

    /** Takes back what was said of a slot and fills again. */
    public synchronized OpenDraft withdraw(UUID id, String sheet, String ref) {
        OpenDraft draft = get(id);
        forms.withdraw(draft.fileName(), sheet, ref);
        return refill(row(id), forms.understand(draft.reading().file()));
    }

    /** Records what a person said for an asked cell; answers the cells that changed. */
    public synchronized List<DraftCell> answer(UUID id, String sheet, String ref, String value) {
        OpenDraft before = get(id);
        DraftCell cell = asked(before, sheet, ref);
        DraftRow row = row(id);
        Optional<ElementKey> key = cell.key();
        if (key.isPresent() && cell.subjectId().isPresent()) {
            Ledger.Author author = new Ledger.Author(ACTOR, row.unitCode());
            ledger.answer(cell.subjectId().get(), key.get(), value, author);
        } else if (value.isBlank()) {
            throw AppProblems.wrongValue(ref, "没有内容");
        } else {
            store.type(row, new DraftStore.Place(sheet, ref), value);
        }
        return changed(before, refill(row, before.reading()));
    }

    /** Records that a stale value still holds; answers the cells that changed. */
    public synchronized List<DraftCell> confirmFresh(UUID id, String sheet, String ref) {
        OpenDraft before = get(id);
        DraftCell cell = asked(before, sheet, ref);
        if (cell.state() != CellState.STALE
                || cell.key().isEmpty()
                || cell.subjectId().isEmpty()) {
            throw AppProblems.notAsked(ref);
        }
        DraftRow row = row(id);
        ledger.confirm(cell.subjectId().get(), cell.key().get(), new Ledger.Author(ACTOR, row.unitCode()));
        return changed(before, refill(row, before.reading()));
    }

    private static DraftCell asked(OpenDraft draft, String sheet, String ref) {
        return draft.cell(sheet, ref)
                .filter(c -> c.state() == CellState.UNKNOWN || c.state() == CellState.STALE)
                .orElseThrow(() -> AppProblems.notAsked(ref));
    }

    private static List<DraftCell> changed(OpenDraft before, OpenDraft after) {
        Set<DraftCell> old = new HashSet<>(before.result().draft().cells());
        return after.result().draft().cells().stream()
                .filter(cell -> !old.contains(cell))
                .toList();
    }

    private DraftRow row(UUID id) {
        return store.find(id).orElseThrow(AppProblems::notFound);
    }

    private OpenDraft refill(DraftRow row, Reading reading) {
        OpenDraft draft = fill(row, reading);
        open.put(row.id(), draft);
        return draft;
    }

    private OpenDraft fill(DraftRow row, Reading reading) {
        FillInput input = new FillInput(reading.file(), row.template(), reading.mappings(), row.unitCode(), row.asOf());
        FillResult result = filling.fill(input, ledger.asOf(row.asOf()));
        Map<DraftStore.Place, String> typed = store.typed(row.id());
        if (!typed.isEmpty()) {
            result = filling.finish(input, TypedValues.over(result.draft(), typed));
        }
        String unitName = ledger.unit(row.unitCode()).map(UnitNames::name).orElse(row.unitCode());
        return new OpenDraft(row.id(), row.fileName(), row.unitCode(), unitName, reading, result);
    }
}
