package cn.qingzhuang.app.ledger.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/** Reads of the ledger and the door to its writes. */
public final class LedgerStore {
    private static final int FETCH = 2_000;

    private final DataSource source;
    private final JdbcClient client;

    public LedgerStore(DataSource source) {
        this.source = source;
        this.client = JdbcClient.create(source);
    }

    /** Work of a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(CountyTransaction transaction);
    }

    /** A read over a connection of its own. */
    @FunctionalInterface
    private interface Read<T> {
        T over(Connection connection) throws SQLException;
    }

    /** Runs one act of writing; nothing of it stays when it throws. */
    public <T> T write(String county, Work<T> work) {
        return connected(connection -> {
            connection.setAutoCommit(false);
            boolean isDone = false;
            try {
                T result = work.in(new CountyTransaction(connection, county));
                connection.commit();
                isDone = true;
                return result;
            } finally {
                if (!isDone) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        });
    }

    private <T> T connected(Read<T> read) {
        try (Connection connection = source.getConnection()) {
            return read.over(connection);
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    static DataAccessException translated(SQLException e) {
        DataAccessException known = new SQLExceptionSubclassTranslator().translate("ledger", null, e);
        return known != null ? known : new org.springframework.jdbc.UncategorizedSQLException("ledger", null, e);
    }

    /** Element numbers of a county by storage key. */
    public Map<String, Integer> elements(String county) {
        return elements(client, county);
    }

    static Map<String, Integer> elements(JdbcClient client, String county) {
        Map<String, Integer> out = new HashMap<>();
        client.sql("select number, element from elements where county_code = ?")
                .param(county)
                .query(rows -> {
                    out.put(Objects.requireNonNull(rows.getString(2)), rows.getInt(1));
                });
        return out;
    }

    /** Adds units, or renames those that exist. */
    public void saveUnits(List<UnitRow> units) {
        connected(connection -> {
            connection.setAutoCommit(false);
            String sql = """
                    insert into units (county_code, code, name, parent) values (?, ?, ?, nullif(?, ''))
                    on conflict (county_code, code) do update set name = excluded.name, parent = excluded.parent""";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                for (UnitRow u : units) {
                    insert.setString(1, UnitRow.countyOf(u.code()));
                    insert.setString(2, u.code());
                    insert.setString(3, u.name());
                    insert.setString(4, u.parent());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
            connection.setAutoCommit(true);
            return units.size();
        });
    }

    /** All units of a county and those above it, in code order. */
    public List<UnitRow> units(String county) {
        String sql = """
                select code, name, coalesce(parent, '') as parent from units
                where county_code in (:county, :prefecture, :province) order by code""";
        return client.sql(sql)
                .param("county", county)
                .param("prefecture", county.substring(0, 4) + "00")
                .param("province", county.substring(0, 2) + "0000")
                .query((rows, n) -> new UnitRow(
                        Objects.requireNonNull(rows.getString(1)),
                        Objects.requireNonNull(rows.getString(2)),
                        Objects.requireNonNull(rows.getString(3))))
                .list();
    }

    /** The end of a county's chain. */
    public Optional<byte[]> lastHash(String county) {
        return client.sql("select last_hash from counties where county_code = :county")
                .param("county", county)
                .query((rows, n) -> Objects.requireNonNull(rows.getBytes(1)))
                .optional();
    }

    /** All units of all counties, in code order. */
    public List<UnitRow> allUnits() {
        return client.sql("select code, name, coalesce(parent, '') from units order by code")
                .query((rows, n) -> new UnitRow(
                        Objects.requireNonNull(rows.getString(1)),
                        Objects.requireNonNull(rows.getString(2)),
                        Objects.requireNonNull(rows.getString(3))))
                .list();
    }

    public long unitCount() {
        return client.sql("select count(*) from units").query(Long.class).single();
    }

    public long subjectCount() {
        return client.sql("select count(*) from subjects").query(Long.class).single();
    }

    /** Values that were appended. */
    public long factCount() {
        return client.sql("select coalesce(sum(cardinality(elements)), 0) from entries")
                .query(Long.class)
                .single();
    }

    /** The counties that have units or facts. */
    public List<String> counties() {
        return client.sql("select county_code from counties order by 1")
                .query(String.class)
                .list();
    }

    /** An earlier import of the same bytes for the same unit, read the same way. */
    public Optional<FileRow> findFile(String county, String sha256, String unit, String reading) {
        String sql = """
                select number, sha256, reading, name, unit_code, sheets, rows_read, rows_accepted, facts,
                       imported_at, actor
                from files where county_code = :county and sha256 = :sha and unit_code = :unit and reading = :reading""";
        return client.sql(sql)
                .param("county", county)
                .param("sha", sha256)
                .param("unit", unit)
                .param("reading", reading)
                .query((rows, n) -> file(rows))
                .optional();
    }

    public List<FileRow> files(String county) {
        String sql = """
                select number, sha256, reading, name, unit_code, sheets, rows_read, rows_accepted, facts,
                       imported_at, actor
                from files where county_code = :county order by number""";
        return client.sql(sql)
                .param("county", county)
                .query((rows, n) -> file(rows))
                .list();
    }

    public List<RefusalRow> refusals(String county, int file) {
        return client.sql("""
                        select sheet, source_row, reason from refusals
                        where county_code = :county and file_number = :file order by number""")
                .param("county", county)
                .param("file", file)
                .query((rows, n) ->
                        new RefusalRow(rows.getInt(1), rows.getInt(2), Objects.requireNonNull(rows.getString(3))))
                .list();
    }

    /** Conflicts that an import raised, in order. */
    public List<ConflictRow> conflictsOfFile(String county, int file) {
        return client.sql("""
                        select id, subject_id, other_subject_id, element, kept_entry, other_entry,
                               coalesce(file_number, 0), coalesce(sheet, 0), coalesce(source_row, 0), reason, raised_at
                        from conflicts where county_code = :county and file_number = :file order by id""")
                .param("county", county)
                .param("file", file)
                .query((rows, n) -> conflict(rows))
                .list();
    }

    /** Conflicts nobody has decided yet, oldest first. */
    public List<ConflictRow> openConflicts(String county) {
        return client.sql("""
                        select id, subject_id, other_subject_id, element, kept_entry, other_entry,
                               coalesce(file_number, 0), coalesce(sheet, 0), coalesce(source_row, 0), reason, raised_at
                        from conflicts where county_code = :county and resolved_at is null order by id""")
                .param("county", county)
                .query((rows, n) -> conflict(rows))
                .list();
    }

    /** One subject of a county. */
    public Optional<SubjectRow> findSubject(String county, UUID id) {
        return client.sql("""
                        select id, subject_type, unit_code, household_id, name, sources, facts
                        from subjects where county_code = :county and id = :id""")
                .param("county", county)
                .param("id", id)
                .query((rows, n) -> subject(rows))
                .optional();
    }

    /** Streams the subjects of a type in a unit and below it: household, then order of creation. */
    public void subjects(String county, String unit, int type, Consumer<SubjectRow> each) {
        String sql = """
                select id, subject_type, unit_code, household_id, name, sources, facts
                from subjects
                where county_code = ? and subject_type = ? and unit_code >= ? and unit_code <= ?
                order by coalesce(household_id, id), id""";
        connected(connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement read = connection.prepareStatement(sql)) {
                read.setFetchSize(FETCH);
                read.setString(1, county);
                read.setInt(2, type);
                read.setString(3, unit);
                read.setString(4, lastBelow(unit));
                try (ResultSet rows = read.executeQuery()) {
                    while (rows.next()) {
                        each.accept(subject(rows));
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            return unit;
        });
    }

    /** Streams every subject of a county. */
    public void allSubjects(String county, Consumer<SubjectRow> each) {
        stream("""
                select id, subject_type, unit_code, household_id, name, sources, facts
                from subjects where county_code = ? order by id""", county, rows -> each.accept(subject(rows)));
    }

    /** Streams the entries of a county in the order of the chain. */
    public void entriesByBatch(String county, java.util.function.BiConsumer<Long, EntryRow> each) {
        stream(ENTRIES + " order by batch, id", county, rows -> each.accept(rows.getLong(1), entry(rows)));
    }

    /** Streams the entries of a county, subject by subject, each in the order of the chain. */
    public void entriesBySubject(String county, java.util.function.BiConsumer<Long, EntryRow> each) {
        stream(ENTRIES + " order by subject_id, batch, id", county, rows -> each.accept(rows.getLong(1), entry(rows)));
    }

    private static final String ENTRIES = """
            select batch, id, subject_id, unit_code, kind, elements, element_values, salt, value_hash,
                   coalesce(file_number, 0), coalesce(sheet, 0), coalesce(source_row, 0), valid_on
            from entries where county_code = ?""";

    /** Streams the identity keys of a county, subject by subject. */
    public void keysBySubject(String county, Consumer<KeyRow> each) {
        stream(
                "select key, subject_id from identity_keys where county_code = ? order by subject_id, key",
                county,
                rows -> each.accept(new KeyRow(rows.getLong(1), uuid(rows, 2))));
    }

    public List<BatchRow> batches(String county) {
        List<BatchRow> out = new ArrayList<>();
        stream(
                """
                select number, coalesce(file_number, 0), entry_count, recorded_at, actor, previous_hash, hash
                from batches where county_code = ? order by number""",
                county,
                rows -> out.add(new BatchRow(
                        rows.getLong(1),
                        rows.getInt(2),
                        rows.getInt(3),
                        instant(rows, 4),
                        Objects.requireNonNull(rows.getString(5)),
                        Objects.requireNonNull(rows.getBytes(6)),
                        Objects.requireNonNull(rows.getBytes(7)))));
        return out;
    }

    /** A consumer of one row of a result. */
    @FunctionalInterface
    private interface RowConsumer {
        void accept(ResultSet rows) throws SQLException;
    }

    private void stream(String sql, String county, RowConsumer each) {
        connected(connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement read = connection.prepareStatement(sql)) {
                read.setFetchSize(FETCH);
                read.setString(1, county);
                try (ResultSet rows = read.executeQuery()) {
                    while (rows.next()) {
                        each.accept(rows);
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            return county;
        });
    }

    /** The greatest code of a unit and those below it: 999001101000 ends at 999001101999. */
    static String lastBelow(String unit) {
        int end = unit.length();
        while (end > 6 && unit.startsWith("000", end - 3)) {
            end -= 3;
        }
        while (end <= 6 && end >= 4 && unit.startsWith("00", end - 2)) {
            end -= 2;
        }
        return unit.substring(0, end) + "9".repeat(unit.length() - end);
    }

    static SubjectRow subject(ResultSet rows) throws SQLException {
        return new SubjectRow(
                uuid(rows, 1),
                rows.getInt(2),
                Objects.requireNonNull(rows.getString(3)),
                rows.getObject(4, UUID.class),
                Objects.requireNonNull(rows.getString(5)),
                texts(rows, 6),
                Objects.requireNonNull(rows.getString(7)));
    }

    private static EntryRow entry(ResultSet rows) throws SQLException {
        Array elements = rows.getArray(6);
        return new EntryRow(
                uuid(rows, 2),
                uuid(rows, 3),
                Objects.requireNonNull(rows.getString(4)),
                rows.getInt(5),
                elements == null ? null : numbers(elements),
                rows.getArray(7) == null ? null : texts(rows, 7),
                rows.getBytes(8),
                Objects.requireNonNull(rows.getBytes(9)),
                rows.getInt(10),
                rows.getInt(11),
                rows.getInt(12),
                Objects.requireNonNull(rows.getObject(13, java.time.LocalDate.class)));
    }

    private static ConflictRow conflict(ResultSet rows) throws SQLException {
        return new ConflictRow(
                uuid(rows, 1),
                uuid(rows, 2),
                rows.getObject(3, UUID.class),
                Objects.requireNonNull(rows.getString(4)),
                rows.getObject(5, UUID.class),
                rows.getObject(6, UUID.class),
                rows.getInt(7),
                rows.getInt(8),
                rows.getInt(9),
                Objects.requireNonNull(rows.getString(10)),
                instant(rows, 11));
    }

    private static FileRow file(ResultSet rows) throws SQLException {
        return new FileRow(
                rows.getInt(1),
                Objects.requireNonNull(rows.getString(2)),
                Objects.requireNonNull(rows.getString(3)),
                Objects.requireNonNull(rows.getString(4)),
                Objects.requireNonNull(rows.getString(5)),
                texts(rows, 6),
                rows.getInt(7),
                rows.getInt(8),
                rows.getInt(9),
                instant(rows, 10),
                Objects.requireNonNull(rows.getString(11)));
    }

    private static java.time.Instant instant(ResultSet rows, int column) throws SQLException {
        Timestamp at = Objects.requireNonNull(rows.getTimestamp(column));
        return at.toInstant();
    }

    static UUID uuid(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNull(rows.getObject(column, UUID.class));
    }

    private static List<String> texts(ResultSet rows, int column) throws SQLException {
        return List.of((String[]) Objects.requireNonNull(rows.getArray(column)).getArray());
    }

    private static List<Integer> numbers(Array array) throws SQLException {
        Number[] values = (Number[]) array.getArray();
        List<Integer> out = new ArrayList<>(values.length);
        for (Number n : values) {
            out.add(n.intValue());
        }
        return out;
    }
}
