package cn.qingzhuang.app.server;

import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.forms.ReadingJson;
import cn.qingzhuang.app.ledger.IngestInput;
import cn.qingzhuang.app.ledger.IngestReport;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.app.wiring.Hashes;
import cn.qingzhuang.app.wiring.ReportJson;
import cn.qingzhuang.engine.meaning.TableMapping;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The first page: what is loaded, what comes in, how far it is. */
@RestController
@RequestMapping("/api")
final class DeskController {
    private static final String ACTOR = "网页导入";

    private final Facades facades;
    private final Jobs jobs;
    private final Demonstration demonstration;

    DeskController(Facades facades, Jobs jobs, Demonstration demonstration) {
        this.facades = facades;
        this.jobs = jobs;
        this.demonstration = demonstration;
    }

    @GetMapping("/state")
    ObjectNode state() {
        var counts = facades.ledger().counts();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("version", "0.1").put("demo", demonstration.isOn());
        node.put("units", counts.units()).put("subjects", counts.subjects()).put("facts", counts.facts());
        facades.ledger().units().stream()
                .max(java.util.Comparator.comparingInt((cn.qingzhuang.app.ledger.Unit u) -> u.level())
                        .thenComparing(cn.qingzhuang.app.ledger.Unit::code, java.util.Comparator.reverseOrder()))
                .ifPresent(u -> node.put("defaultUnit", u.code()));
        ArrayNode templates = node.putArray("demoTemplates");
        demonstration
                .templates()
                .forEach(t -> templates.addObject().put("name", t.name()).put("bureau", t.bureau()));
        return node;
    }

    @GetMapping("/units")
    ArrayNode units() {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        facades.ledger()
                .units()
                .forEach(u -> out.addObject()
                        .put("code", u.code())
                        .put("name", u.name())
                        .put("parent", u.parent())
                        .put("level", u.levelName()));
        return out;
    }

    @GetMapping("/elements")
    ArrayNode elements(@RequestParam(name = "q", defaultValue = "") String query) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        ElementSearch.best(facades.forms().catalogue(), query)
                .forEach(e -> out.addObject()
                        .put("id", e.id())
                        .put("name", e.name())
                        .put("subject", e.subject().name().toLowerCase(java.util.Locale.ROOT)));
        return out;
    }

    @PostMapping("/imports")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ArrayNode take(@RequestParam("files") List<MultipartFile> files, @RequestParam("unit") String unit)
            throws IOException {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (MultipartFile file : files) {
            String name = Uploads.name(file);
            byte[] bytes = file.getBytes();
            out.add(jobs.add(name, stage -> ingest(name, bytes, unit, stage)));
        }
        return out;
    }

    private ObjectNode ingest(String name, byte[] bytes, String unit, Consumer<String> stage) {
        Reading reading = facades.forms().read(name, bytes, stage);
        stage.accept("saving");
        IngestInput input = new IngestInput(reading.file(), Hashes.sha256(bytes), reading.mappings());
        IngestReport report = facades.ledger().ingest(input, unit, ACTOR);
        ObjectNode node = ReportJson.of(name, report);
        ArrayNode sheets = node.putObject("reading").putArray("sheets");
        for (Reading.SheetReading sheet : reading.sheets()) {
            ObjectNode one = sheets.addObject().put("name", sheet.grid().name());
            ArrayNode tables = one.putArray("tables");
            for (TableMapping table : sheet.tables()) {
                tables.add(ReadingJson.tableForPages(table, facades.forms().catalogue()));
            }
        }
        return node;
    }

    @GetMapping("/jobs/{id}")
    ObjectNode job(@PathVariable("id") String id) {
        return jobs.find(id).orElseThrow(AppProblems::notFound);
    }
}
