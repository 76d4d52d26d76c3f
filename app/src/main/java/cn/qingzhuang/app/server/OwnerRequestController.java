package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.imports.OpenImport;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.tables.KeptTable;
import cn.qingzhuang.app.tables.OwnerRequests;
import cn.qingzhuang.app.tables.WantedTable;
import cn.qingzhuang.app.tables.store.RequestRow;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.app.wiring.ReportJson;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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

/** What is missing in tables, asked of the owners of elements: by whom it was asked, and how they answer. */
@RestController
@RequestMapping("/api")
final class OwnerRequestController {
    private final Facades facades;
    private final Jobs jobs;
    private final Asker asker;

    OwnerRequestController(Facades facades, Jobs jobs, Asker asker) {
        this.facades = facades;
        this.jobs = jobs;
        this.asker = asker;
    }

    /** The columns of a table for which the owners are asked. */
    record Asked(List<String> columns) {
        Asked {
            columns = List.copyOf(columns);
        }
    }

    /** How a request ends. */
    record Ended(String outcome, @Nullable String reason) {
        Ended {
            Objects.requireNonNull(outcome);
        }
    }

    @Needs(Verb.TABLE_TAKE)
    @PostMapping("/tables/{id}/requests")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode ask(@PathVariable("id") String id, @RequestBody Asked asked) {
        KeptTable table = TableController.table(facades, asker, id);
        if (asked.columns().size() > WantedTable.COLUMNS_MAX) {
            throw AppProblems.malformedRequest();
        }
        for (String column : asked.columns()) {
            facades.ownerRequests().ask(asker.viewer(), table, ElementKey.parse(column));
        }
        return list();
    }

    @Needs(Verb.TABLE_TAKE)
    @GetMapping("/owner-requests")
    ObjectNode list() {
        OwnerRequests requests = facades.ownerRequests();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode mine = node.putArray("mine");
        requests.mine(asker.viewer()).forEach(r -> mine.add(told(r)));
        ArrayNode toMe = node.putArray("toMe");
        requests.toMe(asker.viewer()).forEach(r -> toMe.add(told(r)));
        return node;
    }

    private ObjectNode told(RequestRow request) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", request.id().toString());
        node.put("table", request.table().toString()).put("tableName", request.tableName());
        node.putObject("unit")
                .put("code", request.unitCode())
                .put("name", facades.tables().unitName(request.unitCode()));
        node.put("department", request.department())
                .put("purpose", request.purpose())
                .put("basis", request.basis())
                .put("element", request.element())
                .put("elementName", facades.tables().nameOf(ElementKey.parse(request.element())))
                .put("owner", request.owner())
                .put("lacking", request.lacking())
                .put("rows", request.rows())
                .put("askedAt", request.askedAt().toString());
        request.settledAt().ifPresent(at -> node.put("settledAt", at.toString()));
        return node.put("outcome", request.outcome()).put("reason", request.reason());
    }

    /** Of whom the element is lacking now, for its owner. */
    @Needs(Verb.TABLE_TAKE)
    @GetMapping("/owner-requests/{id}/workbook")
    ResponseEntity<byte[]> lacking(@PathVariable("id") String id) {
        RequestRow request = toMe(id);
        OwnerRequests.Lacking lacking = facades.ownerRequests().lacking(asker.viewer(), request);
        asker.purpose(request.purpose());
        asker.looked(Seen.of(lacking.subjects(), List.of("person_name", "person_id_no")));
        String element = facades.tables().nameOf(ElementKey.parse(request.element()));
        return Downloads.of("待补－" + element + ".xlsx", LackingWorkbook.of(element, request.department(), lacking));
    }

    /** Takes a file of the owner into the ledger; the request is answered when nothing is lacking any more. */
    @Needs(Verb.TABLE_TAKE)
    @PostMapping("/owner-requests/{id}/file")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ArrayNode answer(@PathVariable("id") String id, @RequestParam("files") List<MultipartFile> files)
            throws IOException {
        RequestRow request = toMe(id);
        Viewer viewer = asker.viewer();
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (MultipartFile file : files) {
            String name = Uploads.name(file);
            byte[] bytes = file.getBytes();
            out.add(jobs.add(name, stage -> {
                OpenImport taken = facades.imports().start(name, bytes, request.unitCode(), stage);
                int left = facades.ownerRequests()
                        .lacking(viewer, request)
                        .subjects()
                        .size();
                if (left == 0 && request.settledAt().isEmpty()) {
                    facades.ownerRequests().settle(viewer, request.id(), OwnerRequests.Outcome.ANSWERED, "");
                }
                return ReportJson.of(name, taken.report()).put("lacking", left);
            }));
        }
        return out;
    }

    @Needs(Verb.TABLE_TAKE)
    @PutMapping("/owner-requests/{id}/outcome")
    ObjectNode end(@PathVariable("id") String id, @RequestBody Ended ended) {
        OwnerRequests.Outcome outcome = switch (ended.outcome()) {
            case "answered" -> OwnerRequests.Outcome.ANSWERED;
            case "refused" -> OwnerRequests.Outcome.REFUSED;
            case "withdrawn" -> OwnerRequests.Outcome.WITHDRAWN;
            default -> throw AppProblems.malformedRequest();
        };
        String reason = ended.reason() == null ? "" : ended.reason();
        facades.ownerRequests().settle(asker.viewer(), Downloads.id(id), outcome, reason);
        return list();
    }

    private RequestRow toMe(String id) {
        RequestRow request = facades.ownerRequests().requireToMe(asker.viewer(), Downloads.id(id));
        asker.unit(Verb.TABLE_TAKE, request.unitCode());
        return request;
    }
}
