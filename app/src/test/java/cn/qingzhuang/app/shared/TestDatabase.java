package cn.qingzhuang.app.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A real PostgreSQL for tests: one server per test JVM, migrated tables of its own for each caller. The server and
 * its files go when the JVM ends.
 */
public final class TestDatabase {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private TestDatabase() {}

    /** A migrated, empty database. */
    public static synchronized DataSource fresh() {
        EmbeddedPostgres running = server == null ? start() : server;
        server = running;
        String name = "t" + NUMBER.incrementAndGet();
        admin(running, "CREATE SCHEMA " + name);
        DataSource fresh = source(running, name);
        Database.migrate(fresh);
        return fresh;
    }

    private static EmbeddedPostgres start() {
        try {
            Path root = Files.createTempDirectory("qz-test");
            EmbeddedPostgres running = EmbeddedPostgres.start(new Home(root), Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(running, root)));
            return running;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void remove(EmbeddedPostgres running, Path root) {
        try {
            running.close();
            PostgresBinaries.delete(root);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void admin(EmbeddedPostgres running, String sql) {
        JdbcClient.create(source(running, "public")).sql(sql).update();
    }

    /** The application's role may make schemas and no databases: a schema is a database to the caller. */
    private static DataSource source(EmbeddedPostgres running, String schema) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(running.url());
        source.setCurrentSchema(schema);
        source.setUser(PostgresCluster.ROLE);
        source.setPassword(running.password());
        source.setReWriteBatchedInserts(true);
        return source;
    }
}
