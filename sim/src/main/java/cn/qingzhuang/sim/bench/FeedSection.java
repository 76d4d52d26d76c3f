package cn.qingzhuang.sim.bench;

import cn.qingzhuang.app.server.Server;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The change feed: how fast it tells over HTTP, and whether a subscriber ends with everything, in order, when the server and its
 * database are killed with -9 on the way.
 */
public final class FeedSection implements Section {
    private static final long SEED = 11;
    private static final int SAVERS = 8;
    private static final int LIST = 10_000;
    private static final int LONGEST = 4_000;
    private static final int PAGE = 1_000;
    private static final int KILL_PAGE = 200;

    private final boolean isSafe;
    private final Map<String, Integer> acknowledged = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    public FeedSection() {
        this(true);
    }

    /** @param isSafe false leaves commits asynchronous: the campaign has to find that out */
    public FeedSection(boolean isSafe) {
        this.isSafe = isSafe;
    }

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public List<Figure> measure(Setting setting, Consumer<String> log) {
        int people = setting.isFullSize() ? 100_000 : 30_000;
        int kills = setting.isFullSize() ? 20 : 5;
        List<Figure> out = new ArrayList<>(speed(people, log));
        Outcome outcome = run(new Campaign(people, kills), log);
        outcome.faults().stream().limit(20).forEach(log);
        Figure.Bars none = new Figure.Bars("≤ 0", "≤ 0");
        out.add(Figure.of(
                "feed",
                "lost, doubled or out of order after kill -9",
                outcome.faults().size(),
                "faults",
                none,
                "%d kills; %d changes told, of them %d single saves; %d told again"
                        .formatted(kills, outcome.changes(), outcome.saves(), outcome.repeated())));
        return out;
    }

    /**
     * What is done.
     *
     * @param people how many are known when the subscriber begins
     */
    public record Campaign(int people, int kills) {}

    /** What came of it. */
    public record Outcome(List<String> faults, int changes, int saves, int repeated) {
        public Outcome {
            faults = List.copyOf(faults);
        }
    }

    private List<Figure> speed(int people, Consumer<String> log) {
        return in(home -> {
            try (Facades facades = new Facades(home, Map.of())) {
                FeedHome.Door door = begin(facades, people);
                Server server = Server.start(home, facades, 0);
                try {
                    FeedReader warm = new FeedReader(door);
                    warm.page(server.port(), PAGE, 0);
                    FeedReader reader = new FeedReader(door);
                    long start = System.nanoTime();
                    boolean isMore = true;
                    while (isMore) {
                        isMore = reader.page(server.port(), PAGE, 0);
                    }
                    double seconds = (System.nanoTime() - start) / 1e9;
                    double limit = plainCopy(facades);
                    log.accept("feed: %d changes, %d bytes".formatted(reader.changes(), reader.bytes()));
                    return List.of(
                            Figure.of(
                                    "feed",
                                    "changes delivered",
                                    reader.changes() / seconds,
                                    "/s",
                                    new Figure.Bars("≥ 5000", "≥ 10000"),
                                    "%d over HTTP, pages of %d, each look logged, one subscriber, %.1f MB"
                                            .formatted(reader.changes(), PAGE, reader.bytes() / 1e6)),
                            Figure.plain(
                                    "feed",
                                    "  multiple of a plain COPY out of the same rows",
                                    seconds / limit,
                                    "x",
                                    "COPY %.2f s".formatted(limit)));
                } finally {
                    server.close();
                }
            }
        });
    }

    private static FeedHome.Door begin(Facades facades, int people) {
        FeedHome.Door door = FeedHome.begin(facades);
        for (int list = 0; list * LIST < people; list++) {
            FeedHome.take(facades, list, Math.min(LIST, people - list * LIST));
        }
        return door;
    }

    private static double plainCopy(Facades facades) throws IOException {
        try (Connection connection = facades.database().source().getConnection()) {
            long start = System.nanoTime();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select id, subject_id, batch, valid_on, unit_code, facts from entries order by id) to stdout",
                            OutputStream.nullOutputStream());
            return (System.nanoTime() - start) / 1e9;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Work in a home of its own, which goes afterwards. */
    private interface Work<T> {
        T in(Home home) throws IOException, InterruptedException;
    }

