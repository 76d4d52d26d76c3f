package cn.qingzhuang.app.shared;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * How often something was done since the start, how long it took together, how often it failed. Counted where it is done,
 * read by whoever tells the figures; nothing says of whom or by whom.
 */
public enum Timings {
    /** A workbook taken into the ledger. */
    IMPORT,
    /** A template filled. */
    FILL,
    /** A value that a person saved. */
    SAVE,
    /** A conflict decided, subjects merged or split, any of it taken back. */
    REVIEW,
    /** People looked for. */
    SEARCH;

    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /** Does it and counts it. */
    public void of(Runnable work) {
        of(() -> {
            work.run();
            return this;
        });
    }

    /** Does it, counts it and answers what came of it. */
    public <T> T of(Supplier<T> work) {
        long from = System.nanoTime();
        boolean isDone = false;
        try {
            T out = work.get();
            isDone = true;
            return out;
        } finally {
            nanos.add(System.nanoTime() - from);
            count.increment();
            if (!isDone) {
                failures.increment();
            }
        }
    }

    /** How often, those that failed or were refused among them. */
    public long count() {
        return count.sum();
    }

    public long nanos() {
        return nanos.sum();
    }

    public long failures() {
        return failures.sum();
    }
}
