package cn.qingzhuang.sim.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** What the database does with the same rows when nobody thinks about them. */
final class PlainCopy {
    private PlainCopy() {}

    /** Bytes of tables with their indexes. */
    record Sizes(long all, long entries, long subjects, long keys) {}

    /** Seconds to COPY a CSV with a header into a table that grows, indexed by name, ID number and village. */
    static double copy(Path csv, DataSource source, int columns) throws IOException {
        String names =
                IntStream.range(0, columns).mapToObj(i -> "c" + i + " text").collect(Collectors.joining(", "));
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists bench");
            statement.execute("create table if not exists bench.plain (" + names + ")");
            statement.execute("create unique index if not exists plain_number on bench.plain (c1)");
            statement.execute("create index if not exists plain_name on bench.plain (c0)");
            statement.execute("create index if not exists plain_village on bench.plain (c8)");
            long start = System.nanoTime();
            try (Reader rows = Files.newBufferedReader(csv)) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy bench.plain from stdin with (format csv, header)", rows);
            }
            return (System.nanoTime() - start) / 1e9;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** How large the ledger is; drops the plain table. */
    static Sizes sizes(DataSource source) throws IOException {
        String sql = """
                select coalesce(sum(pg_total_relation_size(c.oid)), 0),
                       pg_total_relation_size('entries'), pg_total_relation_size('subjects'),
                       pg_total_relation_size('identity_keys')
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and c.relkind = 'r'""";
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema bench cascade");
            try (ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return new Sizes(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
