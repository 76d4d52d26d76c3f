package cn.qingzhuang.app.catalog.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The history of the catalogue as rows that are only ever appended. */
public final class CatalogueStore {
    private static final String COLUMNS =
            "select number, is_code_list, item, body, changed_at, actor from catalogue_changes";

    private final JdbcClient client;

    public CatalogueStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** Appends changes in one statement: all of them or none. Their numbers are made here. */
    public void append(List<ChangeRow> changes) {
        client.sql("""
                        insert into catalogue_changes (is_code_list, item, body, changed_at, actor)
                        select * from unnest(:kinds::boolean[], :items::text[], :bodies::text[], :times::timestamptz[], :actors::text[])
                        """)
                .param("kinds", changes.stream().map(ChangeRow::isCodeList).toArray(Boolean[]::new))
                .param("items", changes.stream().map(ChangeRow::item).toArray(String[]::new))
                .param("bodies", changes.stream().map(ChangeRow::body).toArray(String[]::new))
                .param(
                        "times",
                        changes.stream().map(c -> Timestamp.from(c.changedAt())).toArray(Timestamp[]::new))
                .param("actors", changes.stream().map(ChangeRow::actor).toArray(String[]::new))
                .update();
    }

    /** Every change, oldest first. */
    public List<ChangeRow> all() {
        return client.sql(COLUMNS + " order by number")
                .query((row, n) -> change(row))
                .list();
    }

    /** The changes of one item, newest first. */
    public List<ChangeRow> of(boolean isCodeList, String item) {
        return client.sql(COLUMNS + " where is_code_list = :kind and item = :item order by number desc")
                .param("kind", isCodeList)
                .param("item", item)
                .query((row, n) -> change(row))
                .list();
    }

    private static ChangeRow change(ResultSet row) throws SQLException {
        return new ChangeRow(
                row.getLong(1),
                row.getBoolean(2),
                Objects.requireNonNull(row.getString(3)),
                Objects.requireNonNull(row.getString(4)),
                Objects.requireNonNull(row.getTimestamp(5)).toInstant(),
                Objects.requireNonNull(row.getString(6)));
    }
}
