package cn.qingzhuang.app.feed.store;

import cn.qingzhuang.app.shared.ErasedWords;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What other systems sent, as rows. */
public final class RowPushStore {
    private final JdbcClient client;

    public RowPushStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** Under what something is sent: for a county, by an account. */
    public record KeyRow(String county, UUID account, String key) {}

    /**
     * What is known under a key.
     *
     * @param receipt empty while it is being taken
     */
    public record PushRow(byte[] hash, Optional<String> receipt) {}

    /** Begins under a key unless somebody has; answers what is known under it then. */
    public PushRow begin(KeyRow key, byte[] hash, String unit, Instant at) {
        client.sql("""
                        insert into row_pushes (county_code, account_id, key, content_hash, unit_code, began_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(key.county(), key.account(), key.key(), hash, unit, Timestamp.from(at))
                .update();
        return client.sql(
                        "select content_hash, receipt from row_pushes where county_code = ? and account_id = ? and key = ?")
                .params(key.county(), key.account(), key.key())
                .query((row, n) ->
                        new PushRow(Objects.requireNonNull(row.getBytes(1)), Optional.ofNullable(row.getString(2))))
                .single();
    }

    /** Keeps the receipt. */
    public void end(KeyRow key, String receipt) {
        client.sql("update row_pushes set receipt = ? where county_code = ? and account_id = ? and key = ?")
                .params(receipt, key.county(), key.account(), key.key())
                .update();
    }

    /** Frees a key under which nothing could be taken. */
    public void forget(KeyRow key) {
        client.sql("delete from row_pushes where county_code = ? and account_id = ? and key = ? and receipt is null")
                .params(key.county(), key.account(), key.key())
                .update();
    }

    /** Takes words out of what people wrote. */
    public void erase(String county, Collection<String> words) {
        ErasedWords.takeOut(client, "row_pushes", List.of("receipt"), county, words);
    }
}
