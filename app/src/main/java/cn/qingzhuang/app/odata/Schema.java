package cn.qingzhuang.app.odata;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The description of an entity set, in CSDL 4.0 as XML and as JSON. */
public final class Schema {
    private static final String NAMESPACE = "qingzhuang";
    private static final String ROW = "Row";
    private static final String CONTAINER = "Container";

    private final String set;
    private final Fields fields;

    Schema(String set, Fields fields) {
        this.set = set;
        this.fields = fields;
    }

    /** No name in it has a sign that XML would want escaped: all are identifiers. */
    public String xml() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append(
                        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>")
                .append("<Schema Namespace=\"" + NAMESPACE + "\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">")
                .append("<EntityType Name=\"" + ROW + "\"><Key><PropertyRef Name=\"" + Field.KEY + "\"/></Key>");
        for (Field field : fields.all()) {
            out.append("<Property Name=\"").append(field.name());
            out.append("\" Type=\"").append(field.kind().type());
            out.append(field.column() < 0 ? "\" Nullable=\"false\"" : "\"");
            out.append(field.kind() == Field.Kind.DECIMAL ? " Scale=\"variable\"/>" : "/>");
        }
        return out.append("</EntityType><EntityContainer Name=\"" + CONTAINER + "\"><EntitySet Name=\"")
                .append(set)
                .append("\" EntityType=\"" + NAMESPACE + "." + ROW + "\"/></EntityContainer></Schema>")
                .append("</edmx:DataServices></edmx:Edmx>")
                .toString();
    }

    public ObjectNode json() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("$Version", "4.0").put("$EntityContainer", NAMESPACE + "." + CONTAINER);
        ObjectNode schema = out.putObject(NAMESPACE);
        ObjectNode row = schema.putObject(ROW).put("$Kind", "EntityType");
        row.putArray("$Key").add(Field.KEY);
        for (Field field : fields.all()) {
            ObjectNode property = row.putObject(field.name());
            if (field.isNumber()) {
                property.put("$Type", field.kind().type());
            }
            if (field.column() >= 0) {
                property.put("$Nullable", true);
            }
            if (field.kind() == Field.Kind.DECIMAL) {
                property.put("$Scale", "variable");
            }
        }
        schema.putObject(CONTAINER)
                .put("$Kind", "EntityContainer")
                .putObject(set)
                .put("$Collection", true)
                .put("$Type", NAMESPACE + "." + ROW);
        return out;
    }
}
