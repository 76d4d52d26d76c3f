package cn.qingzhuang.app.server;

import cn.qingzhuang.app.ledger.People;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is known of people, for the screen. */
final class PeopleJson {
    private PeopleJson() {}

    static ObjectNode told(People.Told told) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("element", told.key().toString())
                .put("value", told.value())
                .put("kind", told.kind().name().toLowerCase(Locale.ROOT));
        node.set("source", DraftJson.source(told.from()));
        return node;
    }
}
