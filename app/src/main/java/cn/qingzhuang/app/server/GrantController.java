package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Grant;
import cn.qingzhuang.app.access.Grants;
import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What departments may take: recorded by the security administrator, seen by the departments concerned. */
@RestController
@RequestMapping("/api/grants")
final class GrantController {
    private final Facades facades;
    private final Asker asker;

    GrantController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    record Wanted(
            String department,
            String unit,
            List<String> elements,
            String purpose,
            String basis,
            boolean masked,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    @Needs(Verb.GRANT_MANAGE)
    @GetMapping
    ArrayNode list() {
        return told(facades.grants().list(asker.viewer()));
    }

    /** The departments whose officers have posts at the asker's places: a grant to any other is nobody's yet. */
    @Needs(Verb.GRANT_MANAGE)
    @GetMapping("/departments")
    ArrayNode departments() {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        facades.accounts().departmentsGrantedBy(asker.viewer()).forEach(out::add);
        return out;
    }

    @Needs(Verb.GRANT_MANAGE)
    @PostMapping
    ArrayNode give(@RequestBody Wanted wanted) {
        requireAll(wanted.department(), wanted.unit(), wanted.elements(), wanted.purpose(), wanted.basis());
        String unit =
                wanted.unit().equals(Place.EVERYWHERE) ? wanted.unit() : asker.unit(Verb.GRANT_MANAGE, wanted.unit());
        facades.grants()
                .give(
                        asker.viewer(),
                        new Grants.Wanted(
                                wanted.department(),
                                unit,
                                wanted.elements().stream()
                                        .map(GrantController::stored)
                                        .toList(),
                                wanted.purpose(),
                                wanted.basis(),
                                wanted.masked(),
                                Optional.ofNullable(wanted.from()),
                                Optional.ofNullable(wanted.until())));
        return list();
    }

    @Needs(Verb.GRANT_MANAGE)
    @DeleteMapping("/{id}")
    ArrayNode revoke(@PathVariable("id") String id) {
        facades.grants().revoke(asker.viewer(), Downloads.id(id));
        return list();
    }

    /** What the asker's departments may take, and what others may take of what these own. */
    @Needs(Verb.GRANT_READ)
    @GetMapping("/own")
    ObjectNode own() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("mine", told(facades.grants().ofViewer(asker.viewer())));
        node.set("others", told(facades.grants().ofOthers(asker.viewer())));
        return node;
    }

    private ArrayNode told(List<Grant> grants) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (Grant grant : grants) {
            ObjectNode one = out.addObject()
                    .put("id", grant.id().toString())
                    .put("department", grant.department())
                    .put("unit", grant.unitCode())
                    .put("unitName", unitName(grant.unitCode()))
                    .put("purpose", grant.purpose())
                    .put("basis", grant.legalBasis())
                    .put("masked", grant.isMasked())
                    .put("from", grant.validFrom().toString())
                    .put("until", grant.validUntil().map(LocalDate::toString).orElse(null));
            ArrayNode elements = one.putArray("elements");
            grant.elements().forEach(e -> elements.addObject().put("element", e).put("title", title(e)));
        }
        return out;
    }

    /** What a request leaves out is null, whatever the record says. */
    private static void requireAll(@Nullable Object... said) {
        if (Arrays.stream(said).anyMatch(Objects::isNull)) {
            throw AppProblems.malformedRequest();
        }
    }

    /** A role's element spelled out, as the catalogue lists it, is kept under its own key. */
    private static String stored(String element) {
        ElementKey key = ElementKey.parse(element);
        return Catalogue.storageKey(key.element(), key.role()).toString();
    }

    private String unitName(String code) {
        return code.equals(Place.EVERYWHERE)
                ? ""
                : facades.ledger().unit(code).map(u -> u.name()).orElse(code);
    }

    private String title(String element) {
        return facades.forms()
                .catalogue()
                .elementOf(ElementKey.parse(element))
                .map(Element::name)
                .orElse(element);
    }
}
