package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.ledger.Unit;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import java.util.stream.Stream;
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
    private final Asker asker;

    DeskController(Facades facades, Jobs jobs, Demonstration demonstration, Asker asker) {
        this.facades = facades;
        this.jobs = jobs;
        this.demonstration = demonstration;
        this.asker = asker;
    }

    @Needs(Verb.UNIT_READ)
    @GetMapping("/state")
    ObjectNode state() {
        var counts = facades.ledger().counts();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("version", "0.1").put("demo", demonstration.isOn());
        node.put("units", counts.units()).put("subjects", counts.subjects()).put("facts", counts.facts());
        visible()
                .max(java.util.Comparator.comparingInt((Unit u) -> u.level())
                        .thenComparing(Unit::code, java.util.Comparator.reverseOrder()))
                .ifPresent(u -> node.put("defaultUnit", u.code()));
        ArrayNode templates = node.putArray("demoTemplates");
        demonstration
                .templates()
                .forEach(t -> templates.addObject().put("name", t.name()).put("bureau", t.bureau()));
        return node;
    }

    @Needs(Verb.UNIT_READ)
    @GetMapping("/units")
    ArrayNode units() {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        visible()
                .forEach(u -> out.addObject()
                        .put("code", u.code())
                        .put("name", u.name())
                        .put("parent", u.parent())
                        .put("level", u.levelName()));
        return out;
    }

    @Needs(Verb.CATALOGUE_READ)
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

    @Needs(Verb.UNIT_READ)
    @GetMapping("/jobs/{id}")
    ObjectNode job(@PathVariable("id") String id) {
        return jobs.find(id, asker.viewer().account()).orElseThrow(AppProblems::notFound);
    }

    /** The units where the asker has something to do. */
    private Stream<Unit> visible() {
        return facades.ledger().units().stream().filter(u -> asker.mayIn(Verb.UNIT_READ, u.code()));
    }
}
