package cn.qingzhuang.app.access.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Subjects of another identity server and sign-ins on their way to it, as rows. */
public final class OidcStore {
    private final JdbcClient client;

    public OidcStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** A sign-in on its way. */
    public record OnTheWay(String nonce, String verifier) {}

    public void begin(byte[] stateHash, byte[] browserHash, String nonce, String verifier, Instant at) {
        client.sql("insert into oidc_requests values (?, ?, ?, ?, ?)")
                .params(stateHash, browserHash, nonce, verifier, Timestamp.from(at))
                .update();
    }

    /** Takes a sign-in that this browser began since then, once. */
    public Optional<OnTheWay> take(byte[] stateHash, byte[] browserHash, Instant since) {
        return client.sql("delete from oidc_requests where state_hash = ? and browser_hash = ? and started_at > ?"
                        + " returning nonce, verifier")
                .params(stateHash, browserHash, Timestamp.from(since))
                .query((row, n) -> new OnTheWay(
                        Objects.requireNonNull(row.getString(1)), Objects.requireNonNull(row.getString(2))))
                .optional();
    }

    public void sweep(Instant before) {
        client.sql("delete from oidc_requests where started_at < ?")
                .param(Timestamp.from(before))
                .update();
    }

    public Optional<UUID> linked(String issuer, String subject) {
        return client.sql("select account_id from account_subjects where issuer = ? and subject = ?")
                .params(issuer, subject)
                .query((row, n) -> Objects.requireNonNull(row.getObject(1, UUID.class)))
                .optional();
    }

    /** The subject that an account is linked to. */
    public Optional<String> subjectOf(UUID account) {
        return client.sql("select subject from account_subjects where account_id = ?")
                .param(account)
                .query(String.class)
                .optional();
    }

    /** Whether the subject was free. */
    public boolean link(String issuer, String subject, UUID account, Instant at, String by) {
        try {
            unlink(account);
            client.sql("insert into account_subjects values (?, ?, ?, ?, ?)")
                    .params(issuer, subject, account, Timestamp.from(at), by)
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    public void unlink(UUID account) {
        client.sql("delete from account_subjects where account_id = ?")
                .param(account)
                .update();
    }
}
