package cn.qingzhuang.app.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks an ID token (OpenID Connect Core 1.0 §3.1.3.7): signed with RS256 or ES256 by a key of the server, from it, for us, for this
 * sign-in, in time. Clocks may differ by two minutes.
 */
final class IdToken {
    private static final Duration SKEW = Duration.ofMinutes(2);
    private static final Duration AGE_MAX = Duration.ofMinutes(15);
    private static final int PARTS = 3;
    private static final int LENGTH_MAX = 20_000;
    private static final int SUBJECT_MAX = 255;
    private static final int RSA_BITS_MIN = 2048;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private IdToken() {}

    /**
     * What a token must say.
     *
     * @param client for whom
     */
    record Expected(String issuer, String client, String nonce, Instant now) {}

    /** The subject; empty when the token is not what is expected. */
    static Optional<String> subject(String token, JsonNode keys, Expected expected) {
        String[] parts = token.split("\\.", -1);
        if (token.length() > LENGTH_MAX || parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            JsonNode head = json(parts[0]);
            JsonNode claims = json(parts[1]);
            boolean isGood = isSigned(parts, head, keys) && isExpected(claims, expected);
            return Optional.of(claims.path("sub").asString(""))
                    .filter(sub -> isGood && !sub.isBlank() && sub.length() <= SUBJECT_MAX);
        } catch (IllegalArgumentException | JacksonException | GeneralSecurityException e) {
            return Optional.empty(); // not a token
        }
    }

    private static JsonNode json(String part) {
        return JSON.readTree(Base64.getUrlDecoder().decode(part));
    }

    private static boolean isExpected(JsonNode claims, Expected expected) {
        Instant expires = Instant.ofEpochSecond(claims.path("exp").asLong(0));
        Instant made = Instant.ofEpochSecond(claims.path("iat").asLong(0));
        return claims.path("iss").asString("").equals(expected.issuer())
                && isFor(claims, expected.client())
                && claims.path("nonce").asString("").equals(expected.nonce())
                && expires.plus(SKEW).isAfter(expected.now())
                && made.minus(SKEW).isBefore(expected.now())
                && made.plus(AGE_MAX).isAfter(expected.now());
    }

    private static boolean isFor(JsonNode claims, String client) {
        JsonNode audience = claims.path("aud");
        if (!audience.isArray()) {
            return audience.asString("").equals(client);
        }
        boolean isAmong = false;
        for (JsonNode one : audience) {
            isAmong |= one.asString("").equals(client);
        }
        return isAmong
                && (audience.size() == 1 || claims.path("azp").asString("").equals(client));
    }

    private static boolean isSigned(String[] parts, JsonNode head, JsonNode keys) throws GeneralSecurityException {
        String algorithm = head.path("alg").asString("");
        boolean isRsa = algorithm.equals("RS256");
        if (!isRsa && !algorithm.equals("ES256")) {
            return false;
        }
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        for (JsonNode key : keys.path("keys")) {
            boolean isIt = key.path("kty").asString("").equals(isRsa ? "RSA" : "EC")
                    && !key.path("use").asString("sig").equals("enc")
                    && (!head.has("kid")
                            || key.path("kid")
                                    .asString("")
                                    .equals(head.path("kid").asString("")));
            if (isIt && isBy(isRsa ? rsa(key) : elliptic(key), isRsa, signed, signature)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBy(PublicKey key, boolean isRsa, byte[] signed, byte[] signature)
            throws GeneralSecurityException {
        Signature check = Signature.getInstance(isRsa ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
        check.initVerify(key);
        check.update(signed);
        return check.verify(signature);
    }

    private static PublicKey rsa(JsonNode key) throws GeneralSecurityException {
        BigInteger modulus = number(key, "n");
        if (modulus.bitLength() < RSA_BITS_MIN) {
            throw new GeneralSecurityException("key too short");
        }
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, number(key, "e")));
    }

    private static PublicKey elliptic(JsonNode key) throws GeneralSecurityException {
        if (!key.path("crv").asString("").equals("P-256")) {
            throw new GeneralSecurityException("other curve");
        }
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(number(key, "x"), number(key, "y"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asString("")));
    }
}
