package cn.qingzhuang.app.returns.store;

import cn.qingzhuang.app.shared.ErasedWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Requests of the return flow as rows. */
public final class ReturnStore {
    private static final int LISTED_MAX = 200;
    private static final String ROW = """
            select id, unit_code, department, elements, whom, reason, asked_at, asked_by, due_on, closed_at, closed_by,
                   outcome, words, import_id
            from return_requests""";

    private final JdbcClient client;

    public ReturnStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** A row of {@code return_requests} while it is open. */
    public record AskedRow(
            UUID id,
            String unitCode,
            String department,
            List<String> elements,
            String whom,
            String reason,
            Instant askedAt,
            String askedBy,
            LocalDate dueOn) {
        public AskedRow {
            elements = List.copyOf(elements);
        }
    }

    /** How a request ended. */
    public record ClosedRow(String outcome, Instant at, String by, String words, Optional<UUID> imported) {}

    /** A request with how it ended, if it has. */
    public record ReturnRow(AskedRow asked, Optional<ClosedRow> closed) {}

    public void add(AskedRow row) {
        client.sql("""
                        insert into return_requests (county_code, id, unit_code, department, elements, whom, reason,
                                                     asked_at, asked_by, due_on)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        row.unitCode().substring(0, 6),
                        row.id(),
                        row.unitCode(),
                        row.department(),
                        new SqlArrayValue("text", row.elements().toArray()),
                        row.whom(),
                        row.reason(),
                        Timestamp.from(row.askedAt()),
                        row.askedBy(),
                        row.dueOn())
                .update();
    }

    public Optional<ReturnRow> find(UUID id) {
        return client.sql(ROW + " where id = ?")
                .param(id)
                .query(ReturnStore::row)
                .optional();
    }

    /** The requests of the units whose codes begin so: open ones first, those due first, then the latest that ended. */
    public List<ReturnRow> of(String county, String digits) {
        return client.sql(ROW + """
                         where county_code = ? and unit_code like ? || '%'
                        order by closed_at is not null, case when closed_at is null then due_on end, closed_at desc, id
                        limit ?""")
                .params(county, digits, LISTED_MAX)
                .query(ReturnStore::row)
                .list();
    }

    /** Ends an open request; false when it has ended. */
    public boolean close(UUID id, ClosedRow row) {
        return client.sql("""
                        update return_requests set outcome = ?, closed_at = ?, closed_by = ?, words = ?, import_id = ?
                        where id = ? and closed_at is null""")
                        .params(
                                row.outcome(),
                                Timestamp.from(row.at()),
                                row.by(),
                                row.words(),
                                new SqlParameterValue(
                                        Types.OTHER, row.imported().orElse(null)),
                                id)
                        .update()
                > 0;
    }

    private static ReturnRow row(ResultSet row, int number) throws SQLException {
        AskedRow asked = new AskedRow(
                Objects.requireNonNull(row.getObject(1, UUID.class)),
                text(row, 2),
                text(row, 3),
                List.of((String[]) Objects.requireNonNull(row.getArray(4)).getArray()),
                text(row, 5),
                text(row, 6),
                Objects.requireNonNull(row.getTimestamp(7)).toInstant(),
                text(row, 8),
                Objects.requireNonNull(row.getObject(9, LocalDate.class)));
        @Nullable Timestamp closedAt = row.getTimestamp(10);
        if (closedAt == null) {
            return new ReturnRow(asked, Optional.empty());
        }
        return new ReturnRow(
                asked,
                Optional.of(new ClosedRow(
                        text(row, 12),
                        closedAt.toInstant(),
                        text(row, 11),
                        text(row, 13),
                        Optional.ofNullable(row.getObject(14, UUID.class)))));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }

    /** Takes words out of what people wrote. */
    public void erase(String county, Collection<String> words) {
        ErasedWords.takeOut(client, "return_requests", List.of("whom", "reason", "words"), county, words);
    }
}
