package cn.qingzhuang.app.access;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The identity server that people sign in at, from {@code oidc.properties} of the home. Every address is written there: nothing is
 * asked of the server before somebody signs in, so that ours starts while it is away.
 *
 * @param title what the button says
 * @param secret empty for a public client
 * @param back our address to which the server sends people back, ending in {@code /api/access/oidc/back}
 */
public record OidcSettings(
        String title,
        String issuer,
        URI authorization,
        URI token,
        URI keys,
        String client,
        String secret,
        String back) {
    /** The name of the file in the home. */
    public static final String FILE = "oidc.properties";

    /** Empty where the home has no such file; Problem ACCESS-024 where something is missing in it. */
    public static Optional<OidcSettings> of(Path home) {
        Path file = home.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties said = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            said.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw AccessProblems.badOidc("读不了");
        }
        return Optional.of(new OidcSettings(
                said.getProperty("title", "统一身份认证").strip(),
                required(said, "issuer"),
                uri(said, "authorization_endpoint"),
                uri(said, "token_endpoint"),
                uri(said, "jwks_uri"),
                required(said, "client_id"),
                said.getProperty("client_secret", "").strip(),
                uri(said, "redirect_uri").toString()));
    }

    private static String required(Properties said, String name) {
        String value = said.getProperty(name, "").strip();
        if (value.isEmpty()) {
            throw AccessProblems.badOidc("没有写 " + name);
        }
        return value;
    }

    private static URI uri(Properties said, String name) {
        String value = required(said, name);
        try {
            URI uri = URI.create(value);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw AccessProblems.badOidc(name + " 不是网址");
        }
        throw AccessProblems.badOidc(name + " 不是网址");
    }
}
