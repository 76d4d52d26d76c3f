package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.looks.Look;
import cn.qingzhuang.app.looks.LookLog;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Who looked: at somebody, and for the auditor at all. Looking at the log is logged as well. */
@RestController
final class LookController {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));
    private static final int PAGE = 50;

    private final Facades facades;
    private final Asker asker;

    LookController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    /** For the person, or the village office for him. */
    @Needs(Verb.PERSON_READ)
    @GetMapping("/api/people/{id}/looks")
    ObjectNode atPerson(
            @PathVariable("id") String id,
            @RequestParam("unit") String unit,
            @RequestParam(name = "before", required = false) @Nullable Long before) {
        String code = asker.unit(Verb.PERSON_READ, unit);
        asker.subject(Verb.PERSON_READ, code, id);
        asker.looked(Seen.of(List.of(id), List.of("_looks")));
        return told(facades.looks().at(code, Downloads.id(id), Optional.ofNullable(before), PAGE));
    }

    @Needs(Verb.LOOK_READ)
    @GetMapping("/api/looks")
    ObjectNode search(
            @RequestParam("unit") String unit,
            @RequestParam(name = "who", defaultValue = "") String who,
            @RequestParam(name = "subject", defaultValue = "") String subject,
            @RequestParam(name = "before", required = false) @Nullable Long before) {
        String code = asker.unit(Verb.LOOK_READ, unit);
        Optional<Long> from = Optional.ofNullable(before);
        boolean isOfOne = !subject.isBlank();
        asker.lookedAtLog(isOfOne ? List.of(Downloads.id(subject.strip())) : List.of());
        Optional<String> name = Optional.of(who.strip()).filter(w -> !w.isEmpty());
        return told(
                isOfOne
                        ? facades.looks().at(code, Downloads.id(subject.strip()), from, PAGE).stream()
                                .filter(l ->
                                        asker.mayIn(Verb.LOOK_READ, l.look().unitCode()))
                                .toList()
                        : facades.looks().of(code, name, from, PAGE));
    }

    private ObjectNode told(List<LookLog.Told> looks) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode out = node.putArray("looks");
        for (LookLog.Told told : looks) {
            Look look = told.look();
            ObjectNode one = out.addObject()
                    .put("number", told.number())
                    .put("at", MINUTE.format(told.at()))
                    .put("who", look.who())
                    .put("title", look.title())
                    .put("act", look.act())
                    .put("purpose", look.purpose())
                    .put("unit", look.unitCode())
                    .put("count", look.subjects().size());
            ArrayNode elements = one.putArray("elements");
            look.elements().stream().map(this::name).distinct().forEach(elements::add);
        }
        return looks.size() == PAGE ? node.put("before", looks.get(PAGE - 1).number()) : node.putNull("before");
    }

    private String name(String element) {
        return switch (element) {
            case Look.EVERYTHING -> "全部";
            case "_looks" -> "查看记录";
            case "_file" -> "导入的原表";
            default ->
                facades.forms()
                        .catalogue()
                        .elementOf(ElementKey.parse(element))
                        .map(Element::name)
                        .orElse(element);
        };
    }
}
