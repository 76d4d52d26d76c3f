package cn.qingzhuang.app.ledger.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads for those who look at people: what was said of one, who stood on which list. */
public final class PeopleStore {
    private final JdbcClient client;

    public PeopleStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** What an entry said of one element. Sheet and row count only where there is a file. */
    public record ClaimRow(
            int kind, int element, String value, int file, int sheet, int row, Instant recordedAt, String actor) {}

    /** A file and how many subjects it told of. */
    public record ListRow(int file, String name, Instant importedAt, int subjects) {}

    /** Everything that was said of a subject, oldest first. */
    public List<ClaimRow> claims(String county, UUID subject) {
        String sql = """
                select e.kind, v.number, (string_to_array(e.facts, E'\\x1f'))[v.place], coalesce(f.number, 0), e.sheet,
                       e.source_row, b.recorded_at, b.actor
                from entries e
                join batches b on b.county_code = e.county_code and b.number = e.batch
                left join files f on f.county_code = e.county_code and f.number = e.batch
                cross join lateral (
                    select i as number, row_number() over (order by i) as place
                    from generate_series(0, length(e.elements) * 8 - 1) i where get_bit(e.elements, i) = 1) v
                where e.county_code = :county and e.subject_id = :subject
                order by e.id, v.number""";
        return client.sql(sql)
                .param("county", county)
                .param("subject", subject)
                .query((rows, n) -> claim(rows))
                .list();
    }

    private static ClaimRow claim(ResultSet rows) throws SQLException {
        return new ClaimRow(
                rows.getInt(1),
                rows.getInt(2),
                text(rows, 3),
                rows.getInt(4),
                rows.getInt(5),
                rows.getInt(6),
                instant(rows, 7),
                text(rows, 8));
    }

    /** The files that told of subjects of a type in a unit, newest first. */
    public List<ListRow> lists(String county, String unit, int type) {
        String sql = """
                select f.number, f.name, f.imported_at, l.subjects
                from (select e.batch as file_number, count(distinct e.subject_id) as subjects
                      from subjects s
                      join entries e on e.county_code = s.county_code and e.subject_id = s.id
                      where s.county_code = :county and s.subject_type = :type
                        and s.unit_code between :first and :last
                      group by e.batch) l
                join files f on f.county_code = :county and f.number = l.file_number
                order by f.number desc""";
        return client.sql(sql)
                .param("county", county)
                .param("type", type)
                .param("first", unit)
                .param("last", LedgerStore.lastBelow(unit))
                .query((rows, n) -> new ListRow(rows.getInt(1), text(rows, 2), instant(rows, 3), rows.getInt(4)))
                .list();
    }

    /** The subjects of a type in a unit that a file told of. */
    public List<UUID> listed(String county, String unit, int type, int file) {
        String sql = """
                select s.id from subjects s
                where s.county_code = :county and s.subject_type = :type and s.unit_code between :first and :last
                  and exists (select 1 from entries e where e.county_code = s.county_code and e.subject_id = s.id
                              and e.batch = :file)""";
        return client.sql(sql)
                .param("county", county)
                .param("type", type)
                .param("first", unit)
                .param("last", LedgerStore.lastBelow(unit))
                .param("file", file)
                .query((rows, n) -> uuid(rows, 1))
                .list();
    }

    /** The persons of a unit whose name holds a text, in the order of names. */
    public List<UUID> named(String county, String unit, int type, String part, int max) {
        String sql = """
                select id from subjects
                where county_code = :county and subject_type = :type and unit_code between :first and :last
                  and position(:part in name) > 0
                order by name, id limit :max""";
        return client.sql(sql)
                .param("county", county)
                .param("type", type)
                .param("first", unit)
                .param("last", LedgerStore.lastBelow(unit))
                .param("part", part)
                .param("max", max)
                .query((rows, n) -> uuid(rows, 1))
                .list();
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNull(rows.getString(column));
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        @Nullable Timestamp at = rows.getTimestamp(column);
        return Objects.requireNonNull(at).toInstant();
    }

    private static UUID uuid(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNull(rows.getObject(column, UUID.class));
    }
}
