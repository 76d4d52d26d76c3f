package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.catalog.CatalogueBook;
import cn.qingzhuang.app.catalog.CatalogueItem;
import cn.qingzhuang.app.catalog.TakeReport;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The catalogue of elements: look, add, change, retire, take from a file and give as one. */
@RestController
@RequestMapping("/api/catalogue")
final class CatalogueController {
    private static final String ACTOR = "网页目录";
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Facades facades;

    CatalogueController(Facades facades) {
        this.facades = facades;
    }

    @Needs(Verb.CATALOGUE_READ)
    @GetMapping("/elements")
    ArrayNode elements(@RequestParam(name = "q", defaultValue = "") String query) {
        Catalogue catalogue = facades.forms().catalogue();
        Collection<Element> wanted = query.isBlank() ? catalogue.elements() : ElementSearch.best(catalogue, query);
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        wanted.forEach(e ->
                catalogue.definition(e.id()).ifPresent(line -> out.add(new CatalogueItem.ElementItem(line).json())));
        return out;
    }

    @Needs(Verb.CATALOGUE_READ)
    @GetMapping("/elements/{id}")
    ObjectNode element(@PathVariable("id") String id) {
        CatalogueItem item = facades.forms()
                .catalogue()
                .definition(id)
                .<CatalogueItem>map(CatalogueItem.ElementItem::new)
                .orElseThrow(() -> AppProblems.noSuchElement(id));
        return withHistory(item, facades.catalogue().historyOfElement(id));
    }

    @Needs(Verb.CATALOGUE_CHANGE)
    @PutMapping("/elements/{id}")
    ObjectNode saveElement(@PathVariable("id") String id, @RequestBody ObjectNode body) {
        return savedElement(facades.catalogue().recordElement(body.put("id", id), ACTOR));
    }

    @Needs(Verb.CATALOGUE_CHANGE)
    @PostMapping("/elements")
    ObjectNode addElement(@RequestBody ObjectNode body) {
        return savedElement(facades.catalogue().addElement(body, ACTOR));
    }

    private ObjectNode savedElement(CatalogueItem saved) {
        facades.catalogueChanged();
        return withHistory(saved, facades.catalogue().historyOfElement(saved.id()));
    }

    @Needs(Verb.CATALOGUE_READ)
    @GetMapping("/codes")
    ArrayNode codeLists() {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (CodeList list : facades.forms().catalogue().codeLists()) {
            out.addObject()
                    .put("list", list.id())
                    .put("standard", list.standard())
                    .put("size", list.codes().size())
                    .put(
                            "first",
                            String.join(
                                    "、",
                                    list.labels()
                                            .subList(
                                                    0, Math.min(6, list.labels().size()))));
        }
        return out;
    }

    @Needs(Verb.CATALOGUE_READ)
    @GetMapping("/codes/{id}")
    ObjectNode codeList(@PathVariable("id") String id) {
        CatalogueItem item = facades.forms()
                .catalogue()
                .codeList(id)
                .<CatalogueItem>map(CatalogueItem.CodesItem::new)
                .orElseThrow(AppProblems::notFound);
        return withHistory(item, facades.catalogue().historyOfCodes(id));
    }

    @Needs(Verb.CATALOGUE_CHANGE)
    @PutMapping("/codes/{id}")
    ObjectNode saveCodes(@PathVariable("id") String id, @RequestBody ObjectNode body) {
        return savedCodes(facades.catalogue().recordCodes(body.put("list", id), ACTOR));
    }

    @Needs(Verb.CATALOGUE_CHANGE)
    @PostMapping("/codes")
    ObjectNode addCodes(@RequestBody ObjectNode body) {
        return savedCodes(facades.catalogue().addCodes(body, ACTOR));
    }

    private ObjectNode savedCodes(CatalogueItem saved) {
        facades.catalogueChanged();
        return withHistory(saved, facades.catalogue().historyOfCodes(saved.id()));
    }

    @Needs(Verb.CATALOGUE_CHANGE)
    @PostMapping("/file")
    ArrayNode take(@RequestParam("files") List<MultipartFile> files) throws IOException {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (MultipartFile file : files) {
            TakeReport report =
                    facades.catalogue().take(WorkbookReader.read(Uploads.name(file), file.getBytes()), ACTOR);
            facades.catalogueChanged();
            out.add(report.json());
        }
        return out;
    }

    @Needs(Verb.CATALOGUE_READ)
    @GetMapping("/file")
    ResponseEntity<byte[]> file(@RequestParam(name = "format", defaultValue = "xlsx") String format) {
        boolean isCsv = format.equals("csv");
        CatalogueBook book = facades.catalogue();
        ContentDisposition name = ContentDisposition.attachment()
                .filename(isCsv ? "数据元目录.csv" : "数据元目录.xlsx", StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .contentType(isCsv ? new MediaType("text", "csv", StandardCharsets.UTF_8) : XLSX)
                .body(isCsv ? book.csv() : book.workbook());
    }

    /** The item, its changes newest first, and last what came with the software. */
    private static ObjectNode withHistory(CatalogueItem item, List<CatalogueBook.Change> history) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.set("item", item.json());
        ArrayNode changes = out.putArray("history");
        for (CatalogueBook.Change change : history) {
            JsonNode then = change.item();
            changes.addObject()
                    .put("changedAt", change.changedAt().toString())
                    .put("actor", change.actor())
                    .set("item", then);
        }
        if (!history.isEmpty()) {
            shipped(item)
                    .ifPresent(first -> changes.addObject()
                            .put("changedAt", "")
                            .put("actor", "随软件提供")
                            .set("item", first.json()));
        }
        return out;
    }

    private static Optional<CatalogueItem> shipped(CatalogueItem item) {
        Catalogue standard = Catalogue.standard();
        return item instanceof CatalogueItem.ElementItem
                ? standard.definition(item.id()).map(CatalogueItem.ElementItem::new)
                : standard.codeList(item.id()).map(CatalogueItem.CodesItem::new);
    }
}
