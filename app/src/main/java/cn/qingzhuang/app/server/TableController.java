package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Release;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.tables.Coverage;
import cn.qingzhuang.app.tables.KeptTable;
import cn.qingzhuang.app.tables.Tables;
import cn.qingzhuang.app.tables.WantedTable;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tables that an officer describes: whom they list, what is known for them, those that are kept. */
@RestController
@RequestMapping("/api/tables")
final class TableController {
    private final Facades facades;
    private final Asker asker;

    TableController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    /** Whom a table shall list, in words. */
    record Said(String words) {
        Said {
            Objects.requireNonNull(words);
        }
    }

    /** A table as it is described. */
    record Described(
            String unit,
            @Nullable String subject,
            @Nullable String conditions,
            List<String> columns,
            String purpose,
            @Nullable String name,
            @Nullable String words,
            @Nullable String basis) {
        /** What is missing or null makes the request unreadable. */
        Described {
            Objects.requireNonNull(unit);
            Objects.requireNonNull(purpose);
            columns = List.copyOf(columns);
        }

        SubjectType type() {
            return "household".equals(subject) ? SubjectType.HOUSEHOLD : SubjectType.PERSON;
        }
    }

    @Needs(Verb.TABLE_TAKE)
    @PostMapping("/understood")
    ObjectNode understood(@RequestBody Said said) {
        return new ConditionJson(facades.forms()).of(facades.tables().understand(said.words()));
    }

    /** How much is known, before anybody is asked and before anything is kept. */
    @Needs(Verb.TABLE_TAKE)
    @PostMapping("/coverage")
    ObjectNode coverage(@RequestBody Described described) {
        WantedTable wanted = wanted(described);
        Map<ElementKey, Release> releases = facades.tables().releases(asker.viewer(), wanted, described.purpose());
        return covered(wanted, releases);
    }

    private ObjectNode covered(WantedTable wanted, Map<ElementKey, Release> releases) {
        boolean isOpen = wanted.asksOnly(key -> releases.get(key) == Release.PLAIN);
        Optional<Coverage> coverage = isOpen ? Optional.of(facades.tables().coverage(wanted)) : Optional.empty();
        return new TableJson(facades).coverage(wanted, releases, coverage);
    }

    @Needs(Verb.TABLE_TAKE)
    @GetMapping
    ArrayNode list() {
        TableJson json = new TableJson(facades);
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        facades.tables().list(asker.viewer()).stream()
                .filter(t -> asker.may(Verb.TABLE_TAKE, placeOf(t)))
                .forEach(t -> out.add(json.line(t)));
        return out;
    }

    @Needs(Verb.TABLE_TAKE)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode keep(@RequestBody Described described) {
        Tables.Keeping keeping = new Tables.Keeping(
                wanted(described),
                text(described.name()),
                text(described.words()),
                described.purpose(),
                text(described.basis()));
        return whole(facades.tables().keep(asker.viewer(), keeping));
    }

    @Needs(Verb.TABLE_TAKE)
    @GetMapping("/{id}")
    ObjectNode show(@PathVariable("id") String id) {
        return whole(table(id));
    }

    @Needs(Verb.TABLE_TAKE)
    @GetMapping("/{id}/coverage")
    ObjectNode coverageOf(@PathVariable("id") String id) {
        KeptTable table = table(id);
        return covered(table.wanted(), releases(table));
    }

    @Needs(Verb.TABLE_TAKE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable("id") String id) {
        facades.tables().drop(table(id).id());
    }

    /** A key by which programs read the table; it is shown once. */
    @Needs(Verb.TABLE_TAKE)
    @PostMapping("/{id}/key")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode newKey(@PathVariable("id") String id) {
        KeptTable table = table(id);
        facades.tables().requireEntitled(asker.viewer(), table.wanted(), table.purpose());
        return JsonNodeFactory.instance.objectNode().put("key", facades.tables().newKey(asker.viewer(), table.id()));
    }

    @Needs(Verb.TABLE_TAKE)
    @DeleteMapping("/{id}/key")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeKey(@PathVariable("id") String id) {
        facades.tables().removeKey(table(id).id());
    }

    private ObjectNode whole(KeptTable table) {
        return new TableJson(facades).whole(table, releases(table));
    }

    private Map<ElementKey, Release> releases(KeptTable table) {
        return facades.tables().releases(asker.viewer(), table.wanted(), table.purpose());
    }

    private WantedTable wanted(Described described) {
        String unit = asker.unit(Verb.TABLE_TAKE, described.unit());
        return facades.tables().want(unit, described.type(), text(described.conditions()), described.columns());
    }

    private static String text(@Nullable String said) {
        return said == null ? "" : said;
    }

    private KeptTable table(String id) {
        return table(facades, asker, id);
    }

    /** A table of the asker's department at a place of his; Problem APP-018 for any other. */
    static KeptTable table(Facades facades, Asker asker, String id) {
        UUID known = Downloads.id(id);
        Optional<KeptTable> table = facades.tables().find(known);
        asker.at(Verb.TABLE_TAKE, known, table.map(TableController::placeOf));
        return table.orElseThrow(AppProblems::notFound);
    }

    static Place placeOf(KeptTable table) {
        return new Place(table.wanted().unitCode(), table.department());
    }
}
