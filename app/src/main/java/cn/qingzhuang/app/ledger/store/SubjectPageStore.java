package cn.qingzhuang.app.ledger.store;

import cn.qingzhuang.app.ledger.store.LedgerStore.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The current view page by page. No transaction lasts longer than a page, however long somebody reads. */
public final class SubjectPageStore {
    /** The county's subjects are walked by id: a page is not sorted out of all of them, whatever is known of the table. */
    private static final String WALKED = "set local enable_sort = off; set local enable_bitmapscan = off";

    private final JdbcClient client;
    private final TransactionTemplate transaction;

    public SubjectPageStore(DataSource source) {
        this.client = JdbcClient.create(source);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    /**
     * The first of a scope that a filter lets through, by id, after an id.
     *
     * @param isWide whether the scope is a great part of its county
     */
    public List<SubjectRow> page(Scope scope, SubjectFilter filter, UUID after, int max, boolean isWide) {
        String scoped = isWide ? LedgerStore.WITHIN : LedgerStore.IN_SCOPE;
        String sql = scoped + " and " + filter.sql() + " and id > ? order by id limit ?";
        List<Object> values = new ArrayList<>(
                List.of(scope.county(), scope.type(), scope.unit(), LedgerStore.lastBelow(scope.unit())));
        values.addAll(filter.values().toList());
        values.add(after);
        values.add(max);
        return Objects.requireNonNull(transaction.execute(status -> {
            if (isWide) {
                client.sql(WALKED).update();
            }
            return client.sql(sql)
                    .params(values)
                    .query((rows, n) -> LedgerStore.subject(rows))
                    .list();
        }));
    }
}
