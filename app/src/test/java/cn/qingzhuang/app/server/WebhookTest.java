package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.Sheets;
import cn.qingzhuang.app.access.Accounts;
import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.feed.Retries;
import cn.qingzhuang.app.feed.Subscription;
import cn.qingzhuang.app.feed.Subscriptions;
import cn.qingzhuang.app.feed.WebhookSender;
import cn.qingzhuang.app.feed.Webhooks;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a real target gets that answers well, fails, hangs, answers late or is away. */
@SuppressWarnings("NullAway.Init")
class WebhookTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COUNTY = "990201000000";
    private static final String POLICE = "县公安局";
    private static final ElementKey PHONE = ElementKey.of("person_phone");
    private static final Ledger.Author CLERK = new Ledger.Author("小李", Sheets.VILLAGE);
    private static final int NEVER = -1;

    /** What the target got. */
    private record Got(String id, long seconds, String signature, byte[] body) {
        List<JsonNode> events() {
            List<JsonNode> out = new ArrayList<>();
            JSON.readTree(body).forEach(out::add);
            return out;
        }
    }

    private final List<Got> got = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    /** The status that the target answers to what it gets; NEVER: it hangs. */
    private Function<Got, Integer> target = all -> 200;

    private Home home;
    private HttpServer http;
    private Facades facades;
    private Entrance entrance;
    private Viewer viewer;
    private Subscription subscription;
    private UUID officer;
    private UUID post;
    private String secret;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        home = new Home(folder.resolve("home"));
        facades = new Facades(home, Map.of());
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        new Shell(home, folder, nowhere, nowhere)
                .run(facades, "units", Sheets.units(folder).toString());
        entrance = new Entrance(facades);
        Accounts.Opened opened = entrance.account("police", new Entrance.At(Role.CLERK, Sheets.VILLAGE));
        officer = opened.id();
        post = entrance.grant(officer, new Entrance.At(Role.OFFICER, COUNTY, POLICE));
        viewer = facades.machines().absent(officer).orElseThrow();
        String csv = "姓名,身份证号,联系电话\n王五,990201195003124237,10011110001\n";
        facades.imports().start("甲.csv", csv.getBytes(StandardCharsets.UTF_8), Sheets.VILLAGE, stage -> {});
        subscription = facades.subscriptions()
                .make(viewer, new Subscriptions.Wanted(POLICE, COUNTY, List.of("person_phone"), "更新人口库"));
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newCachedThreadPool());
        http.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            Got one = new Got(
                    headers.getFirst("webhook-id"),
                    Long.parseLong(headers.getFirst("webhook-timestamp")),
                    headers.getFirst("webhook-signature"),
                    body);
            int status;
            synchronized (got) {
                got.add(one);
                status = target.apply(one);
            }
            if (status == NEVER) {
                await();
                status = 200; // late
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        http.start();
        String host = "127.0.0.1:" + http.getAddress().getPort();
        facades.webhooks().allow(host, viewer);
        secret = facades.webhooks().put(viewer, subscription, "http://" + host + "/changes", true);
    }

    private void await() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        released.countDown();
        http.stop(0);
        facades.close();
    }

    private WebhookSender sender() {
        Duration wait = Duration.ofMillis(1);
        return facades.webhookSender(
                new Retries(List.of(wait, wait, wait, wait), new Random(1)), Duration.ofMillis(500));
    }

    /** Tries until nothing more is due for a while or so many tries were made. */
    private void send(int tries) throws InterruptedException {
        WebhookSender sender = sender();
        int idle = 0;
        for (int i = 0; i < tries && idle < 20; i++) {
            idle = sender.sendOne() ? 0 : idle + 1;
            Thread.sleep(3);
        }
    }

    private void say(int from, int to) {
        String person = facades.ledger()
                .subjects(Sheets.VILLAGE, SubjectType.PERSON)
                .get(0)
                .id();
        for (int i = from; i <= to; i++) {
            facades.ledger().correct(person, PHONE, "1001111%04d".formatted(i), CLERK);
        }
    }

    /** The values that the target took, each event once. */
    private List<String> taken() {
        Set<String> ids = new LinkedHashSet<>();
        List<String> out = new ArrayList<>();
        for (Got one : List.copyOf(got)) {
            for (JsonNode event : one.events()) {
                if (ids.add(event.get("id").asString())) {
                    out.add(event.get("data")
                            .path("values")
                            .path(0)
                            .path("said")
                            .asString(""));
                }
            }
        }
        return out;
    }

    private static List<String> values(int from, int to) {
        List<String> out = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            out.add("1001111%04d".formatted(i));
        }
        return out;
    }

    private Webhooks.Webhook hook() {
        return facades.webhooks().get(subscription);
    }

    @Test
    void sendsSignedInOrder() throws Exception {
        say(2, 5);
        send(10);
        assertThat(taken()).isEqualTo(values(1, 5));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        Got one = got.get(0);
        mac.update((one.id() + "." + one.seconds() + ".").getBytes(StandardCharsets.UTF_8));
        assertThat(one.signature()).isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(one.body())));
        assertThat(hook().deliveredAt()).isPresent();
        assertThat(Math.abs(Instant.now().getEpochSecond() - one.seconds()))
                .as("the moment of sending, by which a target tells an old message")
                .isLessThan(120);
        say(6, 6);
        database()
                .sql(
                        "update webhooks set next_at = now() + interval '2 years', lease_until = now() + interval '2 years'")
                .update(); // as a clock left it that has gone back since
        send(3);
        assertThat(taken()).isEqualTo(values(1, 6));
    }

    @Test
    void losesNothingWhenTheTargetFailsForAWhile() throws Exception {
        int[] left = {3};
        target = one -> left[0]-- > 0 ? 500 : 200;
        say(2, 9);
        send(60);
        assertThat(got).hasSizeGreaterThan(3);
        assertThat(taken()).isEqualTo(values(1, 9));
        assertThat(hook().undelivered()).isEmpty();
        assertThat(hook().attempts()).isZero();
    }

    @Test
    void triesAgainUnderTheSameIdWhereTheTargetHangsOrAnswersLate() throws Exception {
        int[] left = {2};
        target = one -> left[0]-- > 0 ? NEVER : 200;
        send(40);
        assertThat(taken()).isEqualTo(values(1, 1));
        assertThat(got).hasSize(3).extracting(Got::id).containsOnly(got.get(0).id());
        assertThat(hook().state()).isEqualTo("on");
    }

    @Test
    void goesOnWhenTheTargetIsBack() throws Exception {
        int port = http.getAddress().getPort();
        http.stop(0);
        say(2, 3);
        send(3);
        assertThat(hook().failure()).contains("连不上");
        assertThat(hook().isFailing()).isTrue();
        assertThat(hook().behind().batches()).isPositive();
        assertThat(hook().behind().since()).isPresent();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.createContext("/", exchange -> {
            got.add(new Got("", 0, "", exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        http.start();
        send(40);
        assertThat(taken()).isEqualTo(values(1, 3));
        assertThat(hook().isFailing()).isFalse();
        assertThat(hook().behind().batches()).isZero();
    }

    @Test
    void givesUpWhatTheTargetNeverTakesAndGoesOn() throws Exception {
        say(2, 6);
        target = one ->
                one.events().stream().anyMatch(e -> e.toString().contains("\"said\":\"10011110003\"")) ? 422 : 200;
        send(80);
        assertThat(hook().undelivered()).hasSize(1);
        assertThat(hook().undelivered().get(0).failure()).contains("422");
        assertThat(taken()).contains("10011110006");
        UUID id = hook().undelivered().get(0).id();
        assertThat(sender().again(subscription, id)).isFalse();
        target = one -> 200;
        assertThat(sender().again(subscription, id)).isTrue();
        assertThat(hook().undelivered()).isEmpty();
        JsonNode again = got.get(got.size() - 1)
                .events()
                .get(0)
                .get("data")
                .get("values")
                .get(0);
        assertThat(again.get("now").asString()).isEqualTo("10011110006");
    }

    @Test
    void keepsTheRestWhenTheTargetFailsForDays() throws Exception {
        target = one -> 500;
        say(2, 4);
        send(30);
        int given = hook().undelivered().size();
        assertThat(given).isPositive();
        target = one -> 200;
        send(60);
        assertThat(taken()).isEqualTo(values(1, 4));
        assertThat(facades.webhooks().empty(subscription)).isEqualTo(given);
        assertThat(hook().undelivered()).isEmpty();
    }

    @Test
    void stopsWhenTheTargetIsGoneOrAPostIsTakenAway() throws Exception {
        target = one -> 410;
        send(5);
        assertThat(hook().state()).isEqualTo("gone");
        target = one -> 200;
        facades.webhooks().set(viewer, subscription, true);
        entrance.revoke(officer, post);
        int before = got.size();
        send(5);
        assertThat(hook().state()).isEqualTo("refused");
        assertThat(got).hasSize(before);
    }

    @Test
    void sendsOnlyWhereTheSystemAdministratorAllowsIt() throws Exception {
        for (String target : List.of(
                "http://127.0.0.1:1/",
                "http://169.254.169.254/latest",
                "http://user@127.0.0.1:" + http.getAddress().getPort() + "/",
                "file:///etc/hosts",
                "http://[::1]:80/",
                "nonsense")) {
            assertThatThrownBy(() -> facades.webhooks().put(viewer, subscription, target, false))
                    .isInstanceOfSatisfying(
                            Problem.class, p -> assertThat(p.code()).startsWith("FEED-01"));
        }
        facades.webhooks().disallow("127.0.0.1:" + http.getAddress().getPort());
        send(3);
        assertThat(got).isEmpty();
        assertThat(hook().failure()).contains("没有允许");
    }

    private JdbcClient database() {
        return JdbcClient.create(facades.database().source());
    }

    /** Whoever was idle looks again at once. */
    private void due() {
        database().sql("update webhooks set next_at = now()").update();
    }

    private String kept() {
        return database().sql("select secret from webhooks").query(String.class).single();
    }

    @Test
    void itsSecretIsNotInTheDatabase() throws Exception {
        assertThat(kept()).startsWith("s1.").doesNotContain(secret.substring("whsec_".length()));
        database().sql("update webhooks set secret = ?").param(secret).update(); // as an earlier version kept it
        facades.webhooks().sealOld();
        assertThat(kept()).startsWith("s1.");
        facades.webhooks().sealOld();
        send(3);
        assertThat(got).hasSize(1);
        Path key = home.root().resolve("secrets.key");
        assertThat(Files.getPosixFilePermissions(key))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        String before = Files.readString(key);
        Files.delete(key); // the database came to another home
        say(2, 2);
        due();
        send(3);
        assertThat(hook().state()).isEqualTo("refused");
        assertThat(hook().failure()).contains("密钥打不开");
        Files.writeString(key, before);
        facades.webhooks().set(viewer, subscription, true);
        send(3);
        assertThat(taken()).isEqualTo(values(1, 2));
    }

    @Test
    void givesUpWhatOneDecisionChangesTogetherAndGoesOn() throws Exception {
        String csv = "姓名,身份证号,联系电话\n王五,990201196107053344,10011119999\n";
        facades.imports().start("乙.csv", csv.getBytes(StandardCharsets.UTF_8), Sheets.VILLAGE, stage -> {});
        send(5);
        List<UUID> two = facades.ledger().subjects(Sheets.VILLAGE, SubjectType.PERSON).stream()
                .map(p -> UUID.fromString(p.id()))
                .toList();
        assertThat(two).hasSize(2);
        target = one ->
                one.events().stream().anyMatch(e -> e.get("type").asString().endsWith("subject.gone")) ? 500 : 200;
        facades.review().merge(two.get(0), two.get(1), CLERK);
        say(7, 7);
        due();
        send(60);
        assertThat(hook().undelivered()).hasSize(2);
        assertThat(taken()).contains("10011110007");
    }
}
