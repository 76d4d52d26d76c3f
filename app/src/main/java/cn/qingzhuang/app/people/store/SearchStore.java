package cn.qingzhuang.app.people.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionTemplate;

/** The search rows of people, and how far they have followed the ledger. */
public final class SearchStore {
    private static final int SORTED_MAX = 2_000;
    /** Entries are made after the moment of their batch; a clock may be set back by so much. */
    private static final long CLOCK_MILLIS = 60_000;

    private final DataSource source;
    private final JdbcClient client;
    private final TransactionTemplate transactions;

    public SearchStore(DataSource source) {
        this.source = source;
        this.client = JdbcClient.create(source);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(source));
    }

    /**
     * Somebody as a line of a list.
     *
     * @param type ordinal of the subject's type
     * @param sex 1 male, 2 female, 0 unknown
     * @param idTail the last of the ID number, or empty
     */
    public record PersonRow(
            UUID id, int type, String unit, String name, Optional<LocalDate> bornOn, int sex, String idTail) {}

    /** A search row. */
    public record SearchRow(PersonRow person, String initials, String pinyin, Collection<Integer> keys) {}

    /** The units that are looked at: from a code to the last below it. */
    public record Scope(String county, String unit, String last) {}

    /**
     * Whom to find.
     *
     * @param name a part of the name, or empty
     * @param letters the pinyin or initials that were typed, or empty
     * @param given the keys of whoever has a given name that is said as the letters, and all else that was typed
     */
    public record Wanted(
            Scope scope, Collection<Integer> keys, String name, String letters, Collection<Integer> given) {}

    /**
     * A list with filters.
     *
     * @param type ordinal of the subjects' type
     * @param sex 0 for both
     * @param without who has one of these keys is left out
     * @param after the row before the page, if any
     */
    public record Filter(
            Scope scope,
            int type,
            int sex,
            Optional<LocalDate> bornFrom,
            Optional<LocalDate> bornTo,
            Collection<Integer> keys,
            Collection<Integer> without,
            Optional<Place> after) {}

    /** A place in the order of lists. */
    public record Place(String unit, String name, UUID id) {}

    /** How far the rows of a county are, and the batches after that, oldest first. */
    private record Progress(int place, @Nullable UUID entry, int entriesDone, List<BatchRow> next) {}

    private record BatchRow(int number, int place, int entries, Instant recordedAt) {}

    /** The counties whose ledger is ahead of the search. */
    public List<String> countiesBehind() {
        return client.sql("""
                        select c.county_code from counties c
                        left join search_progress p on p.county_code = c.county_code
                        where c.last_place > coalesce(p.place, 0)""").query(String.class).list();
    }

    /** How many entries of a county were not followed yet, counted roughly. */
    public long entriesBehind(String county) {
        return client.sql("""
                        select coalesce(sum(greatest(entry_count, 1)), 0) from batches b
                        where b.county_code = :county and b.place > coalesce(
                            (select place from search_progress where county_code = :county), 0)""").param("county", county).query(Long.class).single();
    }

    /**
     * Follows the ledger of a county by no more than so many entries, in one transaction and one at a time: whoever they
     * speak of is made again by {@code rows}. Answers how many entries it was.
     */
    public int follow(String county, int max, BiFunction<String, Set<UUID>, List<SearchRow>> rows) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Progress progress = progress(county, max);
            if (progress.next().isEmpty()) {
                return 0;
            }
            Set<UUID> subjects = new LinkedHashSet<>();
            int total = progress.next().stream().mapToInt(BatchRow::entries).sum();
            int wanted = Math.min(max, total - progress.entriesDone());
            UUID last = spokenOf(county, progress, wanted, subjects);
            boolean isWhole = progress.entriesDone() + wanted >= total;
            if (isWhole) {
                subjects.addAll(replaced(county, progress));
                subjects.addAll(decided(county, progress));
            }
            renew(county, subjects, max, rows);
            BatchRow end = progress.next().get(progress.next().size() - 1);
            client.sql("""
                            update search_progress set place = :place, entry_id = :entry, entries_done = :done
                            where county_code = :county""")
                    .param("place", isWhole ? end.place() : progress.place())
                    .param("entry", isWhole ? null : last, Types.OTHER)
                    .param("done", isWhole ? 0 : progress.entriesDone() + wanted)
                    .param("county", county)
                    .update();
            return Math.max(1, wanted);
        }));
    }

    /** Locks the progress of a county and looks what comes next: some small batches, or one that is taken in parts. */
    private Progress progress(String county, int max) {
        client.sql("insert into search_progress (county_code) values (?) on conflict do nothing")
                .param(county)
                .update();
        Progress at = client.sql(
                        "select place, entry_id, entries_done from search_progress where county_code = ? for update")
                .param(county)
                .query((row, n) -> new Progress(row.getInt(1), row.getObject(2, UUID.class), row.getInt(3), List.of()))
                .single();
        List<BatchRow> next = new ArrayList<>();
        int entries = 0;
        for (BatchRow batch : client.sql("""
                        select number, place, entry_count, recorded_at from batches
                        where county_code = ? and place > ? order by place limit ?""")
                .params(county, at.place(), max)
                .query((row, n) -> new BatchRow(row.getInt(1), row.getInt(2), row.getInt(3), instant(row, 4)))
                .list()) {
            entries += batch.entries();
            if (entries > max && !next.isEmpty()) {
                break;
            }
            next.add(batch);
            if (at.entriesDone() > 0) {
                break; // the rest of the batch that was begun
            }
        }
        return new Progress(at.place(), at.entry(), at.entriesDone(), List.copyOf(next));
    }

    /** Adds whom the next entries speak of; answers the last entry. Entries have ids that grow with time. */
    private @Nullable UUID spokenOf(String county, Progress progress, int wanted, Set<UUID> subjects) {
        Instant first = progress.next().stream()
                .map(BatchRow::recordedAt)
                .min(Instant::compareTo)
                .orElseThrow();
        UUID from = progress.entry() != null ? progress.entry() : firstAfter(first);
        Object[] numbers = progress.next().stream().map(BatchRow::number).toArray();
        List<UUID> entries = new ArrayList<>();
        client.sql("""
                        select id, subject_id from entries
                        where county_code = ? and id > ? and batch = any (?) order by id limit ?""")
                .params(county, from, new SqlArrayValue("int4", numbers), wanted)
                .query(row -> {
                    entries.add(uuid(row, 1));
                    subjects.add(uuid(row, 2));
                });
        return entries.isEmpty() ? progress.entry() : entries.get(entries.size() - 1);
    }

    /** Whom readings spoke of that one of the next batches replaces: nothing of them counts any more. */
    private List<UUID> replaced(String county, Progress progress) {
        Object[] numbers = progress.next().stream().map(BatchRow::number).toArray();
        List<UUID> out = new ArrayList<>();
        client.sql("""
                        select old.number, old.imported_at from files f
                        join files old on old.county_code = f.county_code and old.number = f.replaces
                        where f.county_code = ? and f.number = any (?) and f.replaces > 0""")
                .params(county, new SqlArrayValue("int4", numbers))
                .query((row, n) -> new BatchRow(row.getInt(1), 0, 0, instant(row, 2)))
                .list()
                .forEach(old -> out.addAll(client.sql("""
                                select distinct coalesce(m.subject_id, e.subject_id) from entries e
                                left join moved_entries m on m.county_code = e.county_code and m.id = e.id
                                where e.county_code = ? and e.id > ? and e.batch = ?""")
                        .params(county, firstAfter(old.recordedAt()), old.number())
                        .query((row, n) -> uuid(row, 1))
                        .list()));
        return out;
    }

    /** Makes the rows of the subjects anew, some at a time; of whom the ledger knows nothing any more has none. */
    public void renew(
            String county, Set<UUID> subjects, int atOnce, BiFunction<String, Set<UUID>, List<SearchRow>> rows) {
        List<UUID> all = List.copyOf(subjects);
        for (int from = 0; from < all.size(); from += atOnce) {
            Set<UUID> gone = new LinkedHashSet<>(all.subList(from, Math.min(all.size(), from + atOnce)));
            List<SearchRow> known = rows.apply(county, Set.copyOf(gone));
            write(county, known);
            known.forEach(row -> gone.remove(row.person().id()));
            client.sql("delete from people where county_code = ? and subject_id = any (?)")
                    .params(county, new SqlArrayValue("uuid", gone.toArray()))
                    .update();
        }
    }

    /** Whom the next rulings are about: two that became one, one that became two. */
    private List<UUID> decided(String county, Progress progress) {
        Object[] numbers = progress.next().stream().map(BatchRow::number).toArray();
        return client.sql("""
                        select s.id from rulings a cross join unnest(array[a.subject_id, a.other_subject_id]) as s (id)
                        where a.county_code = ? and a.number = any (?) and s.id is not null""")
                .params(county, new SqlArrayValue("int4", numbers))
                .query((row, n) -> uuid(row, 1))
                .list();
    }

    /** The least id that an entry of a batch can have. */
    private static UUID firstAfter(Instant recordedAt) {
        return new UUID(Math.max(0, recordedAt.toEpochMilli() - CLOCK_MILLIS) << 16, 0);
    }

    /** Forgets all rows; they are made again by following from the start. */
    public void clear() {
        transactions.executeWithoutResult(status -> {
            client.sql("delete from people").update();
            client.sql("delete from search_progress").update();
        });
    }

    /** Takes over the unit of whoever is shown under another one in the ledger since the list of units was changed. */
    public void followUnits() {
        client.sql("""
                        update people p set unit_code = s.unit_code from subjects s
                        where s.county_code = p.county_code and s.id = p.subject_id and p.unit_code <> s.unit_code""").update();
    }

    private void write(String county, List<SearchRow> rows) {
        String sql = """
                insert into people (county_code, subject_id, born_on, subject_type, sex, unit_code, name, initials,
                                    pinyin, id_tail, keys)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (county_code, subject_id) do update set (born_on, sex, unit_code, name, initials, pinyin,
                    id_tail, keys) = row (excluded.born_on, excluded.sex, excluded.unit_code, excluded.name,
                    excluded.initials, excluded.pinyin, excluded.id_tail, excluded.keys)""";
        Connection connection = DataSourceUtils.getConnection(source);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (SearchRow row : rows) {
                PersonRow person = row.person();
                insert.setString(1, county);
                insert.setObject(2, person.id());
                insert.setObject(3, person.bornOn().orElse(null), Types.DATE);
                insert.setInt(4, person.type());
                insert.setInt(5, person.sex());
                insert.setString(6, person.unit());
                insert.setString(7, person.name());
                insert.setString(8, row.initials());
                insert.setString(9, row.pinyin());
                insert.setString(10, person.idTail());
                insert.setArray(11, connection.createArrayOf("int4", row.keys().toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new org.springframework.jdbc.UncategorizedSQLException("people", sql, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    /** Whoever may be meant, those of exactly that name first; no more than asked for. */
    public List<PersonRow> find(Wanted wanted, int max) {
        boolean hasLetters = !wanted.letters().isEmpty();
        String who = hasLetters ? """
                (pinyin >= :letters and pinyin < :beyond or keys @> :keys and position(:letters in initials) > 0
                 or keys @> :given)""" : "keys @> :keys";
        String sql =
                "select subject_id, subject_type, unit_code, name, born_on, sex, id_tail from (select * from people"
                        + " where county_code = :county and unit_code between :unit and :last"
                        + " and position(:name in name) > 0 and " + who + " limit " + SORTED_MAX + ") found"
                        + " order by name <> :name, subject_type, length(name), name, subject_id limit :max";
        return planned(() -> scoped(sql, wanted.scope())
                .param("keys", new SqlArrayValue("int4", wanted.keys().toArray()))
                .param("given", new SqlArrayValue("int4", wanted.given().toArray()))
                .param("name", wanted.name())
                .param("letters", wanted.letters())
                .param("beyond", wanted.letters() + "~")
                .param("max", max)
                .query((row, n) -> person(row))
                .list());
    }

    /** A page of a list in the order of units and names. */
    public List<PersonRow> list(Filter filter, int max) {
        return planned(() -> filtered(
                        "select subject_id, subject_type, unit_code, name, born_on, sex, id_tail",
                        filter,
                        " order by unit_code, name, subject_id limit :max")
                .param("max", max)
                .query((row, n) -> person(row))
                .list());
    }

    /**
     * The first of a list among so many of the order of units and names: right when many are wanted, and quick when there
     * are few.
     */
    public List<PersonRow> listNear(Filter filter, int max, int walkedMax) {
        String sql = "select subject_id, subject_type, unit_code, name, born_on, sex, id_tail from (select *"
                + inScope(filter)
                + " order by unit_code, name, subject_id limit :walkedMax) near where true"
                + conditions(filter)
                + " order by unit_code, name, subject_id limit :max";
        return planned(() -> with(filter, sql)
                .param("walkedMax", walkedMax)
                .param("max", max)
                .query((row, n) -> person(row))
                .list());
    }

    /** The first of a list in the order of units and names, and how many it has, counted no further than asked for. */
    public record ShortList(List<PersonRow> first, int count) {}

    /** Looks by what is rare, where {@link #list} walks in order until a page is full: right when the list is short. */
    public ShortList listShort(Filter filter, int max, int countMax) {
        int[] count = {0};
        List<PersonRow> first = planned(() -> filtered(
                        "select subject_id, subject_type, unit_code, name, born_on, sex, id_tail, count(*) over () from (select *",
                        filter,
                        " limit :countMax) found order by unit_code, name, subject_id limit :max")
                .param("countMax", countMax)
                .param("max", max)
                .query((row, n) -> {
                    count[0] = row.getInt(8);
                    return person(row);
                })
                .list());
        return new ShortList(first, count[0]);
    }

    /** How many a list has. */
    public long count(Filter filter) {
        return planned(
                () -> filtered("select count(*)", filter, "").query(Long.class).single());
    }

    /**
     * Plans a read with the values at hand: how rare a key is decides how to look, and a plan for any key reads the whole
     * table.
     */
    private <T> T planned(Supplier<T> read) {
        return Objects.requireNonNull(transactions.execute(status -> {
            client.sql("set local plan_cache_mode = force_custom_plan").update();
            return read.get();
        }));
    }

    private JdbcClient.StatementSpec filtered(String select, Filter filter, String end) {
        return with(filter, select + inScope(filter) + conditions(filter) + end);
    }

    private static String inScope(Filter filter) {
        return " from people where county_code = :county and subject_type = :type and unit_code between :unit and :last"
                + (filter.after().isPresent()
                        ? " and (unit_code, name, subject_id) > (:afterUnit, :afterName, :afterId)"
                        : "");
    }

    private static String conditions(Filter filter) {
        return (filter.sex() == 0 ? "" : " and sex = :sex")
                + (filter.bornFrom().isPresent() ? " and born_on >= :bornFrom" : "")
                + (filter.bornTo().isPresent() ? " and born_on <= :bornTo" : "")
                + (filter.keys().isEmpty() ? "" : " and keys @> :keys")
                + (filter.without().isEmpty() ? "" : " and not keys && :without");
    }

    private JdbcClient.StatementSpec with(Filter filter, String sql) {
        JdbcClient.StatementSpec out = scoped(sql, filter.scope())
                .param("type", filter.type())
                .param("sex", filter.sex())
                .param("bornFrom", filter.bornFrom().orElse(null), Types.DATE)
                .param("bornTo", filter.bornTo().orElse(null), Types.DATE)
                .param("keys", new SqlArrayValue("int4", filter.keys().toArray()))
                .param("without", new SqlArrayValue("int4", filter.without().toArray()));
        if (filter.after().isPresent()) {
            Place after = filter.after().get();
            out = out.param("afterUnit", after.unit())
                    .param("afterName", after.name())
                    .param("afterId", after.id());
        }
        return out;
    }

    private JdbcClient.StatementSpec scoped(String sql, Scope scope) {
        return client.sql(sql)
                .param("county", scope.county())
                .param("unit", scope.unit())
                .param("last", scope.last());
    }

    private static PersonRow person(ResultSet row) throws SQLException {
        return new PersonRow(
                uuid(row, 1),
                row.getInt(2),
                Objects.requireNonNull(row.getString(3)),
                Objects.requireNonNull(row.getString(4)),
                Optional.ofNullable(row.getObject(5, LocalDate.class)),
                row.getInt(6),
                Objects.requireNonNull(row.getString(7)));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        @Nullable Timestamp at = row.getTimestamp(column);
        return Objects.requireNonNull(at).toInstant();
    }

    private static UUID uuid(ResultSet row, int column) throws SQLException {
        @Nullable UUID id = row.getObject(column, UUID.class);
        return Objects.requireNonNull(id);
    }
}
