import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Checks an exported log of looks from its written form alone (docs/spec/looks.md), with nothing of the program that wrote it:
 *
 * <pre>java VerifyLooks.java FILE [COUNTY=HASH...]</pre>
 *
 * A COUNTY=HASH is the end of a chain as somebody noted it earlier or elsewhere: it must stand in the file as the hash of some
 * entry. Only that finds a log that was cut off, or written anew, from a point on. Exit 0 when all is well, else 1.
 */
public final class VerifyLooks {
    private static final int FIELDS = 11;
    private static final int HASH_CHARS = 64;

    private final MessageDigest sha256;
    private final String[] noted;
    private final boolean[] found;
    private String county = "";
    private byte[] last = new byte[32];
    private long number;
    private long entries;
    private long line;

    private VerifyLooks(String[] noted) throws Exception {
        this.sha256 = MessageDigest.getInstance("SHA-256");
        this.noted = noted;
        this.found = new boolean[noted.length];
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            System.err.println("java VerifyLooks.java FILE [COUNTY=HASH...]");
            System.exit(2);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(args[0])), 1 << 20)) {
            String told = check(in, Arrays.copyOfRange(args, 1, args.length));
            System.out.println(told);
            System.exit(told.startsWith("OK") ? 0 : 1);
        }
    }

    /** {@code OK ...}, or what is wrong first. */
    public static String check(InputStream in, String... noted) throws Exception {
        return new VerifyLooks(noted).run(in);
    }

    private String run(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        if (!lines.next() || !lines.text().equals("qingzhuang-looks 1")) {
            return "BROKEN: no log of looks";
        }
        line = 1;
        boolean isOpen = false;
        while (lines.next()) {
            line++;
            boolean isEnd = lines.length > 4 && lines.buffer[0] == 'e';
            String wrong = isEnd ? end(lines.text()) : entry(lines.buffer, lines.length);
            if (!wrong.isEmpty()) {
                return "BROKEN: line " + line + ": " + wrong;
            }
            isOpen = !isEnd;
        }
        if (isOpen || !lines.isWhole) {
            return "BROKEN: the file stops before its end";
        }
        for (int i = 0; i < noted.length; i++) {
            if (!found[i]) {
                return "BROKEN: no entry has the noted hash " + noted[i];
            }
        }
        return "OK: " + entries + " entries";
    }

    private String entry(byte[] bytes, int length) {
        int hashAt = length - HASH_CHARS;
        int fields = 1;
        int first = -1;
        int second = -1;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\t') {
                fields++;
                second = fields == 3 ? i : second;
                first = fields == 2 ? i : first;
            }
        }
        if (fields != FIELDS || hashAt < 1 || bytes[hashAt - 1] != '\t' || second < 0) {
            return "not an entry";
        }
        String of = new String(bytes, 0, first, StandardCharsets.UTF_8);
        if (number == 0) {
            if (of.compareTo(county) <= 0) {
                return "county " + of + " is out of order";
            }
            county = of;
            last = new byte[32];
        } else if (!of.equals(county)) {
            return "county " + county + " has no end";
        }
        if (!new String(bytes, first + 1, second - first - 1, StandardCharsets.UTF_8).equals(Long.toString(number + 1))) {
            return "number " + (number + 1) + " is missing";
        }
        sha256.update(last);
        sha256.update(bytes, 0, hashAt - 1);
        byte[] hash = sha256.digest();
        for (int i = 0; i < hash.length; i++) {
            if (digit(hash[i] >> 4) != bytes[hashAt + 2 * i] || digit(hash[i]) != bytes[hashAt + 2 * i + 1]) {
                return "the hash does not fit";
            }
        }
        last = hash;
        number++;
        entries++;
        note();
        return "";
    }

    private static byte digit(int half) {
        int value = half & 15;
        return (byte) (value < 10 ? '0' + value : 'a' + value - 10);
    }

    private void note() {
        for (int i = 0; i < noted.length; i++) {
            found[i] |= !found[i] && noted[i].equals(county + "=" + HexFormat.of().formatHex(last));
        }
    }

    private String end(String text) {
        String wanted = "end\t" + county + "\t" + number + "\t" + HexFormat.of().formatHex(last);
        if (number == 0 || !text.equals(wanted)) {
            return "the end of county " + county + " does not fit its entries";
        }
        number = 0;
        return "";
    }

    /** Lines as bytes, each ended by a line feed. */
    private static final class Lines {
        private final InputStream in;
        private final byte[] block = new byte[1 << 16];
        private int at;
        private int end;
        private byte[] buffer = new byte[1 << 12];
        private int length;
        private boolean isWhole = true;

        Lines(InputStream in) {
            this.in = in;
        }

        boolean next() throws IOException {
            length = 0;
            while (true) {
                if (at == end) {
                    end = in.read(block);
                    at = 0;
                    if (end <= 0) {
                        end = 0;
                        isWhole = length == 0;
                        return false;
                    }
                }
                int stop = at;
                while (stop < end && block[stop] != '\n') {
                    stop++;
                }
                take(stop - at);
                at = stop;
                if (at < end) {
                    at++;
                    return true;
                }
            }
        }

        private void take(int count) {
            if (length + count > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + count));
            }
            System.arraycopy(block, at, buffer, length, count);
            length += count;
        }

        String text() {
            return new String(buffer, 0, length, StandardCharsets.UTF_8);
        }
    }
}
