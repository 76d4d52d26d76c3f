package cn.qingzhuang.app.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/**
 * How facts lie in the database (migration V1 says why): a bit for each element number, the values in that order in
 * UTF-8 with {@link #SEPARATOR} between, and 35 bytes for each source.
 */
final class PackedFacts {
    /** Between two values; no value holds it. */
    static final char SEPARATOR = '\u001f';

    static final int SOURCE_BYTES = 35;
    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[1 << 12]);

    private PackedFacts() {}

    /** A value without the separator, and without NUL, which PostgreSQL has not. */
    static String clean(String value) {
        return value.indexOf(SEPARATOR) < 0 && value.indexOf('\0') < 0
                ? value
                : value.replace(String.valueOf(SEPARATOR), "").replace("\0", "");
    }

    static byte[] bits(int[] numbers, int size) {
        byte[] out = new byte[size == 0 ? 0 : (numbers[size - 1] >> 3) + 1];
        for (int i = 0; i < size; i++) {
            out[numbers[i] >> 3] |= (byte) (1 << (numbers[i] & 7));
        }
        return out;
    }

    static int[] numbers(byte[] bits) {
        int count = 0;
        for (byte b : bits) {
            count += Integer.bitCount(b & 0xff);
        }
        int[] out = new int[count];
        int at = 0;
        for (int i = 0; i < bits.length; i++) {
            for (int left = bits[i] & 0xff; left != 0; left &= left - 1) {
                out[at++] = (i << 3) + Integer.numberOfTrailingZeros(left);
            }
        }
        return out;
    }

    static byte[] join(String[] values, int size) {
        byte[] buffer = BUFFER.get();
        int length = 0;
        for (int i = 0; i < size; i++) {
            String value = values[i];
            int most = length + value.length() * 3 + 1;
            if (most > buffer.length) {
                buffer = Arrays.copyOf(buffer, most * 2);
                BUFFER.set(buffer);
            }
            if (i > 0) {
                buffer[length++] = SEPARATOR;
            }
            length = encode(value, buffer, length);
        }
        return Arrays.copyOf(buffer, length);
    }

    private static int encode(String value, byte[] buffer, int from) {
        int at = from;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                buffer[at++] = (byte) c;
            } else if (c >= 0x800 && !Character.isSurrogate(c)) {
                buffer[at++] = (byte) (0xe0 | c >> 12);
                buffer[at++] = (byte) (0x80 | c >> 6 & 0x3f);
                buffer[at++] = (byte) (0x80 | c & 0x3f);
            } else {
                byte[] rest = value.substring(i).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(rest, 0, buffer, at, rest.length);
                return at + rest.length;
            }
        }
        return at;
    }

    /** The values that {@link #join} joined. */
    static String[] split(byte[] joined, int size) {
        String[] out = new String[size];
        int start = 0;
        for (int i = 0; i < size; i++) {
            int end = end(joined, start);
            out[i] = new String(joined, start, end - start, StandardCharsets.UTF_8);
            start = Math.min(end + 1, joined.length); // fewer values than elements: only in a damaged row
        }
        return out;
    }

    /** Where the value that begins at a place of joined values ends. */
    static int end(byte[] joined, int start) {
        int end = start;
        while (end < joined.length && joined[end] != SEPARATOR) {
            end++;
        }
        return end;
    }

    /** The source at a place among packed ones. */
    static Source source(byte[] packed, int place) {
        return source(ByteBuffer.wrap(packed, place * SOURCE_BYTES, SOURCE_BYTES));
    }

    static void put(ByteBuffer out, Source source) {
        out.putLong(source.entry().getMostSignificantBits())
                .putLong(source.entry().getLeastSignificantBits())
                .put((byte) source.kind().number())
                .putInt(source.file())
                .putShort((short) source.sheet())
                .putInt(source.row())
                .putInt((int) source.recordedOn().toEpochDay())
                .putInt((int) source.validOn().toEpochDay());
    }

    static Source source(ByteBuffer in) {
        return new Source(
                new UUID(in.getLong(), in.getLong()),
                EntryKind.of(in.get()),
                in.getInt(),
                in.getShort(),
                in.getInt(),
                LocalDate.ofEpochDay(in.getInt()),
                LocalDate.ofEpochDay(in.getInt()));
    }
}
