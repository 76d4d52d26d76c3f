package cn.qingzhuang.app.ledger.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** What is told anew of subjects, as rows. */
final class RetellingStore {
    private static final String ROW = "select number, kind, elements, subjects from retellings where county_code = ?";

    private RetellingStore() {}

    static void add(JdbcClient client, String county, RetellingRow row) {
        client.sql("insert into retellings (county_code, number, kind, elements, subjects) values (?, ?, ?, ?, ?)")
                .params(
                        county,
                        row.number(),
                        row.kind(),
                        new SqlArrayValue("text", row.elements().toArray()),
                        new SqlArrayValue("uuid", row.subjects().toArray()))
                .update();
    }

    static List<RetellingRow> all(JdbcClient client, String county) {
        return client.sql(ROW + " order by number")
                .param(county)
                .query((rows, n) -> row(rows))
                .list();
    }

    /** Those among some batches, by number. */
    static Map<Integer, RetellingRow> among(JdbcClient client, String county, Collection<Integer> batches) {
        Map<Integer, RetellingRow> out = new HashMap<>();
        if (batches.isEmpty()) {
            return out;
        }
        client.sql(ROW + " and number = any (?)")
                .params(county, new SqlArrayValue("int4", batches.toArray()))
                .query(rows -> {
                    RetellingRow row = row(rows);
                    out.put(row.number(), row);
                });
        return out;
    }

    private static RetellingRow row(ResultSet rows) throws SQLException {
        return new RetellingRow(
                rows.getInt(1),
                rows.getInt(2),
                List.of((String[]) Objects.requireNonNull(rows.getArray(3)).getArray()),
                List.of((UUID[]) Objects.requireNonNull(rows.getArray(4)).getArray()));
    }
}
