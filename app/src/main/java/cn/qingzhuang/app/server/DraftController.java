package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.AccessProblems;
import cn.qingzhuang.app.access.Grants;
import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Release;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.drafts.DraftChange;
import cn.qingzhuang.app.drafts.DraftView;
import cn.qingzhuang.app.drafts.Drafts;
import cn.qingzhuang.app.drafts.OpenDraft;
import cn.qingzhuang.app.drafts.store.DraftStore;
import cn.qingzhuang.app.drafts.store.DraftStore.ListingKind;
import cn.qingzhuang.app.drafts.store.DraftStore.ListingRow;
import cn.qingzhuang.app.fill.Filling;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.ledger.People;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.app.wiring.ReportJson;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.CellState;
import cn.qingzhuang.engine.fill.DraftCell;
import cn.qingzhuang.engine.fill.Listing;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.Grid;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Templates that come in, their cells, what people say of them, and the filled file. */
@RestController
@RequestMapping("/api/drafts")
final class DraftController {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Facades facades;
    private final Jobs jobs;
    private final Demonstration demonstration;
    private final Asker asker;

    DraftController(Facades facades, Jobs jobs, Demonstration demonstration, Asker asker) {
        this.facades = facades;
        this.jobs = jobs;
        this.demonstration = demonstration;
        this.asker = asker;
    }

    record DemoTemplate(String name, String unit, @Nullable String purpose) {}

    record Said(String sheet, String ref, String value) {}

    record CellPlace(String sheet, String ref) {}

    /** Whom a blank roster lists; kind empty takes back what was said. */
    record Listed(
            String sheet,
            String table,
            @Nullable String kind,
            @Nullable Integer file) {}

    record Subject(@Nullable String subject) {}

    @Needs(Verb.FORM_FILL)
    @GetMapping
    ArrayNode list(@RequestParam("unit") String unit) {
        String code = asker.unit(Verb.FORM_FILL, unit);
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        facades.drafts().list(code).stream()
                .filter(d -> asker.may(Verb.FORM_FILL, new Place(code, d.department())))
                .forEach(d -> out.addObject()
                        .put("id", d.id().toString())
                        .put("file", d.fileName())
                        .put("on", d.createdAt().atZone(ZONE).toLocalDate().toString()));
        return out;
    }

    @Needs(Verb.FORM_FILL)
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ArrayNode start(
            @RequestParam("files") List<MultipartFile> files,
            @RequestParam("unit") String unit,
            @RequestParam(name = "purpose", defaultValue = "") String purpose,
            @RequestParam(name = "asOf", required = false) @Nullable LocalDate asOf)
            throws IOException {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        Wanted wanted = wanted(unit, purpose, asOf);
        for (MultipartFile file : files) {
            out.add(start(Uploads.name(file), file.getBytes(), wanted));
        }
        return out;
    }

    @Needs(Verb.FORM_FILL)
    @PostMapping("/demo")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ObjectNode startDemo(@RequestBody DemoTemplate wanted) {
        String purpose = wanted.purpose() == null ? "" : wanted.purpose();
        return start(wanted.name(), demonstration.template(wanted.name()), wanted(wanted.unit(), purpose, null));
    }

    /** For which unit, whom and why templates are filled. */
    private record Wanted(String unit, String department, String purpose, LocalDate asOf) {}

    /** Problem ACCESS-020 where a department does not say why. */
    private Wanted wanted(String unit, String purpose, @Nullable LocalDate asOf) {
        String code = asker.unit(Verb.FORM_FILL, unit);
        String department = asker.departmentIn(code);
        if (!department.isEmpty()) {
            Grants.requirePurpose(purpose);
        }
        return new Wanted(code, department, purpose.strip(), asOf == null ? LocalDate.now(ZONE) : asOf);
    }

    private ObjectNode start(String name, byte[] bytes, Wanted wanted) {
        Drafts.Arrival arrival =
                new Drafts.Arrival(name, bytes, wanted.unit(), wanted.department(), wanted.purpose(), wanted.asOf());
        return jobs.add(name, stage -> {
            OpenDraft draft = facades.drafts().start(arrival, stage);
            return JsonNodeFactory.instance.objectNode().put("draft", draft.id().toString());
        });
    }

    @Needs(Verb.FORM_FILL)
    @GetMapping("/{id}")
    ObjectNode show(@PathVariable("id") String id) {
        return json().of(open(id));
    }

