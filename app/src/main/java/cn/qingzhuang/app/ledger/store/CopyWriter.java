package cn.qingzhuang.app.ledger.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Streams rows into a table with COPY in binary form: the server parses no text, and nothing needs escaping.
 *
 * <p>Call {@link #row} and then one method per column, in order; {@link #close} ends the copy.
 */
final class CopyWriter implements AutoCloseable {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int BLOCK = 1 << 16;
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long EPOCH_SECOND = EPOCH_DAY * 86_400;

    private final CopyIn copy;
    private byte[] buffer = new byte[BLOCK * 2];
    private int length;

    CopyWriter(Connection connection, String table) {
        try {
            copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
        } catch (SQLException e) {
            throw LedgerStore.translated(e);
        }
        System.arraycopy(HEADER, 0, buffer, 0, HEADER.length);
        length = HEADER.length;
    }

    CopyWriter row(int columns) {
        if (length >= BLOCK) {
            flush();
        }
        reserve(2);
        putShort(columns);
        return this;
    }

    /** A row of a 64-bit number and an id behind a text in UTF-8: an import writes four a person. */
    void row(byte[] first, long number, UUID id) {
        row(3);
        reserve(4 + first.length + 12 + 20);
        putInt(first.length);
        System.arraycopy(first, 0, buffer, length, first.length);
        length += first.length;
        putInt(8);
        putLong(number);
        putInt(16);
        putLong(id.getMostSignificantBits());
        putLong(id.getLeastSignificantBits());
    }

    CopyWriter text(String value) {
        reserve(4 + value.length() * 3);
        int at = length;
        length += 4;
        putUtf8(value);
        setInt(at, length - at - 4);
        return this;
    }

    CopyWriter uuid(@Nullable UUID value) {
        reserve(20);
        if (value == null) {
            putInt(-1);
            return this;
        }
        putInt(16);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
        return this;
    }

    CopyWriter int2(int value) {
        reserve(6);
        putInt(2);
        putShort(value);
        return this;
    }

    CopyWriter int4(int value) {
        reserve(8);
        putInt(4);
        putInt(value);
        return this;
    }

    CopyWriter int8(long value) {
        reserve(12);
        putInt(8);
        putLong(value);
        return this;
    }

    /** Bytes, or a text already in UTF-8. */
    CopyWriter bytes(byte @Nullable [] value) {
        if (value == null) {
            return none();
        }
        reserve(4 + value.length);
        putInt(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
        return this;
    }

    CopyWriter date(LocalDate value) {
        return int4((int) (value.toEpochDay() - EPOCH_DAY));
    }

    CopyWriter dateOrNone(@Nullable LocalDate value) {
        return value == null ? none() : date(value);
    }

    CopyWriter instant(Instant value) {
        return int8((value.getEpochSecond() - EPOCH_SECOND) * 1_000_000 + value.getNano() / 1_000);
    }

    CopyWriter none() {
        reserve(4);
        putInt(-1);
        return this;
    }

    /** Ends the copy; a row the server refuses is told here. */
    @Override
    public void close() {
        reserve(2);
        putShort(-1);
        flush();
        try {
            copy.endCopy();
        } catch (SQLException e) {
            throw LedgerStore.translated(e);
        }
    }

    private void flush() {
        try {
            copy.writeToCopy(buffer, 0, length);
        } catch (SQLException e) {
            throw LedgerStore.translated(e);
        }
        length = 0;
    }

    private void reserve(int more) {
        if (length + more > buffer.length) {
            buffer = java.util.Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    /** PostgreSQL has no NUL character in texts. */
    private void putUtf8(String value) {
        if (value.indexOf('\0') >= 0) {
            putUtf8(value.replace("\0", ""));
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void putShort(int value) {
        buffer[length++] = (byte) (value >> 8);
        buffer[length++] = (byte) value;
    }

    private void putInt(int value) {
        setInt(length, value);
        length += 4;
    }

    private void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }

    private void setInt(int at, int value) {
        buffer[at] = (byte) (value >> 24);
        buffer[at + 1] = (byte) (value >> 16);
        buffer[at + 2] = (byte) (value >> 8);
        buffer[at + 3] = (byte) value;
    }
}
