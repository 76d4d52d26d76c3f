package cn.qingzhuang.app.access.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts, posts, sessions and failed attempts as rows. */
public final class AccessStore {
    private static final String ACCOUNT =
            "select id, name, title, branch, unit_code, password, must_replace, password_until, is_closed from accounts ";
    private static final String POST =
            "select id, account_id, branch, role, unit_code, department, valid_from, valid_until from posts ";

    private final JdbcClient client;

    public AccessStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** A session as stored. */
    public record SessionRow(UUID account, Instant startedAt, Instant seenAt, Optional<byte[]> clientHash) {}

    public Optional<AccountRow> find(UUID id) {
        return client.sql(ACCOUNT + "where id = ?")
                .param(id)
                .query(AccessStore::account)
                .optional();
    }

    public Optional<AccountRow> named(String name) {
        return client.sql(ACCOUNT + "where name = ?")
                .param(name)
                .query(AccessStore::account)
                .optional();
    }

    /** All accounts, by name. */
    public List<AccountRow> accounts() {
        return client.sql(ACCOUNT + "order by name").query(AccessStore::account).list();
    }

    /** Whether there is an account of a branch that somebody can sign in to. */
    public boolean hasOpen(String branch) {
        return client.sql("select exists (select from accounts where branch = ? and password is not null"
                        + " and not is_closed)")
                .param(branch)
                .query(Boolean.class)
                .single();
    }

    /** Whether there is an account that was made by somebody of that name. */
    public boolean hasMadeBy(String by) {
        return client.sql("select exists (select from accounts where made_by = ?)")
                .param(by)
                .query(Boolean.class)
                .single();
    }

