package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.feed.Subscription;
import cn.qingzhuang.app.feed.Subscriptions;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.util.List;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the asker's department follows. */
@RestController
@RequestMapping("/api/subscriptions")
final class SubscriptionController {
    private final Facades facades;
    private final Asker asker;

    SubscriptionController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    record Wanted(String unit, List<String> elements, String purpose) {}

    @Needs(value = Verb.CHANGE_READ, isForMachines = true)
    @GetMapping
    ArrayNode list(@RequestParam(name = "unit", required = false) @Nullable String unit) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        asker.unitOrTops(Verb.CHANGE_READ, unit)
                .forEach(code ->
                        facades.subscriptions().list(asker.viewer(), code).forEach(s -> out.add(told(s))));
        return out;
    }

    @Needs(Verb.CHANGE_READ)
    @PostMapping
    ObjectNode make(@RequestBody Wanted wanted) {
        String code = asker.unit(Verb.CHANGE_READ, wanted.unit());
        String department = asker.departmentIn(code);
        return told(facades.subscriptions()
                .make(asker.viewer(), new Subscriptions.Wanted(department, code, wanted.elements(), wanted.purpose())));
    }

    @Needs(Verb.CHANGE_READ)
    @DeleteMapping("/{id}")
    ArrayNode end(@PathVariable("id") String id) {
        Subscription ended = require(facades, asker, id);
        facades.subscriptions().end(asker.viewer(), ended.id());
        return list(ended.unitCode());
    }

    /** A subscription of the asker's department; Problem APP-018 where there is none. */
    static Subscription require(Facades facades, Asker asker, String id) {
        UUID known = Downloads.id(id);
        Subscription out = facades.subscriptions().find(known).orElseThrow(AppProblems::notFound);
        asker.at(Verb.CHANGE_READ, known, java.util.Optional.of(out.place()));
        return out;
    }

    private ObjectNode told(Subscription s) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", s.id().toString())
                .put("unit", s.unitCode())
                .put("unitName", facades.tables().unitName(s.unitCode()))
                .put("department", s.department())
                .put("purpose", s.purpose())
                .put("madeAt", s.madeAt().toString())
                .put("madeBy", s.madeBy());
        ArrayNode elements = node.putArray("elements");
        s.elements().forEach(elements::add);
        ArrayNode names = node.putArray("names");
        s.elements().forEach(e -> names.add(facades.tables().nameOf(ElementKey.parse(e))));
        facades.webhooks().find(s).ifPresent(hook -> node.set("webhook", WebhookController.head(hook)));
        return node;
    }
}
