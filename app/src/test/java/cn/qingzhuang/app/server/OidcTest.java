package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.qingzhuang.app.access.OidcSettings;
import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.tidy.Repository;
import cn.qingzhuang.app.wiring.Facades;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at a real identity server, spoken to as a browser does. */
@SuppressWarnings("NullAway.Init")
class OidcTest {
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
    private static final Pattern PROMPT = Pattern.compile("name=\"prompt\" value=\"([^\"]+)\"");
    private static final String VILLAGE = "990201101201";
    private static final int STEPS_MAX = 12;

    private Facades facades;
    private Server server;
    private Entrance entrance;
    private Process identity;
    private String ours;
    private String back;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Path web = Repository.ROOT.resolve("web");
        assumeTrue(Files.isDirectory(web.resolve("node_modules/oidc-provider")), "npm ci was not run in web/");
        Home home = new Home(folder.resolve("home"));
        facades = new Facades(home, Map.of());
        int port = free();
        server = Server.start(home, facades, 0);
        ours = "http://127.0.0.1:" + server.port();
        back = ours + "/api/access/oidc/back";
        EndpointScene.units(facades, folder);
        entrance = new Entrance(facades);
        Files.writeString(home.root().resolve(OidcSettings.FILE), """
                title=县统一身份认证
                issuer=http://127.0.0.1:%d
                authorization_endpoint=http://127.0.0.1:%d/auth
                token_endpoint=http://127.0.0.1:%d/token
                jwks_uri=http://127.0.0.1:%d/jwks
                client_id=qingzhuang
                client_secret=a secret/of the+test
                redirect_uri=%s
                """.formatted(port, port, port, port, back));
        identity = new ProcessBuilder(
                        "node", web.resolve("e2e/identity-server.mjs").toString(), Integer.toString(port), back)
                .redirectErrorStream(true)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(identity.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); !"ready".equals(line); line = said.readLine()) {
            assertThat(line).as("the identity server ended").isNotNull();
        }
    }

    private static int free() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        if (identity != null) {
            identity.destroy();
            server.close();
            facades.close();
        }
    }

    /** A browser with cookies of its own. */
    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .build();
    }

    private static HttpResponse<String> get(HttpClient browser, String address) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    /** Goes to the identity server, signs in there, and answers the address by which it sends the browser back. */
    private String there(HttpClient browser, String subject) throws Exception {
        HttpResponse<String> at = get(browser, ours + "/api/access/oidc");
        for (int i = 0; i < STEPS_MAX; i++) {
            String next = at.headers().firstValue("Location").orElse("");
            if (next.startsWith(back)) {
                return next;
            }
            if (!next.isEmpty()) {
                at = get(browser, at.uri().resolve(next).toString());
                continue;
            }
            Matcher action = ACTION.matcher(at.body());
            Matcher prompt = PROMPT.matcher(at.body());
            assertThat(action.find() && prompt.find())
                    .as(at.statusCode() + at.body())
                    .isTrue();
            String form = "prompt=" + prompt.group(1) + "&login=" + subject + "&password=x";
            at = browser.send(
                    HttpRequest.newBuilder(at.uri().resolve(action.group(1)))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form))
                            .build(),
                    BodyHandlers.ofString());
        }
        throw new AssertionError("never came back");
    }

    /** What the page of signing in is told after coming back; empty when signed in. */
    private static String refused(HttpResponse<String> cameBack) {
        assertThat(cameBack.statusCode()).isEqualTo(303);
        String to = cameBack.headers().firstValue("Location").orElseThrow();
        return to.equals("/") ? "" : URLDecoder.decode(to, StandardCharsets.UTF_8);
    }

    private UUID linked(String name, String subject) {
        UUID account =
                entrance.account(name, new Entrance.At(Role.CLERK, VILLAGE)).id();
        entrance.link(account, facades.oidcSettings().orElseThrow().issuer(), subject);
        return account;
    }

    @Test
    void whoIsLinkedIsSignedInAndNobodyElse() throws Exception {
        UUID account = linked("linked", "u-17");
        HttpClient browser = browser();
        assertThat(get(browser, ours + "/api/access").body()).contains("县统一身份认证");
        assertThat(refused(get(browser, there(browser, "u-17")))).isEmpty();
        assertThat(get(browser, ours + "/api/access").body()).contains("\"name\":\"linked\"");
        assertThat(get(browser, ours + "/api/units").body()).contains(VILLAGE);
        HttpClient stranger = browser();
        assertThat(refused(get(stranger, there(stranger, "u-18")))).contains("ACCESS-027", "u-18");
        assertThat(get(stranger, ours + "/api/units").statusCode()).isEqualTo(401);
        entrance.close(account);
        assertThat(get(browser, ours + "/api/units").statusCode()).isEqualTo(401);
        HttpClient again = browser();
        assertThat(refused(get(again, there(again, "u-17")))).contains("ACCESS-027");
    }

    @Test
    void onlyTheBrowserThatBeganComesBackAndOnlyOnce() throws Exception {
        linked("linked", "u-17");
        HttpClient browser = browser();
        String address = there(browser, "u-17");
        HttpClient thief = browser();
        assertThat(refused(get(thief, address))).contains("ACCESS-026");
        assertThat(get(thief, ours + "/api/units").statusCode()).isEqualTo(401);
        HttpClient other = browser();
        get(other, ours + "/api/access/oidc"); // has a cookie, of another sign-in
        assertThat(refused(get(other, address))).contains("ACCESS-026");
        assertThat(refused(get(browser, address))).isEmpty();
        assertThat(refused(get(browser, address))).contains("ACCESS-026");
        assertThat(refused(get(browser, back + "?code=x&state=y"))).contains("ACCESS-026");
        assertThat(refused(get(browser, back + "?error=access_denied&state=y"))).contains("ACCESS-026");
    }

    @Test
    void passwordsWorkWhileTheIdentityServerIsAway() throws Exception {
        linked("linked", "u-17");
        HttpClient browser = browser();
        String address = there(browser, "u-17");
        identity.destroy();
        identity.waitFor();
        assertThat(refused(get(browser, address))).contains("ACCESS-025");
        assertThat(get(browser, ours + "/api/access").statusCode()).isEqualTo(200);
        String cookie = Entrance.cookie(server.port(), entrance.token(new Entrance.At(Role.CLERK, VILLAGE)));
        HttpRequest request = HttpRequest.newBuilder(URI.create(ours + "/api/units"))
                .header("Cookie", cookie)
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }
}
