package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.Sheets;
import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ServerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String EDGE = "edge-of-a-part";

    private Path folder;
    private Home home;
    private Facades facades;
    private Server server;
    private String cookie;

    @BeforeAll
    void start(@TempDir Path given) {
        folder = given;
        home = new Home(folder.resolve("home"));
        facades = new Facades(home, Map.of());
        server = Server.start(home, facades, 0);
        cookie = Entrance.cookie(facades, server.port(), "990201000000");
        assertThat(command("units", Sheets.units(folder).toString())).isZero();
        assertThat(command(
                        "ingest",
                        "--unit",
                        Sheets.VILLAGE,
                        Sheets.roster(folder).toString()))
                .isZero();
    }

    @AfterAll
    void stop() {
        assertThat(facades.ledger().check()).isEmpty();
        server.close();
        facades.close();
    }

    @Test
    void runsACommandOfTheSameUserInsideTheServer() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = new Shell(home, folder, stream, stream).run("check", "--json");
        assertThat(code).isZero();
        assertThat(JSON.readTree(out.toString(StandardCharsets.UTF_8)).get("ok").asBoolean())
                .isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.serverFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesCommandsWithoutTheToken() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address("/internal/command"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"here\":\"/\",\"args\":[\"check\"]}"))
                .build();
        assertThat(send(request).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesPagesOfOtherSites() throws Exception {
        HttpRequest request =
                to("/api/state").header("Origin", "http://example.com").build();
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("APP-020");
    }

    @Test
    void tellsWhatIsLoaded() throws Exception {
        JsonNode state = get("/api/state");
        assertThat(state.get("units").asInt()).isEqualTo(5);
        assertThat(state.get("subjects").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(state.get("defaultUnit").asString()).isEqualTo(Sheets.VILLAGE);
        assertThat(get("/api/elements?q=%E8%81%94%E7%B3%BB%E7%94%B5%E8%AF%9D").toString())
                .contains("person_phone");
    }

    @Test
    void fillsADroppedTemplateAndTakesAnAnswerInPlace() throws Exception {
        JsonNode job = finished(
                upload("/api/drafts", Sheets.template(folder)).get(0).get("job").asString());
        assertThat(job.get("stage").asString()).isEqualTo("done");
        String draft = "/api/drafts/" + job.get("result").get("draft").asString();
        JsonNode shown = get(draft);
        assertThat(filled(shown).toString()).contains("郑玉梅", "高桥村人员花名册.xlsx").doesNotContain("张晓燕");
        JsonNode asked = firstAsked(shown, "person_residence_address");
        JsonNode changed = put(draft + "/answers", asked, "高桥村4组64号");
        assertThat(changed.get("cells").toString()).contains("高桥村4组64号", "known");
        HttpResponse<byte[]> workbook =
                HttpClient.newHttpClient().send(to(draft + "/workbook").build(), BodyHandlers.ofByteArray());
        assertThat(workbook.statusCode()).isEqualTo(200);
        assertThat(workbook.body()).startsWith('P', 'K');
    }

    @Test
    void refusesAFileThatCannotBeReadInPlainWords() throws Exception {
        Path broken = Files.write(folder.resolve("坏.xlsx"), new byte[] {'P', 'K', 3, 4, 0});
        JsonNode job = finished(upload("/api/imports", broken).get(0).get("job").asString());
        assertThat(job.get("stage").asString()).isEqualTo("refused");
        assertThat(job.get("error").get("message").asString()).contains("坏.xlsx");
    }

    @Test
    void answersProblemsForWhatIsNotThere() throws Exception {
        for (String path : new String[] {"/api/drafts/none", "/api/jobs/none", "/api/none"}) {
            HttpResponse<String> response = send(to(path).build());
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(JSON.readTree(response.body()).get("error").get("code").asString())
                    .isEqualTo("APP-018");
        }
    }

    private static JsonNode firstAsked(JsonNode draft, String element) {
        for (JsonNode cell : filled(draft)) {
            if (cell.get("state").asString().equals("unknown")
                    && cell.path("element").asString("").equals(element)) {
                return cell;
            }
        }
        throw new AssertionError("nothing asked for " + element + " in " + draft);
    }

    private static JsonNode filled(JsonNode draft) {
        return draft.get("sheets").get(0).get("rows").get("filled");
    }

    private JsonNode put(String path, JsonNode cell, String value) throws Exception {
        var body = JSON.createObjectNode()
                .put("sheet", cell.get("sheet").asString())
                .put("ref", cell.get("ref").asString())
                .put("value", value);
        HttpResponse<String> response = send(to(path).header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.toString()))
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private JsonNode finished(String job) throws Exception {
        for (int i = 0; i < 600; i++) {
            JsonNode told = get("/api/jobs/" + job);
            if (told.get("stage").asString().matches("done|refused")) {
                return told;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("job did not end");
    }

    private JsonNode upload(String path, Path file) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String head = "--%s\r\nContent-Disposition: form-data; name=\"unit\"\r\n\r\n%s\r\n--%s\r\n"
                        .formatted(EDGE, Sheets.VILLAGE, EDGE)
                + "Content-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\n\r\n"
                        .formatted(file.getFileName());
        body.write(head.getBytes(StandardCharsets.UTF_8));
        body.write(Files.readAllBytes(file));
        body.write(("\r\n--" + EDGE + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> response = send(to(path).header("Content-Type", "multipart/form-data; boundary=" + EDGE)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return JSON.readTree(response.body());
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> response = send(to(path).build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(address(path)).header("Cookie", cookie);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private int command(String... args) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Shell(home, folder, nowhere, nowhere).run(facades, args);
    }
}
