package cn.qingzhuang.app.server;

import cn.qingzhuang.app.drafts.Drafts;
import cn.qingzhuang.app.drafts.OpenDraft;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

    DraftController(Facades facades, Jobs jobs, Demonstration demonstration) {
        this.facades = facades;
        this.jobs = jobs;
        this.demonstration = demonstration;
    }

    record DemoTemplate(String name, String unit) {}

    record Correction(
            String sheet,
            String ref,
            @Nullable String element,
            @Nullable String role) {}

    record Said(String sheet, String ref, String value) {}

    record Place(String sheet, String ref) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ArrayNode start(
            @RequestParam("files") List<MultipartFile> files,
            @RequestParam("unit") String unit,
            @RequestParam(name = "asOf", required = false) @Nullable LocalDate asOf)
            throws IOException {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (MultipartFile file : files) {
            out.add(start(Uploads.name(file), file.getBytes(), unit, asOf));
        }
        return out;
    }

    @PostMapping("/demo")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ObjectNode startDemo(@RequestBody DemoTemplate wanted) {
        return start(wanted.name(), demonstration.template(wanted.name()), wanted.unit(), null);
    }

    private ObjectNode start(String name, byte[] bytes, String unit, @Nullable LocalDate asOf) {
        LocalDate day = asOf == null ? LocalDate.now(ZONE) : asOf;
        Drafts.Arrival arrival = new Drafts.Arrival(name, bytes, unit, day);
        return jobs.add(name, stage -> {
            OpenDraft draft = facades.drafts().start(arrival, stage);
            return JsonNodeFactory.instance.objectNode().put("draft", draft.id().toString());
        });
    }

    @GetMapping("/{id}")
    ObjectNode show(@PathVariable("id") String id) {
        return told(facades.drafts().get(parse(id)));
    }

    @PutMapping("/{id}/meanings")
    ObjectNode confirm(@PathVariable("id") String id, @RequestBody Correction said) {
        Optional<String> element = Optional.ofNullable(said.element()).filter(e -> !e.isBlank());
        String role = said.role() == null ? "" : said.role();
        return told(facades.drafts().confirm(parse(id), said.sheet(), said.ref(), element, role));
    }

    @DeleteMapping("/{id}/meanings")
    ObjectNode withdraw(
            @PathVariable("id") String id, @RequestParam("sheet") String sheet, @RequestParam("ref") String ref) {
        return told(facades.drafts().withdraw(parse(id), sheet, ref));
    }

    @PutMapping("/{id}/answers")
    ObjectNode answer(@PathVariable("id") String id, @RequestBody Said said) {
        var changed = facades.drafts().answer(parse(id), said.sheet(), said.ref(), said.value());
        return JsonNodeFactory.instance.objectNode().set("cells", json().cells(changed));
    }

    @PutMapping("/{id}/fresh")
    ObjectNode confirmFresh(@PathVariable("id") String id, @RequestBody Place place) {
        var changed = facades.drafts().confirmFresh(parse(id), place.sheet(), place.ref());
        return JsonNodeFactory.instance.objectNode().set("cells", json().cells(changed));
    }

    @GetMapping("/{id}/workbook")
    ResponseEntity<byte[]> workbook(@PathVariable("id") String id) {
        OpenDraft draft = facades.drafts().get(parse(id));
        ContentDisposition name = ContentDisposition.attachment()
                .filename(draft.fileName(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(draft.result().workbook());
    }

    private ObjectNode told(OpenDraft draft) {
        return json().of(draft);
    }

    private DraftJson json() {
        return new DraftJson(facades.forms().catalogue());
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw AppProblems.notFound();
        }
    }
}
