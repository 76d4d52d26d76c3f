package cn.qingzhuang.app.shared;

import cn.qingzhuang.engine.Problem;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * The database of a home, migrated and ready: embedded by default, or the server that {@code QZ_DB_URL} names (with
 * {@code QZ_DB_USER} and {@code QZ_DB_PASSWORD}). Holds the home until closed.
 */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 10;
    private static final int CONNECT_MILLIS = 15_000;

    private final Home.Hold hold;
    private final @Nullable EmbeddedPostgres embedded;
    private final HikariDataSource source;

    private Database(Home.Hold hold, @Nullable EmbeddedPostgres embedded, HikariDataSource source) {
        this.hold = hold;
        this.embedded = embedded;
        this.source = source;
    }

    /** Opens the database of a home; Problem APP-010 when another process holds the home. */
    public static Database open(Home home) {
        return open(home, System.getenv());
    }

    /** As {@link #open(Home)} under other settings. */
    public static Database open(Home home, Map<String, String> environment) {
        Home.Hold hold = home.hold().orElseThrow(() -> AppProblems.homeBusy(home.root()));
        return open(home, hold, environment);
    }

    /** Opens the database of a home with its tables as they were in a version; FlywayException when none is known. */
    static Database openAt(Home home, Map<String, String> environment, String schema) {
        Home.Hold hold = home.hold().orElseThrow(() -> AppProblems.homeBusy(home.root()));
        return open(home, hold, environment, MigrationVersion.fromVersion(schema));
    }

    /**
     * Opens the database of a home already held; closes the hold when that fails. Problem APP-044 when its tables are of
     * another version and cannot be brought to this one.
     */
    public static Database open(Home home, Home.Hold hold, Map<String, String> environment) {
        try {
            return open(home, hold, environment, MigrationVersion.LATEST);
        } catch (FlywayException e) {
            System.getLogger(Database.class.getName()).log(System.Logger.Level.WARNING, "migration", e);
            throw AppProblems.otherTables(home.root());
        }
    }

    private static Database open(Home home, Home.Hold hold, Map<String, String> environment, MigrationVersion version) {
        @Nullable EmbeddedPostgres embedded = null;
        try {
            String url = environment.getOrDefault("QZ_DB_URL", "");
            if (url.isBlank()) {
                embedded = EmbeddedPostgres.start(home, environment);
            }
            HikariDataSource source = embedded == null
                    ? pool(url, environment.get("QZ_DB_USER"), environment.get("QZ_DB_PASSWORD"))
                    : pool(embedded.url(), PostgresCluster.ROLE, embedded.password());
            migrate(source, version);
            return new Database(hold, embedded, source);
        } catch (Problem | FlywayException | HikariPool.PoolInitializationException e) {
            if (embedded != null) {
                embedded.close();
            }
            hold.close();
            if (e instanceof HikariPool.PoolInitializationException) {
                throw AppProblems.externalDatabaseDown();
            }
            throw e;
        }
    }

    /** Connections as the application's role. */
    public DataSource source() {
        return source;
    }

    /**
     * Connections of the pool.
     *
     * @param active in use
     * @param waiting threads that wait for one
     */
    public record Connections(int active, int idle, int waiting) {}

    public Connections connections() {
        HikariPoolMXBean pool = source.getHikariPoolMXBean();
        return pool == null
                ? new Connections(0, 0, 0)
                : new Connections(
                        pool.getActiveConnections(), pool.getIdleConnections(), pool.getThreadsAwaitingConnection());
    }

    /** The process id of the embedded server, or -1. */
    long serverPid() {
        return embedded == null ? -1 : embedded.pid();
    }

    @Override
    public void close() {
        source.close();
        if (embedded != null) {
            embedded.close();
        }
        hold.close();
    }

    /** The version of the tables. */
    String schema() {
        return flyway(source, MigrationVersion.LATEST)
                .info()
                .current()
                .getVersion()
                .getVersion();
    }

    /** Brings a database to the newest version. */
    static void migrate(DataSource source) {
        migrate(source, MigrationVersion.LATEST);
    }

    private static void migrate(DataSource source, MigrationVersion version) {
        flyway(source, version).migrate();
    }

    private static Flyway flyway(DataSource source, MigrationVersion target) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .failOnMissingLocations(false)
                .loggers("slf4j")
                .target(target)
                .load();
    }

    private static HikariDataSource pool(String url, @Nullable String user, @Nullable String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setPoolName("qz");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "qingzhuang");
        return new HikariDataSource(config);
    }
}
