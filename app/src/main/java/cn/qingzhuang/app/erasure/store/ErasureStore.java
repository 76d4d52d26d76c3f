package cn.qingzhuang.app.erasure.store;

import cn.qingzhuang.app.shared.ErasedWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Requests for erasure as rows. Migration V132 tells each column. */
public final class ErasureStore {
    private static final int LISTED_MAX = 200;
    private static final String SELECT =
            "select id, subject_id, unit_code, elements, legal_basis, request, asked_by, asked_title, asked_at,"
                    + " decided_title, decided_at, is_approved, reason, done_at, entries from erasures ";

    private final JdbcClient client;

    public ErasureStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** Somebody and when. */
    public record By(String name, String title, Instant at) {}

    /** What is asked. */
    public record AskedRow(
            UUID id, UUID subject, String unitCode, List<String> elements, String legalBasis, String request, By by) {}

    /** What became of it. */
    public record DecidedRow(
            String title, Instant at, boolean isApproved, String reason, Optional<Instant> doneAt, int entries) {}

    /** A request. */
    public record ErasureRow(AskedRow asked, Optional<DecidedRow> decided) {}

    public void add(AskedRow row) {
        client.sql("""
                        insert into erasures (county_code, id, subject_id, unit_code, elements, legal_basis, request,
                                              asked_by, asked_title, asked_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(county(row.unitCode()))
                .param(row.id())
                .param(row.subject())
                .param(row.unitCode())
                .param(new SqlArrayValue("text", row.elements().toArray()))
                .param(row.legalBasis())
                .param(row.request())
                .param(row.by().name())
                .param(row.by().title())
                .param(Timestamp.from(row.by().at()))
                .update();
    }

    public Optional<ErasureRow> find(UUID id) {
        return client.sql(SELECT + "where id = ?")
                .param(id)
                .query(ErasureStore::row)
                .optional();
    }

    /** Those of units whose codes begin with some digits: what is open first, then newest first. */
    public List<ErasureRow> list(String digits) {
        return client.sql(SELECT + "where unit_code like ? order by decided_at is not null, asked_at desc limit ?")
                .params(digits + "%", LISTED_MAX)
                .query(ErasureStore::row)
                .list();
    }

    public List<ErasureRow> of(UUID subject) {
        return client.sql(SELECT + "where subject_id = ? order by asked_at desc")
                .param(subject)
                .query(ErasureStore::row)
                .list();
    }

    /** Whether it was open, and asked by somebody else. */
    public boolean decide(UUID id, By by, boolean isApproved, String reason) {
        return client.sql("""
                                update erasures set decided_by = ?, decided_title = ?, decided_at = ?, is_approved = ?,
                                    reason = ? where id = ? and decided_at is null and asked_by <> ?""")
                        .params(by.name(), by.title(), Timestamp.from(by.at()), isApproved, reason, id, by.name())
                        .update()
                > 0;
    }

    public void done(UUID id, Instant at, int entries) {
        client.sql("update erasures set done_at = ?, entries = ? where id = ?")
                .params(Timestamp.from(at), entries, id)
                .update();
    }

    private static String county(String unitCode) {
        return unitCode.substring(0, 6);
    }

    private static ErasureRow row(ResultSet row, int number) throws SQLException {
        AskedRow asked = new AskedRow(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                text(row, 3),
                List.of((String[]) row.getArray(4).getArray()),
                text(row, 5),
                text(row, 6),
                new By(text(row, 7), text(row, 8), instant(row, 9)));
        if (row.getTimestamp(11) == null) {
            return new ErasureRow(asked, Optional.empty());
        }
        return new ErasureRow(
                asked,
                Optional.of(new DecidedRow(
                        text(row, 10),
                        instant(row, 11),
                        row.getBoolean(12),
                        text(row, 13),
                        Optional.ofNullable(row.getTimestamp(14)).map(Timestamp::toInstant),
                        row.getInt(15))));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(row.getTimestamp(column)).toInstant();
    }

    /** Takes words out of what people wrote. */
    public void erase(String county, Collection<String> words) {
        ErasedWords.takeOut(client, "erasures", List.of("legal_basis", "request", "reason"), county, words);
    }

    /** The last day of which there is a run of a county. */
    public Optional<LocalDate> lastRun(String county) {
        return client.sql("select max(day) from retention_runs where county_code = ?")
                .param(county)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }

    /** Begins the run of a day, or takes over one that began before a moment and never ended; false when somebody else has. */
    public boolean beginRun(String county, LocalDate day, Instant at, Instant isBrokenBefore) {
        return client.sql("""
                                insert into retention_runs as r (county_code, day, began_at) values (?, ?, ?)
                                on conflict (county_code, day) do update set began_at = excluded.began_at
                                where r.ended_at is null and r.began_at < ?""")
                        .params(county, day, Timestamp.from(at), Timestamp.from(isBrokenBefore))
                        .update()
                > 0;
    }

    /** Ends it. */
    public void endRun(String county, LocalDate day, Instant at, boolean isAfterGap, int entries) {
        client.sql("""
                        update retention_runs set ended_at = ?, after_gap = ?, entries = ?
                        where county_code = ? and day = ?""")
                .params(Timestamp.from(at), isAfterGap, entries, county, day)
                .update();
    }
}
