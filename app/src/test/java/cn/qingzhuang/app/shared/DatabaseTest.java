package cn.qingzhuang.app.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.engine.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void keepsRowsOverAnOrderlyRestart() {
        Home home = new Home(folder.resolve("home"));
        try (Database database = Database.open(home)) {
            JdbcClient.create(database.source())
                    .sql("CREATE TABLE kept AS SELECT 7 AS n")
                    .update();
        }
        try (Database database = Database.open(home)) {
            assertThat(number(database, "SELECT n FROM kept")).isEqualTo(7);
        }
    }

    @Test
    void runsDurablyAsAnOrdinaryRoleOnLoopbackWithItsPasswordKeptPrivate() throws IOException {
        Home home = new Home(folder.resolve("home"));
        try (Database database = Database.open(home)) {
            assertThat(text(database, "SHOW fsync")).isEqualTo("on");
            assertThat(text(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(text(database, "SHOW data_checksums")).isEqualTo("on");
            assertThat(text(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(text(database, "SELECT usesuper::text FROM pg_user WHERE usename = current_user"))
                    .isEqualTo("false");
            assertThat(text(
                            database,
                            "SELECT datlocprovider::text FROM pg_database WHERE datname = current_database()"))
                    .isEqualTo("b");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(home.database().resolve("passwords"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void saysInPlainWordsThatTablesAreOfAnotherVersion() {
        Home home = new Home(folder.resolve("home"));
        try (Database database = Database.open(home)) {
            JdbcClient.create(database.source())
                    .sql("UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '1'")
                    .update();
        }

        for (int time = 0; time < 2; time++) { // the home is free again after the first
            assertThatThrownBy(() -> Database.open(home)).isInstanceOfSatisfying(Problem.class, p -> {
                assertThat(p.code()).isEqualTo("APP-044");
                assertThat(p.text()).contains(home.root().toString());
            });
        }
    }

    @Test
    void refusesASecondProcessOnTheSameHomeInPlainWords() {
        Home home = new Home(folder.resolve("home"));
        try (Home.Hold hold = home.hold().orElseThrow()) {
            assertThat(hold.channel().isOpen()).isTrue();
            assertThatThrownBy(() -> Database.open(home))
                    .isInstanceOfSatisfying(
                            Problem.class, p -> assertThat(p.code()).isEqualTo("APP-010"));
        }
    }

    @Test
    void tellsWhatToDoWhenTheExternalDatabaseIsSilent() {
        Map<String, String> environment =
                Map.of("QZ_DB_URL", "jdbc:postgresql://127.0.0.1:1/none", "QZ_DB_USER", "a", "QZ_DB_PASSWORD", "b");
        assertThatThrownBy(() -> Database.open(new Home(folder), environment))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("APP-014"));
    }

    @Test
    void losesNothingAcknowledgedWhenTheJvmIsKilledAgainAndAgain() throws Exception {
        Home home = new Home(folder.resolve("home"));
        int acknowledged = 0;
        for (int round = 0; round < 3; round++) {
            acknowledged = Math.max(acknowledged, runAndKill(home, 40 + 30 * round, false));
            Instant start = Instant.now();
            try (Database database = Database.open(home)) {
                assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
                assertThat(number(database, "SELECT count(*) FROM kept WHERE n <= " + acknowledged))
                        .isEqualTo(acknowledged);
            }
        }
    }

    @Test
    void losesNothingAcknowledgedWhenJvmAndServerAreKilledTogether() throws Exception {
        Home home = new Home(folder.resolve("home"));
        int acknowledged = runAndKill(home, 60, true);
        try (Database database = Database.open(home)) {
            assertThat(number(database, "SELECT count(*) FROM kept WHERE n <= " + acknowledged))
                    .isEqualTo(acknowledged);
        }
    }

    @Test
    void startsAgainAfterAKillDuringTheFirstStart() throws Exception {
        Home home = new Home(folder.resolve("home"));
        for (int millis : List.of(700, 1_200, 1_700)) {
            Process process = keeper(home);
            assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS))
                    .as(() -> "ended by itself: " + errors(home))
                    .isFalse();
            process.destroyForcibly().waitFor();
        }
        try (Database database = Database.open(home)) {
            assertThat(number(database, "SELECT 1")).isEqualTo(1);
        }
    }

    @Test
    void comesBackByItselfWhenOnlyTheServerIsKilled() throws Exception {
        try (Database database = Database.open(new Home(folder.resolve("home")))) {
            JdbcClient.create(database.source())
                    .sql("CREATE TABLE kept AS SELECT 7 AS n")
                    .update();
            ProcessHandle.of(database.serverPid()).orElseThrow().destroyForcibly();
            assertThat(numberWithin(database, Duration.ofSeconds(20))).isEqualTo(7);
        }
    }

    private static int numberWithin(Database database, Duration limit) throws InterruptedException {
        Instant until = Instant.now().plus(limit);
        while (true) {
            try {
                return number(database, "SELECT n FROM kept");
            } catch (DataAccessException e) {
                assertThat(Instant.now()).as("still down: " + e).isBefore(until);
                Thread.sleep(100);
            }
        }
    }

    /** Answers the last number that the killed process said was committed. */
    private static int runAndKill(Home home, int commits, boolean isServerKilledToo) throws Exception {
        Process process = keeper(home);
        int last = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            long server = Long.parseLong(String.valueOf(out.readLine()).substring("server ".length()));
            for (int i = 0; i < commits; i++) {
                last = Integer.parseInt(String.valueOf(out.readLine()));
            }
            if (isServerKilledToo) {
                ProcessHandle.of(server).orElseThrow().destroyForcibly();
            }
            process.destroyForcibly().waitFor();
            for (String line = out.readLine(); line != null && line.matches("\\d+"); line = out.readLine()) {
                last = Integer.parseInt(line);
            }
        } catch (IOException e) {
            assertThat(process.isAlive()).as("reading from a live process").isFalse();
        }
        return last;
    }

    private static Process keeper(Home home) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseKeeper.class.getName(),
                        home.root().toString())
                .redirectError(home.root().resolveSibling("errors").toFile())
                .start();
    }

    private static String errors(Home home) {
        try {
            return Files.readString(home.root().resolveSibling("errors"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int number(Database database, String sql) {
        return JdbcClient.create(database.source())
                .sql(sql)
                .query(Integer.class)
                .single();
    }

    private static String text(Database database, String sql) {
        return JdbcClient.create(database.source()).sql(sql).query(String.class).single();
    }
}
