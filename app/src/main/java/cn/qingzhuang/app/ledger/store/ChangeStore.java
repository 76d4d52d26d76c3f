package cn.qingzhuang.app.ledger.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The ledger read in the order of its chain, a part at a time. */
public final class ChangeStore {
    /** Entries are made after the moment of their batch; a clock may be set back by so much. */
    private static final long CLOCK_MILLIS = 60_000;

    private static final String BATCH =
            "select number, entry_count, recorded_at, actor, place, previous_hash, hash from batches ";

    private final JdbcClient client;

    public ChangeStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** The batch at a place of the chain. */
    public Optional<LinkRow> batchAt(String county, int place) {
        return client.sql(BATCH + "where county_code = ? and place = ?")
                .params(county, place)
                .query((rows, n) -> LedgerStore.link(rows))
                .optional();
    }

    /** The batch of a number. */
    public Optional<LinkRow> batch(String county, int number) {
        return client.sql(BATCH + "where county_code = ? and number = ?")
                .params(county, number)
                .query((rows, n) -> LedgerStore.link(rows))
                .optional();
    }

    /** The batches behind a place, in the order of the chain. */
    public List<LinkRow> after(String county, int place, int max) {
        return client.sql(BATCH + "where county_code = ? and place > ? order by place limit ?")
                .params(county, place, max)
                .query((rows, n) -> LedgerStore.link(rows))
                .list();
    }

    /** The place of the last batch; 0 where there is none. */
    public int lastPlace(String county) {
        return client.sql("select coalesce(max(place), 0) from batches where county_code = ?")
                .param(county)
                .query(Integer.class)
                .single();
    }

    /**
     * So many entries of these batches by id; there must be as many, or the whole table is read.
     *
     * @param since when the first of the batches was recorded
     * @param after the last entry that is known already
     */
    public List<EntryRow> entries(
            String county, Collection<Integer> batches, Instant since, Optional<UUID> after, int count) {
        List<EntryRow> found = entries(county, batches, after.orElseGet(() -> firstAfter(since)), count);
        if (found.size() < count && after.isEmpty()) {
            found = entries(county, batches, new UUID(0, 0), count); // the clock was set back by more
        }
        if (found.size() < count) {
            throw new IllegalStateException("batches " + batches + " have fewer entries than they say");
        }
        return found;
    }

    private List<EntryRow> entries(String county, Collection<Integer> batches, UUID from, int count) {
        return client.sql(LedgerStore.ENTRIES + " and id > ? and batch = any (?) order by id limit ?")
                .params(county, from, new SqlArrayValue("int4", batches.toArray()), count)
                .query((rows, n) -> LedgerStore.entry(rows))
                .list();
    }

    /** The least id that an entry of a batch can have. */
    private static UUID firstAfter(Instant recordedAt) {
        return new UUID(Math.max(0, recordedAt.toEpochMilli() - CLOCK_MILLIS) << 16, 0);
    }

    /** The batches of readings that these batches replaced, by the number of the batch that did. */
    public Map<Integer, Integer> replacedBy(String county, Collection<Integer> batches) {
        Map<Integer, Integer> out = new HashMap<>();
        client.sql("select number, replaces from files where county_code = ? and number = any (?) and replaces > 0")
                .params(county, new SqlArrayValue("int4", batches.toArray()))
                .query(rows -> {
                    out.put(rows.getInt(1), rows.getInt(2));
                });
        return out;
    }

    /** Those of these batches whose reading was replaced by a later one. */
    public Set<Integer> outdated(String county, Collection<Integer> batches) {
        String sql = "select replaces from files where county_code = ? and replaces > 0 and replaces = any (?)";
        return new HashSet<>(client.sql(sql)
                .params(county, new SqlArrayValue("int4", batches.toArray()))
                .query(Integer.class)
                .list());
    }

    /** What a file is called, and its sheets. */
    public record NamedFile(String name, List<String> sheets) {}

    /** The files that these batches took in, by number. */
    public Map<Integer, NamedFile> files(String county, Collection<Integer> batches) {
        Map<Integer, NamedFile> out = new HashMap<>();
        client.sql("select number, name, sheets from files where county_code = ? and number = any (?)")
                .params(county, new SqlArrayValue("int4", batches.toArray()))
                .query(rows -> {
                    String[] sheets =
                            (String[]) Objects.requireNonNull(rows.getArray(3)).getArray();
                    out.put(rows.getInt(1), new NamedFile(Objects.requireNonNull(rows.getString(2)), List.of(sheets)));
                });
        return out;
    }

    /** Current views by id, those that there are. */
    public Map<UUID, SubjectRow> views(String county, Collection<UUID> ids) {
        Map<UUID, SubjectRow> out = new HashMap<>();
        if (ids.isEmpty()) {
            return out;
        }
        String sql = """
                select id, subject_type, unit_code, household_id, name, sources, elements, facts, origins, born
                from subjects where county_code = ? and id = any (?)""";
        client.sql(sql).params(county, new SqlArrayValue("uuid", ids.toArray())).query(rows -> {
            SubjectRow row = LedgerStore.subject(rows);
            out.put(row.id(), row);
        });
        return out;
    }

    /** The members of households, by the current view. */
    public List<UUID> membersOf(String county, Collection<UUID> households) {
        return RulingStore.membersOf(client, county, households);
    }

    /** Those of some subjects of whom an entry was ever appended in a unit or below it; county wide for a shorter code. */
    public Set<UUID> everIn(String county, Collection<UUID> ids, String unit) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        String sql = """
                select distinct subject_id from entries
                where county_code = ? and subject_id = any (?) and unit_code between ? and ?""";
        return new HashSet<>(client.sql(sql)
                .params(county, new SqlArrayValue("uuid", ids.toArray()), unit, LedgerStore.lastBelow(unit))
                .query((rows, n) -> LedgerStore.uuid(rows, 1))
                .list());
    }

    /** The number of the last ruling of a county; 0 where there is none. */
    public int lastRuling(String county) {
        return client.sql("select coalesce(max(number), 0) from rulings where county_code = ?")
                .param(county)
                .query(Integer.class)
                .single();
    }

    /** What officers decided, in the order of the chain. */
    public List<RulingRow> rulings(String county) {
        return RulingStore.rulings(client, county);
    }

    /** What is told anew of subjects, of those of these batches that tell such, by number. */
    public Map<Integer, RetellingRow> retellings(String county, Collection<Integer> batches) {
        return RetellingStore.among(client, county, batches);
    }

    /** Element numbers of a county by storage key. */
    public Map<String, Integer> elements(String county) {
        return LedgerStore.elements(client, county);
    }
}
