package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.ledger.People;
import cn.qingzhuang.app.people.PeopleSearch;
import cn.qingzhuang.app.people.PeopleSearch.Flag;
import cn.qingzhuang.app.people.PeopleSearch.ListWanted;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.SubjectFacts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Looking for people, looking at one, lists of them. */
@RestController
@RequestMapping("/api/people")
final class PeopleController {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String ACTOR = "网页录入";
    private static final int FOUND_MAX = 20;
    private static final int PAGE = 50;
    private static final int EXPORT_MAX = 50_000;
    private static final int PASTED_MAX = 200;
    private static final int MATCHED_MAX = 5;

    private final Facades facades;
    private final Asker asker;

    PeopleController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    /** What a person says of one element of a subject. */
    record Said(String unit, String element, @Nullable String value) {}

    /** Lines pasted from a sheet. */
    record Pasted(String unit, String text) {}

    /** The filters of a list, as the page sends them. */
    record Asked(
            String unit,
            @Nullable Integer sex,
            @Nullable Integer ageFrom,
            @Nullable Integer ageTo,
            @Nullable List<String> flag,
            @Nullable String after) {}

    @Needs(Verb.PERSON_READ)
    @GetMapping
    ArrayNode find(@RequestParam("unit") String unit, @RequestParam("q") String query) {
        String code = asker.unit(Verb.PERSON_READ, unit);
        return json().list(facades.search().find(code, query, FOUND_MAX));
    }

    /** How far the search is behind: while a great import is followed, not everybody is found. */
    @Needs(Verb.PERSON_READ)
    @GetMapping("/behind")
    ObjectNode behind(@RequestParam("unit") String unit) {
        String code = asker.unit(Verb.PERSON_READ, unit);
        return JsonNodeFactory.instance
                .objectNode()
                .put("entries", facades.search().behind(code));
    }

    @Needs(Verb.PERSON_READ)
    @GetMapping("/list")
    ObjectNode list(Asked asked) {
        PeopleSearch.Page page = facades.search().list(wanted(asked), PAGE);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("count", page.count()).put("more", page.isMore());
        node.set("people", json().list(page.people()));
        return node.put("after", page.after().orElse(null));
    }

