package cn.qingzhuang.app.looks.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks as rows. */
public final class LookStore {
    /** Entries that are read at once for an export. */
    public static final int PAGE = 2_000;

    private static final String LOOKS =
            "select county_code, number, looked_at, who, title, act, purpose, unit_code, elements, subjects, hash from looks ";

    private final DataSource source;
    private final JdbcClient client;

    public LookStore(DataSource source) {
        this.source = source;
        this.client = JdbcClient.create(source);
    }

    /** A row of {@code looks}. */
    public record LookRow(
            String county,
            long number,
            Instant at,
            String who,
            String title,
            String act,
            String purpose,
            String unitCode,
            List<String> elements,
            List<UUID> subjects,
            byte[] hash) {}

    /** How long a chain is, and the hash of its last entry. */
    public record Chain(long last, byte[] hash) {}

    /** What follows the last entry of a chain. */
    public interface Following {
        List<LookRow> after(long last, byte[] hash);
    }

    /** Appends what follows, in one transaction; two of one county wait for each other. */
    public void append(String county, Following following) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Chain chain = lock(connection, county);
                List<LookRow> rows = following.after(chain.last(), chain.hash());
                insert(connection, rows);
                move(connection, county, rows.get(rows.size() - 1));
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("looks", e);
        }
    }

    private static Chain lock(Connection connection, String county) throws SQLException {
        String sql = """
                insert into look_chains (county_code, last_number, last_hash) values (?, 0, '\\x')
                on conflict (county_code) do update set last_number = look_chains.last_number
                returning last_number, last_hash""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, county);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Chain(row.getLong(1), Objects.requireNonNull(row.getBytes(2)));
            }
        }
    }

    private static void insert(Connection connection, List<LookRow> rows) throws SQLException {
        String sql = "insert into looks values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (LookRow row : rows) {
                statement.setString(1, row.county());
                statement.setLong(2, row.number());
                statement.setTimestamp(3, Timestamp.from(row.at()));
                statement.setString(4, row.who());
                statement.setString(5, row.title());
                statement.setString(6, row.act());
                statement.setString(7, row.purpose());
                statement.setString(8, row.unitCode());
                statement.setArray(
                        9, connection.createArrayOf("text", row.elements().toArray()));
                statement.setArray(
                        10, connection.createArrayOf("uuid", row.subjects().toArray()));
                statement.setBytes(11, row.hash());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void move(Connection connection, String county, LookRow last) throws SQLException {
        String sql = "update look_chains set last_number = ?, last_hash = ? where county_code = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, last.number());
            statement.setBytes(2, last.hash());
            statement.setString(3, county);
            statement.executeUpdate();
        }
    }

    /** The looks at a subject before a number, newest first. */
    public List<LookRow> at(String county, UUID subject, long before, int max) {
        return client.sql(
                        "(" + LOOKS + "where county_code = :county and number < :before and subjects @> array[:subject]"
                                + " order by number desc limit :max) union all ("
                                + LOOKS + "where county_code = :county and number < :before and elements = array['*']"
                                + " order by number desc limit :max) order by 2 desc limit :max")
                .param("county", county)
                .param("before", before)
                .param("subject", subject)
                .param("max", max)
                .query((row, n) -> look(row))
                .list();
    }

    /** The looks for units whose codes begin with some digits, before a number, newest first. */
    public List<LookRow> of(String county, String digits, Optional<String> who, long before, int max) {
        return client.sql(LOOKS + """
                        where county_code = :county and number < :before and (:who = '' or who = :who)
                          and unit_code like :units order by number desc limit :max""")
                .param("county", county)
                .param("before", before)
                .param("who", who.orElse(""))
                .param("units", digits + "%")
                .param("max", max)
                .query((row, n) -> look(row))
                .list();
    }

    public List<String> counties() {
        return client.sql("select county_code from look_chains order by county_code")
                .query(String.class)
                .list();
    }

    /** The end of the chain of a county that has one. */
    public Chain chain(String county) {
        return client.sql("select last_number, last_hash from look_chains where county_code = ?")
                .param(county)
                .query((row, n) -> new Chain(row.getLong(1), Objects.requireNonNull(row.getBytes(2))))
                .single();
    }

    /** The entries after one number and up to another, in order. */
    public List<LookRow> from(String county, long after, long to) {
        return client.sql(LOOKS + "where county_code = ? and number > ? and number <= ? order by number")
                .params(county, after, to)
                .query((row, n) -> look(row))
                .list();
    }

    private static LookRow look(ResultSet row) throws SQLException {
        return new LookRow(
                Objects.requireNonNull(row.getString(1)),
                row.getLong(2),
                Objects.requireNonNull(row.getTimestamp(3)).toInstant(),
                Objects.requireNonNull(row.getString(4)),
                Objects.requireNonNull(row.getString(5)),
                Objects.requireNonNull(row.getString(6)),
                Objects.requireNonNull(row.getString(7)),
                Objects.requireNonNull(row.getString(8)),
                List.of((String[]) row.getArray(9).getArray()),
                List.of((UUID[]) row.getArray(10).getArray()),
                Objects.requireNonNull(row.getBytes(11)));
    }
}
