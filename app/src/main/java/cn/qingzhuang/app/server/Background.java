package cn.qingzhuang.app.server;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Work that goes on while the server runs, on threads of its own, until it is closed. Whatever goes wrong is written to the
 * log, and the work is tried again.
 */
final class Background implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Background.class.getName());
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);
    private static final int PATIENCE_MILLIS = 5_000;

    private final String name;
    private final Duration first;
    private final Work work;
    private final List<Thread> threads;
    private volatile boolean isClosed;

    /** What is done again and again. */
    @FunctionalInterface
    interface Work {
        /** Does some of it; answers how long to rest before the next time. */
        Duration once();
    }

    private Background(String name, int threads, Duration first, Work work) {
        this.name = name;
        this.first = first;
        this.work = work;
        this.threads = IntStream.range(0, threads)
                .mapToObj(i -> new Thread(this::run, name + "-" + i))
                .toList();
    }

    /** @param first how long after the start it begins */
    static Background start(String name, int threads, Duration first, Work work) {
        Background out = new Background(name, threads, first, work);
        for (Thread thread : out.threads) {
            thread.setDaemon(true);
            thread.start();
        }
        return out;
    }

    private void run() {
        Duration rest = first;
        while (!isClosed) {
            try {
                Thread.sleep(rest.toMillis());
                rest = work.once();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) { // the outermost loop: a lost connection is tried again
                if (isClosed) {
                    return;
                }
                LOG.log(System.Logger.Level.WARNING, name + " is behind", e);
                rest = AFTER_TROUBLE;
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
