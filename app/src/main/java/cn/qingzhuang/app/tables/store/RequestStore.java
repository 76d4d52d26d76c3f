package cn.qingzhuang.app.tables.store;

import static cn.qingzhuang.app.tables.store.TableStore.instant;
import static cn.qingzhuang.app.tables.store.TableStore.text;
import static cn.qingzhuang.app.tables.store.TableStore.uuid;

import cn.qingzhuang.app.shared.ErasedWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Requests to owners, as rows. */
public final class RequestStore {
    private static final int LISTED_MAX = 200;
    private static final String REQUESTS = """
            select r.id, r.table_id, t.name, t.unit_code, t.department, t.purpose, t.basis, r.element, r.owner, r.lacking,
                   r.row_count, r.asked_at, r.asked_by, r.settled_at, coalesce(r.outcome, ''), r.reason
            from owner_requests r join kept_tables t on t.county_code = r.county_code and t.id = r.table_id where""";
    private static final String IN_ORDER = " order by r.settled_at desc nulls first, r.asked_at desc, r.id limit ?";

    private final JdbcClient client;

    public RequestStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** Adds a request; false when one for the same column of the table is open. */
    public boolean add(RequestRow row) {
        return client.sql("""
                                insert into owner_requests (county_code, id, table_id, element, owner, lacking, row_count,
                                    asked_at, asked_by)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                row.unitCode().substring(0, 6),
                                row.id(),
                                row.table(),
                                row.element(),
                                row.owner(),
                                row.lacking(),
                                row.rows(),
                                Timestamp.from(row.askedAt()),
                                row.askedBy())
                        .update()
                > 0;
    }

    public Optional<RequestRow> find(UUID id) {
        return client.sql(REQUESTS + " r.id = ?")
                .param(id)
                .query((rows, n) -> request(rows))
                .optional();
    }

    /** The open request for a column of a table. */
    public Optional<UUID> openOf(UUID table, String element) {
        return client.sql("select id from owner_requests where table_id = ? and element = ? and settled_at is null")
                .params(table, element)
                .query(UUID.class)
                .optional();
    }

    /** Those that departments asked, open ones first, then the latest. */
    public List<RequestRow> askedBy(Collection<String> departments) {
        return client.sql(REQUESTS + " t.department = any (?)" + IN_ORDER)
                .params(new SqlArrayValue("text", departments.toArray()), LISTED_MAX)
                .query((rows, n) -> request(rows))
                .list();
    }

    /** Those asked of owners as the catalogue names them, in the same order. */
    public List<RequestRow> askedOf(Collection<String> owners) {
        return client.sql(REQUESTS + " r.owner = any (?)" + IN_ORDER)
                .params(new SqlArrayValue("text", owners.toArray()), LISTED_MAX)
                .query((rows, n) -> request(rows))
                .list();
    }

    /** The owners of whom anything was asked. */
    public List<String> owners() {
        return client.sql("select distinct owner from owner_requests order by 1")
                .query(String.class)
                .list();
    }

    /** Settles an open request; false when it was settled already. */
    public boolean settle(UUID id, String outcome, String reason, String by, Instant at) {
        return client.sql("""
                                update owner_requests set settled_at = ?, settled_by = ?, outcome = ?, reason = ?
                                where id = ? and settled_at is null""")
                        .params(Timestamp.from(at), by, outcome, reason, id)
                        .update()
                > 0;
    }

    private static RequestRow request(ResultSet rows) throws SQLException {
        return new RequestRow(
                uuid(rows, 1),
                uuid(rows, 2),
                text(rows, 3),
                text(rows, 4),
                text(rows, 5),
                text(rows, 6),
                text(rows, 7),
                text(rows, 8),
                text(rows, 9),
                rows.getInt(10),
                rows.getInt(11),
                instant(rows, 12),
                text(rows, 13),
                Optional.ofNullable(rows.getObject(14, OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                text(rows, 15),
                text(rows, 16));
    }

    /** Takes words out of what people wrote. */
    public void erase(String county, Collection<String> words) {
        ErasedWords.takeOut(client, "owner_requests", List.of("reason"), county, words);
    }
}
