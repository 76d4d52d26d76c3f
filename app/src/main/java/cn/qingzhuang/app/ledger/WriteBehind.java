package cn.qingzhuang.app.ledger;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one block on a thread of its own while the next block is decided. One block at a time, in order: a
 * connection serves one statement at once, so whoever reads by it first waits for {@link #await}.
 */
final class WriteBehind implements AutoCloseable {
    private @Nullable FutureTask<?> running;

    /** Begins to write; waits for the block before. */
    void start(Runnable block) {
        await();
        FutureTask<?> task = new FutureTask<>(block, null);
        running = task;
        Thread thread = new Thread(task, "qz-writes");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until nothing is being written; throws what writing threw. */
    void await() {
        FutureTask<?> task = running;
        if (task == null) {
            return;
        }
        running = null;
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            running = task;
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows were written", e);
        }
    }

    /** Waits for the block that is being written, whatever becomes of it: the connection is free afterwards. */
    @Override
    public void close() {
        FutureTask<?> task = running;
        boolean isInterrupted = false;
        while (task != null && !task.isDone()) {
            try {
                task.get();
            } catch (InterruptedException e) {
                isInterrupted = true;
            } catch (ExecutionException e) {
                break; // the act fails by what went wrong first
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
