package cn.qingzhuang.app.server;

import cn.qingzhuang.app.ledger.People;
import cn.qingzhuang.app.people.PeopleSearch;
import cn.qingzhuang.app.people.Themes;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.fill.FactSource;
import cn.qingzhuang.engine.fill.FactSource.UnitNames;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is known of people, for the screen. */
final class PeopleJson {
    private static final Themes THEMES = Themes.standard();

    private final Catalogue catalogue;
    private final LocalDate today;
    private final FactSource ledger;

    PeopleJson(Facades facades, LocalDate today) {
        this.ledger = facades.ledger().asOf(today);
        this.catalogue = facades.forms().catalogue();
        this.today = today;
    }

    static ObjectNode told(People.Told told) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("entry", told.entry())
                .put("element", told.key().toString())
                .put("value", told.value())
                .put("kind", told.isUndone() ? "undone" : told.kind().name().toLowerCase(Locale.ROOT));
        node.set("source", DraftJson.source(told.from()));
        return node;
    }

    ArrayNode list(Collection<PeopleSearch.Found> people) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        people.forEach(p -> out.add(line(p)));
        return out;
    }

    /** One line of a list. */
    ObjectNode line(PeopleSearch.Found person) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", person.id())
                .put("type", person.type().name().toLowerCase(Locale.ROOT))
                .put("name", person.name())
                .put("sex", person.sex())
                .put("idTail", person.idTail())
                .put("unit", unit(person.unitCode()));
        age(person).ifPresent(age -> node.put("age", age));
        return node;
    }

    /** One subject with all that is known of it, by theme. */
    ObjectNode whole(SubjectFacts subject, List<PeopleSearch.Found> members, Map<String, Set<String>> forms) {
        ObjectNode node = line(PeopleSearch.line(subject));
        subject.householdId().ifPresent(id -> node.put("household", id));
        node.set("members", list(members));
        Map<String, List<ElementKey>> byTheme = new LinkedHashMap<>();
        THEMES.inOrder().forEach(theme -> byTheme.put(theme, new ArrayList<>()));
        inOrder(subject.values().keySet())
                .forEach(key -> byTheme.computeIfAbsent(THEMES.of(key.element()), t -> new ArrayList<>())
                        .add(key));
        ArrayNode themes = node.putArray("themes");
        byTheme.forEach((theme, keys) -> {
            if (!keys.isEmpty()) {
                ArrayNode out = themes.addObject().put("theme", theme).putArray("facts");
                keys.forEach(key -> out.add(
                        fact(key, Objects.requireNonNull(subject.values().get(key)), forms)));
            }
        });
        return node;
    }

    /** In the order of the catalogue, which goes from what says who it is to what is rarely asked. */
    private List<ElementKey> inOrder(Set<ElementKey> keys) {
        Map<String, Integer> places = new HashMap<>();
        catalogue.elements().forEach(e -> places.put(e.id(), places.size()));
        return keys.stream()
                .sorted(Comparator.comparing(ElementKey::role)
                        .thenComparingInt(key -> places.getOrDefault(key.element(), Integer.MAX_VALUE)))
                .toList();
    }

    private ObjectNode fact(ElementKey key, KnownValue known, Map<String, Set<String>> forms) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("element", key.toString())
                .put("name", name(key))
                .put("role", key.role())
                .put("value", known.value())
                .put("stale", known.isStale())
                .put("disputed", known.isDisputed());
        node.set("source", DraftJson.source(known.provenance()));
        catalogue
                .elementOf(key)
                .flatMap(e -> catalogue.codesOf(e.id()))
                .ifPresent(codes -> codes.labels().forEach(node.putArray("options")::add));
        ArrayNode used = node.putArray("forms");
        forms.getOrDefault(key.toString(), Set.of()).forEach(used::add);
        return node;
    }

    /** The name of an element for people. */
    String name(ElementKey key) {
        return catalogue.elementOf(key).map(Element::name).orElse(key.toString());
    }

    Optional<Integer> age(PeopleSearch.Found person) {
        return person.bornOn()
                .filter(born -> !born.isAfter(today))
                .map(born -> Period.between(born, today).getYears());
    }

    String unit(String code) {
        return ledger.unit(code).map(UnitNames::name).orElse(code);
    }
}
