package cn.qingzhuang.app.tables;

import cn.qingzhuang.engine.fill.ElementTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table, read on a thread of their own while those before are logged and written. At most three blocks
 * are in memory, however long the table is; close it.
 */
final class RowsAhead implements AutoCloseable {
    private static final int BLOCK = 10_000;
    private static final int AHEAD = 1;

    private final BlockingQueue<Step> queue = new ArrayBlockingQueue<>(AHEAD);
    private final RowReader reader;
    private final Thread thread;
    private volatile boolean isClosed;

    /** A block, which is the last when it is empty, or why there is none. */
    private record Step(List<Row> rows, @Nullable RuntimeException failed) {}

    RowsAhead(RowReader reader) {
        this.reader = reader;
        this.thread = new Thread(this::run, "qz-table-rows");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            List<Row> block = new ArrayList<>();
            while (!reader.isEnd() && !isClosed) {
                block.addAll(reader.next());
                if (block.size() >= BLOCK) {
                    put(new Step(block, null));
                    block = new ArrayList<>();
                }
            }
            if (!block.isEmpty()) {
                put(new Step(block, null));
            }
            put(new Step(List.of(), null));
        } catch (RuntimeException e) { // whatever it is: told to the thread that waits for rows
            put(new Step(List.of(), e));
        }
    }

    private void put(Step step) {
        try {
            boolean isTaken = false;
            while (!isTaken && !isClosed) {
                isTaken = queue.offer(step, 1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            isClosed = true;
        }
    }

    /** The next rows; none after the last. */
    List<Row> next() {
        try {
            Step step = queue.take();
            if (step.failed() != null) {
                throw step.failed();
            }
            return step.rows();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows were read", e);
        }
    }

    /** Lets the reading end with the page that it is at: its thread is not interrupted within a statement. */
    @Override
    public void close() {
        isClosed = true;
    }
}
