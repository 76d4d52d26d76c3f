package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.access.Post;
import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.drafts.Drafts;
import cn.qingzhuang.app.drafts.OpenDraft;
import cn.qingzhuang.app.erasure.Erasures;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.ledger.Review;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.tables.Tables;
import cn.qingzhuang.app.tables.WantedTable;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something of everything in one village, and requests for it: well formed, and where they change something such that a second
 * one changes nothing more.
 *
 * @param department whose officer brought the draft
 * @param account of a clerk of the village
 * @param marks what only those may see who may see the people of the village
 */
record EndpointScene(
        String unit,
        String department,
        String person,
        String draft,
        String imported,
        String conflict,
        int ruling,
        Entrance entrance,
        UUID account,
        String grant,
        String table,
        String request,
        String erasure,
        Set<String> marks) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String EDGE = "edge-of-a-part";
    private static final byte[] TEMPLATE = "姓名,性别,联系电话,现住址\n,,,\n".getBytes(StandardCharsets.UTF_8);
    static final String PURPOSE = "核查村民基本情况";
    private static final String DEMO = "演示花名册.csv";
    private static final String PLAIN = "text/plain";
    private static int made;

    /** A request as it is sent. */
    record Request(String path, String body, String type) {}

    static void units(Facades facades, Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("units.csv"), """
                code,name,parent
                990000000000,清源省,
                990200000000,安平市,990000000000
                990201000000,临川县,990200000000
                990201101000,青石镇,990201000000
                990201101201,高桥村,990201101000
                990201102000,白水镇,990201000000
                990201102201,下店村,990201102000
                990300000000,长乐市,990000000000
                990301000000,东河县,990300000000
                990301101000,红岩镇,990301000000
                990301101201,上湾村,990301101000
                """);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Shell shell = new Shell(new Home(folder.resolve("home")), folder, nowhere, nowhere);
        assertThat(shell.run(facades, "units", file.toString())).isZero();
    }

    static void demoTemplate(Home home) throws Exception {
        Path folder = home.root().resolve("demo").resolve("templates").resolve("县残联");
        Files.createDirectories(folder);
        Files.write(folder.resolve(DEMO), TEMPLATE);
    }

    static EndpointScene of(Facades facades, Entrance entrance, String unit, String department) {
        String name = "欧阳百" + (char) ('一' + ++made);
        String id = "9902011990010100%02d".formatted(made);
        String head = "姓名,性别,身份证号,联系电话,文化程度,出生日期\n";
        String csv = head + "%s,男,%s,10011110001,%s,1990-01-0%d\n";
        UUID imported = take(facades, unit, "甲表" + made, csv.formatted(name, id, "小学", 1));
        take(facades, unit, "乙表" + made, csv.formatted(name, id, "初中", 2));
        Review.Open open = facades.review().open(unit, Optional.empty(), 50).open().stream()
                .filter(o -> o.subject().name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(open.items()).hasSizeGreaterThanOrEqualTo(2);
        Ledger.Author author = new Ledger.Author("test", unit);
        int ruling = facades.review().keep(UUID.fromString(open.items().get(0).conflict()), author);
        SubjectFacts person = open.subject();
        String conflict = open.items().get(1).conflict();
        OpenDraft draft = draft(facades, unit, department);
        UUID table = table(facades, unit, department);
        return new EndpointScene(
                unit,
                department,
                person.id(),
                draft.id().toString(),
                imported.toString(),
                conflict,
                ruling,
                entrance,
                entrance.account("kept-" + made, new Entrance.At(Role.CLERK, unit))
                        .id(),
                entrance.grant(unit).toString(),
                table.toString(),
                facades.ownerRequests()
                        .ask(
                                officer(unit, department),
                                facades.tables().find(table).orElseThrow(),
                                owned(facades, department))
                        .toString(),
                erasure(facades, unit, person.id()),
                Set.of(name, id));
    }

    private static Viewer officer(String unit, String department) {
        Post post = Entrance.post(new Entrance.At(Role.OFFICER, unit, department));
        return new Viewer(UUID.randomUUID(), "asker", "某人", List.of(post), false);
    }

    /** An element of persons that the department owns, of which nothing is known. */
    private static ElementKey owned(Facades facades, String department) {
        Catalogue catalogue = facades.forms().catalogue();
        return catalogue.elements().stream()
                .filter(e -> e.subject() == SubjectType.PERSON)
                .map(e -> ElementKey.of(e.id()))
                .filter(key -> Catalogue.storageKey(key.element(), "").equals(key))
                .filter(key -> facades.grants()
                        .owns(List.of(department), facades.tables().ownerOf(key)))
                .findFirst()
                .orElseThrow();
    }

    /** A table that an officer of the department keeps, with an element that it owns. */
    private static UUID table(Facades facades, String unit, String department) {
        String owned = owned(facades, department).toString();
        WantedTable wanted = facades.tables().want(unit, SubjectType.PERSON, "all", List.of("village", owned));
        return facades.tables()
                .keep(officer(unit, department), new Tables.Keeping(wanted, "表", "", PURPOSE, "《条例》"))
                .id();
    }

    private static String erasure(Facades facades, String unit, String person) {
        Viewer clerk = new Viewer(UUID.randomUUID(), "asks", "某人", List.of(), false);
        facades.erasures()
                .ask(clerk, new Erasures.Wanted(unit, person, List.of("person_phone"), "《个人信息保护法》第四十七条", "本人申请"));
        return facades.erasures()
                .of(UUID.fromString(person))
                .get(0)
                .asked()
                .id()
                .toString();
    }

    private static UUID take(Facades facades, String unit, String name, String csv) {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        return facades.imports().start(name + ".csv", bytes, unit, stage -> {}).id();
    }

    private static OpenDraft draft(Facades facades, String unit, String department) {
        return facades.drafts()
                .start(
                        new Drafts.Arrival("村民花名册.csv", TEMPLATE, unit, department, PURPOSE, LocalDate.of(2026, 6, 1)),
                        stage -> {});
    }

    /** The same place, with ids of nothing. */
    EndpointScene ofNothing() {
        String none = UUID.randomUUID().toString();
        return new EndpointScene(
                "990201102299",
                department,
                none,
                none,
                none,
                none,
                999_999,
                entrance,
                UUID.fromString(none),
                none,
                none,
                none,
                none,
                Set.of());
    }

    boolean isOfNothing() {
        return unit.equals("990201102299");
    }

    /** A request to an endpoint for what lies here. */
    Request request(Facades facades, String endpoint) {
        String path = endpoint.substring(endpoint.indexOf(' ') + 1);
        if (path.startsWith("/api/drafts/{id}")) {
            return draftRequest(facades, endpoint, path);
        }
        if (path.startsWith("/api/people") || path.startsWith("/api/review")) {
            return peopleRequest(endpoint, path);
        }
        Optional<Request> feed = FeedScene.request(facades, this, endpoint);
        if (feed.isPresent()) {
            return feed.get();
        }
        if (path.startsWith("/api/accounts")) {
            return accountRequest(facades, endpoint, path);
        }
        if (path.startsWith("/api/tables") || path.startsWith("/api/owner-requests")) {
            return tableRequest(facades, endpoint, path);
        }
        if (path.startsWith("/odata")) {
            return new Request(path.replace("{set}", "x").replace("$", "%24"), "", PLAIN);
        }
        if (path.startsWith("/api/grants") || path.startsWith("/api/erasures")) {
            return grantRequest(endpoint, path);
        }
        if (path.startsWith("/api/imports/{id}")) {
            String at = path.replace("{id}", imported);
            return switch (endpoint) {
                case "GET /api/imports/{id}/rows" ->
                    new Request(at + "?from=0&sheet=" + sheetOfImport(facades), "", PLAIN);
                case "DELETE /api/imports/{id}/meanings" -> new Request(at + "?sheet=x&ref=A1", "", PLAIN);
                case "PUT /api/imports/{id}/meanings/all" -> json(at, List.of(meaning()));
                case "PUT /api/imports/{id}/meanings" -> json(at, meaning());
                default -> new Request(at, "", PLAIN);
            };
        }
        return switch (endpoint) {
            case "POST /api/imports", "POST /api/drafts" -> multipart(path);
            case "POST /api/drafts/demo" -> json(path, Map.of("name", DEMO, "unit", unit, "purpose", PURPOSE));
            case "GET /api/imports", "GET /api/drafts", "GET /api/looks" ->
                new Request(path + "?unit=" + unit, "", PLAIN);
            case "POST /api/complaints" -> json(path, Map.of("unit", unit, "words", "不该问"));
            case "GET /api/jobs/{id}" -> new Request(path.replace("{id}", person), "", PLAIN);
            case "GET /api/catalogue/elements/{id}" -> new Request(path.replace("{id}", "person_phone"), "", PLAIN);
            case "GET /api/catalogue/codes/{id}" -> new Request(path.replace("{id}", "sex"), "", PLAIN);
            case "POST /api/catalogue/file" -> multipart(path);
            case "POST /internal/command" -> json(path, Map.of("here", "/", "args", List.of("--help")));
            case "POST /api/access/session" -> json(path, Map.of("name", "nobody" + ++made, "password", "x"));
            case "POST /api/access/first" ->
                json(path, Map.of("secret", "none", "name", "someone", "title", "某人", "password", Entrance.PASSWORD));
            case "POST /api/access/demonstration" -> json(path, Map.of("name", "demo-clerk"));
            case "PUT /api/access/password" ->
                json(path, Map.of("before", "wrong", "password", Entrance.PASSWORD + "。"));
            default ->
                endpoint.startsWith("GET")
                        ? new Request(path, "", PLAIN)
                        : json(path.replace("{id}", "none"), Map.of());
        };
    }

    private String sheetOfImport(Facades facades) {
        return isOfNothing()
                ? "x"
                : Pages.word(facades.imports()
                        .get(UUID.fromString(imported))
                        .reading()
                        .sheets()
                        .get(0)
                        .grid()
                        .name());
    }

    private static Map<String, String> meaning() {
        return Map.of("sheet", "x", "ref", "A1", "element", "person_phone", "role", "");
    }

    private Request draftRequest(Facades facades, String endpoint, String path) {
        boolean isLast = endpoint.equals("DELETE /api/drafts/{id}") && !isOfNothing();
        String id = isLast ? draft(facades, unit, department).id().toString() : draft;
        String at = path.replace("{id}", id);
        Map<String, String> cell = Map.of("sheet", "x", "ref", "A1", "value", "x");
        return switch (endpoint) {
            case "GET /api/drafts/{id}/rows" -> new Request(at + "?sheet=" + sheetOf(facades) + "&from=0", "", PLAIN);
            case "GET /api/drafts/{id}/next" -> new Request(at + "?state=unknown&sheet=" + sheetOf(facades), "", PLAIN);
            case "GET /api/drafts/{id}/claims" -> new Request(at + "?ref=A2&sheet=" + sheetOf(facades), "", PLAIN);
            case "GET /api/drafts/{id}/lists" -> new Request(at + "?subject=person", "", PLAIN);
            case "DELETE /api/drafts/{id}/meanings" -> new Request(at + "?sheet=x&ref=A1", "", PLAIN);
            case "PUT /api/drafts/{id}/listing" -> json(at, Map.of("sheet", "x", "table", "A1", "kind", "everybody"));
            case "PUT /api/drafts/{id}/subject" -> json(at, Map.of("subject", person));
            case "PUT /api/drafts/{id}/meanings" -> json(at, meaning());
            case "PUT /api/drafts/{id}/meanings/all" -> json(at, List.of(meaning()));
            default -> endpoint.startsWith("PUT") ? json(at, cell) : new Request(at, "", PLAIN);
        };
    }

    private String sheetOf(Facades facades) {
        return isOfNothing()
                ? "x"
                : Pages.word(facades.drafts()
                        .get(UUID.fromString(draft))
                        .reading()
                        .sheets()
                        .get(0)
                        .grid()
                        .name());
    }

    private Request peopleRequest(String endpoint, String path) {
        String at = path.replace("{id}", person)
                .replace("{conflict}", conflict)
                .replace("{ruling}", Integer.toString(ruling))
                .replace("{number}", "999999");
        Map<String, String> event = Map.of("unit", unit, "kind", "certificate", "on", "2026-06-01");
        return switch (endpoint) {
            case "GET /api/people" -> new Request(at + "?unit=" + unit + "&q=oy", "", PLAIN);
            case "POST /api/people/pasted" -> json(at, Map.of("unit", unit, "text", "欧阳百川"));
            case "POST /api/people/{id}/events/preview", "POST /api/people/{id}/events" -> json(at, event);
            case "PUT /api/people/{id}/facts", "PUT /api/people/{id}/fresh", "PUT /api/people/{id}/doubts" ->
                json(at, Map.of("unit", unit, "element", "person_phone", "value", "10011110001"));
            case "POST /api/people/{id}/erasures" ->
                json(at, Map.of("unit", unit, "basis", "国务院令第809号", "request", "本人申请"));
            case "POST /api/review/{conflict}" -> json(at, Map.of("unit", unit, "how", "nothing"));
            case "POST /api/review/merges" -> json(at, Map.of("unit", unit, "one", person, "two", person));
            case "POST /api/review/splits" -> json(at, Map.of("unit", unit, "subject", person, "entries", List.of()));
            case "POST /api/review/decided/{ruling}/undo" -> json(at, Map.of("unit", unit));
            default -> new Request(at + "?unit=" + unit, "", PLAIN);
        };
    }

    private Request accountRequest(Facades facades, String endpoint, String path) {
        if (endpoint.equals("POST /api/accounts")) {
            return json(path, Map.of("name", "?", "title", "某人", "branch", "business", "unit", unit));
        }
        if (!path.contains("{")) {
            return new Request(path, "", PLAIN);
        }
        boolean isTaken = path.contains("{post}") && !isOfNothing();
        UUID post = isTaken ? entrance.grant(account, new Entrance.At(Role.CLERK, unit)) : account;
        String at = path.replace("{id}", account.toString()).replace("{post}", post.toString());
        return switch (endpoint) {
            case "PUT /api/accounts/{id}/subject" -> json(at, Map.of("subject", ""));
            case "PUT /api/accounts/{id}/closed" -> json(at, Map.of("closed", true));
            case "POST /api/accounts/{id}/posts" -> json(at, Map.of("role", "clerk", "unit", unit));
            default -> new Request(at, "", PLAIN);
        };
    }

    private Request grantRequest(String endpoint, String path) {
        if (path.startsWith("/api/erasures")) {
            return endpoint.startsWith("GET")
                    ? new Request(path + "?unit=" + unit, "", PLAIN)
                    : json(path.replace("{id}", erasure), Map.of("approved", false));
        }
        if (endpoint.equals("POST /api/grants")) {
            Map<String, Object> wanted = Map.of(
                    "department", "", "unit", unit, "elements", List.of(), "purpose", "", "basis", "", "masked", true);
            return json(path, wanted);
        }
        boolean isTaken = path.contains("{id}") && !isOfNothing();
        return new Request(path.replace("{id}", isTaken ? entrance.grant(unit).toString() : grant), "", PLAIN);
    }

    private Request tableRequest(Facades facades, String endpoint, String path) {
        boolean isLast = endpoint.equals("DELETE /api/tables/{id}") && !isOfNothing();
        String id = path.startsWith("/api/tables")
                ? isLast ? table(facades, unit, department).toString() : table
                : request;
        String at = path.replace("{id}", id);
        Map<String, Object> described =
                Map.of("unit", unit, "columns", List.of("village"), "purpose", PURPOSE, "name", "表", "basis", "《条例》");
        return switch (endpoint) {
            case "POST /api/tables/understood" -> json(at, Map.of("words", "残疾人"));
            case "POST /api/tables/template" -> multipart(at);
            case "POST /api/tables", "POST /api/tables/coverage" -> json(at, described);
            case "POST /api/tables/{id}/requests" -> json(at, Map.of("columns", List.of("village")));
            case "POST /api/owner-requests/{id}/file" -> multipart(at);
            case "PUT /api/owner-requests/{id}/outcome" -> json(at, Map.of("outcome", "refused", "reason", "没有"));
            default -> new Request(at, "", PLAIN);
        };
    }

    static Request json(String path, Object body) {
        return new Request(path, JSON.writeValueAsString(body), "application/json");
    }

    Request multipart(String path) {
        String body = "--%s\r\nContent-Disposition: form-data; name=\"unit\"\r\n\r\n%s\r\n--%s\r\n"
                        .formatted(EDGE, unit, EDGE)
                + "Content-Disposition: form-data; name=\"files\"; filename=\"a.csv\"\r\n\r\n姓名,性别\r\n--" + EDGE
                + "--\r\n";
        return new Request(path, body, "multipart/form-data; boundary=" + EDGE);
    }
}
