package cn.qingzhuang.app.ledger.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads for those who look at people: what was said of one, who stood on which list. */
public final class PeopleStore {
    /** No file takes longer than this to be taken. */
    private static final Duration TAKEN_IN = Duration.ofHours(6);

    private final JdbcClient client;

    public PeopleStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** What an entry said of one element. Sheet and row count only where there is a file. */
    public record ClaimRow(
            UUID entry,
            int kind,
            int element,
            String value,
            int file,
            int sheet,
            int row,
            Instant recordedAt,
            String actor) {}

    /** A file and how many subjects it told of. */
    public record ListRow(int file, String name, Instant importedAt, int subjects) {}

    /** Everything that was said of a subject, oldest first. */
    public List<ClaimRow> claims(String county, UUID subject) {
        String sql = """
                select e.id, e.kind, n.number, v.value, coalesce(f.number, 0), e.sheet, e.source_row, b.recorded_at, b.actor
                from entries e
                join batches b on b.county_code = e.county_code and b.number = e.batch
                left join files f on f.county_code = e.county_code and f.number = e.batch
                cross join lateral (
                    select bit as number, row_number() over (order by bit) as place
                    from generate_series(0, length(e.elements) * 8 - 1) as bit
                    where get_bit(e.elements, bit) = 1) n
                cross join lateral unnest(string_to_array(e.facts, chr(31))) with ordinality as v(value, place)
                where e.county_code = :county and v.place = n.place
                  and e.id in (
                    select o.id from entries o
                    where o.county_code = :county and o.subject_id = :subject
                      and not exists (select from moved_entries m where m.county_code = :county and m.id = o.id)
                    union all
                    select m.id from moved_entries m where m.county_code = :county and m.subject_id = :subject)
                order by b.place, e.id, n.number""";
        return client.sql(sql)
                .param("county", county)
                .param("subject", subject)
                .query((rows, n) -> claim(rows))
                .list();
    }

    private static ClaimRow claim(ResultSet rows) throws SQLException {
        return new ClaimRow(
                uuid(rows, 1),
                rows.getInt(2),
                rows.getInt(3),
                text(rows, 4),
                rows.getInt(5),
                rows.getInt(6),
                rows.getInt(7),
                instant(rows, 8),
                text(rows, 9));
    }

    /** The files that told of subjects of a type in a unit, newest first. */
    public List<ListRow> lists(String county, String unit, int type) {
        String sql = """
                select f.number, f.name, f.imported_at, l.subjects
                from (select e.batch, count(distinct e.subject_id) as subjects
                      from subjects s
                      join lateral (
                        select o.batch, o.subject_id from entries o
                        where o.county_code = s.county_code and o.subject_id = s.id
                        union all
                        select o.batch, m.subject_id from moved_entries m
                        join entries o on o.county_code = m.county_code and o.id = m.id
                        where m.county_code = s.county_code and m.subject_id = s.id) e on true
                      where s.county_code = :county and s.subject_type = :type
                        and s.unit_code between :first and :last
                      group by e.batch) l
                join files f on f.county_code = :county and f.number = l.batch
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
                  and (exists (select 1 from entries e where e.county_code = s.county_code and e.subject_id = s.id
                               and e.batch = :file)
                       or s.id in (select m.subject_id from moved_entries m
                                   join entries e on e.county_code = m.county_code and e.id = m.id
                                   where m.county_code = :county and e.batch = :file))""";
        return client.sql(sql)
                .param("county", county)
                .param("type", type)
                .param("first", unit)
                .param("last", LedgerStore.lastBelow(unit))
                .param("file", file)
                .query((rows, n) -> uuid(rows, 1))
                .list();
    }

    /** A row of a file and whom it tells of; sheet by its place. */
    public record RowRow(int sheet, int row, UUID subject) {}

    /** Whom the rows of a file tell of. Its entries' ids were made while it was taken: they grow with time. */
    public List<RowRow> rows(String county, FileRow file) {
        String sql = """
                select e.sheet, e.source_row, coalesce(m.subject_id, e.subject_id)
                from entries e left join moved_entries m on m.county_code = e.county_code and m.id = e.id
                where e.county_code = :county and e.batch = :file and e.id between :from and :to""";
        return client.sql(sql)
                .param("county", county)
                .param("file", file.number())
                .param("from", firstAt(file.importedAt().minus(Duration.ofMinutes(1))))
                .param("to", firstAt(file.importedAt().plus(TAKEN_IN)))
                .query((rows, n) -> new RowRow(rows.getInt(1), rows.getInt(2), uuid(rows, 3)))
                .list();
    }

    private static UUID firstAt(Instant at) {
        return new UUID(at.toEpochMilli() << 16, 0);
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