    @Needs(Verb.FORM_FILL)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable("id") String id) {
        facades.drafts().delete(parse(id));
    }

    /** Some rows of a sheet of the draft. */
    @Needs(Verb.FORM_FILL)
    @GetMapping("/{id}/rows")
    ObjectNode rows(
            @PathVariable("id") String id, @RequestParam("sheet") String sheet, @RequestParam("from") int from) {
        OpenDraft draft = open(id);
        Grid grid = draft.reading().sheets().stream()
                .map(Reading.SheetReading::grid)
                .filter(g -> g.name().equals(sheet))
                .findFirst()
                .orElseThrow(AppProblems::notFound);
        return json().rows(draft, grid, Math.max(0, from));
    }

    /** The next cell of a state after a place, or nothing. */
    @Needs(Verb.FORM_FILL)
    @GetMapping("/{id}/next")
    ObjectNode next(
            @PathVariable("id") String id,
            @RequestParam("sheet") String sheet,
            @RequestParam("state") String state,
            @RequestParam(name = "r", defaultValue = "0") int row,
            @RequestParam(name = "c", defaultValue = "-1") int column) {
        CellState wanted = switch (state) {
            case "unknown" -> CellState.UNKNOWN;
            case "stale" -> CellState.STALE;
            default -> throw AppProblems.malformedRequest();
        };
        Optional<DraftCell> found = open(id).next(sheet, wanted, new CellRef(row, column));
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        found.ifPresentOrElse(cell -> node.set("cell", json().cell(cell)), () -> node.putNull("cell"));
        return node;
    }

    /** What the sources said of the fact in a cell, newest first. */
    @Needs(Verb.FORM_FILL)
    @GetMapping("/{id}/claims")
    ArrayNode claims(
            @PathVariable("id") String id, @RequestParam("sheet") String sheet, @RequestParam("ref") String ref) {
        OpenDraft draft = open(id);
        DraftCell cell = draft.cell(sheet, ref).orElseThrow(() -> AppProblems.notAsked(ref));
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        boolean isOwn =
                asker.mayIn(Verb.PERSON_READ, draft.unitCode()); // a department is told what holds, not what was said
        if (isOwn && cell.key().isPresent() && cell.subjectId().isPresent()) {
            var key = Catalogue.storageKey(
                    cell.key().get().element(), cell.key().get().role());
            List<People.Told> told = new ArrayList<>(
                    facades.people().told(draft.unitCode(), cell.subjectId().get()));
            Collections.reverse(told);
            told.stream()
                    .filter(t -> t.key().equals(key))
                    .forEach(t -> out.add(
                            PeopleJson.told(t).put("subject", cell.subjectId().get())));
        }
        return out;
    }

    /** The earlier files that tell of subjects of a type here, for the question whom a table lists. */
    @Needs(Verb.FORM_FILL)
    @GetMapping("/{id}/lists")
    ArrayNode lists(@PathVariable("id") String id, @RequestParam("subject") String subject) {
        OpenDraft draft = open(id);
        SubjectType type = Arrays.stream(SubjectType.values())
                .filter(t -> t.name().equalsIgnoreCase(subject))
                .findFirst()
                .orElseThrow(AppProblems::malformedRequest);
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        if (!asker.mayIn(Verb.PERSON_READ, draft.unitCode())) {
            return out; // names of the village's files are not for departments
        }
        facades.people()
                .lists(draft.unitCode(), type)
                .forEach(l -> out.addObject()
                        .put("file", l.file())
                        .put("name", l.name())
                        .put("on", l.takenOn().toString())
                        .put("subjects", l.subjects()));
        return out;
    }

    @Needs(Verb.FORM_FILL)
    @PutMapping("/{id}/listing")
    ObjectNode listing(@PathVariable("id") String id, @RequestBody Listed said) {
        Listing.Place place = new Listing.Place(said.sheet(), said.table());
        Optional<ListingKind> kind = Arrays.stream(ListingKind.values())
                .filter(k -> k.name().equalsIgnoreCase(said.kind()))
                .findFirst();
        int file = kind.equals(Optional.of(ListingKind.FILE)) && said.file() != null ? said.file() : 0;
        if (kind.equals(Optional.of(ListingKind.FILE)) && file <= 0) {
            throw AppProblems.malformedRequest();
        }
        UUID draft = parse(id);
        if (file > 0 && !asker.mayIn(Verb.PERSON_READ, place(draft).unitCode())) {
            throw AccessProblems.notForDepartments();
        }
        return told(facades.drafts().list(draft, place, kind.map(k -> new ListingRow(place, k, file))));
    }

    @Needs(Verb.FORM_FILL)
    @PutMapping("/{id}/subject")
    ObjectNode subject(@PathVariable("id") String id, @RequestBody Subject said) {
        UUID draft = parse(id);
        Optional<UUID> subject = Optional.ofNullable(said.subject()).map(Downloads::id);
        subject.ifPresent(
                s -> asker.subject(Verb.FORM_FILL, facades.drafts().get(draft).unitCode(), s.toString()));
        return told(facades.drafts().setSubject(draft, subject));
    }

    @Needs(Verb.MEANING_CONFIRM)
    @PutMapping("/{id}/meanings")
    ObjectNode confirm(@PathVariable("id") String id, @RequestBody ImportController.Correction said) {
        return told(facades.drafts()
                .confirm(parse(Verb.MEANING_CONFIRM, id), said.sheet(), said.ref(), said.named(), said.roleOrNone()));
    }

    @Needs(Verb.MEANING_CONFIRM)
    @PutMapping("/{id}/meanings/all")
    ObjectNode confirmAll(@PathVariable("id") String id, @RequestBody List<ImportController.Correction> said) {
        return told(facades.drafts()
                .confirmAll(
                        parse(Verb.MEANING_CONFIRM, id),
                        said.stream().map(ImportController.Correction::said).toList()));
    }

    @Needs(Verb.MEANING_CONFIRM)
    @DeleteMapping("/{id}/meanings")
    ObjectNode withdraw(
            @PathVariable("id") String id, @RequestParam("sheet") String sheet, @RequestParam("ref") String ref) {
        return told(facades.drafts().withdraw(parse(Verb.MEANING_CONFIRM, id), sheet, ref));
    }

    @Needs(Verb.FACT_RECORD)
    @PutMapping("/{id}/answers")
    ObjectNode answer(@PathVariable("id") String id, @RequestBody Said said) {
        return told(facades.drafts().answer(parse(Verb.FACT_RECORD, id), said.sheet(), said.ref(), said.value()));
    }

    @Needs(Verb.FACT_RECORD)
    @PutMapping("/{id}/fresh")
    ObjectNode confirmFresh(@PathVariable("id") String id, @RequestBody CellPlace place) {
        return told(facades.drafts().confirmFresh(parse(Verb.FACT_RECORD, id), place.sheet(), place.ref()));
    }

    @Needs(Verb.FACT_RECORD)
    @PutMapping("/{id}/doubts")
    ObjectNode dispute(@PathVariable("id") String id, @RequestBody CellPlace place) {
        return told(facades.drafts().dispute(parse(Verb.FACT_RECORD, id), place.sheet(), place.ref()));
    }

    @Needs(Verb.FORM_FILL)
    @GetMapping("/{id}/workbook")
    void workbook(@PathVariable("id") String id, HttpServletResponse response) throws IOException {
        OpenDraft whole = facades.drafts().get(parse(id));
        String unit = whole.unitCode();
        boolean isOwn = asker.mayIn(Verb.PERSON_READ, unit);
        Map<String, Release> releases = isOwn ? Map.of() : releases(whole);
        OpenDraft draft = isOwn ? whole : seen(whole, releases);
        String purpose = place(draft.id()).purpose();
        byte[] filled = facades.drafts().workbook(draft);
        Filling.Tells tells = Filling.tells(draft.draft());
        asker.looked(Seen.of(tells.subjects(), tells.elements()));
        Downloads.send(
                response,
                draft.fileName(),
                filled,
                () -> asker.stillMayIn(Verb.FORM_FILL, unit)
                        && (isOwn || asker.stillEntitled(unit, releases, purpose)));
    }

    private ObjectNode told(DraftChange change) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("cells", json().cells(change.cells()));
        node.put("moved", change.hasMoved());
        node.set("counts", ReportJson.counts(change.after().counts()));
        return node;
    }

    private ObjectNode told(OpenDraft draft) {
        return json().of(seen(draft));
    }

    /** A draft as the asker may see it. */
    private OpenDraft open(String id) {
        return seen(facades.drafts().get(parse(id)));
    }

    private OpenDraft seen(OpenDraft draft) {
        return asker.mayIn(Verb.PERSON_READ, draft.unitCode()) ? draft : seen(draft, releases(draft));
    }

    /** A draft as a department may have it. */
    private OpenDraft seen(OpenDraft draft, Map<String, Release> releases) {
        asker.purpose(place(draft.id()).purpose() + "（" + draft.fileName() + "）");
        asker.hideSubjects();
        return DraftView.of(draft, releases, facades.forms().catalogue());
    }

    private Map<String, Release> releases(OpenDraft draft) {
        return facades.grants()
                .entitled(
                        asker.viewer(),
                        draft.unitCode(),
                        DraftView.elements(draft),
                        place(draft.id()).purpose());
    }

    private DraftStore.PlaceRow place(UUID id) {
        return facades.drafts().placeOf(id).orElseThrow(AppProblems::notFound);
    }

    private DraftJson json() {
        return new DraftJson(facades.forms().catalogue());
    }

    private UUID parse(String id) {
        return parse(Verb.FORM_FILL, id);
    }

    /** The id of a draft with which the asker may do it: of a unit of his, and of an officer's own department. */
    private UUID parse(Verb verb, String id) {
        UUID known = Downloads.id(id);
        return asker.at(verb, known, facades.drafts().placeOf(known).map(d -> new Place(d.unitCode(), d.department())));
    }
}
