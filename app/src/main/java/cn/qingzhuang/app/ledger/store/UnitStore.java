package cn.qingzhuang.app.ledger.store;

import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The list of units inside one act of writing. */
public final class UnitStore {
    private final JdbcClient client;
    private final String county;

    UnitStore(JdbcClient client, String county) {
        this.client = client;
        this.county = county;
    }

    /** The units of the county and those above it, in code order. */
    public List<UnitRow> units() {
        return client.sql(LedgerStore.UNITS + " where county_code in (?, ?, ?) order by code")
                .params(county, county.substring(0, 4) + "00", county.substring(0, 2) + "0000")
                .query((rows, n) -> LedgerStore.unit(rows))
                .list();
    }

    /** Adds units of the county, or changes those that exist. */
    public void save(List<UnitRow> units) {
        String sql = """
                insert into units (county_code, code, name, parent, valid_from, valid_to, successor)
                values (:county, :code, :name, nullif(:parent, ''), :from, :to, nullif(:successor, ''))
                on conflict (county_code, code) do update
                set name = excluded.name, parent = excluded.parent, valid_from = excluded.valid_from,
                    valid_to = excluded.valid_to, successor = excluded.successor""";
        for (UnitRow u : units) {
            client.sql(sql)
                    .param("county", county)
                    .param("code", u.code())
                    .param("name", u.name())
                    .param("parent", u.parent())
                    .param("from", u.validFrom())
                    .param("to", u.validTo(), Types.DATE)
                    .param("successor", u.successor())
                    .update();
        }
    }

    /** Whoever some entry puts into one of these units. Entries are not indexed by unit: all of the county are read. */
    public List<UUID> subjectsOf(Collection<String> units) {
        String sql = """
                select distinct coalesce(m.subject_id, e.subject_id) from entries e
                left join moved_entries m on m.county_code = e.county_code and m.id = e.id
                where e.county_code = ? and e.unit_code = any (?)""";
        return client.sql(sql)
                .params(county, new SqlArrayValue("text", units.toArray()))
                .query((rows, n) -> LedgerStore.uuid(rows, 1))
                .list();
    }
}
