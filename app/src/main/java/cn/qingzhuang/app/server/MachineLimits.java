package cn.qingzhuang.app.server;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How often the machines of one account may ask and push, so that one in a loop does not hold up a township. A clerk's work is never
 * limited. Counted in the memory of this server, by a clock that is never set.
 */
@Component
final class MachineLimits {
    /** Files are taken one after another; each push is one. */
    private static final int PUSHES_A_MINUTE = 120;

    private static final int PUSHES_AT_ONCE = 40;
    private static final int ASKS_A_SECOND = 50;
    private static final int ASKS_AT_ONCE = 200;

    private final Map<UUID, Bucket> pushes = new ConcurrentHashMap<>();
    private final Map<UUID, Bucket> asks = new ConcurrentHashMap<>();
    private final TimeMeter time;

    MachineLimits() {
        this(TimeMeter.SYSTEM_NANOTIME);
    }

    MachineLimits(TimeMeter time) {
        this.time = time;
    }

    /** Counts a push of rows; answers how many seconds to wait first, 0: none. */
    long pushed(UUID account) {
        return counted(
                pushes.computeIfAbsent(account, a -> bucket(PUSHES_AT_ONCE, PUSHES_A_MINUTE, Duration.ofMinutes(1))));
    }

    /** Counts anything else that is asked; answers the same. */
    long asked(UUID account) {
        return counted(asks.computeIfAbsent(account, a -> bucket(ASKS_AT_ONCE, ASKS_A_SECOND, Duration.ofSeconds(1))));
    }

    private Bucket bucket(int capacity, int refill, Duration in) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, in))
                .withCustomTimePrecision(time)
                .build();
    }

    private static long counted(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1);
    }
}
