package cn.qingzhuang.app.ledger.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** What acts of persons read and write beside entries and views. */
public final class ActStore {
    private final JdbcClient client;
    private final String county;

    ActStore(JdbcClient client, String county) {
        this.client = client;
        this.county = county;
    }

    /** These batches of the county, in the order of the chain. */
    public List<LinkRow> batches(Collection<Integer> numbers) {
        return client.sql("""
                        select number, entry_count, recorded_at, actor, place, previous_hash, hash
                        from batches where county_code = ? and number = any (?) order by place""")
                .params(county, new SqlArrayValue("int4", numbers.toArray()))
                .query((rows, n) -> LedgerStore.link(rows))
                .list();
    }

    /** Closes the open conflicts about an element of a subject of which an act says what holds. */
    public void settle(UUID subject, Collection<String> elements, Instant at) {
        client.sql("""
                        update conflicts set resolved_at = ?
                        where county_code = ? and subject_id = ? and element = any (?) and resolved_at is null""")
                .params(Timestamp.from(at), county, subject, new SqlArrayValue("text", elements.toArray()))
                .update();
    }

    /** Opens again what an act of that moment settled, and closes what it raised. */
    public void unsettle(Collection<UUID> subjects, Instant at, Instant now) {
        SqlArrayValue ids = new SqlArrayValue("uuid", subjects.toArray());
        client.sql("update conflicts set resolved_at = null "
                        + "where county_code = ? and subject_id = any (?) and resolved_at = ?")
                .params(county, ids, Timestamp.from(at))
                .update();
        client.sql("""
                        update conflicts set resolved_at = ?
                        where county_code = ? and subject_id = any (?) and raised_at = ? and resolved_at is null""")
                .params(Timestamp.from(now), county, ids, Timestamp.from(at))
                .update();
    }
}
