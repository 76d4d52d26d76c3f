package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.events.Asked;
import cn.qingzhuang.app.events.EventKind;
import cn.qingzhuang.app.events.Preview;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Life events of a person or household: shown, saved, taken back. */
@RestController
@RequestMapping("/api/people/{id}/events")
final class EventController {
    private static final String ACTOR = "网页录入";
    private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private final Facades facades;
    private final PeopleController people;
    private final Asker asker;

    EventController(Facades facades, PeopleController people, Asker asker) {
        this.facades = facades;
        this.people = people;
        this.asker = asker;
    }

    /** An event as the page sends it; {@code basis} as the preview gave it. */
    record Said(
            String unit,
            String kind,
            LocalDate on,
            @Nullable Map<String, String> fields,
            @Nullable String basis) {}

    @Needs(Verb.FACT_RECORD)
    @PostMapping("/preview")
    ObjectNode preview(@PathVariable("id") String id, @RequestBody Said said) {
        Preview preview = facades.events().preview(asked(id, said));
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode lines = node.putArray("lines");
        preview.lines()
                .forEach(l -> lines.addObject()
                        .put("subject", l.subject())
                        .put("name", l.name())
                        .put("type", l.type().name().toLowerCase(Locale.ROOT))
                        .put("what", l.what())
                        .put("before", l.before())
                        .put("after", l.after()));
        preview.notices().forEach(node.putArray("notices")::add);
        ArrayNode needs = node.putArray("needs");
        preview.needs().forEach(n -> {
            ObjectNode need = needs.addObject().put("field", n.field()).put("label", n.label());
            ArrayNode choices = need.putArray("choices");
            n.choices().forEach(c -> choices.addObject().put("value", c.value()).put("label", c.label()));
        });
        return node.put("basis", preview.basis());
    }

    @Needs(Verb.FACT_RECORD)
    @PostMapping
    ObjectNode record(@PathVariable("id") String id, @RequestBody Said said) {
        String basis = said.basis() == null ? "" : said.basis();
        facades.events().record(asked(id, said), basis, ACTOR);
        return people.show(id, said.unit());
    }

    /** Takes an event back; no content when with it the subject itself has left the ledger. */
    @Needs(Verb.FACT_RECORD)
    @DeleteMapping("/{number}")
    ResponseEntity<ObjectNode> reverse(
            @PathVariable("id") String id, @PathVariable("number") int number, @RequestParam("unit") String unit) {
        String code = asker.unit(Verb.FACT_RECORD, unit);
        asker.subject(Verb.FACT_RECORD, code, id);
        String known = Downloads.id(id).toString();
        facades.events().reverse(code, known, number, ACTOR);
        return facades.ledger().find(code, known).isPresent()
                ? ResponseEntity.ok(people.show(id, unit))
                : ResponseEntity.noContent().build();
    }

    private Asked asked(String id, Said said) {
        EventKind kind = EventKind.of(said.kind()).orElseThrow(AppProblems::notFound);
        Map<String, String> fields = said.fields() == null ? Map.of() : said.fields();
        String unit = asker.unit(Verb.FACT_RECORD, said.unit());
        asker.subject(Verb.FACT_RECORD, unit, id);
        fields.values().stream()
                .filter(value -> value.matches(ID))
                .forEach(other -> asker.subject(Verb.FACT_RECORD, unit, other));
        return new Asked(unit, Downloads.id(id).toString(), kind, said.on(), fields);
    }
}
