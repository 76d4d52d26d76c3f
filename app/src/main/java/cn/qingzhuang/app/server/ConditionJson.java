package cn.qingzhuang.app.server;

import cn.qingzhuang.app.forms.Forms;
import cn.qingzhuang.app.tables.Tables;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Expressions;
import cn.qingzhuang.engine.meaning.Population;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whom a table lists, in parts that a page can show and change one by one: {@code parts} of which all hold, or {@code any} of them.
 * A part is a test on one element of the listed ones, or with {@code home} of their household or its head; what is more than that is
 * {@code other}, to be kept or left out as it is.
 */
final class ConditionJson {
    private final Forms forms;

    ConditionJson(Forms forms) {
        this.forms = forms;
    }

    /** {@code {"subject","conditions","text","unexplained","any","parts"}}. */
    ObjectNode of(Tables.Understood whom) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("subject", TableJson.word(whom.subject()))
                .put("conditions", whom.conditions())
                .put("text", whom.text());
        whom.unexplained().forEach(node.putArray("unexplained")::add);
        List<Condition> all = Expressions.parseConditions(whom.conditions(), forms.catalogue());
        boolean isAny = all.size() == 1 && all.get(0) instanceof Condition.AnyOf;
        node.put("any", isAny);
        ArrayNode parts = node.putArray("parts");
        (isAny ? ((Condition.AnyOf) all.get(0)).parts() : all).forEach(c -> parts.add(part(c, whom)));
        return node;
    }

    private ObjectNode part(Condition condition, Tables.Understood whom) {
        Population alone = new Population(whom.subject(), List.of(condition), List.of());
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("conditions", Expressions.print(condition))
                .put("text", forms.populationText(alone));
        boolean isNot = condition instanceof Condition.Not;
        Condition asked = condition instanceof Condition.Not not ? not.inner() : condition;
        node.put("home", asked instanceof Condition.OfHousehold);
        Condition core = asked instanceof Condition.OfHousehold home ? home.inner() : asked;
        if (core instanceof Condition.OneOf one) {
            return values(test(node, isNot ? "none" : "one", one.key()), one.values());
        }
        if (core instanceof Condition.Between between && !isNot) {
            return test(node, "between", between.key())
                    .put("from", between.from().orElse(""))
                    .put("to", between.to().orElse(""));
        }
        return core instanceof Condition.Known known
                ? test(node, isNot ? "unknown" : "known", known.key())
                : node.put("test", "other");
    }

    private ObjectNode test(ObjectNode node, String test, ElementKey key) {
        return node.put("test", test)
                .put("element", key.toString())
                .put("name", forms.catalogue().elementOf(key).map(Element::name).orElse(key.toString()));
    }

    private static ObjectNode values(ObjectNode node, List<String> values) {
        values.forEach(node.putArray("values")::add);
        return node;
    }
}
