package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.Sheets;
import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
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
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running server with offices of an invented county: officers of departments, a security administrator, some
 * villagers.
 */
final class Offices implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String COUNTY = "990201000000";
    static final String ASKING = "县乡村振兴局";
    static final String PURPOSE = "防止返贫监测";

    final Facades facades;
    private final Server server;
    private final Entrance entrance;
    private final HttpClient client = HttpClient.newHttpClient();

    Offices(Path folder) {
        Home home = new Home(folder.resolve("home"));
        facades = new Facades(home, Map.of());
        server = Server.start(home, facades, 0);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(new Shell(home, folder, nowhere, nowhere)
                        .run(facades, "units", Sheets.units(folder).toString()))
                .isZero();
        entrance = new Entrance(facades);
    }

    /** The session of an officer of a department of the county. */
    String officer(String department) {
        return entrance.token(new Entrance.At(Role.OFFICER, COUNTY, department));
    }

    Entrance entrance() {
        return entrance;
    }

    /** Takes rows into the ledger. */
    void village(String name, String csv) {
        facades.imports().start(name, csv.getBytes(StandardCharsets.UTF_8), Sheets.VILLAGE, stage -> {});
    }

    /** Grants elements to a department for the purpose. */
    void grant(String department, boolean isMasked, String... elements) {
        entrance.grant(COUNTY, department, PURPOSE, isMasked, elements);
    }

    /** A table as it is described on the page. */
    static Map<String, Object> described(String conditions, String... columns) {
        return Map.of(
                "unit",
                COUNTY,
                "conditions",
                conditions,
                "columns",
                List.of(columns),
                "purpose",
                PURPOSE,
                "name",
                "监测对象",
                "basis",
                "县办〔2026〕3号");
    }

    JsonNode get(String session, String path) throws Exception {
        return JSON.readTree(ok(send(session, "GET", path, ""), 200));
    }

    JsonNode post(String session, String path, Object body) throws Exception {
        HttpResponse<byte[]> got = send(session, "POST", path, JSON.writeValueAsString(body));
        assertThat(got.statusCode()).as(text(got)).isIn(200, 201);
        return JSON.readTree(got.body());
    }

    /** The code of the problem that a request is refused with. */
    String refusal(String session, String method, String path, Object body) throws Exception {
        HttpResponse<byte[]> got = send(session, method, path, JSON.writeValueAsString(body));
        assertThat(got.statusCode()).as(text(got)).isBetween(400, 499);
        return JSON.readTree(got.body()).get("error").get("code").asString();
    }

    byte[] download(String session, String path) throws Exception {
        return ok(send(session, "GET", path, ""), 200);
    }

    private static byte[] ok(HttpResponse<byte[]> got, int status) {
        assertThat(got.statusCode()).as(text(got)).isEqualTo(status);
        return got.body();
    }

    static String text(HttpResponse<byte[]> got) {
        return new String(got.body(), StandardCharsets.UTF_8);
    }

    HttpResponse<byte[]> send(String session, String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                .header("Cookie", Entrance.cookie(server.port(), session))
                .header("Content-Type", "application/json");
        return client.send(request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofByteArray());
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        assertThat(facades.ledger().check()).isEmpty();
        server.close();
        facades.close();
    }
}
