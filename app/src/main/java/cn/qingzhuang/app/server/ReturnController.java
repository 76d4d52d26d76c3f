package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.imports.OpenImport;
import cn.qingzhuang.app.returns.ReturnFlow;
import cn.qingzhuang.app.returns.ReturnRequest;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The return flow: what units ask of departments, and what becomes of it. */
@RestController
@RequestMapping("/api/returns")
final class ReturnController {
    private final Facades facades;
    private final Asker asker;

    ReturnController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    record Wanted(String unit, String department, List<String> elements, String whom, String reason) {}

    record Refusal(String reason) {}

    @Needs(Verb.RETURN_READ)
    @GetMapping
    ArrayNode list(@RequestParam(name = "unit", required = false) @Nullable String unit) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        asker.unitOrTops(Verb.RETURN_READ, unit)
                .forEach(code -> facades.returns().list(asker.viewer(), code).forEach(r -> out.add(told(r))));
        return out;
    }

    /** The departments that somebody answers for in a unit. */
    @Needs(Verb.RETURN_ASK)
    @GetMapping("/departments")
    ArrayNode departments(@RequestParam("unit") String unit) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        facades.accounts().departmentsFor(asker.unit(Verb.RETURN_ASK, unit)).forEach(out::add);
        return out;
    }

    @Needs(Verb.RETURN_ASK)
    @PostMapping
    ObjectNode ask(@RequestBody Wanted wanted) {
        String code = asker.unit(Verb.RETURN_ASK, wanted.unit());
        ReturnFlow.Asked asked =
                new ReturnFlow.Asked(code, wanted.department(), wanted.elements(), wanted.whom(), wanted.reason());
        return told(facades.returns().ask(asker.viewer(), asked));
    }

    /** Takes it back. */
    @Needs(Verb.RETURN_ASK)
    @DeleteMapping("/{id}")
    ObjectNode withdraw(@PathVariable("id") String id) {
        ReturnRequest request = require(Verb.RETURN_ASK, id);
        facades.returns().withdraw(asker.viewer(), request);
        return shown(request.id());
    }

    /** A file of what was asked. */
    @Needs(Verb.RETURN_ANSWER)
    @PostMapping("/{id}/answer")
    ObjectNode answer(@PathVariable("id") String id, @RequestParam("files") List<MultipartFile> files)
            throws IOException {
        ReturnRequest request = require(Verb.RETURN_ANSWER, id);
        if (files.size() != 1) {
            throw AppProblems.malformedRequest();
        }
        OpenImport taken = facades.returns()
                .answer(
                        asker.viewer(),
                        request,
                        Uploads.name(files.get(0)),
                        files.get(0).getBytes());
        return shown(request.id())
                .put("rows", taken.report().rows())
                .put("accepted", taken.report().accepted());
    }

    @Needs(Verb.RETURN_ANSWER)
    @PostMapping("/{id}/refusal")
    ObjectNode refuse(@PathVariable("id") String id, @RequestBody Refusal refusal) {
        ReturnRequest request = require(Verb.RETURN_ANSWER, id);
        facades.returns().refuse(asker.viewer(), request, refusal.reason());
        return shown(request.id());
    }

    private ReturnRequest require(Verb verb, String id) {
        UUID known = Downloads.id(id);
        ReturnRequest out = facades.returns().find(known).orElseThrow(AppProblems::notFound);
        asker.at(verb, known, Optional.of(out.place()));
        return out;
    }

    private ObjectNode shown(UUID id) {
        return told(facades.returns().find(id).orElseThrow(AppProblems::notFound));
    }

    private ObjectNode told(ReturnRequest r) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", r.id().toString())
                .put("unit", r.unitCode())
                .put(
                        "unitName",
                        facades.ledger().unit(r.unitCode()).map(u -> u.name()).orElse(r.unitCode()))
                .put("department", r.department())
                .put("whom", r.whom())
                .put("reason", r.reason())
                .put("askedAt", r.askedAt().toString())
                .put("askedBy", r.askedBy())
                .put("dueOn", r.dueOn().toString())
                .put("daysLeft", r.daysLeft())
                .put("overdue", r.isOverdue());
        ArrayNode elements = node.putArray("elements");
        r.elements().forEach(e -> elements.addObject().put("id", e).put("name", nameOf(e)));
        r.outcome()
                .ifPresent(o -> node.putObject("outcome")
                        .put("word", o.word())
                        .put("at", o.at().toString())
                        .put("by", o.by())
                        .put("words", o.words()));
        return node;
    }

    private String nameOf(String element) {
        return facades.forms()
                .catalogue()
                .elementOf(ElementKey.parse(element))
                .map(Element::name)
                .orElse(element);
    }
}
