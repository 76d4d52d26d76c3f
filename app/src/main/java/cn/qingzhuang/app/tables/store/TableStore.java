package cn.qingzhuang.app.tables.store;

import cn.qingzhuang.app.shared.ErasedWords;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Kept tables and what was taken of them, as rows. */
public final class TableStore {
    private static final String TABLES = """
            select id, name, unit_code, subject, words, conditions, columns, labels, department, purpose, basis, made_by,
                   made_at, secret, coalesce(key_by, '')
            from kept_tables where dropped_at is null and""";

    private final JdbcClient client;

    public TableStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    public void add(TableRow row) {
        client.sql("""
                        insert into kept_tables (county_code, id, name, unit_code, subject, words, conditions, columns,
                            labels, department, purpose, basis, made_by, made_at, secret)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        row.county(),
                        row.id(),
                        row.name(),
                        row.unitCode(),
                        row.subject(),
                        row.words(),
                        row.conditions(),
                        new SqlArrayValue("text", row.columns().toArray()),
                        new SqlArrayValue("text", row.labels().toArray()),
                        row.department(),
                        row.purpose(),
                        row.basis(),
                        row.madeBy(),
                        Timestamp.from(row.madeAt()),
                        row.secret())
                .update();
    }

    public Optional<TableRow> find(UUID id) {
        return client.sql(TABLES + " id = ?")
                .param(id)
                .query((rows, n) -> table(rows))
                .optional();
    }

    /** The table whose key has that hash. */
    public Optional<TableRow> ofKey(byte[] hash) {
        return client.sql(TABLES + " key_hash = ?")
                .param(hash)
                .query((rows, n) -> table(rows))
                .optional();
    }

    /** The tables of a department, newest first. */
    public List<TableRow> of(Collection<String> departments) {
        return client.sql(TABLES + " department = any (?) order by made_at desc, id")
                .param(new SqlArrayValue("text", departments.toArray()))
                .query((rows, n) -> table(rows))
                .list();
    }

    /** Whether there was one to drop. */
    public boolean drop(UUID id, Instant at) {
        String sql =
                "update kept_tables set dropped_at = ?, key_hash = null, key_by = null where id = ? and dropped_at is null";
        return client.sql(sql).params(Timestamp.from(at), id).update() > 0;
    }

    /** Sets the hash of the table's key and who made it, in the place of any before. */
    public void setKey(UUID id, byte[] hash, String by) {
        client.sql("update kept_tables set key_hash = ?, key_by = ? where id = ? and dropped_at is null")
                .params(hash, by, id)
                .update();
    }

    public void removeKey(UUID id) {
        client.sql("update kept_tables set key_hash = null, key_by = null where id = ?")
                .param(id)
                .update();
    }

    public void take(TableRow table, TakeRow take) {
        client.sql("""
                        insert into table_takes (county_code, id, table_id, taken_at, taken_by, form)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        table.county(),
                        take.id(),
                        table.id(),
                        Timestamp.from(take.takenAt()),
                        take.takenBy(),
                        take.form())
                .update();
    }

    /** How many rows left. */
    public void taken(TableRow table, UUID take, int rows) {
        client.sql("update table_takes set row_count = ? where county_code = ? and id = ?")
                .params(rows, table.county(), take)
                .update();
    }

    /** The latest takes of a table, newest first. */
    public List<TakeRow> takes(TableRow table, int max) {
        return client.sql("""
                        select id, table_id, taken_at, taken_by, form, row_count from table_takes
                        where county_code = ? and table_id = ? order by taken_at desc limit ?""")
                .params(table.county(), table.id(), max)
                .query((rows, n) -> new TakeRow(
                        uuid(rows, 1),
                        uuid(rows, 2),
                        instant(rows, 3),
                        text(rows, 4),
                        text(rows, 5),
                        Optional.ofNullable(rows.getObject(6, Integer.class))))
                .list();
    }

    private static TableRow table(ResultSet rows) throws SQLException {
        return new TableRow(
                uuid(rows, 1),
                text(rows, 2),
                text(rows, 3),
                text(rows, 4),
                text(rows, 5),
                text(rows, 6),
                texts(rows, 7),
                texts(rows, 8),
                text(rows, 9),
                text(rows, 10),
                text(rows, 11),
                text(rows, 12),
                instant(rows, 13),
                Objects.requireNonNull(rows.getBytes(14)),
                text(rows, 15));
    }

    static String text(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNull(rows.getString(column));
    }

    static UUID uuid(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNull(rows.getObject(column, UUID.class));
    }

    static Instant instant(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNull(rows.getObject(column, OffsetDateTime.class))
                .toInstant();
    }

    private static List<String> texts(ResultSet rows, int column) throws SQLException {
        Array array = Objects.requireNonNull(rows.getArray(column));
        return List.of((String[]) array.getArray());
    }

    /** Takes words out of what people wrote. */
    public void erase(String county, Collection<String> words) {
        ErasedWords.takeOut(
                client, "kept_tables", List.of("name", "words", "conditions", "purpose", "basis"), county, words);
    }
}
