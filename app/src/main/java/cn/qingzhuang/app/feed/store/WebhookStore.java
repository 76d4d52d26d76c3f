package cn.qingzhuang.app.feed.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Webhooks, what they could not deliver, and the hosts they may send to, as rows. */
public final class WebhookStore {
    private static final int UNDELIVERED_SHOWN = 200;
    private static final String HOOK = """
            select subscription_id, target, secret, account_id, state, cursor, page_max, attempts, next_at, delivered_at,
                   failed_at, failure
            from webhooks""";

    private final JdbcClient client;

    public WebhookStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** A row of {@code webhooks}. */
    public record HookRow(
            UUID subscription,
            String target,
            String secret,
            UUID account,
            String state,
            String cursor,
            int pageMax,
            int attempts,
            Instant nextAt,
            Optional<Instant> deliveredAt,
            Optional<Instant> failedAt,
            String failure) {}

    /** Makes the webhook of a subscription, in place of an earlier one. */
    public void put(String county, HookRow row) {
        client.sql("""
                        insert into webhooks (county_code, subscription_id, target, secret, account_id, cursor, next_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (county_code, subscription_id) do update set (target, secret, account_id, cursor,
                            next_at, state, page_max, attempts, lease_until, failed_at, failure) =
                            row (excluded.target, excluded.secret, excluded.account_id, excluded.cursor,
                                 excluded.next_at, 'on', 100, 0, null, null, null)""")
                .params(
                        county,
                        row.subscription(),
                        row.target(),
                        row.secret(),
                        row.account(),
                        row.cursor(),
                        Timestamp.from(row.nextAt()))
                .update();
    }

    public Optional<HookRow> find(UUID subscription) {
        return client.sql(HOOK + " where subscription_id = ?")
                .param(subscription)
                .query(WebhookStore::hook)
                .optional();
    }

    /** What is kept as the secret, by subscription. */
    public Map<UUID, String> secrets() {
        Map<UUID, String> out = new HashMap<>();
        client.sql("select subscription_id, secret from webhooks").query(row -> {
            out.put(Objects.requireNonNull(row.getObject(1, UUID.class)), text(row, 2));
        });
        return out;
    }

    /** Keeps another in its place, unless it is another by now. */
    public void setSecret(UUID subscription, String before, String secret) {
        client.sql("update webhooks set secret = ? where subscription_id = ? and secret = ?")
                .params(secret, subscription, before)
                .update();
    }

    /** Pauses it, or lets it go on at once in the name of an account. */
    public void setState(UUID subscription, String state, UUID account, Instant nextAt) {
        client.sql("update webhooks set state = ?, account_id = ?, next_at = ?, attempts = 0 where subscription_id = ?")
                .params(state, account, Timestamp.from(nextAt), subscription)
                .update();
    }

    public void remove(UUID subscription) {
        client.sql("delete from webhooks where subscription_id = ?")
                .param(subscription)
                .update();
    }

    /**
     * Takes one that is due, for so long: nobody else takes it meanwhile. Empty when none is. What is due later than anybody ever waits was
     * set by a clock that has gone back since, and is due.
     *
     * @param latest the latest that anything can be due
     */
    public Optional<HookRow> take(Instant now, Instant until, Instant latest) {
        String sql = """
                update webhooks w set lease_until = ? from (
                    select h.county_code, h.subscription_id from webhooks h
                    join subscriptions s on s.county_code = h.county_code and s.id = h.subscription_id
                    where h.state = 'on' and (h.next_at <= ? or h.next_at > ?)
                      and (h.lease_until is null or h.lease_until < ? or h.lease_until > ?)
                      and s.ended_at is null
                    order by h.next_at limit 1 for update of h skip locked) due
                where w.county_code = due.county_code and w.subscription_id = due.subscription_id
                returning w.subscription_id, w.target, w.secret, w.account_id, w.state, w.cursor, w.page_max, w.attempts,
                          w.next_at, w.delivered_at, w.failed_at, w.failure""";
        return client.sql(sql)
                .params(
                        Timestamp.from(until),
                        Timestamp.from(now),
                        Timestamp.from(latest),
                        Timestamp.from(now),
                        Timestamp.from(latest))
                .query(WebhookStore::hook)
                .optional();
    }

