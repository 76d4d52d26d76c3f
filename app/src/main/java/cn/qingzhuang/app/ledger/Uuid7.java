package cn.qingzhuang.app.ledger;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Makes UUIDs of version 7 that grow: by the clock's millisecond, within it by a counter. */
final class Uuid7 {
    private static final int COUNTER_MAX = 0xfff;
    private static final int POOL = 8 * 1024;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final byte[] pool = new byte[POOL];
    private int used = POOL;
    private long millis;
    private int counter;

    Uuid7(Clock clock) {
        this.clock = clock;
    }

    synchronized UUID next() {
        long now = clock.millis();
        if (now > millis) {
            millis = now;
            counter = 0;
        } else if (++counter > COUNTER_MAX) {
            millis++;
            counter = 0;
        }
        long high = (millis << 16) | 0x7000L | counter;
        long low = (randomLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private long randomLong() {
        if (used == POOL) {
            random.nextBytes(pool);
            used = 0;
        }
        long out = 0;
        for (int i = 0; i < 8; i++) {
            out = (out << 8) | (pool[used++] & 0xff);
        }
        return out;
    }

    /** Bytes nobody can guess. */
    synchronized byte[] salt(int length) {
        byte[] out = new byte[length];
        if (used + length > POOL) {
            random.nextBytes(pool);
            used = 0;
        }
        System.arraycopy(pool, used, out, 0, length);
        used += length;
        return out;
    }
}
