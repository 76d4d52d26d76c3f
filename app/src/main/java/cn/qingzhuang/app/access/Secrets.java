package cn.qingzhuang.app.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Secrets: random ones, and the hashes by which they are kept. Passwords are hashed by Argon2id with 19 MiB, two passes, one
 * lane (RFC 9106; the first choice of the OWASP Password Storage Cheat Sheet); what is random and long enough by SHA-256.
 */
public final class Secrets {
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int TOKEN_BYTES = 32;
    private static final int AT_ONCE = 2;

    /** Without letters and digits that are taken for one another. */
    private static final String SAYABLE = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(SALT, HASH, 1, MEMORY_KIB, PASSES);
    /** Each takes memory and a core: a flood of attempts waits here. */
    private final Semaphore working = new Semaphore(AT_ONCE);
    /** What is compared where there is no account, so that it takes as long. */
    private final String nobody = encoder.encode(token());

    /** A password as it is kept. */
    String keep(String password) {
        working.acquireUninterruptibly();
        try {
            return encoder.encode(password);
        } finally {
            working.release();
        }
    }

    /** Whether it is the password; takes as long where none is kept. */
    boolean isRight(String password, java.util.Optional<String> kept) {
        working.acquireUninterruptibly();
        try {
            return encoder.matches(password, kept.orElse(nobody)) && kept.isPresent();
        } finally {
            working.release();
        }
    }

    /** 256 random bits. */
    public static String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Groups of four that can be read out and typed, about 20 bits each. */
    static String sayable(int groups) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < groups * 4; i++) {
            out.append(i > 0 && i % 4 == 0 ? "-" : "").append(SAYABLE.charAt(RANDOM.nextInt(SAYABLE.length())));
        }
        return out.toString();
    }

    public static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
