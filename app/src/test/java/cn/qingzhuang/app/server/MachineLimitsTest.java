package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Many at once are let through, then as many as come in again. */
class MachineLimitsTest {
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private long nanos;

    private final MachineLimits limits = new MachineLimits(new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void limitsPushesOfAnAccountAndTellsHowLongToWait() {
        for (int i = 0; i < 40; i++) {
            assertThat(limits.pushed(ONE)).isZero();
        }
        assertThat(limits.pushed(ONE)).isBetween(1L, 2L);
        assertThat(limits.pushed(OTHER)).isZero();
        assertThat(limits.asked(ONE)).isZero();
        nanos += 500_000_000;
        assertThat(limits.pushed(ONE)).isZero();
        assertThat(limits.pushed(ONE)).isPositive();
    }

    @Test
    void letsASubscriberReadAsFastAsItCan() {
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            nanos += 25_000_000; // forty pages a second
            refused += limits.asked(ONE) > 0 ? 1 : 0;
        }
        assertThat(refused).isZero();
    }
}
