package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.forms.Forms;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.forms.ReadingJson;
import cn.qingzhuang.app.imports.OpenImport;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.app.wiring.ReportJson;
import cn.qingzhuang.engine.sheet.Grid;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

/** Workbooks that are taken into the ledger: what was understood of them and what became of their rows. */
@RestController
@RequestMapping("/api/imports")
final class ImportController {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Facades facades;
    private final Jobs jobs;
    private final Asker asker;
    private final ImportLooks looks;

    ImportController(Facades facades, Jobs jobs, Asker asker) {
        this.facades = facades;
        this.jobs = jobs;
        this.asker = asker;
        this.looks = new ImportLooks(facades, asker);
    }

    @Needs(Verb.IMPORT_TAKE)
    @GetMapping
    ArrayNode list(@RequestParam("unit") String unit) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        facades.imports()
                .list(asker.unit(Verb.IMPORT_TAKE, unit))
                .forEach(i -> out.addObject()
                        .put("id", i.id().toString())
                        .put("file", i.fileName())
                        .put("on", i.importedAt().atZone(ZONE).toLocalDate().toString())
                        .put("rows", i.rows())
                        .put("accepted", i.accepted())
                        .put("doubts", i.doubts()));
        return out;
    }

    @Needs(Verb.IMPORT_TAKE)
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ArrayNode take(@RequestParam("files") List<MultipartFile> files, @RequestParam("unit") String unit)
            throws IOException {
        String code = asker.unit(Verb.IMPORT_TAKE, unit);
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (MultipartFile file : files) {
            String name = Uploads.name(file);
            byte[] bytes = file.getBytes();
            out.add(jobs.add(name, stage -> {
                OpenImport taken = facades.imports().start(name, bytes, code, stage);
                return ReportJson.of(name, taken.report())
                        .put("import", taken.id().toString());
            }));
        }
        return out;
    }

    @Needs(Verb.IMPORT_TAKE)
    @GetMapping("/{id}")
    ObjectNode show(@PathVariable("id") String id) {
        return shown(facades.imports().get(parse(id)));
    }

    @Needs(Verb.IMPORT_TAKE)
    @GetMapping("/{id}/rows")
    ObjectNode rows(
            @PathVariable("id") String id, @RequestParam("sheet") String sheet, @RequestParam("from") int from) {
        OpenImport taken = facades.imports().get(parse(id));
        int first = Math.max(0, from);
        looks.looked(taken, r -> r.sheet().equals(sheet) && r.row() > first && r.row() <= first + GridJson.PAGE);
        Grid grid = taken.reading().sheets().stream()
                .map(Reading.SheetReading::grid)
                .filter(g -> g.name().equals(sheet))
                .findFirst()
                .orElseThrow(AppProblems::notFound);
        return GridJson.rows(grid, new PlacedRows(grid, List.of(), -1), first, first + GridJson.PAGE);
    }

    @Needs(Verb.MEANING_CONFIRM)
    @PutMapping("/{id}/meanings")
    ObjectNode confirm(@PathVariable("id") String id, @RequestBody Correction said) {
        return shown(facades.imports().confirm(parse(id), said.sheet(), said.ref(), said.named(), said.roleOrNone()));
    }

    @Needs(Verb.MEANING_CONFIRM)
    @PutMapping("/{id}/meanings/all")
    ObjectNode confirmAll(@PathVariable("id") String id, @RequestBody List<Correction> said) {
        return shown(facades.imports()
                .confirmAll(parse(id), said.stream().map(Correction::said).toList()));
    }

    @Needs(Verb.MEANING_CONFIRM)
    @DeleteMapping("/{id}/meanings")
    ObjectNode withdraw(
            @PathVariable("id") String id, @RequestParam("sheet") String sheet, @RequestParam("ref") String ref) {
        return shown(facades.imports().withdraw(parse(id), sheet, ref));
    }

    @Needs(Verb.IMPORT_TAKE)
    @GetMapping("/{id}/report")
    void report(@PathVariable("id") String id, HttpServletResponse response) throws IOException {
        OpenImport taken = facades.imports().get(parse(id));
        looks.looked(taken, ImportLooks.named(taken.report()));
        String name = "需要处理的行－" + taken.fileName().replaceFirst("\\.[A-Za-z]+$", "") + ".xlsx";
        byte[] report = ReportWorkbook.of(taken, facades.forms().catalogue());
        Downloads.send(response, name, report, () -> asker.stillMayIn(Verb.IMPORT_TAKE, taken.unitCode()));
    }

    /** The import with the first rows of each sheet and what its report names. */
    private ObjectNode shown(OpenImport taken) {
        looks.looked(taken, ImportLooks.named(taken.report()).or(r -> r.row() <= GridJson.PAGE));
        return told(taken);
    }

    private ObjectNode told(OpenImport taken) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", taken.id().toString()).put("file", taken.fileName());
        String unitName =
                facades.ledger().unit(taken.unitCode()).map(u -> u.name()).orElse(taken.unitCode());
        node.putObject("unit").put("code", taken.unitCode()).put("name", unitName);
        node.set("report", ReportJson.of(taken.fileName(), taken.report()));
        ArrayNode sheets = node.putArray("sheets");
        for (Reading.SheetReading sheet : taken.reading().sheets()) {
            Grid grid = sheet.grid();
            PlacedRows placed = new PlacedRows(grid, List.of(), -1);
            ObjectNode one = sheets.addObject().put("name", grid.name()).put("hidden", grid.isHidden());
            one.set("frame", GridJson.frame(grid, placed));
            one.set("rows", GridJson.rows(grid, placed, 0, GridJson.PAGE));
            ArrayNode tables = one.putArray("tables");
            sheet.tables()
                    .forEach(t -> tables.add(
                            ReadingJson.tableForPages(t, grid, facades.forms().catalogue())));
        }
        return node;
    }

    /** The id of an import of a unit of the asker's. */
    private UUID parse(String id) {
        UUID known = Downloads.id(id);
        asker.at(Verb.IMPORT_TAKE, known, facades.imports().unitOf(known).map(Place::of));
        return known;
    }

    /** What an officer says of a column. */
    record Correction(
            String sheet,
            String ref,
            @org.jspecify.annotations.Nullable String element,
            @org.jspecify.annotations.Nullable String role) {
        Optional<String> named() {
            return Optional.ofNullable(element).filter(e -> !e.isBlank());
        }

        String roleOrNone() {
            return role == null ? "" : role;
        }

        Forms.Said said() {
            return new Forms.Said(sheet, ref, named(), roleOrNone());
        }
    }
}
