package cn.qingzhuang.app.ledger.store;

import cn.qingzhuang.app.ledger.store.LedgerStore.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The current view page by page. No transaction lasts longer than a page, however long somebody reads. */
public final class SubjectPageStore {
    private static final String NARROW = LedgerStore.IN_SCOPE;

    /**
     * The units are no key here: the county's subjects are walked by id, and a page is not sorted out of all of them.
     */
    private static final String WIDE =
            NARROW.replace("unit_code >= ?", "unit_code || '' >= ?").replace("unit_code <= ?", "unit_code || '' <= ?");

    private final JdbcClient client;

    public SubjectPageStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /**
     * The first of a scope that a filter lets through, by id, after an id.
     *
     * @param isWide whether the scope is a great part of its county
     */
    public List<SubjectRow> page(Scope scope, SubjectFilter filter, UUID after, int max, boolean isWide) {
        String sql = (isWide ? WIDE : NARROW) + " and " + filter.sql() + " and id > ? order by id limit ?";
        List<Object> values = new ArrayList<>(
                List.of(scope.county(), scope.type(), scope.unit(), LedgerStore.lastBelow(scope.unit())));
        values.addAll(filter.values().toList());
        values.add(after);
        values.add(max);
        return client.sql(sql)
                .params(values)
                .query((rows, n) -> LedgerStore.subject(rows))
                .list();
    }
}
