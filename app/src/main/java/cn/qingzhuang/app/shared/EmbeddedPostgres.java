package cn.qingzhuang.app.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that lives with this process. The caller holds the home's lock.
 *
 * <p>Dying. One thread starts the server and waits for it: the kernel signals the server when that thread's process
 * dies (see {@link Launch}). When the server dies instead, the thread starts it again on the same port; committed
 * rows come back from its log. A server left by an earlier process is asked to stop, then made to.
 *
 * <p>Safety. fsync and synchronous_commit stay on: with the latter off 15 % of acknowledged commits were lost at power
 * cuts. It listens on the loopback address only, asks for a password, and logs no statements (they hold personal data).
 */
final class EmbeddedPostgres implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());
    private static final int READY_SECONDS = 60;
    private static final int STOP_SECONDS = 20;
    private static final int RESTARTS_MAX = 20;
    private static final long LOG_BYTES_MAX = 10_000_000;

    private final PostgresCluster cluster;
    private final String password;
    private final int port;
    private final CompletableFuture<Boolean> firstReady = new CompletableFuture<>();
    private final Thread supervisor;
    private final Thread hook = new Thread(this::stop, "qz-postgres-stop");
    private volatile boolean isStopping;
    private volatile @Nullable Process process;

    private EmbeddedPostgres(PostgresCluster cluster, String password, int port) {
        this.cluster = cluster;
        this.password = password;
        this.port = port;
        this.supervisor = new Thread(this::supervise, "qz-postgres");
        supervisor.setDaemon(true);
    }

    /** Makes the database if needed, starts it and returns when it takes connections. */
    static EmbeddedPostgres start(Home home, Map<String, String> environment) {
        Path log = home.require().logs().resolve("postgres.log");
        try {
            if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
                Files.delete(log);
            }
            Path binaries = PostgresBinaries.require(environment);
            PostgresCluster cluster = new PostgresCluster(home.database(), binaries, log);
            String password = cluster.require();
            EmbeddedPostgres server = new EmbeddedPostgres(cluster, password, freePort());
            server.supervisor.start();
            server.awaitReady();
            Runtime.getRuntime().addShutdownHook(server.hook);
            return server;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "database files", e);
            throw AppProblems.homeUnusable(home.database());
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + PostgresCluster.NAME;
    }

    String password() {
        return password;
    }

    /** The process id of the server, for tests that kill it. */
    long pid() {
        Process running = process;
        return running == null ? -1 : running.pid();
    }

    /** Stops the server in order; returns when it has ended. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "closing while the JVM ends");
        }
    }

    private void stop() {
        isStopping = true;
        Process running = process;
        if (running == null) {
            return;
        }
        signal("INT", running.pid());
        try {
            if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                signal("QUIT", running.pid());
                running.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() {
        try {
            if (firstReady.get(READY_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.WARNING, "database not ready", e);
        }
        stop();
        throw AppProblems.databaseDown(cluster.log());
    }

    private void supervise() {
        int starts = 0;
        try {
            while (!isStopping && starts < RESTARTS_MAX) {
                starts++;
                clearOrphan();
                Process started = launch();
                process = started;
                if (isReady(started)) {
                    firstReady.complete(true);
                }
                int code = started.waitFor();
                if (!isStopping) {
                    LOG.log(System.Logger.Level.WARNING, "database ended with {0}, starting it again", code);
                    Thread.sleep(Math.min(200L * starts, 2_000));
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "database cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        firstReady.complete(false);
    }

    private Process launch() throws IOException {
        List<String> command = List.of(
                cluster.binaries().resolve("bin/postgres").toString(),
                "-D",
                cluster.data().toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "max_connections=40",
                "-c",
                "shared_buffers=128MB",
                "-c",
                "work_mem=16MB",
                "-c",
                "maintenance_work_mem=128MB",
                "-c",
                "max_wal_size=2GB",
                "-c",
                "random_page_cost=1.1",
                "-c",
                "io_method=sync",
                "-c",
                "jit=off",
                "-c",
                "log_min_error_statement=panic",
                "-c",
                "log_error_verbosity=terse");
        ProcessBuilder builder = new ProcessBuilder(Launch.command(cluster.directory(), true, command))
                .directory(cluster.directory().getRoot().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(cluster.log().toFile()));
        cleanEnvironment(builder.environment());
        return builder.start();
    }

    /** Keeps the caller's PG* settings and locale away from the server. */
    static void cleanEnvironment(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_") || name.equals("LANG"));
        environment.put("LC_ALL", "C");
    }

    /** The server writes "ready" as the eighth line of its pid file. */
    private boolean isReady(Process started) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (started.isAlive() && System.nanoTime() < until) {
            List<String> lines = pidFile();
            if (lines.size() >= 8
                    && lines.get(0).trim().equals(Long.toString(started.pid()))
                    && lines.get(7).trim().equals("ready")) {
                return true;
            }
            Thread.sleep(10);
        }
        return false;
    }

    private List<String> pidFile() {
        try {
            return Files.readAllLines(cluster.data().resolve("postmaster.pid"));
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // not there, or being written
        }
    }

    /** The home is ours, so a server that still runs on it belongs to nobody. */
    private void clearOrphan() throws IOException, InterruptedException {
        List<String> lines = pidFile();
        if (lines.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> holder = handle(lines.get(0));
        if (holder.isEmpty()) {
            return; // the server clears a dead pid itself and checks for living children
        }
        ProcessHandle orphan = holder.get();
        if (!isOurServer(orphan)) {
            Files.deleteIfExists(cluster.data().resolve("postmaster.pid")); // the number was given to another program
            return;
        }
        if (hasEnded(orphan, 3)) {
            return; // it was dying with its JVM
        }
        for (String signal : List.of("INT", "QUIT", "KILL")) {
            signal(signal, orphan.pid());
            if (hasEnded(orphan, STOP_SECONDS / 2)) {
                return;
            }
        }
    }

    private static Optional<ProcessHandle> handle(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid.trim())).filter(ProcessHandle::isAlive);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean isOurServer(ProcessHandle candidate) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(candidate.pid()), "cmdline"));
            return line.contains("postgres") && line.contains(cluster.data().toString());
        } catch (IOException e) {
            return candidate.info().command().orElse("").contains("postgres");
        }
    }

    private static boolean hasEnded(ProcessHandle process, int seconds) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (process.isAlive() && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        return !process.isAlive();
    }

    /** Java can send TERM and KILL only; PostgreSQL stops at once on INT. */
    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
