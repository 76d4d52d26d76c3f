package cn.qingzhuang.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("NullAway.Init")
class IdTokenTest {
    private static final Instant NOW = Instant.parse("2026-06-01T04:00:00Z");
    private static final IdToken.Expected EXPECTED = new IdToken.Expected("https://id.test", "qingzhuang", "n1", NOW);
    private static KeyPair rsa;
    private static KeyPair elliptic;
    private static JsonNode keys;

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        KeyPairGenerator ofRsa = KeyPairGenerator.getInstance("RSA");
        ofRsa.initialize(2048);
        rsa = ofRsa.generateKeyPair();
        KeyPairGenerator ofCurve = KeyPairGenerator.getInstance("EC");
        ofCurve.initialize(new ECGenParameterSpec("secp256r1"));
        elliptic = ofCurve.generateKeyPair();
        RSAPublicKey n = (RSAPublicKey) rsa.getPublic();
        ECPublicKey p = (ECPublicKey) elliptic.getPublic();
        keys = JsonMapper.builder()
                .build()
                .readTree("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"r\",\"n\":\"%s\",\"e\":\"%s\"},"
                                .formatted(number(n.getModulus()), number(n.getPublicExponent()))
                        + "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"e\",\"x\":\"%s\",\"y\":\"%s\"}]}"
                                .formatted(
                                        number(p.getW().getAffineX()),
                                        number(p.getW().getAffineY())));
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int zeros = bytes[0] == 0 ? 1 : 0;
        return coded(Arrays.copyOfRange(bytes, zeros, bytes.length));
    }

    private static String coded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String coded(String text) {
        return coded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String claims(String change) {
        String good = "{\"iss\":\"https://id.test\",\"aud\":\"qingzhuang\",\"nonce\":\"n1\",\"sub\":\"u-17\",\"exp\":"
                + NOW.plusSeconds(300).getEpochSecond() + ",\"iat\":" + NOW.getEpochSecond() + "}";
        return change.isEmpty() ? good : good.replace(change.split("->", 2)[0], change.split("->", 2)[1]);
    }

    private static String signed(String head, String claims, String with, PrivateKey key)
            throws GeneralSecurityException {
        String both = coded(head) + "." + coded(claims);
        Signature signature = Signature.getInstance(with);
        signature.initSign(key);
        signature.update(both.getBytes(StandardCharsets.US_ASCII));
        return both + "." + coded(signature.sign());
    }

    private static String rsa(String claims) throws GeneralSecurityException {
        return signed("{\"alg\":\"RS256\",\"kid\":\"r\"}", claims, "SHA256withRSA", rsa.getPrivate());
    }

    private static Optional<String> subject(String token) {
        return IdToken.subject(token, keys, EXPECTED);
    }

    @Test
    void takesWhatTheServerSigned() throws GeneralSecurityException {
        assertThat(subject(rsa(claims("")))).contains("u-17");
        assertThat(subject(signed(
                        "{\"alg\":\"ES256\",\"kid\":\"e\"}",
                        claims(""),
                        "SHA256withECDSAinP1363Format",
                        elliptic.getPrivate())))
                .contains("u-17");
        assertThat(subject(rsa(claims("\"aud\":\"qingzhuang\"->\"aud\":[\"qingzhuang\"]"))))
                .contains("u-17");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://id.test->https://other.test",
                "\"aud\":\"qingzhuang\"->\"aud\":\"another\"",
                "\"aud\":\"qingzhuang\"->\"aud\":[\"qingzhuang\",\"another\"]",
                "\"n1\"->\"n2\"",
                "\"u-17\"->\"\"",
                "\"exp\":->\"nbf\":",
                "\"iat\":->\"ita\":"
            })
    void refusesWhatIsForSomebodyElse(String change) throws GeneralSecurityException {
        assertThat(subject(rsa(claims(change)))).isEmpty();
    }

    @Test
    void clocksMayDifferByTwoMinutesAndNotByThree() throws GeneralSecurityException {
        for (int seconds : new int[] {-100, 100, 400, -900}) {
            IdToken.Expected then =
                    new IdToken.Expected("https://id.test", "qingzhuang", "n1", NOW.plusSeconds(seconds));
            boolean isIn = seconds >= -120 && seconds <= 420;
            assertThat(IdToken.subject(rsa(claims("")), keys, then).isPresent()).isEqualTo(isIn);
        }
    }

    @Test
    void refusesWhatNobodySigned() throws GeneralSecurityException {
        String good = rsa(claims(""));
        String[] parts = good.split("\\.");
        String forged = coded(claims("u-17->u-01"));
        assertThat(subject(parts[0] + "." + forged + "." + parts[2])).isEmpty();
        assertThat(subject(coded("{\"alg\":\"none\"}") + "." + parts[1] + ".")).isEmpty();
        assertThat(subject(coded("{\"alg\":\"HS256\",\"kid\":\"r\"}") + "." + parts[1] + "." + parts[2]))
                .isEmpty();
        assertThat(subject(signed("{\"alg\":\"RS256\",\"kid\":\"x\"}", claims(""), "SHA256withRSA", rsa.getPrivate())))
                .isEmpty();
        KeyPairGenerator another = KeyPairGenerator.getInstance("RSA");
        another.initialize(2048);
        assertThat(subject(signed(
                        "{\"alg\":\"RS256\",\"kid\":\"r\"}",
                        claims(""),
                        "SHA256withRSA",
                        another.generateKeyPair().getPrivate())))
                .isEmpty();
        for (String odd : new String[] {"", "..", "a.b.c", "é.é.é", "x".repeat(30_000), parts[0] + "." + parts[1]}) {
            assertThat(subject(odd)).isEmpty();
        }
    }
}
