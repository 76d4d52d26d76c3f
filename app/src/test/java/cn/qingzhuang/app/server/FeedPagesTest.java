package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.Sheets;
import cn.qingzhuang.app.access.Accounts;
import cn.qingzhuang.app.access.Machines;
import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.looks.LookLog;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The change feed as a machine of a department takes it, its events read by the SDK of CloudEvents. */
@SuppressWarnings("NullAway.Init")
class FeedPagesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COUNTY = "990201000000";
    private static final String POLICE = "县公安局";
    private static final ElementKey PHONE = ElementKey.of("person_phone");
    private static final Ledger.Author CLERK = new Ledger.Author("小李", Sheets.VILLAGE);

    private final HttpClient client = HttpClient.newHttpClient();
    private Facades facades;
    private Server server;
    private Entrance entrance;
    private Accounts.Opened officer;
    private UUID post;
    private Machines.Given machine;

    @BeforeEach
    void start(@TempDir Path folder) {
        Home home = new Home(folder.resolve("home"));
        facades = new Facades(home, Map.of());
        server = Server.start(home, facades, 0);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        new Shell(home, folder, nowhere, nowhere)
                .run(facades, "units", Sheets.units(folder).toString());
        entrance = new Entrance(facades);
        officer = entrance.account("police", new Entrance.At(Role.OFFICER, COUNTY, POLICE));
        post = entrance.grant(officer.id(), new Entrance.At(Role.OFFICER, COUNTY, POLICE));
        machine = entrance.machine(officer.id(), post);
        take("甲.csv", "姓名,身份证号,联系电话\n王五,990201195003124237,10011110001\n李桂英,990201196107053344,\n");
    }

    @AfterEach
    void stop() {
        assertThat(facades.ledger().check()).isEmpty();
        server.close();
        facades.close();
    }

    private void take(String name, String csv) {
        facades.imports().start(name, csv.getBytes(StandardCharsets.UTF_8), Sheets.VILLAGE, stage -> {});
    }

    private String person(String name) {
        return facades.ledger().subjects(Sheets.VILLAGE, SubjectType.PERSON).stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private HttpResponse<byte[]> ask(String method, String path, Object body, String token) throws Exception {
        String text = body.equals("") ? "" : JSON.writeValueAsString(body);
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(text))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private String subscribe(List<String> elements) {
        var viewer = facades.machines().viewer(machine.token()).orElseThrow();
        return facades.subscriptions()
                .make(viewer, new cn.qingzhuang.app.feed.Subscriptions.Wanted(POLICE, COUNTY, elements, "更新人口库"))
                .id()
                .toString();
    }

    private HttpResponse<byte[]> page(String subscription, String more) throws Exception {
        return ask("GET", "/api/changes?subscription=" + subscription + more, "", machine.token());
    }

    private static List<CloudEvent> events(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/cloudevents-batch+json");
        List<CloudEvent> out = new ArrayList<>();
        for (JsonNode event : JSON.readTree(answer.body())) {
            out.add(new JsonFormat().deserialize(JSON.writeValueAsBytes(event)));
        }
        return out;
    }

    private static JsonNode data(CloudEvent event) {
        return JSON.readTree(Objects.requireNonNull(event.getData()).toBytes());
    }

    @Test
    void tellsWhatComesAsCloudEvents() throws Exception {
        String subscription = subscribe(List.of("person_name", "person_phone"));
        HttpResponse<byte[]> first = page(subscription, "&limit=100");
        List<CloudEvent> events = events(first);
        assertThat(events).hasSize(2);
        CloudEvent event = events.get(0);
        assertThat(event.getType()).isEqualTo("cn.qingzhuang.fact.recorded");
        assertThat(event.getSource()).hasToString("/api/subscriptions/" + subscription);
        assertThat(event.getSubject()).isEqualTo(person("王五"));
        assertThat(event.getExtension("partitionkey")).isEqualTo(event.getSubject());
        assertThat(data(event).get("values")).hasSize(2);
        assertThat(data(event).get("from").get("file").asString()).isEqualTo("甲.csv");
        String next = first.headers().firstValue("Qz-Next").orElseThrow();
        assertThat(first.headers().firstValue("Link").orElseThrow())
                .contains(next)
                .contains("rel=\"next\"");

        facades.ledger().correct(person("王五"), PHONE, "10011110002", CLERK);
        List<CloudEvent> then = events(page(subscription, "&after=" + next));
        assertThat(then).hasSize(1);
        JsonNode value = data(then.get(0)).get("values").get(0);
        assertThat(value.get("said").asString()).isEqualTo("10011110002");
        assertThat(value.get("now").asString()).isEqualTo("10011110002");
        assertThat(events(page(subscription, "&after=" + next)).get(0).getId())
                .isEqualTo(then.get(0).getId());
        String sequence = String.valueOf(events.get(0).getExtension("sequence"));
        assertThat(events(page(subscription, "&after=" + sequence))).hasSize(2);
        assertThat(events(page(subscription, "&element=person_name&after=" + next)))
                .isEmpty();
        assertThat(events(page(subscription, "&after=latest"))).isEmpty();
    }

    @Test
    void logsEachPageBeforeItLeaves() throws Exception {
        String subscription = subscribe(List.of("person_name"));
        events(page(subscription, ""));
        List<LookLog.Told> looks = facades.looks().of(COUNTY, Optional.empty(), Optional.empty(), 10);
        assertThat(looks).hasSize(1);
        assertThat(looks.get(0).look().purpose()).isEqualTo("更新人口库");
        assertThat(looks.get(0).look().elements()).containsExactly("person_name");
        assertThat(looks.get(0).look().subjects()).hasSize(2);
        assertThat(looks.get(0).look().act()).isEqualTo("GET /api/changes");
        assertThat(looks.get(0).look().title()).contains("某系统");
    }

    @Test
    void tellsAtOnceWhatComesWhileSomebodyWaits() throws Exception {
        String subscription = subscribe(List.of("person_phone"));
        String next = page(subscription, "").headers().firstValue("Qz-Next").orElseThrow();
        CompletableFuture<List<CloudEvent>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return events(page(subscription, "&wait=30&after=" + next));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        facades.ledger().correct(person("王五"), PHONE, "10011110003", CLERK);
        assertThat(waiting.get()).hasSize(1);
    }

    @Test
    void endsAtOnceWhenTheTokenOrThePostIsTakenAway() throws Exception {
        String subscription = subscribe(List.of("person_phone"));
        Machines.Given other = entrance.machine(officer.id(), post);
        entrance.revokeToken(other.id());
        assertThat(ask("GET", "/api/changes?subscription=" + subscription, "", other.token())
                        .statusCode())
                .isEqualTo(401);
        assertThat(page(subscription, "").statusCode()).isEqualTo(200);
        entrance.revoke(officer.id(), post);
        assertThat(page(subscription, "").statusCode()).isEqualTo(401);
    }

    @Test
    void endsAtOnceForWhoWaitsWhenTheTokenIsTakenAway() throws Exception {
        String subscription = subscribe(List.of("person_phone"));
        String next = page(subscription, "").headers().firstValue("Qz-Next").orElseThrow();
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return page(subscription, "&wait=3&after=" + next).statusCode();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        entrance.revokeToken(machine.id());
        facades.ledger().correct(person("王五"), PHONE, "10011110004", CLERK);
        assertThat(waiting.get()).isEqualTo(401);
    }

    @Test
    void refusesWhatIsNotForTheMachine() throws Exception {
        String subscription = subscribe(List.of("person_phone"));
        Accounts.Opened other = entrance.account("school", new Entrance.At(Role.OFFICER, COUNTY, "县教育局"));
        UUID otherPost = entrance.grant(other.id(), new Entrance.At(Role.OFFICER, COUNTY, "县教育局"));
        String token = entrance.machine(other.id(), otherPost).token();
        assertThat(ask("GET", "/api/changes?subscription=" + subscription, "", token)
                        .statusCode())
                .isEqualTo(404);
        assertThat(ask("GET", "/api/drafts?unit=" + COUNTY, "", machine.token()).statusCode())
                .isEqualTo(403);
        assertThat(ask("GET", "/api/changes?subscription=" + subscription, "", machine.token() + "x")
                        .statusCode())
                .isEqualTo(401);
        for (String more : List.of(
                "&after=nonsense", "&after=990301-1-00000000", "&after=990201-99-00000000", "&element=person_name")) {
            HttpResponse<byte[]> refused = page(subscription, more);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("FEED-00");
        }
        assertThat(page(subscription, "&limit=many").statusCode()).isEqualTo(400);
    }
}
