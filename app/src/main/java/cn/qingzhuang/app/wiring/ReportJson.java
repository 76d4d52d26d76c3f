package cn.qingzhuang.app.wiring;

import cn.qingzhuang.app.fill.FillResult;
import cn.qingzhuang.app.ledger.IngestReport;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON form of what ingesting and filling answer, for the command line and for HTTP. */
public final class ReportJson {
    private ReportJson() {}

    /** {@code {"file","rows","accepted","refused":[...],"facts","conflicts":[...]}}, with a note when there is one. */
    public static ObjectNode of(String file, IngestReport report) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("file", file).put("rows", report.rows()).put("accepted", report.accepted());
        ArrayNode refused = node.putArray("refused");
        report.refused()
                .forEach(r -> refused.addObject()
                        .put("sheet", r.sheet())
                        .put("row", r.row())
                        .put("reason", r.reason()));
        node.put("facts", report.facts());
        ArrayNode conflicts = node.putArray("conflicts");
        report.conflicts()
                .forEach(c -> key(
                                conflicts.addObject().put("sheet", c.sheet()).put("row", c.row()),
                                Optional.of(ElementKey.parse(c.element())))
                        .put("reason", c.reason()));
        report.note().ifPresent(note -> node.put("note", note));
        return node;
    }

    /** {@code {"file","output","cells":{...},"filled":[...],"questions":[...]}}. */
    public static ObjectNode of(String file, String output, FillResult result) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("file", file).put("output", output);
        node.set("cells", counts(result.counts()));
        ArrayNode filled = node.putArray("filled");
        result.filled()
                .forEach(f -> key(
                                filled.addObject()
                                        .put("sheet", f.sheet())
                                        .put("ref", f.ref())
                                        .put("value", f.value()),
                                f.element().map(ElementKey::parse))
                        .put("subject", f.subject().orElse(null))
                        .put("source", f.source()));
        ArrayNode questions = node.putArray("questions");
        result.questions()
                .forEach(q -> key(
                                questions
                                        .addObject()
                                        .put("sheet", q.sheet())
                                        .put("ref", q.cells().get(0).a1()),
                                q.key())
                        .put("subject", q.subjectName().orElse(null))
                        .put("why", q.why()));
        return node;
    }

    /** The element by its id in the catalogue, and the role of who holds it. */
    private static ObjectNode key(ObjectNode node, Optional<ElementKey> key) {
        return node.put("element", key.map(ElementKey::element).orElse(null))
                .put(
                        "role",
                        key.map(ElementKey::role)
                                .map(r -> r.isEmpty() ? "self" : r)
                                .orElse(null));
    }

    /** How many cells are in each state. */
    public static ObjectNode counts(FillResult.Counts counts) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("known", counts.known())
                .put("stale", counts.stale())
                .put("unknown", counts.unknown())
                .put("computed", counts.computed())
                .put("fixed", counts.fixed());
    }
}
