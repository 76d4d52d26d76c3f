package cn.qingzhuang.app.feed;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How long is waited after each failure. The waits grow over more than two days; each is up to a fifth longer or shorter, so that
 * what failed together does not come back together.
 */
public final class Retries {
    /** 5 s, 30 s, 2 min, 10 min, half an hour, 1, 2, 4, 8 and then 12 hours three times: 52 hours in all. */
    private static final List<Duration> USUAL = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(12),
            Duration.ofHours(12),
            Duration.ofHours(12));

    /** What the target says is wrong with the change itself is not tried so long. */
    private static final int REJECTED_MAX = 3;

    private static final double JITTER = 0.2;

    private final List<Duration> waits;
    private final RandomGenerator random;

    public Retries(RandomGenerator random) {
        this(USUAL, random);
    }

    /** Other waits, shortest first. */
    public Retries(List<Duration> waits, RandomGenerator random) {
        this.waits = List.copyOf(waits);
        this.random = random;
    }

    /** Whether so many failures of one change are enough to give it up. */
    boolean isEnough(int failures, boolean isRejected) {
        return failures > waits.size() || (isRejected && failures >= REJECTED_MAX);
    }

    /** Longer than this nobody waits. */
    Duration most() {
        return waits.stream().max(Duration::compareTo).orElseThrow().multipliedBy(2);
    }

    /** How long to wait after so many failures. */
    Duration after(int failures) {
        Duration wait = waits.get(Math.min(failures, waits.size()) - 1);
        return Duration.ofMillis(Math.round(wait.toMillis() * (1 + JITTER * (2 * random.nextDouble() - 1))));
    }
}
