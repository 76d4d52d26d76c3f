package cn.qingzhuang.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private final Retries retries = new Retries(new Random(3));

    @Test
    void waitsLongerEachTimeAndForMoreThanTwoDays() {
        Duration all = Duration.ZERO;
        int failures = 1;
        for (; !retries.isEnough(failures, false); failures++) {
            Duration wait = retries.after(failures);
            assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(12 * 60 * 12 / 10));
            all = all.plus(wait);
        }
        assertThat(failures).isEqualTo(13);
        assertThat(all).isBetween(Duration.ofHours(41), Duration.ofHours(63));
    }

    @Test
    void jittersByAFifthAtMost() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(retries.after(1)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        }
    }

    @Test
    void triesWhatIsRejectedThreeTimes() {
        assertThat(retries.isEnough(2, true)).isFalse();
        assertThat(retries.isEnough(3, true)).isTrue();
    }
}
