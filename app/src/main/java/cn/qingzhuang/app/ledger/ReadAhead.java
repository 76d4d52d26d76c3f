package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.KeyRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a file on a thread of its own, a few blocks ahead of whoever takes them: cells are read, and whom
 * they may speak of is looked up, while the rows before are decided and written. Blocks come in the order of the file, the
 * first ones small, so that nobody waits long for them.
 */
final class ReadAhead implements AutoCloseable {
    private static final int BLOCK = 2_000;
    private static final int FIRST_BLOCK = 250;
    private static final int BLOCKS_AHEAD = 3;
    private static final Known NOTHING = new Known(new long[0], List.of());
    private static final Block END = new Block(LocalDate.EPOCH, List.of(), NOTHING);

    private final BlockingQueue<Block> queue = new ArrayBlockingQueue<>(BLOCKS_AHEAD);
    private final Function<List<RowClaims>, Known> lookup;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    /** The keys of some rows, sorted, and who had one of them when the import began. */
    record Known(long[] keys, List<KeyRow> found) {}

    /** Rows of one table, the day it speaks of, and whom they may speak of. */
    record Block(LocalDate observedOn, List<RowClaims> rows, Known known) {}

    /** Takes rows until told otherwise. */
    interface Rows {
        /** Begins a table. */
        void start(LocalDate observedOn);

        void add(RowClaims row);
    }

    /** Starts reading; {@code source} puts all rows into what it is given, {@code lookup} is asked for each block. */
    ReadAhead(Consumer<Rows> source, Function<List<RowClaims>, Known> lookup) {
        this.lookup = lookup;
        thread = new Thread(() -> run(source), "qz-rows");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Consumer<Rows> source) {
        try {
            Collector collector = new Collector();
            source.accept(collector);
            collector.flush();
            queue.put(END);
        } catch (InterruptedException | Stopped e) {
            Thread.currentThread().interrupt(); // nobody takes any more
        } catch (RuntimeException | Error e) { // told to whoever takes
            failure = e;
            queue.clear();
            queue.offer(END);
        }
    }

    /** The reading thread was told to end. */
    private static final class Stopped extends IllegalStateException {
        private static final long serialVersionUID = 1L;
    }

    private final class Collector implements Rows {
        private LocalDate day = LocalDate.EPOCH;
        private int room = FIRST_BLOCK;
        private List<RowClaims> block = new ArrayList<>(room);

        @Override
        public void start(LocalDate observedOn) {
            flush();
            day = observedOn;
        }

        @Override
        public void add(RowClaims row) {
            row.self().lookups(); // worked out here, where there is time
            row.self().said().texts();
            row.self().said().bits();
            row.household().lookups();
            row.head().lookups();
            block.add(row);
            if (block.size() == room) {
                flush();
            }
        }

        private void flush() {
            if (block.isEmpty()) {
                return;
            }
            try {
                queue.put(new Block(day, block, lookup.apply(block)));
            } catch (InterruptedException e) {
                throw new Stopped();
            }
            room = Math.min(BLOCK, room * 2);
            block = new ArrayList<>(room);
        }
    }

    /** Hands every block on, in order; throws what reading threw. */
    void each(Consumer<Block> taker) {
        try {
            for (Block block = queue.take(); block != END; block = queue.take()) {
                taker.accept(block);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
        Throwable thrown = failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
