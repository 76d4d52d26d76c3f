package cn.qingzhuang.app.access;

import cn.qingzhuang.app.access.store.OidcStore;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signing in at another identity server: OpenID Connect, authorization code with PKCE (RFC 7636), bound to the browser that began. Who
 * comes back without an account that was linked to him is nobody here.
 */
public final class OidcSignIn {
    private static final Duration ON_THE_WAY = Duration.ofMinutes(10);
    private static final Duration WAIT = Duration.ofSeconds(8);
    private static final int WORD_MAX = 4_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OidcSettings settings;
    private final OidcStore store;
    private final SigningIn signingIn;
    private final Clock clock;

    public OidcSignIn(OidcSettings settings, DataSource source, SigningIn signingIn, Clock clock) {
        this.settings = settings;
        this.store = new OidcStore(source);
        this.signingIn = signingIn;
        this.clock = clock;
    }

    /**
     * Where the browser goes.
     *
     * @param browser what its cookie holds until it is back
     */
    public record Leaving(URI address, String browser) {}

    /** Sends a browser to the server. */
    public Leaving begin() {
        String state = Secrets.token();
        String browser = Secrets.token();
        String nonce = Secrets.token();
        String verifier = Secrets.token();
        store.sweep(clock.instant().minus(ON_THE_WAY));
        store.begin(Secrets.hash(state), Secrets.hash(browser), nonce, verifier, clock.instant());
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("response_type", "code");
        asked.put("client_id", settings.client());
        asked.put("redirect_uri", settings.back());
        asked.put("scope", "openid");
        asked.put("state", state);
        asked.put("nonce", nonce);
        asked.put("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.hash(verifier)));
        asked.put("code_challenge_method", "S256");
        String separator = settings.authorization().getRawQuery() == null ? "?" : "&";
        return new Leaving(URI.create(settings.authorization() + separator + form(asked)), browser);
    }

    /**
     * Who came back.
     *
     * @param token of the session that was begun; empty where no account, or a closed one, is linked to the subject
     */
    public record Ended(Optional<String> token, String subject) {}

    /**
     * Begins a session for whoever comes back; Problem ACCESS-025 when the server is away, ACCESS-026 when this browser did not begin
     * it or the server says no.
     */
    public Ended end(String code, String state, String browser) {
        if (code.isEmpty() || code.length() > WORD_MAX || state.length() > WORD_MAX || browser.length() > WORD_MAX) {
            throw AccessProblems.oidcRefused();
        }
        Instant since = clock.instant().minus(ON_THE_WAY);
        OidcStore.OnTheWay begun =
                store.take(Secrets.hash(state), Secrets.hash(browser), since).orElseThrow(AccessProblems::oidcRefused);
        JsonNode answer = send(tokenRequest(code, begun.verifier()));
        JsonNode keys = send(HttpRequest.newBuilder(settings.keys()));
        IdToken.Expected expected =
                new IdToken.Expected(settings.issuer(), settings.client(), begun.nonce(), clock.instant());
        String subject = IdToken.subject(answer.path("id_token").asString(""), keys, expected)
                .orElseThrow(AccessProblems::oidcRefused);
        return new Ended(store.linked(settings.issuer(), subject).flatMap(signingIn::beginFor), subject);
    }

    private HttpRequest.Builder tokenRequest(String code, String verifier) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("grant_type", "authorization_code");
        asked.put("code", code);
        asked.put("redirect_uri", settings.back());
        asked.put("code_verifier", verifier);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(settings.token()).header("Content-Type", "application/x-www-form-urlencoded");
        if (settings.secret().isEmpty()) {
            asked.put("client_id", settings.client());
        } else {
            String both = word(settings.client()) + ":" + word(settings.secret());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        return request.POST(BodyPublishers.ofString(form(asked)));
    }

    private static JsonNode send(HttpRequest.Builder request) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(WAIT).build();
        try {
            HttpResponse<String> answer =
                    client.send(request.timeout(WAIT).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() >= 500) {
                throw AccessProblems.oidcAway();
            }
            if (answer.statusCode() != 200) {
                throw AccessProblems.oidcRefused();
            }
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw AccessProblems.oidcRefused();
        } catch (IOException e) {
            throw AccessProblems.oidcAway();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AccessProblems.oidcAway();
        }
    }

    private static String form(Map<String, String> asked) {
        return asked.entrySet().stream()
                .map(e -> word(e.getKey()) + "=" + word(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
