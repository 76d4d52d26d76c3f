package cn.qingzhuang.app.imports.store;

import cn.qingzhuang.app.shared.ErasedWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Imported workbooks as rows. */
public final class ImportStore {
    private static final int LISTED_MAX = 50;

    private final JdbcClient client;

    public ImportStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** A stored workbook. */
    public record ImportRow(UUID id, String fileName, byte[] workbook, String unitCode) {}

    /** How many rows came in, and how many of them are doubtful. */
    public record Tally(int rows, int accepted, int doubts) {}

    /** A stored workbook as a list shows it. */
    public record ListedRow(UUID id, String fileName, Instant importedAt, Tally tally) {}

    public void add(ImportRow row, Tally tally) {
        client.sql("""
                        insert into imports (county_code, id, file_name, workbook, unit_code, rows_read, rows_accepted,
                                             doubts)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        row.unitCode().substring(0, 6),
                        row.id(),
                        row.fileName(),
                        row.workbook(),
                        row.unitCode(),
                        tally.rows(),
                        tally.accepted(),
                        tally.doubts())
                .update();
    }

    public void change(UUID id, Tally tally) {
        client.sql("update imports set rows_read = ?, rows_accepted = ?, doubts = ? where id = ?")
                .params(tally.rows(), tally.accepted(), tally.doubts(), id)
                .update();
    }

    public Optional<ImportRow> find(UUID id) {
        return client.sql("select id, file_name, workbook, unit_code from imports where id = ?")
                .param(id)
                .query((rows, n) -> new ImportRow(
                        uuid(rows), text(rows, 2), Objects.requireNonNull(rows.getBytes(3)), text(rows, 4)))
                .optional();
    }

    /** Takes the bytes of these files away, and these words out of names. */
    public void erase(String county, Collection<String> files, Collection<String> words) {
        client.sql(
                        "update imports set workbook = ''::bytea where county_code = ? and encode(sha256(workbook), 'hex') = any (?)")
                .params(county, new SqlArrayValue("text", files.toArray()))
                .update();
        ErasedWords.takeOut(client, "imports", List.of("file_name"), county, words);
    }

    /** The imports of a county of which rows were refused and the bytes are there. */
    public List<UUID> withRefusals(String county) {
        return client.sql("""
                        select id from imports
                        where county_code = ? and rows_accepted < rows_read and length(workbook) > 0""").param(county).query((rows, n) -> uuid(rows)).list();
    }

    /** Takes the bytes of one away. */
    public void eraseBytes(UUID id) {
        client.sql("update imports set workbook = ''::bytea where id = ?")
                .param(id)
                .update();
    }

    /** The latest imports of a unit, which has these codes, newest first. */
    public List<ListedRow> list(Set<String> unitCodes) {
        return client.sql("""
                        select id, file_name, imported_at, rows_read, rows_accepted, doubts from imports
                        where county_code = ? and unit_code = any (?) order by imported_at desc limit ?""")
                .params(
                        unitCodes.iterator().next().substring(0, 6),
                        new SqlArrayValue("text", unitCodes.toArray()),
                        LISTED_MAX)
                .query((rows, n) -> new ListedRow(
                        uuid(rows),
                        text(rows, 2),
                        instant(rows, 3),
                        new Tally(rows.getInt(4), rows.getInt(5), rows.getInt(6))))
                .list();
    }

    private static UUID uuid(ResultSet rows) throws SQLException {
        return Objects.requireNonNull(rows.getObject(1, UUID.class));
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNull(rows.getString(column));
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        @Nullable Timestamp at = rows.getTimestamp(column);
        return Objects.requireNonNull(at).toInstant();
    }

    public Optional<String> unit(UUID id) {
        return client.sql("select unit_code from imports where id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }
}