    /** Whether the name was free. */
    public boolean add(AccountRow account, Instant at, String by) {
        try {
            client.sql("""
                            insert into accounts (id, name, title, branch, unit_code, password, must_replace,
                                                  password_until, made_at, made_by)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .param(account.id())
                    .param(account.name())
                    .param(account.title())
                    .param(account.branch())
                    .param(account.unitCode())
                    .param(new SqlParameterValue(
                            Types.VARCHAR, account.password().orElse(null)))
                    .param(account.mustReplace())
                    .param(time(account.passwordUntil()))
                    .param(Timestamp.from(at))
                    .param(by)
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** @param until when a one-time password ends; empty for one that its owner chose */
    public void setPassword(UUID id, String password, Optional<Instant> until) {
        client.sql("update accounts set password = ?, must_replace = ?, password_until = ? where id = ?")
                .param(password)
                .param(until.isPresent())
                .param(time(until))
                .param(id)
                .update();
    }

    /** Nobody signs in to the account by a password any more. */
    public void dropPassword(UUID id) {
        client.sql("update accounts set password = null, must_replace = false, password_until = null where id = ?")
                .param(id)
                .update();
    }

    public void setClosed(UUID id, boolean isClosed) {
        client.sql("update accounts set is_closed = ? where id = ?")
                .param(isClosed)
                .param(id)
                .update();
    }

    /** The posts of an account that were not taken away, oldest first. */
    public List<PostRow> posts(UUID account) {
        return client.sql(POST + "where account_id = ? and revoked_at is null order by granted_at, id")
                .param(account)
                .query(AccessStore::post)
                .list();
    }

    /** The posts of officers whose accounts are open and that were not taken away. */
    public List<PostRow> officers() {
        return client.sql(POST + "where role = 'officer' and revoked_at is null"
                        + " and account_id in (select id from accounts where not is_closed)")
                .query(AccessStore::post)
                .list();
    }

    public void grant(PostRow post, Instant at, String by) {
        client.sql("""
                        insert into posts (id, account_id, branch, role, unit_code, department, valid_from, valid_until,
                                           granted_at, granted_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(post.id())
                .param(post.account())
                .param(post.branch())
                .param(post.role())
                .param(post.unitCode())
                .param(post.department())
                .param(post.validFrom())
                .param(new SqlParameterValue(Types.DATE, post.validUntil().orElse(null)))
                .param(Timestamp.from(at))
                .param(by)
                .update();
    }

    /** Whether there was such a post to take away. */
    public boolean revoke(UUID account, UUID post, Instant at, String by) {
        return client.sql("update posts set revoked_at = ?, revoked_by = ?"
                                + " where account_id = ? and id = ? and revoked_at is null")
                        .param(Timestamp.from(at))
                        .param(by)
                        .param(account)
                        .param(post)
                        .update()
                > 0;
    }

    public void begin(byte[] tokenHash, UUID account, boolean isDemonstration, Instant at) {
        client.sql("insert into sessions (token_hash, account_id, is_demonstration, started_at, seen_at)"
                        + " values (?, ?, ?, ?, ?)")
                .param(tokenHash)
                .param(account)
                .param(isDemonstration)
                .param(Timestamp.from(at))
                .param(Timestamp.from(at))
                .update();
    }

    public Optional<SessionRow> session(byte[] tokenHash) {
        return client.sql("select account_id, started_at, seen_at, client_hash from sessions where token_hash = ?")
                .param(tokenHash)
                .query((row, n) -> new SessionRow(
                        row.getObject(1, UUID.class),
                        instant(row, 2),
                        instant(row, 3),
                        Optional.ofNullable(row.getBytes(4))))
                .optional();
    }

    public void see(byte[] tokenHash, Instant at) {
        client.sql("update sessions set seen_at = ? where token_hash = ?")
                .param(Timestamp.from(at))
                .param(tokenHash)
                .update();
    }

    /** Keeps from where a session is used, unless that is known already. */
    public void bind(byte[] tokenHash, byte[] clientHash) {
        client.sql("update sessions set client_hash = ? where token_hash = ? and client_hash is null")
                .param(clientHash)
                .param(tokenHash)
                .update();
    }

    public void end(byte[] tokenHash) {
        client.sql("delete from sessions where token_hash = ?").param(tokenHash).update();
    }

    /** Ends all sessions of an account. */
    public void endOf(UUID account) {
        client.sql("delete from sessions where account_id = ?").param(account).update();
    }

    /** Ends the sessions that nobody used since, and if asked those of a demonstration. */
    public void sweep(Instant since, boolean isDemonstrationToo) {
        client.sql("delete from sessions where seen_at < ? or (is_demonstration and ?)")
                .param(Timestamp.from(since))
                .param(isDemonstrationToo)
                .update();
    }

    public void fail(byte[] nameHash, String source, Instant at) {
        client.sql("insert into sign_in_failures (name_hash, source, failed_at) values (?, ?, ?)")
                .param(nameHash)
                .param(source)
                .param(Timestamp.from(at))
                .update();
    }

    /** Failures from a source between two moments: of one name and of all. Later ones are of a clock that has gone back since. */
    public Failures failures(byte[] nameHash, String source, Instant since, Instant until) {
        return client.sql("select count(*) filter (where name_hash = ?), count(*) from sign_in_failures"
                        + " where source = ? and failed_at > ? and failed_at < ?")
                .param(nameHash)
                .param(source)
                .param(Timestamp.from(since))
                .param(Timestamp.from(until))
                .query((row, n) -> new Failures(row.getInt(1), row.getInt(2)))
                .single();
    }

    /** How often signing in failed from one source. */
    public record Failures(int ofName, int ofSource) {}

    /** Forgets the failures of a name from a source, and of everybody those before a time. */
    public void forget(byte[] nameHash, String source, Instant before) {
        client.sql("delete from sign_in_failures where (name_hash = ? and source = ?) or failed_at < ?")
                .param(nameHash)
                .param(source)
                .param(Timestamp.from(before))
                .update();
    }

    public void setSecret(byte[] hash, Instant at) {
        client.sql("""
                        insert into first_secret (secret_hash, made_at) values (?, ?)
                        on conflict (is_only) do update set secret_hash = excluded.secret_hash, made_at = excluded.made_at
                        """).param(hash).param(Timestamp.from(at)).update();
    }

    public boolean hasSecret() {
        return client.sql("select exists (select from first_secret)")
                .query(Boolean.class)
                .single();
    }

    /** Takes the secret, once; false when it is another or none is left. */
    public boolean takeSecret(byte[] hash) {
        return client.sql("delete from first_secret where secret_hash = ?")
                        .param(hash)
                        .update()
                > 0;
    }

    private static SqlParameterValue time(Optional<Instant> at) {
        return new SqlParameterValue(Types.TIMESTAMP, at.map(Timestamp::from).orElse(null));
    }

    private static AccountRow account(ResultSet row, int number) throws SQLException {
        return new AccountRow(
                row.getObject(1, UUID.class),
                Objects.requireNonNull(row.getString(2)),
                Objects.requireNonNull(row.getString(3)),
                Objects.requireNonNull(row.getString(4)),
                Objects.requireNonNull(row.getString(5)),
                Optional.ofNullable(row.getString(6)),
                row.getBoolean(7),
                Optional.ofNullable(row.getTimestamp(8)).map(Timestamp::toInstant),
                row.getBoolean(9));
    }

    private static PostRow post(ResultSet row, int number) throws SQLException {
        return new PostRow(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                Objects.requireNonNull(row.getString(3)),
                Objects.requireNonNull(row.getString(4)),
                Objects.requireNonNull(row.getString(5)),
                Objects.requireNonNull(row.getString(6)),
                row.getObject(7, LocalDate.class),
                Optional.ofNullable(row.getObject(8, LocalDate.class)));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(row.getTimestamp(column)).toInstant();
    }
}
