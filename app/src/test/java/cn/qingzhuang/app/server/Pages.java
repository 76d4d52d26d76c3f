package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.Sheets;
import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.shared.ServerFile;
import cn.qingzhuang.app.wiring.Facades;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running server over an empty home with the units of an invented township, spoken to as its pages do. */
final class Pages implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COUNTY = "990201000000";
    private static final String EDGE = "edge-of-a-part";

    private final Path folder;
    private final Facades facades;
    private final Server server;
    private final Home home;
    private final String cookie;

    Pages(Path folder) {
        this.folder = folder;
        this.home = new Home(folder.resolve("home"));
        this.facades = new Facades(home, Map.of());
        this.server = Server.start(home, facades, 0);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(new Shell(home, folder, nowhere, nowhere)
                        .run(facades, "units", Sheets.units(folder).toString()))
                .isZero();
        this.cookie = Entrance.cookie(facades, server.port(), COUNTY);
    }

    Facades facades() {
        return facades;
    }

    /** A workbook of one sheet under a name. */
    Path book(String name, String[]... rows) throws IOException {
        return Files.write(folder.resolve(name), Sheets.workbook(rows));
    }

    /** Drops a file and waits for the end of its job. */
    JsonNode drop(String path, Path file) throws Exception {
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
        String job = JSON.readTree(response.body()).get(0).get("job").asString();
        for (int i = 0; i < 600; i++) {
            JsonNode told = get("/api/jobs/" + job);
            if (told.get("stage").asString().matches("done|refused")) {
                return told;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("job did not end");
    }

    /** The address of a draft of a template. */
    String draft(Path template) throws Exception {
        return "/api/drafts/"
                + drop("/api/drafts", template).get("result").get("draft").asString();
    }

    /** The address of an import of a workbook. */
    String taken(Path file) throws Exception {
        return "/api/imports/"
                + drop("/api/imports", file).get("result").get("import").asString();
    }

    JsonNode get(String path) throws Exception {
        return asked(to(path).build(), 200);
    }

    /** The figures of operations, as whoever can read the home asks for them. */
    String metrics() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address("/internal/metrics"))
                .header("X-Qz-Token", ServerFile.find(home).orElseThrow().token())
                .build();
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    byte[] download(String path) throws Exception {
        HttpResponse<byte[]> response = HttpClient.newHttpClient().send(to(path).build(), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    JsonNode put(String path, Map<String, ?> body) throws Exception {
        return write("PUT", path, body, 200);
    }

    JsonNode write(String method, String path, Object body, int status) throws Exception {
        return asked(
                to(path).header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                status);
    }

    private JsonNode asked(HttpRequest request, int status) throws Exception {
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
    }

    /** The filled cell of the first sheet's first rows that is about an element of a subject. */
    static JsonNode cell(JsonNode draft, String element, String subject) {
        for (JsonNode cell : draft.get("sheets").get(0).get("rows").get("filled")) {
            if (cell.path("element").asString("").equals(element)
                    && cell.path("subjectName").asString("").equals(subject)) {
                return cell;
            }
        }
        throw new AssertionError("no cell of " + element + " of " + subject + " in " + draft);
    }

    /** A cell as requests name it. */
    static Map<String, String> at(JsonNode cell) {
        return Map.of(
                "sheet", cell.get("sheet").asString(), "ref", cell.get("ref").asString());
    }

    static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(address(path)).header("Cookie", cookie);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    @Override
    public void close() {
        assertThat(facades.ledger().check()).isEmpty();
        server.close();
        facades.close();
    }
}
