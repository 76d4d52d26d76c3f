package cn.qingzhuang.app.catalog;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What became of the rows of a file of catalogue lines: rows = accepted + refused. */
public record TakeReport(String file, int rows, int accepted, List<Refused> refused) {
    /** A row that was not taken, counted from 1. */
    public record Refused(String sheet, int row, String reason) {}

    /** {@code {"file","rows","accepted","refused":[{"sheet","row","reason"}]}}. */
    public ObjectNode json() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("file", file).put("rows", rows).put("accepted", accepted);
        ArrayNode list = out.putArray("refused");
        refused.forEach(r ->
                list.addObject().put("sheet", r.sheet()).put("row", r.row()).put("reason", r.reason()));
        return out;
    }
}
