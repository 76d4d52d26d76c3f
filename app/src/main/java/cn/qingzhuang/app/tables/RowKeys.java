package cn.qingzhuang.app.tables;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a row of a table is called towards outside: the subject's id, enciphered with the table's secret. It is the same
 * each time the table is taken, and the rows of two tables cannot be put together by it. For one thread.
 *
 * <p>An id is one block of AES and each occurs once, so that a mode of chaining would have nothing to chain.
 */
public final class RowKeys {
    private static final int LENGTH = 32;

    private final Cipher encipher;
    private final Cipher decipher;

    RowKeys(byte[] secret) {
        this.encipher = cipher(Cipher.ENCRYPT_MODE, secret);
        this.decipher = cipher(Cipher.DECRYPT_MODE, secret);
    }

    @SuppressWarnings("InsecureCryptoUsage") // see above
    private static Cipher cipher(int mode, byte[] secret) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(secret, "AES"));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 32 hexadecimal digits. */
    public String of(String subjectId) {
        UUID id = UUID.fromString(subjectId);
        ByteBuffer plain = ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return HexFormat.of().formatHex(applied(encipher, plain.array()));
    }

    /** The subject's id; empty for a text that names no row of any table. */
    public Optional<UUID> subject(String rowKey) {
        if (rowKey.length() != LENGTH || !rowKey.matches("[0-9a-f]+")) {
            return Optional.empty();
        }
        ByteBuffer plain = ByteBuffer.wrap(applied(decipher, HexFormat.of().parseHex(rowKey)));
        return Optional.of(new UUID(plain.getLong(), plain.getLong()));
    }

    private static byte[] applied(Cipher cipher, byte[] block) {
        try {
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