    /** How it stands after a try. A cursor that was set anew meanwhile stays. */
    public void tried(HookRow before, HookRow after) {
        client.sql("""
                        update webhooks set cursor = ?, page_max = ?, attempts = ?, next_at = ?, delivered_at = ?,
                               failed_at = ?, failure = ?, lease_until = null,
                               state = case when state = 'on' then ? else state end
                        where subscription_id = ? and cursor = ? and target = ?""")
                .params(
                        after.cursor(),
                        after.pageMax(),
                        after.attempts(),
                        Timestamp.from(after.nextAt()),
                        time(after.deliveredAt()),
                        time(after.failedAt()),
                        after.failure(),
                        after.state(),
                        before.subscription(),
                        before.cursor(),
                        before.target())
                .update();
    }

    /** A change that was given up. */
    public record UndeliveredRow(
            UUID id, UUID subscription, String event, String before, int attempts, String failure, Instant givenUpAt) {}

    public void giveUp(String county, UndeliveredRow row) {
        client.sql("""
                        insert into undelivered (county_code, id, subscription_id, event_id, before, attempts, failure,
                                                 given_up_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        county,
                        row.id(),
                        row.subscription(),
                        row.event(),
                        row.before(),
                        row.attempts(),
                        row.failure(),
                        Timestamp.from(row.givenUpAt()))
                .update();
    }

    /** What was given up, oldest first. */
    public List<UndeliveredRow> undelivered(UUID subscription) {
        return client.sql("""
                        select id, subscription_id, event_id, before, attempts, failure, given_up_at from undelivered
                        where subscription_id = ? order by given_up_at, id limit ?""")
                .params(subscription, UNDELIVERED_SHOWN)
                .query((row, n) -> new UndeliveredRow(
                        Objects.requireNonNull(row.getObject(1, UUID.class)),
                        Objects.requireNonNull(row.getObject(2, UUID.class)),
                        text(row, 3),
                        text(row, 4),
                        row.getInt(5),
                        text(row, 6),
                        Objects.requireNonNull(row.getTimestamp(7)).toInstant()))
                .list();
    }

    /** Forgets one that was given up. */
    public void forget(UUID subscription, UUID id) {
        client.sql("delete from undelivered where subscription_id = ? and id = ?")
                .params(subscription, id)
                .update();
    }

    /** Forgets all that was given up; answers how many. */
    public int forgetAll(UUID subscription) {
        return client.sql("delete from undelivered where subscription_id = ?")
                .param(subscription)
                .update();
    }

    public List<String> hosts() {
        return client.sql("select host from webhook_hosts order by host")
                .query(String.class)
                .list();
    }

    public void allow(String host, Instant at, String by) {
        client.sql("insert into webhook_hosts (host, allowed_at, allowed_by) values (?, ?, ?) on conflict do nothing")
                .params(host, Timestamp.from(at), by)
                .update();
    }

    public void disallow(String host) {
        client.sql("delete from webhook_hosts where host = ?").param(host).update();
    }

    private static SqlParameterValue time(Optional<Instant> at) {
        return new SqlParameterValue(Types.TIMESTAMP, at.map(Timestamp::from).orElse(null));
    }

    private static HookRow hook(ResultSet row, int number) throws SQLException {
        return new HookRow(
                Objects.requireNonNull(row.getObject(1, UUID.class)),
                text(row, 2),
                text(row, 3),
                Objects.requireNonNull(row.getObject(4, UUID.class)),
                text(row, 5),
                text(row, 6),
                row.getInt(7),
                row.getInt(8),
                Objects.requireNonNull(row.getTimestamp(9)).toInstant(),
                Optional.ofNullable(row.getTimestamp(10)).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp(11)).map(Timestamp::toInstant),
                Objects.requireNonNullElse(row.getString(12), ""));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }
}
