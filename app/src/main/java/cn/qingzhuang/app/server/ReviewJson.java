package cn.qingzhuang.app.server;

import cn.qingzhuang.app.ledger.Review;
import cn.qingzhuang.app.people.PeopleSearch;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is to be reviewed, for the screen, as docs/spec/http.md says. */
final class ReviewJson {
    private final PeopleJson people;
    private final LocalDate today;

    ReviewJson(PeopleJson people, LocalDate today) {
        this.people = people;
        this.today = today;
    }

    ObjectNode open(Review.Page page) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("subjects", page.subjects()).put("conflicts", page.conflicts());
        ArrayNode open = node.putArray("open");
        for (Review.Open one : page.open()) {
            ObjectNode group = open.addObject();
            group.set("subject", people.line(PeopleSearch.line(one.subject())));
            group.put("conflicts", one.conflicts());
            ArrayNode items = group.putArray("items");
            one.items().forEach(item -> items.add(item(item)));
        }
        return node.put("after", page.after().orElse(null));
    }

    private ObjectNode item(Review.Item item) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ElementKey key = ElementKey.parse(item.element());
        node.put("conflict", item.conflict())
                .put("kind", item.kind().name().toLowerCase(Locale.ROOT))
                .put("element", item.element())
                .put("name", people.name(key))
                .put("role", key.role())
                .put("reason", item.reason());
        item.current().ifPresent(current -> node.set("current", choice(current)));
        ArrayNode others = node.putArray("others");
        item.others().forEach(other -> others.add(choice(other)));
        item.other().ifPresent(other -> node.set("other", people.line(PeopleSearch.line(other))));
        return node;
    }

    private ObjectNode choice(Review.Choice choice) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("entry", choice.entry())
                .put("value", choice.value())
                .put("kind", choice.kind().name().toLowerCase(Locale.ROOT))
                .put("saidOn", choice.saidOn().toString())
                .put("days", ChronoUnit.DAYS.between(choice.saidOn(), today))
                .put("apart", choice.isDifferentPerson());
        node.set("source", DraftJson.source(choice.from()));
        return node;
    }

    ObjectNode decided(List<Review.Decided> decisions, int page) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode out = node.putArray("decided");
        for (Review.Decided d : decisions) {
            ObjectNode one = out.addObject()
                    .put("ruling", d.ruling())
                    .put("at", d.at().toString())
                    .put("actor", d.actor())
                    .put("kind", d.kind().name().toLowerCase(Locale.ROOT))
                    .put("subject", d.subject())
                    .put("person", d.name())
                    .put("value", d.value())
                    .put("undone", d.isUndone());
            d.key().ifPresent(key -> one.put("name", people.name(key)).put("role", key.role()));
        }
        boolean isMore = decisions.size() == page;
        return isMore ? node.put("before", decisions.get(page - 1).ruling()) : node.putNull("before");
    }
}
