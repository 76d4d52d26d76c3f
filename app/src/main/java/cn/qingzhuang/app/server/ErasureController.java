package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.erasure.Erasures;
import cn.qingzhuang.app.erasure.store.ErasureStore.ErasureRow;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Erasure by law: asked for where the person is, decided by the security administrator, who sees of whom by id only. */
@RestController
final class ErasureController {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final Facades facades;
    private final Asker asker;

    ErasureController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    record Wanted(
            @Nullable String unit,
            @Nullable List<String> elements,
            @Nullable String basis,
            @Nullable String request) {}

    record Decision(boolean approved, @Nullable String reason) {}

    @Needs(Verb.ERASURE_ASK)
    @GetMapping("/api/people/{id}/erasures")
    ArrayNode ofPerson(@PathVariable("id") String id, @RequestParam("unit") String unit) {
        String code = asker.unit(Verb.ERASURE_ASK, unit);
        asker.subject(Verb.ERASURE_ASK, code, id);
        return told(facades.erasures().of(Downloads.id(id)));
    }

    @Needs(Verb.ERASURE_ASK)
    @PostMapping("/api/people/{id}/erasures")
    ArrayNode ask(@PathVariable("id") String id, @RequestBody Wanted wanted) {
        String code = asker.unit(Verb.ERASURE_ASK, wanted.unit() == null ? "" : wanted.unit());
        asker.subject(Verb.ERASURE_ASK, code, id);
        List<String> elements = wanted.elements() == null
                ? List.of()
                : wanted.elements().stream().map(ErasureController::stored).toList();
        facades.erasures()
                .ask(
                        asker.viewer(),
                        new Erasures.Wanted(
                                code,
                                Downloads.id(id).toString(),
                                elements,
                                wanted.basis() == null ? "" : wanted.basis(),
                                wanted.request() == null ? "" : wanted.request()));
        return told(facades.erasures().of(Downloads.id(id)));
    }

    @Needs(Verb.ERASURE_DECIDE)
    @GetMapping("/api/erasures")
    ArrayNode list(@RequestParam("unit") String unit) {
        String code = unit.equals(Place.EVERYWHERE) && asker.mayIn(Verb.ERASURE_DECIDE, unit)
                ? unit
                : asker.unit(Verb.ERASURE_DECIDE, unit);
        return told(facades.erasures().list(code));
    }

    @Needs(Verb.ERASURE_DECIDE)
    @PostMapping("/api/erasures/{id}")
    ArrayNode decide(@PathVariable("id") String id, @RequestBody Decision said) {
        UUID known = Downloads.id(id);
        ErasureRow row = facades.erasures()
                .find(known)
                .filter(r -> asker.mayIn(Verb.ERASURE_DECIDE, r.asked().unitCode()))
                .orElseThrow(AppProblems::notFound);
        facades.erasures().decide(asker.viewer(), row, said.approved(), said.reason() == null ? "" : said.reason());
        return told(facades.erasures().find(known).stream().toList());
    }

    private static String stored(String element) {
        ElementKey key = ElementKey.parse(element);
        return Catalogue.storageKey(key.element(), key.role()).toString();
    }

    private ArrayNode told(List<ErasureRow> rows) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (ErasureRow row : rows) {
            ObjectNode one = out.addObject()
                    .put("id", row.asked().id().toString())
                    .put("of", row.asked().subject().toString())
                    .put("unit", row.asked().unitCode())
                    .put("basis", row.asked().legalBasis())
                    .put("request", row.asked().request())
                    .put("asked", row.asked().by().title())
                    .put("askedAt", MINUTE.format(row.asked().by().at()));
            ArrayNode elements = one.putArray("elements");
            row.asked().elements().forEach(e -> elements.add(title(e)));
            row.decided()
                    .ifPresent(d -> one.put("decided", d.title())
                            .put("decidedAt", MINUTE.format(d.at()))
                            .put("approved", d.isApproved())
                            .put("reason", d.reason())
                            .put("doneAt", minute(d.doneAt()))
                            .put("entries", d.entries()));
        }
        return out;
    }

    private static @Nullable String minute(Optional<Instant> at) {
        return at.map(MINUTE::format).orElse(null);
    }

    private String title(String element) {
        return facades.forms()
                .catalogue()
                .elementOf(ElementKey.parse(element))
                .map(Element::name)
                .orElse(element);
    }
}
