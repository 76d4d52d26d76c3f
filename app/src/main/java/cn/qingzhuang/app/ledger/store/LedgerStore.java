package cn.qingzhuang.app.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SqlArrayValue;

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
                T result = work.in(new CountyTransaction(this, connection, county));
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

    /** What was told anew of subjects, in the order of their batches. */
    public List<RetellingRow> retellings(String county) {
        return RetellingStore.all(client, county);
    }

    /** Entries without their values of whom no erasure tells. */
    public List<UUID> erasedWithoutRecord(String county) {
        return client.sql("""
                        select id from entries e where county_code = :county and value_hash is not null
                          and not exists (select from erased x where x.county_code = :county
                                          and x.subjects @> array[e.subject_id])""")
                .param("county", county)
                .query((row, n) -> Objects.requireNonNull(row.getObject(1, UUID.class)))
                .list();
    }

    /** See {@link CountyTransaction#findKeys}. */
    static List<KeyRow> findKeys(JdbcClient client, String county, long[] keys) {
        List<KeyRow> out = new ArrayList<>();
        if (keys.length == 0) {
            return out;
        }
        String sql = "select key, subject_id from identity_keys where county_code = ? and key = any (?::bigint[])";
        client.sql(sql)
                .params(
                        county,
                        new SqlArrayValue("bigint", Arrays.stream(keys).boxed().toArray()))
                .query(rows -> {
                    out.add(new KeyRow(rows.getLong(1), uuid(rows, 2)));
                });
        return out;
    }

    /** As {@link CountyTransaction#findKeys}, over a connection of its own. */
    List<KeyRow> committedKeys(String county, long[] keys) {
        return findKeys(client, county, keys);
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

    /** A number for an act of writing; given for good, even if nothing comes of it. */
    int giveNumber(String county) {
        String sql = """
                insert into counties (county_code, last_number) values (?, 1)
                on conflict (county_code) do update set last_number = counties.last_number + 1
                returning last_number""";
        return client.sql(sql).param(county).query(Integer.class).single();
    }

    /** The number of an element in a county, given for good if it has none. */
    int giveElement(String county, String element) {
        String add = """
                insert into elements (county_code, number, element)
                select ?, coalesce(max(number), 0) + 1, ? from elements where county_code = ?
                on conflict do nothing""";
        String find = "select number from elements where county_code = ? and element = ?";
        while (true) {
            Optional<Integer> known = client.sql(find)
                    .params(county, element)
                    .query(Integer.class)
                    .optional();
            if (known.isPresent()) {
                return known.get();
            }
            client.sql(add).params(county, element, county).update();
        }
    }

    /** All units of a county and those above it, in code order. */
    public List<UnitRow> units(String county) {
        return client.sql(UNITS + " where county_code in (:county, :prefecture, :province) order by code")
                .param("county", county)
                .param("prefecture", county.substring(0, 4) + "00")
                .param("province", county.substring(0, 2) + "0000")
                .query((rows, n) -> unit(rows))
                .list();
    }

    static final String UNITS =
            "select code, name, coalesce(parent, ''), valid_from, valid_to, coalesce(successor, '') from units";

    static UnitRow unit(ResultSet rows) throws SQLException {
        return new UnitRow(
                Objects.requireNonNull(rows.getString(1)),
                Objects.requireNonNull(rows.getString(2)),
                Objects.requireNonNull(rows.getString(3)),
                Objects.requireNonNull(rows.getObject(4, LocalDate.class)),
                rows.getObject(5, LocalDate.class),
                Objects.requireNonNull(rows.getString(6)));
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
        return client.sql(UNITS + " order by code")
                .query((rows, n) -> unit(rows))
                .list();
    }

    public long unitCount() {
        return client.sql("select count(*) from units where valid_to is null and successor is null")
                .query(Long.class)
                .single();
    }

    public long subjectCount() {
        return client.sql("select count(*) from subjects").query(Long.class).single();
    }

    /** Values that were appended. */
    public long factCount() {
        return client.sql("select coalesce(sum(bit_count(elements)), 0) from entries")
                .query(Long.class)
                .single();
    }

    /** The counties that have units or facts. */
    public List<String> counties() {
        return client.sql("select county_code from counties order by 1")
                .query(String.class)
                .list();
    }

    /** The import of the same bytes for one of these codes of a unit whose reading is in force: the latest. */
    public Optional<FileRow> findFile(String county, String sha256, Collection<String> units) {
        String sql = """
                select number, sha256, reading, name, unit_code, sheets, rows_read, rows_accepted, facts,
                       imported_at, actor, replaces
                from files where county_code = :county and sha256 = :sha and unit_code = any (:units)
                order by number desc limit 1""";
        return client.sql(sql)
                .param("county", county)
                .param("sha", sha256)
                .param("units", new SqlArrayValue("text", units.toArray()))
                .query((rows, n) -> file(rows))
                .optional();
    }

    public List<FileRow> files(String county) {
        String sql = """
                select number, sha256, reading, name, unit_code, sheets, rows_read, rows_accepted, facts,
                       imported_at, actor, replaces
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

    static final String CONFLICTS = """
            select id, subject_id, other_subject_id, element, kept_entry, other_entry,
                   coalesce(file_number, 0), coalesce(sheet, 0), coalesce(source_row, 0), reason, raised_at
            from conflicts where county_code = ?""";

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

    /** Conflicts that nobody has decided yet about a subject that does not exist. */
    public List<ConflictRow> openConflictsOfNobody(String county) {
        return client.sql("""
                        select c.id, c.subject_id, c.other_subject_id, c.element, c.kept_entry, c.other_entry,
                               coalesce(c.file_number, 0), coalesce(c.sheet, 0), coalesce(c.source_row, 0), c.reason,
                               c.raised_at
                        from conflicts c
                        left join subjects s on s.county_code = c.county_code and s.id = c.subject_id
                        where c.county_code = :county and c.resolved_at is null and s.id is null
                        order by c.id limit 200""")
                .param("county", county)
                .query((rows, n) -> conflict(rows))
                .list();
    }

    /** One subject of a county. */
    public Optional<SubjectRow> findSubject(String county, UUID id) {
        return client.sql("""
                        select id, subject_type, unit_code, household_id, name, sources, elements, facts, origins, born
                        from subjects where county_code = :county and id = :id""")
                .param("county", county)
                .param("id", id)
                .query((rows, n) -> subject(rows))
                .optional();
    }

    /** The subjects of a type in a unit and below it. */
    public record Scope(String county, String unit, int type) {}

    static final String IN_SCOPE = """
            select id, subject_type, unit_code, household_id, name, sources, elements, facts, origins, born
            from subjects
            where county_code = ? and subject_type = ? and unit_code >= ? and unit_code <= ?""";

    /**
     * The same where a scope shall not be the key of the read: ids are. A county that was just taken in has no statistics
     * yet, and by its units all of it was read for each page of ids.
     */
    static final String WITHIN = IN_SCOPE.replace("subject_type =", "subject_type + 0 =")
            .replace("unit_code >=", "unit_code || '' >=")
            .replace("unit_code <=", "unit_code || '' <=");

    private static final String IN_ORDER = " order by coalesce(household_id, id), id";

    /** Streams all of a scope: household, then order of creation. */
    public void subjects(Scope scope, Consumer<SubjectRow> each) {
        stream(IN_SCOPE, scope, List.of(), each);
    }

    /** Streams those of a scope that a filter lets through, in the same order. */
    public void subjects(Scope scope, SubjectFilter filter, Consumer<SubjectRow> each) {
        stream(IN_SCOPE + " and " + filter.sql(), scope, filter.values().toList(), each);
    }

    /**
     * Streams those of a scope that have one of these identity keys, in the same order. Two statements: in one, a county that
     * was just taken in and has no statistics yet was read once for each key.
     */
    public void subjectsByKey(Scope scope, Collection<Long> keys, Consumer<SubjectRow> each) {
        String sql = "select distinct subject_id from identity_keys where county_code = ? and key = any (?)";
        List<UUID> ids = client.sql(sql)
                .params(scope.county(), new SqlArrayValue("bigint", keys.toArray()))
                .query((rows, n) -> uuid(rows, 1))
                .list();
        subjectsByIds(scope, ids, each);
    }

    /** Streams those of a scope that have one of these ids, in the same order. */
    public void subjectsByIds(Scope scope, Collection<UUID> ids, Consumer<SubjectRow> each) {
        stream(WITHIN + " and id = any (?)", scope, List.of(new SqlArrayValue("uuid", ids.toArray())), each);
    }

    /** Streams the members of these households, in the same order. */
    public void membersOf(Scope scope, Collection<UUID> households, Consumer<SubjectRow> each) {
        List<Object> ids = List.of(new SqlArrayValue("uuid", households.toArray()));
        stream(WITHIN + " and household_id = any (?)", scope, ids, each);
    }

    /** Whether a scope has no more than so many subjects. */
    public boolean hasAtMost(int most, Scope scope) {
        String sql = """
                select count(*) from (
                    select 1 from subjects
                    where county_code = ? and subject_type = ? and unit_code >= ? and unit_code <= ? limit ?) as counted""";
        return client.sql(sql)
                        .params(scope.county(), scope.type(), scope.unit(), lastBelow(scope.unit()), most + 1)
                        .query(Integer.class)
                        .single()
                <= most;
    }

    private void stream(String sql, Scope scope, List<Object> values, Consumer<SubjectRow> each) {
        connected(connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement read = connection.prepareStatement(sql + IN_ORDER)) {
                read.setFetchSize(FETCH);
                read.setString(1, scope.county());
                read.setInt(2, scope.type());
                read.setString(3, scope.unit());
                read.setString(4, lastBelow(scope.unit()));
                for (int i = 0; i < values.size(); i++) {
                    StatementCreatorUtils.setParameterValue(read, i + 5, SqlTypeValue.TYPE_UNKNOWN, values.get(i));
                }
                try (ResultSet rows = read.executeQuery()) {
                    while (rows.next()) {
                        each.accept(subject(rows));
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            return scope;
        });
    }

    /** Every subject of a county by id. */
    public RowCursor<SubjectRow> subjectsById(String county) {
        return new RowCursor<>(source, """
                select id, subject_type, unit_code, household_id, name, sources, elements, facts, origins, born
                from subjects where county_code = ? order by id""", county, LedgerStore::subject);
    }

    /** Streams the entries of a county by id, which is the order of the chain within each batch. */
    public void entriesById(String county, Consumer<EntryRow> each) {
        stream(ENTRIES + " order by id", county, rows -> each.accept(entry(rows)));
    }

    /** The entries of a county, subject by subject, each by id. */
    public RowCursor<EntryRow> entriesBySubject(String county) {
        return new RowCursor<>(source, ENTRIES + " order by subject_id, id", county, LedgerStore::entry);
    }

    static final String ENTRIES = """
            select id, subject_id, batch, subject_type, kind, sheet, source_row, valid_on, unit_code, salt, elements, facts,
                   household_id, value_hash
            from entries where county_code = ?""";

    /** Entries by their ids, in no order. */
    public List<EntryRow> entries(String county, Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : client.sql(ENTRIES + " and id = any (?)")
                        .params(county, new SqlArrayValue("uuid", ids.toArray()))
                        .query((rows, n) -> entry(rows))
                        .list();
    }

    /** What officers decided about the ledger of a county, in the order of the chain. */
    public List<RulingRow> rulings(String county) {
        return RulingStore.rulings(client, county);
    }

    /** What the words of a county's files weigh, where it is more than any file's. */
    public List<AuthorityRow> authorities(String county) {
        return RulingStore.authorities(client, county);
    }

    /** The rulings by which conflicts of a county are said to have been decided. */
    public List<Integer> rulingsOfConflicts(String county) {
        return client.sql("select distinct decided_by from conflicts where county_code = ? and decided_by is not null")
                .param(county)
                .query(Integer.class)
                .list();
    }

    /** The identity keys of a county, subject by subject. */
    public RowCursor<KeyRow> keysBySubject(String county) {
        return new RowCursor<>(
                source,
                "select key, subject_id from identity_keys where county_code = ? order by subject_id",
                county,
                rows -> new KeyRow(rows.getLong(1), uuid(rows, 2)));
    }

    /** Subjects whose household does not exist. */
    public List<UUID> subjectsWithoutHousehold(String county) {
        String sql = """
                select s.id from subjects s
                left join subjects h on h.county_code = s.county_code and h.id = s.household_id
                where s.county_code = ? and s.household_id is not null and h.id is null order by s.id limit 200""";
        return client.sql(sql).param(county).query((rows, n) -> uuid(rows, 1)).list();
    }

    /** The batches of a county in the order of the chain. */
    public List<LinkRow> batches(String county) {
        List<LinkRow> out = new ArrayList<>();
        stream(BATCHES, county, rows -> out.add(link(rows)));
        return out;
    }

    static final String BATCHES = """
            select number, entry_count, recorded_at, actor, place, previous_hash, hash
            from batches where county_code = ? order by place""";

    static LinkRow link(ResultSet rows) throws SQLException {
        return new LinkRow(
                new BatchRow(
                        rows.getInt(1), rows.getInt(2), instant(rows, 3), Objects.requireNonNull(rows.getString(4))),
                rows.getInt(5),
                Objects.requireNonNull(rows.getBytes(6)),
                Objects.requireNonNull(rows.getBytes(7)));
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
                Objects.requireNonNull(rows.getBytes(6)),
                Objects.requireNonNull(rows.getBytes(7)),
                Objects.requireNonNull(rows.getBytes(8)),
                rows.getBytes(9),
                rows.getObject(10, LocalDate.class));
    }

    static EntryRow entry(ResultSet rows) throws SQLException {
        return new EntryRow(
                uuid(rows, 1),
                uuid(rows, 2),
                rows.getInt(3),
                rows.getInt(4),
                rows.getInt(5),
                rows.getInt(6),
                rows.getInt(7),
                Objects.requireNonNull(rows.getObject(8, LocalDate.class)),
                Objects.requireNonNull(rows.getString(9)),
                rows.getBytes(10),
                rows.getBytes(11),
                rows.getBytes(12),
                rows.getObject(13, UUID.class),
                rows.getBytes(14));
    }

    static ConflictRow conflict(ResultSet rows) throws SQLException {
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
                Objects.requireNonNull(rows.getString(11)),
                rows.getInt(12));
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
}
