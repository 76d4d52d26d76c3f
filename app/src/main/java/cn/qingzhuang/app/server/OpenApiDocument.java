package cn.qingzhuang.app.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenAPI 3.1 document. Paths, parameters, bodies and who may ask are read off the handlers; what they answer is in
 * {@code openapi/answers.json}, which a test compares with the answers of a running server.
 */
final class OpenApiDocument {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SESSION = "session";
    private static final String KEY = "key";

    private final OpenApiSchemas schemas = new OpenApiSchemas();
    private final JsonNode answers = answers();
    private final Set<String> ids = new HashSet<>();

    private static JsonNode answers() {
        try (InputStream in =
                Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("/openapi/answers.json"))) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A handler and where it answers. */
    private record Endpoint(String method, String path, HandlerMethod handler) {
        String name() {
            return method + " " + path;
        }
    }

    ObjectNode of(Map<RequestMappingInfo, HandlerMethod> handlers) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("openapi", "3.1.0");
        out.putObject("info").put("title", "轻装 Qingzhuang").put("version", "0.1.0");
        out.putArray("servers").addObject().put("url", "/");
        ObjectNode paths = out.putObject("paths");
        for (Endpoint endpoint : endpoints(handlers)) {
            ObjectNode path = paths.withObjectProperty(endpoint.path());
            path.set(endpoint.method().toLowerCase(Locale.ROOT), operation(endpoint));
        }
        ObjectNode components = out.putObject("components");
        components.set("schemas", schemas.all());
        problem(components);
        ObjectNode security = components.putObject("securitySchemes");
        security.putObject(SESSION)
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "qz-session-PORT")
                .put("description", "PORT is that of the server; POST /api/access/session sets it.");
        security.putObject(KEY).put("type", "http").put("scheme", "basic");
        return out;
    }

    private static List<Endpoint> endpoints(Map<RequestMappingInfo, HandlerMethod> handlers) {
        List<Endpoint> out = new ArrayList<>();
        handlers.forEach((info, handler) -> {
            boolean isOurs = handler.getBeanType().getPackage().equals(OpenApiDocument.class.getPackage());
            if (isOurs) {
                String path = info.getPatternValues().stream()
                        .min(Comparator.comparingInt(String::length))
                        .orElseThrow();
                info.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> out.add(new Endpoint(method.name(), path, handler)));
            }
        });
        out.sort(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method));
        return out;
    }

    private ObjectNode operation(Endpoint endpoint) {
        Method handler = endpoint.handler().getMethod();
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        String owner = endpoint.handler().getBeanType().getSimpleName().replace("Controller", "");
        out.putArray("tags").add(owner);
        long same = Arrays.stream(handler.getDeclaringClass().getDeclaredMethods())
                .filter(m -> m.getName().equals(handler.getName()) && !m.isSynthetic())
                .count();
        String count = same == 1 ? "" : Integer.toString(handler.getParameterCount());
        String id = owner + "_" + handler.getName() + count;
        while (!ids.add(id)) {
            id = id + "_";
        }
        out.put("operationId", id);
        @Nullable Needs needs = handler.getAnnotation(Needs.class);
        if (needs != null) {
            out.put("description", "Needs " + needs.value().word() + ".");
            out.putArray("security").addObject().putArray(SESSION);
        } else if (endpoint.path().startsWith("/odata")) {
            out.putArray("security").addObject().putArray(KEY);
        } else {
            out.putArray("security");
        }
        ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        boolean isForm = Arrays.stream(handler.getParameters()).anyMatch(OpenApiDocument::isFile);
        for (Parameter parameter : handler.getParameters()) {
            parameter(parameter, isForm ? form : null, parameters, out);
        }
        answers.path(endpoint.name()).path("parameters").forEach(parameters::add);
        if (!parameters.isEmpty()) {
            out.set("parameters", parameters);
        }
        if (isForm) {
            ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
            schema.set("properties", form);
            body(out, "multipart/form-data", schema);
        }
        out.set("responses", responses(endpoint, handler));
        return out;
    }

    private static boolean isFile(Parameter parameter) {
        return parameter.getParameterizedType().getTypeName().contains(MultipartFile.class.getName());
    }

    private void parameter(Parameter parameter, @Nullable ObjectNode form, ArrayNode parameters, ObjectNode operation) {
        @Nullable PathVariable variable = parameter.getAnnotation(PathVariable.class);
        @Nullable RequestParam asked = parameter.getAnnotation(RequestParam.class);
        if (variable != null) {
            add(parameters, "path", variable.value(), true, schemas.of(parameter.getParameterizedType()));
        } else if (asked != null && form != null) {
            form.set(name(asked), schemas.of(parameter.getParameterizedType()));
        } else if (asked != null) {
            boolean isRequired = asked.required() && asked.defaultValue().equals(ValueConstants.DEFAULT_NONE);
            add(parameters, "query", name(asked), isRequired, schemas.of(parameter.getParameterizedType()));
        } else if (has(parameter, RequestBody.class)) {
            body(operation, "application/json", schemas.of(parameter.getParameterizedType()));
        } else if (parameter.getType().isRecord()) {
            for (RecordComponent field : parameter.getType().getRecordComponents()) {
                boolean isRequired = !OpenApiSchemas.isNullable(field);
                add(parameters, "query", field.getName(), isRequired, schemas.of(field.getGenericType()));
            }
        }
    }

    private static boolean has(AnnotatedElement element, Class<? extends Annotation> annotation) {
        return element.getAnnotation(annotation) != null;
    }

    private static String name(RequestParam asked) {
        return asked.name().isEmpty() ? asked.value() : asked.name();
    }

    private static void add(ArrayNode parameters, String in, String name, boolean isRequired, ObjectNode schema) {
        ObjectNode out = parameters.addObject().put("name", name).put("in", in).put("required", isRequired);
        out.set("schema", schema);
    }

    private static void body(ObjectNode operation, String type, ObjectNode schema) {
        ObjectNode body = operation.putObject("requestBody").put("required", true);
        body.putObject("content").putObject(type).set("schema", schema);
    }

    private ObjectNode responses(Endpoint endpoint, Method handler) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        @Nullable ResponseStatus status = handler.getAnnotation(ResponseStatus.class);
        int code = status == null ? 200 : status.value().value();
        ObjectNode good =
                out.putObject(Integer.toString(code)).put("description", code == 204 ? "Done." : "The answer.");
        JsonNode known = answers.path(endpoint.name());
        String type = known.path("type").asString("application/json");
        if (known.has("schema")) {
            good.putObject("content").putObject(type).set("schema", OpenApiSchemas.published(known.get("schema")));
        } else if (handler.getReturnType() == ResponseEntity.class || known.has("type")) {
            good.putObject("content")
                    .putObject(known.path("type").asString("application/octet-stream"))
                    .putObject("schema")
                    .put("type", "string")
                    .put("format", "binary");
        }
        out.putObject("default").put("$ref", "#/components/responses/Problem");
        return out;
    }

    /** RFC 9457. */
    private static void problem(ObjectNode components) {
        ObjectNode schema =
                components.withObjectProperty("schemas").putObject("Problem").put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("type").put("type", "string");
        properties.putObject("title").put("type", "string").put("description", "The code, see docs/problems.md.");
        properties.putObject("status").put("type", "integer");
        properties.putObject("detail").put("type", "string").put("description", "What is wrong and what to do next.");
        ObjectNode error = properties.putObject("error").put("type", "object");
        ObjectNode parts = error.putObject("properties");
        for (String part : List.of("code", "message", "action")) {
            parts.putObject(part).put("type", "string");
        }
        for (String part : List.of("file", "sheet", "cell")) {
            parts.putObject(part).putArray("type").add("string").add("null");
        }
        components
                .putObject("responses")
                .putObject("Problem")
                .put("description", "Refused.")
                .putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
    }
}
