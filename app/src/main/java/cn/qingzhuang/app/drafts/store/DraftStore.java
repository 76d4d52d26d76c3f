package cn.qingzhuang.app.drafts.store;

import cn.qingzhuang.app.shared.ErasedWords;
import cn.qingzhuang.engine.fill.Listing;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Drafts as rows. A draft's cells are not stored: they are made again from template and ledger. */
public final class DraftStore {
    private static final int LISTED_MAX = 50;

    private final JdbcClient client;

    public DraftStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    /** A stored draft. */
    public record DraftRow(
            UUID id,
            String fileName,
            byte[] template,
            String unitCode,
            String department,
            String purpose,
            LocalDate asOf,
            Optional<UUID> subjectId) {
        /** The same for another unit. */
        public DraftRow in(String unit) {
            return new DraftRow(id, fileName, template, unit, department, purpose, asOf, subjectId);
        }
    }

    /** A draft as a list shows it. */
    public record ListedRow(UUID id, String fileName, String department, Instant createdAt) {}

    /** Where a draft belongs. */
    public record PlaceRow(String unitCode, String department, String purpose, String fileName) {}

    /** What a draft asks for, as storage keys. */
    public record AskedRow(String fileName, List<String> elements) {}

    /** What a person said of a blank roster. */
    public enum ListingKind {
        EVERYBODY,
        TITLED,
        FILE
    }

    /**
     * Whom a blank roster lists.
     *
     * @param file number of the earlier file for FILE, else 0
     */
    public record ListingRow(Listing.Place place, ListingKind kind, int file) {}

    /** A cell of a draft, by sheet and A1 address. */
    public record Place(String sheet, String ref) {}

    public void add(DraftRow draft) {
        client.sql("""
                        insert into drafts (county_code, id, file_name, template, unit_code, department, purpose, as_of)
                        values (:county, :id, :fileName, :template, :unit, :department, :purpose, :asOf)
                        """)
                .param("county", county(draft.unitCode()))
                .param("id", draft.id())
                .param("fileName", draft.fileName())
                .param("template", draft.template())
                .param("unit", draft.unitCode())
                .param("department", draft.department())
                .param("purpose", draft.purpose())
                .param("asOf", draft.asOf())
                .update();
    }

    public Optional<DraftRow> find(UUID id) {
        return client.sql(
                        "select id, file_name, template, unit_code, department, purpose, as_of, subject_id from drafts"
                                + " where id = :id")
                .param("id", id)
                .query((row, number) -> new DraftRow(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getBytes(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getObject(7, LocalDate.class),
                        Optional.ofNullable(row.getObject(8, UUID.class))))
                .optional();
    }

    public Optional<PlaceRow> place(UUID id) {
        return client.sql("select unit_code, department, purpose, file_name from drafts where id = :id")
                .param("id", id)
                .query((row, number) ->
                        new PlaceRow(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .optional();
    }

    /** The latest drafts of a unit, which has these codes, newest first. */
    public List<ListedRow> list(Set<String> unitCodes) {
        return client.sql("""
                        select id, file_name, department, created_at from drafts
                        where county_code = :county and unit_code = any (:units) order by created_at desc limit :max
                        """)
                .param("county", county(unitCodes.iterator().next()))
                .param("units", new SqlArrayValue("text", unitCodes.toArray()))
                .param("max", LISTED_MAX)
                .query((row, number) -> new ListedRow(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    /** What the latest drafts of a unit, which has these codes, ask for. */
    public List<AskedRow> asked(Set<String> unitCodes) {
        return client.sql("""
                        select file_name, elements from drafts
                        where county_code = :county and unit_code = any (:units) order by created_at desc limit :max
                        """)
                .param("county", county(unitCodes.iterator().next()))
                .param("units", new SqlArrayValue("text", unitCodes.toArray()))
                .param("max", LISTED_MAX)
                .query((row, number) -> new AskedRow(
                        row.getString(1), List.of((String[]) row.getArray(2).getArray())))
                .list();
    }

    /** All drafts of a county. */
    public List<UUID> ids(String county) {
        return client.sql("select id from drafts where county_code = ?")
                .param(county)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Takes away what was typed with one of these words in it, and the words out of purposes. */
    public void eraseTyped(String county, Collection<String> words) {
        client.sql("""
                        delete from draft_values where county_code = :county
                          and exists (select from unnest(:words::text[]) as w where position(w in value) > 0)""")
                .param("county", county)
                .param("words", new SqlArrayValue("text", words.toArray()))
                .update();
        ErasedWords.takeOut(client, "drafts", List.of("purpose"), county, words);
    }

    public void setElements(UUID id, Collection<String> elements) {
        client.sql("update drafts set elements = :elements where id = :id")
                .param("elements", new SqlArrayValue("text", elements.toArray()))
                .param("id", id)
                .update();
    }

    /** Whether there was such a draft. */
    public boolean delete(UUID id) {
        return client.sql("delete from drafts where id = :id").param("id", id).update() > 0;
    }

    public void setSubject(UUID id, Optional<UUID> subject) {
        client.sql("update drafts set subject_id = :subject where id = :id")
                .param("subject", subject.orElse(null), Types.OTHER)
                .param("id", id)
                .update();
    }

    /** Whom the blank rosters of a draft list. */
    public List<ListingRow> said(UUID id) {
        return client.sql("""
                        select sheet, table_range, kind, coalesce(file_number, 0) from draft_listings
                        where draft_id = :id order by sheet, table_range
                        """)
                .param("id", id)
                .query((row, number) -> new ListingRow(
                        new Listing.Place(row.getString(1), row.getString(2)),
                        ListingKind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                        row.getInt(4)))
                .list();
    }

    /** Keeps whom a blank roster lists; nothing said takes it back. */
    public void say(DraftRow draft, Listing.Place place, Optional<ListingRow> said) {
        client.sql("delete from draft_listings where draft_id = :id and sheet = :sheet and table_range = :range")
                .param("id", draft.id())
                .param("sheet", place.sheet())
                .param("range", place.range())
                .update();
        said.ifPresent(listing -> client.sql("""
                        insert into draft_listings (county_code, draft_id, sheet, table_range, kind, file_number)
                        values (:county, :id, :sheet, :range, :kind, nullif(:file, 0))
                        """)
                .param("county", county(draft.unitCode()))
                .param("id", draft.id())
                .param("sheet", place.sheet())
                .param("range", place.range())
                .param("kind", listing.kind().name().toLowerCase(Locale.ROOT))
                .param("file", listing.file())
                .update());
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
