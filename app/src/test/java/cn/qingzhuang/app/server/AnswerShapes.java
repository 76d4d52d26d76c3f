package cn.qingzhuang.app.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What endpoints answer, as JSON schemas: each answer that is seen has to fit what {@code openapi/answers.json} says.
 * With the property {@code openapi.learn} what does not fit widens the file instead, which then is looked through and
 * kept.
 */
final class AnswerShapes {
    private static final Path FILE = Path.of("src/main/resources/openapi/answers.json");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final String NAME = "[a-zA-Z@$][a-zA-Z0-9@$._]*";

    private final ObjectNode known;
    private final List<String> surprises = new ArrayList<>();

    AnswerShapes() throws IOException {
        known = (ObjectNode) JSON.readTree(Files.readString(FILE));
    }

    /** Looks at an answer. */
    void see(String endpoint, JsonNode answer) {
        if (endpoint.equals("GET /api/openapi")) {
            return; // its shape is that of OpenAPI, which says itself
        }
        ObjectNode entry = known.has(endpoint) ? (ObjectNode) known.get(endpoint) : known.putObject(endpoint);
        JsonNode shape = shape(answer);
        JsonNode before = entry.path("schema");
        if (!before.isMissingNode() && fits(before, shape)) {
            return;
        }
        surprises.add(endpoint);
        entry.set("schema", before.isMissingNode() ? shape : merged(before, shape));
    }

    /** The endpoints whose answers did not fit; none once the file has learnt them. */
    List<String> surprises() throws IOException {
        if (Boolean.getBoolean("openapi.learn")) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            known.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, JSON.writeValueAsString(sorted) + "\n");
            return List.of();
        }
        return surprises;
    }

    static ObjectNode shape(JsonNode value) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.putArray("type").add(type(value));
        if (value.isArray()) {
            for (JsonNode item : value) {
                JsonNode shape = shape(item);
                out.set("items", out.has("items") ? merged(out.get("items"), shape) : shape);
            }
        } else if (value.isObject()) {
            boolean isNamed = value.propertyNames().stream().allMatch(name -> name.matches(NAME));
            if (isNamed) {
                ObjectNode properties = out.putObject("properties");
                ArrayNode required = out.putArray("required");
                Map<String, JsonNode> sorted = new TreeMap<>();
                value.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
                sorted.forEach((name, part) -> {
                    properties.set(name, shape(part));
                    required.add(name);
                });
            } else {
                value.forEach(v -> out.set(
                        "additionalProperties",
                        out.has("additionalProperties")
                                ? merged(out.get("additionalProperties"), shape(v))
                                : shape(v)));
            }
        }
        return out;
    }

    private static String type(JsonNode value) {
        if (value.isNumber()) {
            return value.isIntegralNumber() ? "integer" : "number";
        }
        return value.isNull()
                ? "null"
                : value.isString() ? "string" : value.isBoolean() ? "boolean" : value.isArray() ? "array" : "object";
    }

    private static boolean fits(JsonNode schema, JsonNode shape) {
        boolean isAny = schema.path("type").toString().equals("[\"null\"]");
        return isAny || merged(schema, shape).equals(schema);
    }

    /** What both allow. */
    static JsonNode merged(JsonNode one, JsonNode other) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        TreeSet<String> types = new TreeSet<>();
        one.path("type").forEach(t -> types.add(t.asString()));
        other.path("type").forEach(t -> types.add(t.asString()));
        types.forEach(out.putArray("type")::add);
        both("items", one, other, out);
        both("additionalProperties", one, other, out);
        if (one.has("properties") || other.has("properties")) {
            ObjectNode properties = out.putObject("properties");
            TreeSet<String> names = new TreeSet<>();
            one.path("properties").propertyNames().forEach(names::add);
            other.path("properties").propertyNames().forEach(names::add);
            names.forEach(name -> both(name, one.path("properties"), other.path("properties"), properties));
            ArrayNode required = out.putArray("required");
            names.stream()
                    .filter(name -> isRequired(one, name) && isRequired(other, name))
                    .forEach(required::add);
        }
        return out;
    }

    private static boolean isRequired(JsonNode schema, String name) {
        if (!schema.has("properties")) {
            return true;
        }
        for (JsonNode required : schema.path("required")) {
            if (required.asString().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static void both(String name, JsonNode one, JsonNode other, ObjectNode out) {
        if (one.has(name) && other.has(name)) {
            boolean isAny = one.get(name).path("type").toString().equals("[\"null\"]");
            out.set(
                    name,
                    isAny && !Boolean.getBoolean("openapi.learn")
                            ? one.get(name)
                            : merged(one.get(name), other.get(name)));
        } else if (one.has(name) || other.has(name)) {
            out.set(name, one.has(name) ? one.get(name) : other.get(name));
        }
    }
}
