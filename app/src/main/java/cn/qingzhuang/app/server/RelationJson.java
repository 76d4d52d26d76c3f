package cn.qingzhuang.app.server;

import cn.qingzhuang.app.events.LifeEvents;
import cn.qingzhuang.app.ledger.Relations;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a subject stands to others, and what has happened to it, for the screen. */
final class RelationJson {
    private RelationJson() {}

    static ArrayNode relations(List<Relations.Relation> relations) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (Relations.Relation r : relations) {
            ObjectNode node = out.addObject();
            node.put("kind", r.kind().role())
                    .put("isOfOther", r.isOfOther())
                    .put("id", r.other())
                    .put("type", r.otherType().name().toLowerCase(Locale.ROOT))
                    .put("name", r.otherName())
                    .put("since", r.since().toString())
                    .put("as", r.as());
            r.until().ifPresent(until -> node.put("until", until.toString()));
            node.set("source", DraftJson.source(r.from()));
        }
        return out;
    }

    static ArrayNode events(List<Relations.Recorded> acts) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        acts.forEach(a -> out.addObject()
                .put("number", a.number())
                .put("kind", a.kind())
                .put("label", LifeEvents.label(a.kind()))
                .put("on", a.on().toString())
                .put("about", a.about())
                .put("note", a.note())
                .put("recordedOn", a.recordedOn().toString())
                .put("actor", a.actor())
                .put("isReversed", a.isReversed())
                .put("isLast", a.isLast()));
        return out;
    }
}
