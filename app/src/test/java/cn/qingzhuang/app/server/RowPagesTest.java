package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.Sheets;
import cn.qingzhuang.app.access.Accounts;
import cn.qingzhuang.app.access.Machines;
import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows that another system sends: once under each key, however often it comes; what is older does not win. */
@SuppressWarnings("NullAway.Init")
class RowPagesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COUNTY = "990201000000";
    private static final String ROWS =
            "姓名,身份证号,联系电话\n王五,990201195003124237,10011110001\n李桂英,990201196107053344,10011110002\n";

    private final HttpClient client = HttpClient.newHttpClient();
    private Facades facades;
    private Server server;
    private Machines.Given machine;

    @BeforeEach
    void start(@TempDir Path folder) {
        Home home = new Home(folder.resolve("home"));
        facades = new Facades(home, Map.of());
        server = Server.start(home, facades, 0);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        new Shell(home, folder, nowhere, nowhere)
                .run(facades, "units", Sheets.units(folder).toString());
        Entrance entrance = new Entrance(facades);
        Accounts.Opened officer = entrance.account("police", new Entrance.At(Role.OFFICER, COUNTY, "县公安局"));
        UUID post = entrance.grant(officer.id(), new Entrance.At(Role.OFFICER, COUNTY, "县公安局"));
        machine = entrance.machine(officer.id(), post);
    }

    @AfterEach
    void stop() {
        assertThat(facades.ledger().check()).isEmpty();
        server.close();
        facades.close();
    }

    private HttpResponse<String> push(String key, String type, byte[] body, String more) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/rows?unit=" + Sheets.VILLAGE + more))
                .header("Authorization", "Bearer " + machine.token())
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> csv(String key, String rows, String more) throws Exception {
        return push(key, "text/csv", rows.getBytes(StandardCharsets.UTF_8), more);
    }

    private static JsonNode receipt(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private List<SubjectFacts> people() {
        return facades.ledger().subjects(Sheets.VILLAGE, SubjectType.PERSON);
    }

    private String phone(String name) {
        SubjectFacts person =
                people().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
        KnownValue phone = person.values().get(ElementKey.of("person_phone"));
        return Objects.requireNonNull(phone).value();
    }

    @Test
    void takesTheSameRowsOnceUnderAKey() throws Exception {
        JsonNode first = receipt(csv("k-1", ROWS, ""));
        assertThat(first.get("accepted").asInt()).isEqualTo(2);
        assertThat(first.get("rows").asInt())
                .isEqualTo(first.get("accepted").asInt() + first.get("refused").size());
        assertThat(receipt(csv("k-1", ROWS, ""))).isEqualTo(first);
        assertThat(facades.imports().list(Sheets.VILLAGE)).hasSize(1);
        HttpResponse<String> other = csv("k-1", ROWS.replace("0002", "0003"), "");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("FEED-021");
        assertThat(csv("k-1", ROWS, "&on=2026-01-01").body()).contains("FEED-021");
        assertThat(people()).hasSize(2);
        assertThat(facades.subscriptions().find(UUID.randomUUID())).isEqualTo(Optional.empty());
    }

    @Test
    void keepsOlderRowsAsAClaimThatDoesNotWin() throws Exception {
        receipt(csv("k-1", ROWS, "&on=2026-06-01"));
        JsonNode older = receipt(csv("k-2", ROWS.replace("10011110001", "10011110009"), "&on=2026-01-01"));
        assertThat(older.get("accepted").asInt()).isEqualTo(2);
        assertThat(phone("王五")).isEqualTo("10011110001");
        receipt(csv("k-3", ROWS.replace("10011110001", "10011110008"), "&on=2026-07-01"));
        assertThat(phone("王五")).isEqualTo("10011110008");
        receipt(csv("k-4", ROWS.replace("10011110001", "10011110007"), "&on=2199-01-01"));
        receipt(csv("k-5", ROWS.replace("10011110001", "10011110006"), ""));
        assertThat(phone("王五")).as("a day to come counts as today").isEqualTo("10011110006");
    }

    @Test
    void takesJsonAndOtherEncodings() throws Exception {
        String json = "[{\"姓名\":\"王五\",\"身份证号\":\"990201195003124237\",\"联系电话\":10011110001},"
                + "{\"姓名\":\"李桂英\",\"身份证号\":\"990201196107053344\",\"联系电话\":null}]";
        assertThat(receipt(push("k-1", "application/json", json.getBytes(StandardCharsets.UTF_8), "&on=2026-06-01"))
                        .get("accepted")
                        .asInt())
                .isEqualTo(2);
        assertThat(phone("王五")).isEqualTo("10011110001");
        String other = "姓名,身份证号\n赵春兰,990201197103031247\n周小梅,990201197203031243\n";
        byte[] bytes = other.getBytes(Charset.forName("GB18030"));
        assertThat(receipt(push("k-2", "text/csv", bytes, "")).get("accepted").asInt())
                .isEqualTo(2);
    }

    @Test
    void refusesInWordsWhatCannotBeTaken() throws Exception {
        assertThat(csv("", ROWS, "").body()).contains("FEED-020");
        assertThat(push("k-1", "application/json", "{".getBytes(StandardCharsets.UTF_8), "")
                        .body())
                .contains("FEED-022");
        assertThat(push("k-1", "application/json", "[[1]]".getBytes(StandardCharsets.UTF_8), "")
                        .body())
                .contains("FEED-022");
        assertThat(receipt(push("k-0", "application/octet-stream", new byte[] {1, 2}, ""))
                        .get("accepted")
                        .asInt())
                .isZero();
        assertThat(csv("k-1", ROWS, "&on=someday").statusCode()).isEqualTo(400);
        assertThat(receipt(csv("k-1", ROWS, "")).get("accepted").asInt()).isEqualTo(2); // the key is free still
        assertThat(csv("k-2", ROWS, "").statusCode()).isEqualTo(200);
        HttpResponse<String> elsewhere = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/rows?unit=990301000000"))
                        .header("Authorization", "Bearer " + machine.token())
                        .header("Idempotency-Key", "k-9")
                        .POST(BodyPublishers.ofString(ROWS))
                        .build(),
                BodyHandlers.ofString());
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertTooFastIsToldHowLongToWait();
    }

    private static byte[] workbook(String[]... rows) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            XSSFSheet sheet = workbook.createSheet("Sheet1");
            for (int r = 0; r < rows.length; r++) {
                XSSFRow row = sheet.createRow(r);
                for (int c = 0; c < rows[r].length; c++) {
                    row.createCell(c).setCellValue(rows[r][c]);
                }
            }
            workbook.write(bytes);
            return bytes.toByteArray();
        }
    }

    @Test
    void takesAWorkbookAlsoOfOneRow() throws Exception {
        String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        String[] head = {"姓名", "身份证号", "联系电话"};
        byte[] one = workbook(head, new String[] {"王五", "990201195003124237", "10011110001"});
        JsonNode first = receipt(push("k-1", type, one, ""));
        assertThat(first.get("rows").asInt()).isEqualTo(1);
        assertThat(first.get("accepted").asInt()).isEqualTo(1);
        assertThat(phone("王五")).isEqualTo("10011110001");
        assertThat(receipt(push("k-1", type, one, ""))).isEqualTo(first);
        byte[] said = workbook(new String[] {"填报单位：高桥村", "", "填报日期：2026-03-01"}, head, new String[] {
            "王五", "990201195003124237", "10011110007"
        });
        assertThat(receipt(push("k-2", type, said, "")).get("accepted").asInt()).isEqualTo(1);
        assertThat(phone("王五")).as("an older day").isEqualTo("10011110001");
        assertThat(push("k-3", type, one, "&on=2026-06-01").body()).contains("FEED-023");
        byte[] other = workbook(head, new String[] {"", "x", "y"});
        JsonNode none = receipt(push("k-4", type, other, ""));
        assertThat(none.get("accepted").asInt()).isZero();
        assertThat(none.get("rows").asInt()).isEqualTo(none.get("refused").size());
    }

    private void assertTooFastIsToldHowLongToWait() throws Exception {
        HttpResponse<String> answer = csv("", ROWS, "");
        for (int i = 0; i < 200 && answer.statusCode() == 422; i++) {
            answer = csv("", ROWS, "");
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 5L);
        assertThat(answer.body()).contains("ACCESS-031");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }
}
