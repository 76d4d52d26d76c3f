package cn.qingzhuang.app.server;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON schemas of Java types: records are named, and said once. */
final class OpenApiSchemas {
    private final ObjectNode named = JsonNodeFactory.instance.objectNode();

    /** The records met so far, by name. */
    ObjectNode all() {
        return named;
    }

    ObjectNode of(Type type) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        if (type instanceof ParameterizedType of && of.getRawType() instanceof Class<?> raw) {
            if (Collection.class.isAssignableFrom(raw)) {
                out.put("type", "array").set("items", of(of.getActualTypeArguments()[0]));
            } else if (Map.class.isAssignableFrom(raw)) {
                out.put("type", "object").set("additionalProperties", of(of.getActualTypeArguments()[1]));
            }
            return out;
        }
        return type instanceof Class<?> plain ? of(plain, out) : out;
    }

    private ObjectNode of(Class<?> type, ObjectNode out) {
        if (type == String.class) {
            return out.put("type", "string");
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return out.put("type", "integer");
        }
        if (type == boolean.class || type == Boolean.class) {
            return out.put("type", "boolean");
        }
        if (type == LocalDate.class) {
            return out.put("type", "string").put("format", "date");
        }
        if (type == MultipartFile.class) {
            return out.put("type", "string").put("format", "binary");
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return out.put("type", ArrayNode.class.isAssignableFrom(type) ? "array" : "object");
        }
        return type.isRecord() ? out.put("$ref", "#/components/schemas/" + record(type)) : out;
    }

    private String record(Class<?> type) {
        @Nullable Class<?> around = type.getEnclosingClass();
        String name = (around == null ? "" : around.getSimpleName().replace("Controller", "")) + type.getSimpleName();
        if (!named.has(name)) {
            ObjectNode schema = named.putObject(name).put("type", "object");
            ObjectNode properties = schema.putObject("properties");
            ArrayNode required = JsonNodeFactory.instance.arrayNode();
            for (RecordComponent field : type.getRecordComponents()) {
                properties.set(field.getName(), of(field.getGenericType()));
                if (!isNullable(field)) {
                    required.add(field.getName());
                }
            }
            if (!required.isEmpty()) {
                schema.set("required", required);
            }
        }
        return name;
    }

    static boolean isNullable(RecordComponent field) {
        return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** A schema learnt from answers: of what was null each time nothing is known. */
    static JsonNode published(JsonNode learnt) {
        JsonNode out = learnt.deepCopy();
        open(out);
        return out;
    }

    private static void open(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            JsonNode type = schema.path("type");
            if (type.isArray() && type.size() == 1) {
                String only = type.get(0).asString();
                if (only.equals("null")) {
                    schema.remove("type");
                } else {
                    schema.put("type", only);
                }
            }
        }
        node.forEach(OpenApiSchemas::open);
    }
}
