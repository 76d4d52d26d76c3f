package cn.qingzhuang.app.looks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;

/** The written form of a look and its hash, as docs/spec/looks.md says. */
final class LookLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    static final byte[] FIRST = new byte[32];

    private LookLine() {}

    /** All of it but the hash, with tabs between. */
    static String text(long number, Instant at, Look look) {
        StringBuilder out = new StringBuilder(256 + 37 * look.subjects().size())
                .append(look.county())
                .append('\t')
                .append(number)
                .append('\t')
                .append(TIME.format(at));
        for (String word : new String[] {look.who(), look.title(), look.act(), look.purpose(), look.unitCode()}) {
            out.append('\t').append(plain(word));
        }
        out.append('\t').append(plain(String.join(",", look.elements()))).append('\t');
        String comma = "";
        for (UUID subject : look.subjects()) {
            out.append(comma).append(subject);
            comma = ",";
        }
        return out.toString();
    }

    /** A text without what separates fields and lines. */
    static String plain(String word) {
        return word.replaceAll("\\p{Cntrl}", " ");
    }

    static byte[] hash(byte[] previous, String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(previous);
            return sha256.digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
