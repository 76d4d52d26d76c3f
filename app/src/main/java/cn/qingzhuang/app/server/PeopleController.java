package cn.qingzhuang.app.server;

import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.fill.FactSource.UnitNames;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Looking for people. */
@RestController
@RequestMapping("/api/people")
final class PeopleController {
    private static final int FOUND_MAX = 20;

    private final Facades facades;

    PeopleController(Facades facades) {
        this.facades = facades;
    }

    @GetMapping
    ArrayNode find(@RequestParam("unit") String unit, @RequestParam("q") String query) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        if (query.isBlank()) {
            return out;
        }
        String code = facades.ledger().requireUnit(unit);
        for (String id : facades.people().named(code, query, FOUND_MAX)) {
            SubjectFacts person = facades.ledger().requireSubject(code, id);
            out.addObject()
                    .put("id", id)
                    .put("name", value(person, "person_name"))
                    .put("sex", value(person, "person_sex"))
                    .put("idTail", tail(value(person, "person_id_no")))
                    .put(
                            "unit",
                            facades.ledger()
                                    .unit(person.unitCode())
                                    .map(UnitNames::name)
                                    .orElse(""));
        }
        return out;
    }

    private static String value(SubjectFacts person, String element) {
        return Optional.ofNullable(person.values().get(ElementKey.of(element)))
                .map(KnownValue::value)
                .orElse("");
    }

    /** The last four: enough to tell two of one name apart. */
    private static String tail(String number) {
        return number.substring(Math.max(0, number.length() - 4));
    }
}
