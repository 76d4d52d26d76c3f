package cn.qingzhuang.app.server;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Of whom an answer tells and what: read off the whole answer as it goes out, so that a handler cannot forget to say it.
 *
 * <p>Somebody is an object with an id, a type and a name, or a cell with its subject; what stands inside is about him, and what
 * stands beside {@code "subject":{...}} is about that one.
 */
final class Seen {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Map<String, String> OF_LINES =
            Map.of("name", "person_name", "sex", "person_sex", "age", "person_birth_date", "idTail", "person_id_no");

    private final Set<String> subjects = new HashSet<>();
    private final Set<String> elements = new HashSet<>();

    static Seen in(JsonNode answer) {
        Seen out = new Seen();
        out.look(answer, Optional.empty());
        return out;
    }

    static Seen of(Collection<String> subjects, Collection<String> elements) {
        Seen out = new Seen();
        out.subjects.addAll(subjects);
        out.elements.addAll(elements);
        return out;
    }

    private void look(JsonNode node, Optional<String> about) {
        if (!node.isContainer()) {
            return;
        }
        Optional<String> here = node.isObject() ? somebody(node).or(() -> about) : about;
        if (node.isObject()) {
            element(node, here);
        }
        node.forEach(child -> look(child, here));
    }

    /** Of whom an object tells. */
    private Optional<String> somebody(JsonNode node) {
        Optional<String> line = id(node.path("id")).filter(id -> node.has("type") && node.has("name"));
        if (line.isPresent()) {
            subjects.add(line.get());
            OF_LINES.forEach((field, element) -> {
                if (!node.path(field).asString("").isEmpty()) {
                    elements.add(element);
                }
            });
            return line;
        }
        Optional<String> said =
                id(node.path("subject")).or(() -> id(node.path("subject").path("id")));
        if (node.path("name").isString() || node.path("subjectName").isString()) {
            said.ifPresent(id -> elements.add("person_name"));
        }
        said.ifPresent(subjects::add);
        return said;
    }

    private void element(JsonNode node, Optional<String> about) {
        boolean isTold = !node.path("value").asString("").isEmpty()
                || !node.path("text").asString("").isEmpty()
                || node.has("current")
                || node.has("others");
        if (about.isPresent() && isTold && node.path("element").isString()) {
            elements.add(node.get("element").asString());
        }
    }

    private static Optional<String> id(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .filter(id -> ID.matcher(id).matches());
    }

    boolean isNobody() {
        return subjects.isEmpty();
    }

    List<UUID> subjects() {
        return subjects.stream().map(UUID::fromString).toList();
    }

    List<String> elements() {
        return List.copyOf(elements);
    }
}
