package cn.qingzhuang.app.ledger.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Reads for those who review: what is open, what was decided. */
public final class ReviewStore {
    private final JdbcClient client;

    public ReviewStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /**
     * What counts more in the order of the list.
     *
     * @param keys elements that say who somebody is
     * @param sensitive elements that are sensitive
     */
    public record Weights(Collection<String> keys, Collection<String> sensitive) {}

    /** Where a page ends: the weight of its last subject, and that subject. */
    public record Place(int weight, UUID subject) {}

    /** How much is open. */
    public record Counts(int subjects, int conflicts) {}

    /**
     * A subject with open conflicts.
     *
     * @param all that is open in the unit
     */
    public record GroupRow(UUID subject, int weight, int conflicts, Counts all) {}

    /** A decision and who took it. */
    public record DecidedRow(RulingRow ruling, Instant at, String actor, boolean isUndone) {}

    private static final String GROUPS = """
            select subject_id, weight, conflicts, subjects, total from (
                select subject_id, max(weight) as weight, count(*) as conflicts, count(*) over () as subjects,
                       sum(count(*)) over () as total
                from (
                    select c.subject_id, case
                        when c.other_subject_id is not null then 4
                        when c.element = any (:keys) then 3
                        when c.element = any (:sensitive) then 2
                        when c.other_entry is not null then 1 else 0 end as weight
                    from conflicts c
                    join subjects s on s.county_code = c.county_code and s.id = c.subject_id
                    where c.county_code = :county and c.resolved_at is null and s.unit_code between :first and :last) o
                group by subject_id) g
            where weight < :weight or (weight = :weight and subject_id > :subject)
            order by weight desc, subject_id limit :max""";

    /** The subjects of a unit that have open conflicts, most telling first; those after a place. */
    public List<GroupRow> groups(String county, String unit, Weights weights, Optional<Place> after, int max) {
        Place from = after.orElse(new Place(Integer.MAX_VALUE, new UUID(0, 0)));
        return scoped(GROUPS, county, unit)
                .param("keys", new SqlArrayValue("text", weights.keys().toArray()))
                .param(
                        "sensitive",
                        new SqlArrayValue("text", weights.sensitive().toArray()))
                .param("weight", from.weight())
                .param("subject", from.subject())
                .param("max", max)
                .query((rows, n) -> new GroupRow(
                        LedgerStore.uuid(rows, 1),
                        rows.getInt(2),
                        rows.getInt(3),
                        new Counts(rows.getInt(4), rows.getInt(5))))
                .list();
    }

    /** What is open in all counties. */
    public long openConflicts() {
        return client.sql("select count(*) from conflicts where resolved_at is null")
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec scoped(String sql, String county, String unit) {
        return client.sql(sql).param("county", county).param("first", unit).param("last", LedgerStore.lastBelow(unit));
    }

    /** The open conflicts of some subjects, at most so many of each, in the order in which they were raised. */
    public List<ConflictRow> open(String county, Collection<UUID> subjects, int most) {
        String sql = """
                select id, subject_id, other_subject_id, element, kept_entry, other_entry, coalesce(file_number, 0),
                       coalesce(sheet, 0), coalesce(source_row, 0), reason, raised_at
                from (select *, row_number() over (partition by subject_id order by id) as place
                      from conflicts where county_code = ? and subject_id = any (?) and resolved_at is null) c
                where place <= ? order by id""";
        return client.sql(sql)
                .params(county, new SqlArrayValue("uuid", subjects.toArray()), most)
                .query((rows, n) -> LedgerStore.conflict(rows))
                .list();
    }

    /** One conflict, decided or not. */
    public Optional<ConflictRow> find(String county, UUID conflict) {
        return client.sql(LedgerStore.CONFLICTS + " and id = ?")
                .params(county, conflict)
                .query((rows, n) -> LedgerStore.conflict(rows))
                .optional();
    }

    /** Whom a ruling is about. */
    public Optional<UUID> subjectOf(String county, int ruling) {
        return client.sql("select subject_id from rulings where county_code = ? and number = ?")
                .params(county, ruling)
                .query(UUID.class)
                .optional();
    }

    /** Subjects by their ids, in no order. */
    public List<SubjectRow> subjects(String county, Collection<UUID> ids) {
        return client.sql("""
                        select id, subject_type, unit_code, household_id, name, sources, elements, facts, origins, born
                        from subjects where county_code = ? and id = any (?)""")
                .params(county, new SqlArrayValue("uuid", ids.toArray()))
                .query((rows, n) -> LedgerStore.subject(rows))
                .list();
    }

    /** What was decided about subjects of a unit, newest first, before a number. */
    public List<DecidedRow> decided(String county, String unit, int before, int max) {
        String sql = """
                select a.number, a.kind, a.subject_id, a.other_subject_id, a.element, a.conflict_id, a.entries, 0,
                       b.recorded_at, b.actor,
                       exists (select from rulings u where u.county_code = a.county_code and u.undoes = a.number)
                from rulings a
                join batches b on b.county_code = a.county_code and b.number = a.number
                where a.county_code = :county and a.number < :before and a.undoes is null
                  and (exists (select from subjects s where s.county_code = a.county_code
                                 and s.id in (a.subject_id, a.other_subject_id) and s.unit_code between :first and :last)
                       or not exists (select from subjects s where s.county_code = a.county_code
                                        and s.id in (a.subject_id, a.other_subject_id)))
                order by a.number desc limit :max""";
        return scoped(sql, county, unit)
                .param("before", before)
                .param("max", max)
                .query((rows, n) -> decided(rows))
                .list();
    }

    private static DecidedRow decided(ResultSet rows) throws SQLException {
        @Nullable Timestamp at = rows.getTimestamp(9);
        return new DecidedRow(
                RulingStore.ruling(rows),
                Objects.requireNonNull(at).toInstant(),
                Objects.requireNonNull(rows.getString(10)),
                rows.getBoolean(11));
    }
}
