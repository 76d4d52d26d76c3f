package cn.qingzhuang.app.shared;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one home, under which secrets that the program has to read again lie sealed in the database (AES-256-GCM). It is a file
 * of the home that only its owner can read, made when something is sealed first; whoever has the database alone has no secret.
 */
public final class HomeKey {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String MARK = "s1.";
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Path file;

    public HomeKey(Home home) {
        this.file = home.secretsKey();
    }

    /** Whether a text was sealed under some home's key. */
    public static boolean isSealed(String text) {
        return text.startsWith(MARK);
    }

    /**
     * Seals a secret; Problem APP-011 when the key can be neither read nor made.
     *
     * @param owner whose secret it is: what was sealed for another does not open
     */
    public String seal(String secret, String owner) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key(), nonce, owner).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** The secret; empty for what was sealed under another key or for another owner. */
    public Optional<String> open(String sealed, String owner) {
        if (!isSealed(sealed)) {
            return Optional.empty();
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(sealed.substring(MARK.length()));
            if (all.length <= NONCE) {
                return Optional.empty();
            }
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key(), Arrays.copyOf(all, NONCE), owner);
            return Optional.of(new String(cipher.doFinal(all, NONCE, all.length - NONCE), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKey key() {
        synchronized (HomeKey.class) { // two that want the first key at once want the same
            try {
                if (!Files.exists(file)) {
                    byte[] fresh = new byte[KEY];
                    RANDOM.nextBytes(fresh);
                    Home.writeSecret(file, Base64.getEncoder().encodeToString(fresh) + "\n");
                }
                byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
                if (key.length != KEY) {
                    throw AppProblems.homeUnusable(file);
                }
                return new SecretKeySpec(key, "AES");
            } catch (IOException | IllegalArgumentException e) {
                throw AppProblems.homeUnusable(file);
            }
        }
    }
}
