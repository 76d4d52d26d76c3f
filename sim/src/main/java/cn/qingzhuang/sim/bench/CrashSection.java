package cn.qingzhuang.sim.bench;

import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.ledger.IngestInput;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.ledger.LedgerCheck;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.app.wiring.Hashes;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The application and its database killed with -9 at random moments, while it imports, saves and fills. What it had
 * acknowledged, noted here, is compared with the ledger after each start.
 */
public final class CrashSection implements Section {
    private static final long SEED = 9;
    private static final int SAVERS = 4;
    private static final int LONGEST = 2_500;
    private final int rounds;
    private final boolean isSafe;
    private final Map<String, Integer> saved = new TreeMap<>();
    private final Map<String, Integer> imported = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private int acknowledged;
    private int filled;
    private volatile boolean isKilled;

    public CrashSection() {
        this(25, true);
    }

    /** @param isSafe false leaves commits asynchronous: the campaign has to find that out */
    public CrashSection(int rounds, boolean isSafe) {
        this.rounds = rounds;
        this.isSafe = isSafe;
    }

    @Override
    public String name() {
        return "crash";
    }

    @Override
    public List<Figure> measure(Setting setting, Consumer<String> log) {
        List<String> found = run(setting.isFullSize() ? 4 * rounds : rounds, log);
        String on = "%d kills; %d saves, %d files of %d rows and %d fills acknowledged"
                .formatted(
                        setting.isFullSize() ? 4 * rounds : rounds,
                        acknowledged,
                        imported.size(),
                        CrashWorker.ROWS,
                        filled);
        found.stream().limit(20).forEach(log);
        Figure.Bars none = new Figure.Bars("≤ 0", "≤ 0");
        return List.of(
                Figure.of("crash", "lost, doubled or half applied after kill -9", found.size(), "faults", none, on));
    }

    /** Runs the campaign; answers what was lost, doubled or half applied. */
    public List<String> run(int kills, Consumer<String> log) {
        try {
            Path folder = Files.createTempDirectory("qz-crash");
            try {
                Home home = new Home(folder.resolve("home"));
                begin(home);
                Random random = new Random(SEED);
                for (int round = 1; round <= kills; round++) {
                    kill(home, round, 50 + random.nextInt(LONGEST));
                    reconcile(home, round);
                    log.accept("crash: round %d, %d saves, %d files, %d faults"
                            .formatted(round, acknowledged, imported.size(), faults.size()));
                }
            } finally {
                Township.delete(folder);
            }
            if (acknowledged == 0 || imported.isEmpty()) {
                faults.add("nothing was acknowledged: %d saves, %d files".formatted(acknowledged, imported.size()));
            }
            return faults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(Home home) {
        try (Facades facades = new Facades(home, Map.of())) {
            Ledger ledger = facades.ledger();
            String units = "code,name,parent\n999001000000,临川县,\n999001101000,青石镇,999001000000\n" + CrashWorker.VILLAGE
                    + ",高桥村,999001101000\n";
            ledger.loadUnits(WorkbookReader.read("units.csv", units.getBytes(StandardCharsets.UTF_8)));
            byte[] bytes = CrashWorker.roster(0, CrashWorker.ROWS);
            Reading reading = facades.forms().read("first.csv", bytes, stage -> {});
            ledger.ingest(
                    new IngestInput(reading.file(), Hashes.sha256(bytes), reading.mappings()),
                    CrashWorker.VILLAGE,
                    "campaign");
            ledger.subjects(CrashWorker.VILLAGE, SubjectType.PERSON).stream()
                    .limit(SAVERS)
                    .forEach(p -> saved.put(p.id(), 0));
            if (!isSafe) {
                JdbcClient.create(facades.database().source())
                        .sql("alter role current_user set synchronous_commit = off")
                        .update();
            }
        }
    }

    /** Starts the application, lets it work so long, kills it and its database, and notes what it had acknowledged. */
    private void kill(Home home, int round, int millis) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path", ""),
                CrashWorker.class.getName(),
                home.root().toString(),
                Integer.toString(round)));
        saved.forEach((subject, value) -> command.add(subject + "=" + value));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            if (!"READY".equals(lines.readLine())) {
                throw new IOException("the worker did not start");
            }
            isKilled = false;
            Thread killer = new Thread(() -> {
                pause(millis);
                isKilled = true;
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            });
            killer.start();
            lines.lines().forEach(this::note);
            killer.join();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IOException("the worker was not killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(String line) {
        String[] parts = line.split(" ");
        switch (parts[0]) {
            case "S" -> {
                saved.put(parts[1], Integer.parseInt(parts[2]));
                acknowledged++;
            }
            case "I" -> imported.put(parts[1], Integer.parseInt(parts[2]));
            case "F" -> filled++;
            default -> {
                if (!isKilled) {
                    faults.add(line);
                }
            }
        }
    }

    /** What was acknowledged is there once; what was under way is there whole or not at all. */
    private void reconcile(Home home, int round) {
        try (Facades facades = new Facades(home, Map.of())) {
            JdbcClient sql = JdbcClient.create(facades.database().source());
            for (Map.Entry<String, Integer> each : Map.copyOf(saved).entrySet()) {
                int current = current(facades.ledger(), each.getKey());
                int entries = sql.sql("select count(*) from entries where subject_id = ? and kind = 2")
                        .param(UUID.fromString(each.getKey()))
                        .query(Integer.class)
                        .single();
                boolean isWhole = current == each.getValue() || current == each.getValue() + 1;
                if (!isWhole || entries != current) {
                    faults.add("round %d: %s acknowledged %d, is %d, said %d times"
                            .formatted(round, each.getKey(), each.getValue(), current, entries));
                }
                saved.put(each.getKey(), Math.max(current, each.getValue()));
            }
            Map<String, List<Integer>> files = new HashMap<>();
            sql.sql("""
                    select f.name, f.rows_accepted, (select count(*) from entries e
                        where e.county_code = f.county_code and e.batch = f.number and e.kind = 1)
                    from files f where f.name like 'r%'""").query(rows -> {
                files.put(rows.getString(1), List.of(rows.getInt(2), rows.getInt(3)));
            });
            imported.forEach((name, rows) -> {
                if (!files.containsKey(name)) {
                    faults.add("round %d: %s is lost".formatted(round, name));
                }
            });
            files.forEach((name, rows) -> {
                if (!rows.get(0).equals(CrashWorker.ROWS) || !rows.get(1).equals(CrashWorker.ROWS)) {
                    faults.add("round %d: %s has %s of %d rows".formatted(round, name, rows, CrashWorker.ROWS));
                }
            });
            for (LedgerCheck.Finding finding : facades.ledger().check()) {
                faults.add("round %d: %s".formatted(round, finding));
            }
        }
    }

    private static int current(Ledger ledger, String subject) {
        return ledger.find(CrashWorker.VILLAGE, subject)
                .map(s -> s.values().get(CrashWorker.SAVED))
                .map(known -> Integer.parseInt(known.value()))
                .orElse(0);
    }
}
