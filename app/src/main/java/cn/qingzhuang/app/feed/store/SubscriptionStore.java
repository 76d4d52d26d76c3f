package cn.qingzhuang.app.feed.store;

import cn.qingzhuang.app.shared.ErasedWords;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Subscriptions as rows. */
public final class SubscriptionStore {
    private static final String ROW = """
            select id, department, unit_code, elements, purpose, account_id, made_at, made_by
            from subscriptions where ended_at is null""";

    private final JdbcClient client;

    public SubscriptionStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** A subscription that has not ended. */
    public record SubscriptionRow(
            UUID id,
            String department,
            String unitCode,
            List<String> elements,
            String purpose,
            UUID account,
            Instant madeAt,
            String madeBy) {
        public SubscriptionRow {
            elements = List.copyOf(elements);
        }
    }

    public void add(SubscriptionRow row) {
        client.sql("""
                        insert into subscriptions (county_code, id, department, unit_code, elements, purpose, account_id,
                                                   made_at, made_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        row.unitCode().substring(0, 6),
                        row.id(),
                        row.department(),
                        row.unitCode(),
                        new SqlArrayValue("text", row.elements().toArray()),
                        row.purpose(),
                        row.account(),
                        Timestamp.from(row.madeAt()),
                        row.madeBy())
                .update();
    }

    public Optional<SubscriptionRow> find(UUID id) {
        return client.sql(ROW + " and id = ?")
                .param(id)
                .query(SubscriptionStore::row)
                .optional();
    }

    /** Those of a county, oldest first. */
    public List<SubscriptionRow> of(String county) {
        return client.sql(ROW + " and county_code = ? order by made_at, id")
                .param(county)
                .query(SubscriptionStore::row)
                .list();
    }

    public void end(UUID id, Instant at, String by) {
        client.sql("update subscriptions set ended_at = ?, ended_by = ? where id = ? and ended_at is null")
                .params(Timestamp.from(at), by, id)
                .update();
    }

    private static SubscriptionRow row(ResultSet row, int number) throws SQLException {
        return new SubscriptionRow(
                Objects.requireNonNull(row.getObject(1, UUID.class)),
                Objects.requireNonNull(row.getString(2)),
                Objects.requireNonNull(row.getString(3)),
                List.of((String[]) Objects.requireNonNull(row.getArray(4)).getArray()),
                Objects.requireNonNull(row.getString(5)),
                Objects.requireNonNull(row.getObject(6, UUID.class)),
                Objects.requireNonNull(row.getTimestamp(7)).toInstant(),
                Objects.requireNonNull(row.getString(8)));
    }

    /** Takes words out of what people wrote. */
    public void erase(String county, Collection<String> words) {
        ErasedWords.takeOut(client, "subscriptions", List.of("purpose"), county, words);
    }
}
