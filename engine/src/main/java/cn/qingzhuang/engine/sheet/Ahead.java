package cn.qingzhuang.engine.sheet;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Things that a thread of its own makes in order, some of them before they are asked for: reading a large file inflates or
 * parses on one core and stores cells on another. What making throws is thrown where it would have been taken.
 *
 * @param <T> what is made
 */
final class Ahead<T> implements AutoCloseable {
    /** So many wait to be taken. */
    private static final int ROOM = 8;

    private final ArrayBlockingQueue<Made<T>> queue = new ArrayBlockingQueue<>(ROOM);
    private final Thread thread;

    /** Makes the next one; empty at the end. */
    @FunctionalInterface
    interface Maker<T> {
        Optional<T> next() throws IOException;
    }

    /** One thing, the end, or why there is none. */
    private interface Made<T> {
        Optional<T> get() throws IOException;
    }

    Ahead(Maker<T> maker) {
        thread = new Thread(() -> run(maker), "qz-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Maker<T> maker) {
        try {
            Optional<T> made;
            do {
                Optional<T> next = next(maker);
                made = next;
                queue.put(() -> next);
            } while (made.isPresent() && !Thread.currentThread().isInterrupted());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody takes any more
        }
    }

    private Optional<T> next(Maker<T> maker) throws InterruptedException {
        try {
            return maker.next();
        } catch (IOException e) {
            queue.put(() -> {
                throw e;
            });
        } catch (RuntimeException e) {
            queue.put(() -> {
                throw e;
            });
        } catch (Error e) { // also a heap that is full is told to whoever takes
            queue.put(() -> {
                throw e;
            });
        }
        return Optional.empty();
    }

    /** The next one; empty at the end, and not to be asked again then. Throws what making it threw. */
    Optional<T> take() throws IOException {
        try {
            return queue.take().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a file was read", e);
        }
    }

    /** Ends the making; afterwards what it reads from may be closed. */
    @Override
    public void close() {
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
