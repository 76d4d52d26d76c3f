package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.tidy.Endpoints;
import cn.qingzhuang.app.wiring.Facades;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every endpoint, asked by every role about four places, against docs/spec/endpoints.tsv. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class EndpointsTest {
    private static final String TOWN = "990201101000";
    private static final String VILLAGE = "990201101201";
    private static final String DEPARTMENT = "镇民政办";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CHECKS_MIN = 1_500;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Role, String> cookies = new EnumMap<>(Role.class);
    private Home home;
    private Facades facades;
    private Server server;
    private Entrance entrance;
    private List<EndpointScene> scenes;
    private EndpointScene nowhere;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        home = new Home(folder.resolve("home"));
        facades = new Facades(home, Map.of());
        server = Server.start(home, facades, 0);
        entrance = new Entrance(facades);
        for (Role role : Role.values()) {
            String place =
                    role == Role.CLERK ? VILLAGE : role == Role.SYSTEM_ADMINISTRATOR ? Entrance.everywhere() : TOWN;
            String token = entrance.token(new Entrance.At(role, place, role == Role.OFFICER ? DEPARTMENT : ""));
            cookies.put(role, Entrance.cookie(server.port(), token));
        }
        EndpointScene.units(facades, folder);
        EndpointScene.demoTemplate(home);
        scenes = List.of(
                EndpointScene.of(facades, entrance, VILLAGE, DEPARTMENT),
                EndpointScene.of(facades, entrance, "990201102201", DEPARTMENT),
                EndpointScene.of(facades, entrance, "990301101201", DEPARTMENT),
                EndpointScene.of(facades, entrance, VILLAGE, "镇卫健办"));
        nowhere = scenes.get(0).ofNothing();
    }

    @AfterAll
    void stop() {
        assertThat(facades.ledger().check()).isEmpty();
        server.close();
        facades.close();
    }

    @Test
    void hasALineForEveryEndpointAndNoOther() {
        assertThat(Endpoints.lines().stream().map(Endpoints.Line::endpoint).toList())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Endpoints.ofHandlers());
        assertThat(Endpoints.unguarded()).isEmpty();
    }

    @Test
    void answersAsTheTableSays() throws Exception {
        List<String> wrong = new ArrayList<>();
        AnswerShapes shapes = new AnswerShapes();
        List<String> leaks = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int checks = 0;
        for (Endpoints.Line line : Endpoints.lines()) {
            for (Map.Entry<String, String> cell : line.expected().entrySet()) {
                for (int place = 0; place < scenes.size(); place++) {
                    char expected = cell.getValue().charAt(place);
                    HttpResponse<String> got = ask(line.endpoint(), scenes.get(place), cell.getKey());
                    checks++;
                    if (got.statusCode() < 300 && type(got).startsWith("application/json")) {
                        shapes.see(line.endpoint(), JSON.readTree(got.body()));
                    }
                    String told = got.body() + got.headers().map();
                    for (EndpointScene scene : scenes) {
                        boolean isTold = scene.marks().stream().anyMatch(told::contains);
                        if (isTold && !maySee(cell.getKey(), scene)) {
                            leaks.add(line.endpoint() + " tells " + cell.getKey() + " of " + scene.unit());
                        } else if (isTold) {
                            seen.add(cell.getKey());
                        }
                    }
                    if (!isAs(expected, got, line.endpoint(), cell.getKey())) {
                        wrong.add("%s as %s at %d: expected %s, got %d %s"
                                .formatted(
                                        line.endpoint(), cell.getKey(), place, expected, got.statusCode(), got.body()));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(leaks).isEmpty();
        assertThat(seen).containsExactlyInAnyOrder("clerk", "coordinator"); // else nothing was looked at
        assertNothingIsLogged();
        assertThat(shapes.surprises())
                .as("answers that openapi/answers.json does not tell of")
                .isEmpty();
        assertThat(checks).isGreaterThan(CHECKS_MIN);
    }

    private static String type(HttpResponse<String> got) {
        return got.headers().firstValue("Content-Type").orElse("");
    }

    /** People are for the village and its township; an officer here has a grant of masked phones only. */
    private static boolean maySee(String role, EndpointScene scene) {
        return (role.equals("clerk") || role.equals("coordinator"))
                && scene.unit().equals(VILLAGE);
    }

    private void assertNothingIsLogged() throws Exception {
        String log = Files.readString(home.logs().resolve("server.jsonl"));
        assertThat(log).contains("\"pattern\":");
        String figures = ask("GET /internal/metrics", scenes.get(0), "system_administrator")
                .body();
        assertThat(figures).contains("qz_http_seconds");
        for (EndpointScene scene : scenes) {
            scene.marks().forEach(mark -> assertThat(log + figures).doesNotContain(mark));
        }
    }

    private boolean isAs(char expected, HttpResponse<String> got, String endpoint, String role) throws Exception {
        int status = got.statusCode();
        return switch (expected) {
            case '!' -> status == 401 && got.body().contains("ACCESS-003");
            case 'x' -> status == 403;
            case '?' -> status == 401 || status == 422 || status == 429;
            case '+' -> endpoint.startsWith("GET ") ? status == 200 : status < 300 || status == 400 || status == 422;
            case '-' ->
                status == 404 && got.body().equals(ask(endpoint, nowhere, role).body());
            default -> throw new AssertionError("no sign of the table: " + expected);
        };
    }

    @Test
    void whatIsNoBodyIsRefusedAndNeverOurFault() throws Exception {
        EndpointScene scene = EndpointScene.of(facades, entrance, VILLAGE, DEPARTMENT);
        Set<String> readers = new HashSet<>(Endpoints.ofReaders());
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Endpoints.Line line : Endpoints.lines()) {
            String role = line.expected().entrySet().stream()
                    .filter(cell -> "+?".indexOf(cell.getValue().charAt(0)) >= 0)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("");
            if (role.isEmpty() || !readers.contains(line.endpoint())) {
                continue;
            }
            EndpointScene.Request good = scene.request(facades, line.endpoint());
            for (String none :
                    List.of("", "null", "\"x\"", "{\"a\":", good.body().replaceAll(".$", ""))) {
                HttpResponse<String> got = send(line.endpoint(), with(good, none), role);
                asked++;
                if (got.statusCode() != 400 || !got.body().contains("APP-024")) {
                    wrong.add("%s %s: %d %s".formatted(line.endpoint(), none, got.statusCode(), got.body()));
                }
            }
            boolean hasAKey = line.expected().getOrDefault(role, "").startsWith("?"); // of which few may be tried
            for (String odd : hasAKey ? List.<String>of() : odd(JSON.readTree(good.body()))) {
                HttpResponse<String> got = send(line.endpoint(), with(good, odd), role);
                asked++;
                if (got.statusCode() >= 500) {
                    wrong.add("%s %s: %d %s".formatted(line.endpoint(), odd, got.statusCode(), got.body()));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(500);
        EndpointScene.Request good = scene.request(facades, "POST /api/complaints");
        EndpointScene.Request plain = new EndpointScene.Request(good.path(), good.body(), "text/plain");
        assertThat(send("POST /api/complaints", plain, "clerk").statusCode()).isEqualTo(415);
        assertThat(send("PATCH /api/complaints", good, "clerk").statusCode()).isEqualTo(405);
    }

    private static EndpointScene.Request with(EndpointScene.Request good, String body) {
        return new EndpointScene.Request(good.path(), body, "application/json");
    }

    /** Bodies that are JSON and not what is wanted: nothing, a list of nothing, each of their values another or none. */
    private static List<String> odd(JsonNode good) {
        List<String> out = new ArrayList<>(List.of("{}", "[]", "[null]"));
        boolean isList = good.isArray() && !good.isEmpty();
        JsonNode whole = isList ? good.get(0) : good;
        for (String name : whole.propertyNames()) {
            for (String value : List.of("null", "\"\\u0000\"")) {
                ObjectNode other = ((ObjectNode) whole).deepCopy();
                other.set(name, JSON.readTree(value));
                out.add(isList ? "[" + other + "]" : other.toString());
            }
        }
        return out;
    }

    private HttpResponse<String> ask(String endpoint, EndpointScene scene, String role) throws Exception {
        return send(endpoint, scene.request(facades, endpoint), role);
    }

    private HttpResponse<String> send(String endpoint, EndpointScene.Request wanted, String role) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + wanted.path()));
        if (!role.equals("anonymous")) {
            boolean isOut = endpoint.equals("DELETE /api/access/session");
            Role asked = Role.of(role.toLowerCase(Locale.ROOT)).orElseThrow();
            request.header("Cookie", isOut ? "none=none" : cookies.getOrDefault(asked, ""));
        }
        String method = endpoint.substring(0, endpoint.indexOf(' '));
        request.header("Content-Type", wanted.type());
        request.method(method, BodyPublishers.ofString(wanted.body()));
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