    private static <T> T in(Work<T> work) {
        try {
            Path folder = Files.createTempDirectory("qz-feed");
            try {
                return work.in(new Home(folder.resolve("home")));
            } finally {
                Township.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Follows while the server is killed; answers what was lost, doubled or out of order. */
    public Outcome run(Campaign campaign, Consumer<String> log) {
        return in(home -> {
            FeedReader reader = new FeedReader(begin(home, campaign.people()));
            Random random = new Random(SEED);
            for (int round = 1; round <= campaign.kills(); round++) {
                kill(home, reader, 300 + random.nextInt(LONGEST));
                log.accept("feed: round %d, %d changes, %d faults".formatted(round, reader.changes(), faults.size()));
            }
            finish(home, reader, campaign.people());
            faults.addAll(reader.outOfOrder());
            int saves = reader.saved().values().stream().mapToInt(n -> n).sum();
            return new Outcome(faults, reader.changes(), saves, reader.repeated());
        });
    }

    private FeedHome.Door begin(Home home, int people) {
        try (Facades facades = new Facades(home, Map.of())) {
            FeedHome.Door door = begin(facades, people);
            JdbcClient sql = JdbcClient.create(facades.database().source());
            sql.sql("select id::text from subjects where subject_type = 0 order by id limit ?")
                    .param(SAVERS)
                    .query(String.class)
                    .list()
                    .forEach(id -> acknowledged.put(id, 0));
            if (!isSafe) {
                sql.sql("alter role current_user set synchronous_commit = off").update();
            }
            return door;
        }
    }

    /** Starts the server, follows it for so long and kills it and its database. */
    private void kill(Home home, FeedReader reader, int millis) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-cp",
                System.getProperty("java.class.path", ""),
                FeedWorker.class.getName(),
                home.root().toString()));
        acknowledged.forEach((subject, value) -> command.add(subject + "=" + value));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String ready = String.valueOf(lines.readLine());
            if (!ready.startsWith("READY ")) {
                throw new IOException("the worker did not start: " + ready);
            }
            int port = Integer.parseInt(ready.substring("READY ".length()));
            Thread notes = new Thread(() -> lines.lines().forEach(this::note));
            notes.start();
            Thread killer = new Thread(() -> kill(process, millis));
            killer.start();
            follow(reader, port, process);
            killer.join();
            notes.join();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IOException("the worker was not killed");
            }
        }
    }

    private static void kill(Process process, int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Until the server is gone: what it does not answer is asked again of the next one. */
    private void follow(FeedReader reader, int port, Process process) throws InterruptedException {
        while (process.isAlive()) {
            try {
                reader.page(port, KILL_PAGE, 1);
            } catch (IOException e) {
                if (String.valueOf(e.getMessage()).startsWith("answered 4")) {
                    faults.add("refused: " + e.getMessage());
                    return;
                }
                Thread.sleep(20);
            }
        }
    }

    private synchronized void note(String line) {
        String[] parts = line.split(" ");
        if (parts[0].equals("S")) {
            acknowledged.merge(parts[1], Integer.parseInt(parts[2]), Math::max);
        }
    }

    /** Follows to the end of a server that nobody kills, and compares. */
    private void finish(Home home, FeedReader reader, int people) throws IOException, InterruptedException {
        try (Facades facades = new Facades(home, Map.of())) {
            Server server = Server.start(home, facades, 0);
            try {
                boolean isMore = true;
                while (isMore) {
                    isMore = reader.page(server.port(), PAGE, 0);
                }
            } catch (IOException e) {
                faults.add(e.getMessage());
            } finally {
                server.close();
            }
            int entries = JdbcClient.create(facades.database().source())
                    .sql("select count(*) from entries where subject_type = 0")
                    .query(Integer.class)
                    .single();
            if (reader.changes() != entries || entries < people) {
                faults.add("%d changes were told of %d entries".formatted(reader.changes(), entries));
            }
            facades.ledger().check().forEach(finding -> faults.add(finding.toString()));
        }
        acknowledged.forEach((subject, value) -> {
            int told = reader.saved().getOrDefault(subject, 0);
            if (told < value) {
                faults.add("%s was acknowledged %d and told %d".formatted(subject, value, told));
            }
        });
    }
}
