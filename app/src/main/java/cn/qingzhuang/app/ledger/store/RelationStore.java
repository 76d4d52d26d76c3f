package cn.qingzhuang.app.ledger.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Reads of a few subjects with all their entries, for those who look at how they stand to each other. */
public final class RelationStore {
    private final JdbcClient client;

    public RelationStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** All entries that count for the subjects, by id. */
    public List<EntryRow> entriesOf(String county, Collection<UUID> subjects) {
        return client.sql(LedgerStore.ENTRIES + """
                         and id in (
                            select o.id from entries o
                            where o.county_code = ? and o.subject_id = any (?)
                              and not exists (select from moved_entries m
                                              where m.county_code = o.county_code and m.id = o.id)
                            union all
                            select m.id from moved_entries m where m.county_code = ? and m.subject_id = any (?))
                        order by id""")
                .params(county, county, ids(subjects), county, ids(subjects))
                .query((rows, n) -> LedgerStore.entry(rows))
                .list();
    }

    /** These batches, by number. */
    public Map<Integer, LinkRow> batches(String county, Collection<Integer> numbers) {
        Map<Integer, LinkRow> out = new HashMap<>();
        client.sql("""
                        select number, entry_count, recorded_at, actor, place, previous_hash, hash
                        from batches where county_code = ? and number = any (?)""")
                .params(county, new SqlArrayValue("int4", numbers.toArray()))
                .query((rows, n) -> LedgerStore.link(rows))
                .list()
                .forEach(b -> out.put(b.batch().number(), b));
        return out;
    }

    /** The numbers of the files that a later reading has replaced. */
    public Set<Integer> replacedFiles(String county) {
        return Set.copyOf(client.sql("select distinct replaces from files where county_code = ? and replaces > 0")
                .param(county)
                .query(Integer.class)
                .list());
    }

    /** The current view of these subjects. */
    public Map<UUID, SubjectRow> views(String county, Collection<UUID> subjects) {
        Map<UUID, SubjectRow> out = new HashMap<>();
        client.sql(VIEWS + " and id = any (?)")
                .params(county, ids(subjects))
                .query((rows, n) -> LedgerStore.subject(rows))
                .list()
                .forEach(s -> out.put(s.id(), s));
        return out;
    }

    private static final String VIEWS = """
            select id, subject_type, unit_code, household_id, name, sources, elements, facts, origins, born
            from subjects where county_code = ?""";

    /** The members of a household. */
    public Set<UUID> membersOf(String county, UUID household) {
        return new HashSet<>(client.sql("select id from subjects where county_code = ? and household_id = ?")
                .params(county, household)
                .query((rows, n) -> LedgerStore.uuid(rows, 1))
                .list());
    }

    /** The subjects found under each of these keys. */
    public Map<Long, Set<UUID>> byKey(String county, Collection<Long> keys) {
        Map<Long, Set<UUID>> out = new HashMap<>();
        client.sql("select key, subject_id from identity_keys where county_code = ? and key = any (?)")
                .params(county, new SqlArrayValue("bigint", keys.toArray()))
                .query(rows -> {
                    out.computeIfAbsent(rows.getLong(1), k -> new HashSet<>()).add(LedgerStore.uuid(rows, 2));
                });
        return out;
    }

    private static SqlArrayValue ids(Collection<UUID> subjects) {
        return new SqlArrayValue("uuid", subjects.toArray());
    }
}