    /** How many the whole list has: on its own, since a page need not wait for it. */
    @Needs(Verb.PERSON_READ)
    @GetMapping("/list/count")
    ObjectNode count(Asked asked) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("count", facades.search().count(wanted(asked)));
    }

    /** The whole list as a workbook, as far as one sheet reasonably holds. */
    @Needs(Verb.PERSON_EXPORT)
    @GetMapping("/list/workbook")
    void workbook(Asked asked, HttpServletResponse response) throws IOException {
        ListWanted wanted = wanted(asked);
        List<String> elements = wanted.flags().stream().map(Flag::element).toList();
        PeopleWorkbook book = new PeopleWorkbook(elements, facades.forms().catalogue());
        List<SubjectFacts> people = facades.search().listFacts(wanted, EXPORT_MAX, book.elements());
        List<String> shown = new ArrayList<>(List.of("person_name", "person_sex"));
        book.elements().forEach(key -> shown.add(key.toString()));
        asker.looked(Seen.of(people.stream().map(SubjectFacts::id).toList(), shown));
        String unit = wanted.unitCode();
        Downloads.send(
                response,
                PeopleWorkbook.NAME,
                book.of(people, json()),
                () -> asker.stillMayIn(Verb.PERSON_EXPORT, unit));
    }

    /** Whom pasted lines mean: each with whoever fits it. */
    @Needs(Verb.PERSON_READ)
    @PostMapping("/pasted")
    ArrayNode pasted(@RequestBody Pasted pasted) {
        String code = asker.unit(Verb.PERSON_READ, pasted.unit());
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        PeopleSearch search = facades.search();
        PeopleJson json = json();
        List<String> lines = pasted.text().lines().filter(l -> !l.isBlank()).toList();
        for (String line : lines.subList(0, Math.min(PASTED_MAX, lines.size()))) {
            ObjectNode node = out.addObject().put("line", line.strip());
            node.set("people", json.list(search.match(code, line, MATCHED_MAX)));
        }
        return out;
    }

    @Needs(Verb.PERSON_READ)
    @GetMapping("/{id}")
    ObjectNode show(@PathVariable("id") String id, @RequestParam("unit") String unit) {
        String code = asker.unit(Verb.PERSON_READ, unit);
        SubjectFacts subject = asker.subject(Verb.PERSON_READ, code, id);
        String known = Downloads.id(id).toString();
        Optional<String> home = subject.type() == SubjectType.HOUSEHOLD ? Optional.of(known) : subject.householdId();
        List<PeopleSearch.Found> members =
                home.map(h -> facades.search().members(code, h)).orElse(List.of());
        PeopleJson json = json();
        ObjectNode node = json.whole(subject, members, facades.drafts().formsByElement(code));
        ArrayNode history = node.putArray("history");
        List<People.Told> told = new ArrayList<>(facades.people().told(code, known));
        Collections.reverse(told);
        told.forEach(t -> history.add(PeopleJson.told(t).put("name", json.name(t.key()))));
        node.set("relations", RelationJson.relations(facades.relations().of(code, known)));
        node.set("events", RelationJson.events(facades.relations().acts(code, known)));
        facades.events().paidToTheDead(code, subject).forEach(node.putArray("paid")::add);
        return node;
    }

    @Needs(Verb.FACT_RECORD)
    @PutMapping("/{id}/facts")
    ObjectNode record(@PathVariable("id") String id, @RequestBody Said said) {
        String value = said.value() == null ? "" : said.value();
        facades.ledger().correct(subject(id, said), key(said), value, author(said));
        return show(id, said.unit());
    }

    @Needs(Verb.FACT_RECORD)
    @PutMapping("/{id}/fresh")
    ObjectNode confirm(@PathVariable("id") String id, @RequestBody Said said) {
        facades.ledger().confirm(subject(id, said), key(said), author(said));
        return show(id, said.unit());
    }

    @Needs(Verb.FACT_RECORD)
    @PutMapping("/{id}/doubts")
    ObjectNode dispute(@PathVariable("id") String id, @RequestBody Said said) {
        facades.ledger().dispute(subject(id, said), key(said), author(said));
        return show(id, said.unit());
    }

    private static ElementKey key(Said said) {
        return ElementKey.parse(said.element());
    }

    private Ledger.Author author(Said said) {
        return new Ledger.Author(ACTOR, asker.unit(Verb.FACT_RECORD, said.unit()));
    }

    /** The id of a subject of which the asker may say something. */
    private String subject(String id, Said said) {
        asker.subject(Verb.FACT_RECORD, asker.unit(Verb.FACT_RECORD, said.unit()), id);
        return Downloads.id(id).toString();
    }

    private ListWanted wanted(Asked asked) {
        LocalDate today = LocalDate.now(ZONE);
        Optional<Integer> oldest = Optional.ofNullable(asked.ageTo());
        Optional<Integer> youngest = Optional.ofNullable(asked.ageFrom());
        return new ListWanted(
                asker.unit(Verb.PERSON_READ, asked.unit()),
                asked.sex() == null ? 0 : asked.sex(),
                oldest.map(a -> today.minusYears(a + 1L).plusDays(1)),
                youngest.map(today::minusYears),
                flags(asked.flag() == null ? List.of() : asked.flag()),
                Optional.ofNullable(asked.after()).filter(a -> !a.isBlank()));
    }

    /** {@code element} or {@code element=value}; what is no element finds nobody. */
    private static List<Flag> flags(List<String> asked) {
        List<Flag> out = new ArrayList<>();
        for (String flag : asked) {
            int at = flag.indexOf('=');
            String value = at < 0 ? "" : flag.substring(at + 1).strip();
            out.add(new Flag(
                    at < 0 ? flag.strip() : flag.substring(0, at).strip(),
                    value.isEmpty() ? Optional.empty() : Optional.of(value)));
        }
        return out;
    }

    private PeopleJson json() {
        return new PeopleJson(facades, LocalDate.now(ZONE));
    }
}
