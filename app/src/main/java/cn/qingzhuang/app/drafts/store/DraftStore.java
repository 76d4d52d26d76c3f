package cn.qingzhuang.app.drafts.store;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Drafts as rows. A draft's cells are not stored: they are made again from template and ledger. */
public final class DraftStore {
    private final JdbcClient client;

    public DraftStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** A stored draft. */
    public record DraftRow(UUID id, String fileName, byte[] template, String unitCode, LocalDate asOf) {}

    /** A cell of a draft, by sheet and A1 address. */
    public record Place(String sheet, String ref) {}

    public void add(DraftRow draft) {
        client.sql("""
                        insert into drafts (county_code, id, file_name, template, unit_code, as_of)
                        values (:county, :id, :fileName, :template, :unit, :asOf)
                        """)
                .param("county", county(draft.unitCode()))
                .param("id", draft.id())
                .param("fileName", draft.fileName())
                .param("template", draft.template())
                .param("unit", draft.unitCode())
                .param("asOf", draft.asOf())
                .update();
    }

    public Optional<DraftRow> find(UUID id) {
        return client.sql("select id, file_name, template, unit_code, as_of from drafts where id = :id")
                .param("id", id)
                .query((row, number) -> new DraftRow(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getBytes(3),
                        row.getString(4),
                        row.getObject(5, LocalDate.class)))
                .optional();
    }

    /** What was typed into cells that are about nobody in the ledger. */
    public Map<Place, String> typed(UUID id) {
        Map<Place, String> out = new HashMap<>();
        client.sql("select sheet, ref, value from draft_values where draft_id = :id")
                .param("id", id)
                .query(row -> {
                    out.put(new Place(row.getString(1), row.getString(2)), row.getString(3));
                });
        return out;
    }

    public void type(DraftRow draft, Place place, String value) {
        client.sql("""
                        insert into draft_values (county_code, draft_id, sheet, ref, value)
                        values (:county, :id, :sheet, :ref, :value)
                        on conflict (county_code, draft_id, sheet, ref) do update set value = excluded.value
                        """)
                .param("county", county(draft.unitCode()))
                .param("id", draft.id())
                .param("sheet", place.sheet())
                .param("ref", place.ref())
                .param("value", value)
                .update();
    }

    private static String county(String unitCode) {
        return unitCode.substring(0, 6);
    }
}
