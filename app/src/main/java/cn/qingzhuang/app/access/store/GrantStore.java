package cn.qingzhuang.app.access.store;

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
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Grants as rows; what was taken back is kept and no longer told. */
public final class GrantStore {
    private static final String GRANT =
            "select id, department, unit_code, elements, purpose, legal_basis, is_masked, valid_from, valid_until"
                    + " from grants where revoked_at is null ";
    private static final String ORDER = "order by department, granted_at, id";

    private final JdbcClient client;

    public GrantStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    public void add(GrantRow grant, Instant at, String by) {
        client.sql("""
                        insert into grants (id, department, unit_code, elements, purpose, legal_basis, is_masked,
                                            valid_from, valid_until, granted_at, granted_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(grant.id())
                .param(grant.department())
                .param(grant.unitCode())
                .param(new SqlArrayValue("text", grant.elements().toArray()))
                .param(grant.purpose())
                .param(grant.legalBasis())
                .param(grant.isMasked())
                .param(grant.validFrom())
                .param(new SqlParameterValue(Types.DATE, grant.validUntil().orElse(null)))
                .param(Timestamp.from(at))
                .param(by)
                .update();
    }

    public Optional<GrantRow> find(UUID id) {
        return client.sql(GRANT + "and id = ?")
                .param(id)
                .query(GrantStore::grant)
                .optional();
    }

    /** Whether there was such a grant to take back. */
    public boolean revoke(UUID id, Instant at, String by) {
        return client.sql("update grants set revoked_at = ?, revoked_by = ? where id = ? and revoked_at is null")
                        .param(Timestamp.from(at))
                        .param(by)
                        .param(id)
                        .update()
                > 0;
    }

    public List<GrantRow> all() {
        return client.sql(GRANT + ORDER).query(GrantStore::grant).list();
    }

    public List<GrantRow> of(String department) {
        return client.sql(GRANT + "and department = ? " + ORDER)
                .param(department)
                .query(GrantStore::grant)
                .list();
    }

    private static GrantRow grant(ResultSet row, int number) throws SQLException {
        return new GrantRow(
                row.getObject(1, UUID.class),
                Objects.requireNonNull(row.getString(2)),
                Objects.requireNonNull(row.getString(3)),
                List.of((String[]) row.getArray(4).getArray()),
                Objects.requireNonNull(row.getString(5)),
                Objects.requireNonNull(row.getString(6)),
                row.getBoolean(7),
                row.getObject(8, LocalDate.class),
                Optional.ofNullable(row.getObject(9, LocalDate.class)));
    }

    /** Takes words out of what people wrote. */
    public void erase(Collection<String> words) {
        client.sql("""
                        update grants set purpose = without_words(purpose, :words), legal_basis = without_words(legal_basis, :words)
                        where has_word(purpose || chr(10) || legal_basis, :words)""")
                .param("words", new SqlArrayValue("text", words.toArray()))
                .update();
    }
}
