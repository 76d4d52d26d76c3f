package cn.qingzhuang.sim.bench;

import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Single values saved by eight clients at once, against single-row updates of the same database by as many. */
final class CountySaves {
    private static final int CLIENTS = 8;
    private static final double SECONDS = 10;
    private static final int ROWS = 100_000;
    private static final ElementKey PHONE = ElementKey.of("person_phone");

    private CountySaves() {}

    /** One save of a client. */
    private interface Save {
        void run(Random random) throws SQLException;
    }

    /** What one client waits for. */
    private interface Client {
        /** Makes what one client needs; closed by nobody but the end of the process's pool. */
        Save open() throws SQLException;
    }

    /** How long each save took, in nanoseconds, and for how many seconds they went on. */
    private record Saved(long[] nanos, double seconds) {
        double aSecond() {
            return nanos.length / seconds;
        }

        double p99Millis() {
            return nanos[(int) (nanos.length * 0.99)] / 1e6;
        }
    }

    static List<Figure> measure(Facades facades, String unit, Consumer<String> log) throws IOException {
        Ledger ledger = facades.ledger();
        List<String> people = ledger.subjects(unit, SubjectType.PERSON).stream()
                .limit(ROWS)
                .map(SubjectFacts::id)
                .toList();
        Saved updates = updates(facades.database().source());
        Saved saves = run(() -> random -> ledger.answer(
                people.get(random.nextInt(people.size())),
                PHONE,
                "139%08d".formatted(random.nextInt(100_000_000)),
                new Ledger.Author("小李" + random.nextInt(CLIENTS), unit)));
        log.accept("county: %d saves, %d plain updates".formatted(saves.nanos().length, updates.nanos().length));
        String on = "%d clients, each value an entry with source, hash and commit on disk; plain updates %.0f/s"
                .formatted(CLIENTS, updates.aSecond());
        return List.of(
                Figure.of(
                        "county",
                        "single saves",
                        saves.aSecond(),
                        "/s",
                        new Figure.Bars("≥ 500", "≥ %.0f".formatted(updates.aSecond() / 2)),
                        on),
                Figure.of(
                        "county",
                        "  slowest of a hundred",
                        saves.p99Millis(),
                        "ms",
                        new Figure.Bars("≤ 50", "≤ 50"),
                        "99th percentile of the same saves"));
    }

    /** One row of a table by its key, committed each. */
    private static Saved updates(DataSource source) throws IOException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table bench_rows (id int primary key, value text, filler text)");
            statement.execute("insert into bench_rows select i, '', repeat('x', 80) from generate_series(0, "
                    + (ROWS - 1) + ") i");
            List<Connection> opened = new ArrayList<>();
            Saved out = run(() -> {
                Connection client = source.getConnection();
                opened.add(client);
                PreparedStatement update = client.prepareStatement("update bench_rows set value = ? where id = ?");
                return random -> {
                    update.setString(1, "139%08d".formatted(random.nextInt(100_000_000)));
                    update.setInt(2, random.nextInt(ROWS));
                    update.executeUpdate();
                };
            });
            for (Connection client : opened) {
                client.close();
            }
            statement.execute("drop table bench_rows");
            return out;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static Saved run(Client client) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<long[]>> work = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int seed = i;
                Save save = client.open();
                work.add(() -> times(save, new Random(seed)));
            }
            List<Future<long[]>> done = threads.invokeAll(work);
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> one : done) {
                all.add(one.get());
            }
            long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Saved(nanos, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (SQLException | ExecutionException e) {
            throw new IOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] times(Save save, Random random) throws SQLException {
        List<Long> out = new ArrayList<>();
        long end = System.nanoTime() + (long) (SECONDS * 1e9);
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            save.run(random);
            out.add(System.nanoTime() - start);
        }
        return out.stream().mapToLong(Long::longValue).toArray();
    }
}
