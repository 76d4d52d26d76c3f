package cn.qingzhuang.app.wiring;

import cn.qingzhuang.app.fill.FillResult;
import cn.qingzhuang.app.ledger.IngestReport;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
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

    /**
     * Writes {@code {"file","output","cells":{...},"filled":[...],"questions":[...]}}, cell by cell: a large template has
     * hundreds of thousands. With a note after the output when there is one.
     */
    public static void write(JsonGenerator out, String file, String output, FillResult result, Optional<String> note) {
        out.writeStartObject();
        out.writeStringProperty("file", file);
        out.writeStringProperty("output", output);
        note.ifPresent(text -> out.writeStringProperty("note", text));
        out.writeName("cells");
        out.writeTree(counts(result.counts()));
        out.writeArrayPropertyStart("filled");
        result.filled().forEach(cell -> {
            out.writeStartObject();
            out.writeStringProperty("sheet", cell.sheet());
            out.writeStringProperty("ref", cell.ref());
            out.writeStringProperty("value", cell.value());
            key(out, cell.element().map(ElementKey::parse));
            out.writeStringProperty("subject", cell.subject().orElse(null));
            out.writeStringProperty("source", cell.source());
            out.writeEndObject();
        });
        out.writeEndArray();
        out.writeArrayPropertyStart("questions");
        result.questions().forEach(question -> {
            out.writeStartObject();
            out.writeStringProperty("sheet", question.sheet());
            out.writeStringProperty("ref", question.cells().get(0).a1());
            key(out, question.key());
            out.writeStringProperty("subject", question.subjectName().orElse(null));
            out.writeStringProperty("why", question.why());
            out.writeEndObject();
        });
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void key(JsonGenerator out, Optional<ElementKey> key) {
        out.writeStringProperty("element", key.map(ElementKey::element).orElse(null));
        out.writeStringProperty("role", key.map(ReportJson::role).orElse(null));
    }

    private static String role(ElementKey key) {
        return key.role().isEmpty() ? "self" : key.role();
    }

    /** The element by its id in the catalogue, and the role of who holds it. */
    private static ObjectNode key(ObjectNode node, Optional<ElementKey> key) {
        return node.put("element", key.map(ElementKey::element).orElse(null))
                .put("role", key.map(ReportJson::role).orElse(null));
    }

    /** How many cells are in each state. */
    public static ObjectNode counts(FillResult.Counts counts) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("known", counts.known())
                .put("stale", counts.stale())
                .put("unknown", counts.unknown())
                .put("computed", counts.computed())
                .put("fixed", counts.fixed())
                .put("withheld", counts.withheld());
    }
}
