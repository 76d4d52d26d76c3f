package cn.qingzhuang.app.server;

import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The first page: what is loaded, what comes in, how far it is. */
@RestController
@RequestMapping("/api")
final class DeskController {
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

    @GetMapping("/jobs/{id}")
    ObjectNode job(@PathVariable("id") String id) {
        return jobs.find(id).orElseThrow(AppProblems::notFound);
    }
}
