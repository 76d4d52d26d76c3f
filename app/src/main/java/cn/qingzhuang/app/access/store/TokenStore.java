package cn.qingzhuang.app.access.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tokens of machines as rows. */
public final class TokenStore {
    private static final String TOKEN = """
            select t.id, t.post_id, p.account_id, t.name, t.made_at, t.made_by, t.seen_at
            from machine_tokens t join posts p on p.id = t.post_id
            where t.revoked_at is null and p.revoked_at is null""";

    private final JdbcClient client;

    public TokenStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** A token that was not taken away, of a post that was not either. */
    public record TokenRow(
            UUID id, UUID post, UUID account, String name, Instant madeAt, String madeBy, Optional<Instant> seenAt) {}

    public void add(TokenRow row, byte[] hash) {
        client.sql(
                        "insert into machine_tokens (id, post_id, name, token_hash, made_at, made_by) values (?, ?, ?, ?, ?, ?)")
                .params(row.id(), row.post(), row.name(), hash, Timestamp.from(row.madeAt()), row.madeBy())
                .update();
    }

    /** All of them, oldest first. */
    public List<TokenRow> all() {
        return client.sql(TOKEN + " order by t.made_at, t.id")
                .query(TokenStore::row)
                .list();
    }

    public Optional<TokenRow> find(UUID id) {
        return client.sql(TOKEN + " and t.id = ?")
                .param(id)
                .query(TokenStore::row)
                .optional();
    }

    public Optional<TokenRow> ofHash(byte[] hash) {
        return client.sql(TOKEN + " and t.token_hash = ?")
                .param(hash)
                .query(TokenStore::row)
                .optional();
    }

    public void see(UUID id, Instant at) {
        client.sql("update machine_tokens set seen_at = ? where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    public void revoke(UUID id, Instant at, String by) {
        client.sql("update machine_tokens set revoked_at = ?, revoked_by = ? where id = ? and revoked_at is null")
                .params(Timestamp.from(at), by, id)
                .update();
    }

    private static TokenRow row(ResultSet row, int number) throws SQLException {
        @Nullable Timestamp seenAt = row.getTimestamp(7);
        return new TokenRow(
                Objects.requireNonNull(row.getObject(1, UUID.class)),
                Objects.requireNonNull(row.getObject(2, UUID.class)),
                Objects.requireNonNull(row.getObject(3, UUID.class)),
                Objects.requireNonNull(row.getString(4)),
                Objects.requireNonNull(row.getTimestamp(5)).toInstant(),
                Objects.requireNonNull(row.getString(6)),
                Optional.ofNullable(seenAt).map(Timestamp::toInstant));
    }
}
