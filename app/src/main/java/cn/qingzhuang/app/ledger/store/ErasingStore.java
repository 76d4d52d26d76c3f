package cn.qingzhuang.app.ledger.store;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Takes values out of entries and out of what was written beside them, inside one act of writing. */
public final class ErasingStore {
    private static final String GONE = "（已按法律要求清除）";

    private final JdbcClient client;
    private final String county;

    ErasingStore(JdbcClient client, String county) {
        this.client = client;
        this.county = county;
    }

    /**
     * What is left of an entry.
     *
     * @param elements null where nothing is
     * @param facts null where nothing is
     */
    public record Left(UUID entry, byte @Nullable [] elements, byte @Nullable [] facts) {}

    /**
     * The hash of its values takes their place in the chain; without the salt it tells nothing of them. Conflicts about these elements
     * of these entries are over.
     */
    public void erase(List<Left> entries, Collection<String> elements, Instant at) {
        client.sql("set local qingzhuang.erasing = 'on'").update();
        for (Left left : entries) {
            byte[] facts = left.facts();
            client.sql("""
                            update entries as e set value_hash = entry_hash(e), salt = null, elements = :elements,
                                facts = convert_from(:facts, 'UTF8'),
                                household_id = case when :elements::bytea is null then null else household_id end
                            where county_code = :county and id = :id""")
                    .param("elements", new SqlParameterValue(Types.BINARY, left.elements()))
                    .param("facts", new SqlParameterValue(Types.BINARY, facts))
                    .param("county", county)
                    .param("id", left.entry())
                    .update();
        }
        client.sql("set local qingzhuang.erasing = ''").update();
        SqlArrayValue ids =
                new SqlArrayValue("uuid", entries.stream().map(Left::entry).toArray());
        client.sql("""
                        update conflicts set reason = :gone, resolved_at = coalesce(resolved_at, :at)
                        where county_code = :county and element = any (:elements)
                          and (kept_entry = any (:ids) or other_entry = any (:ids))""")
                .param("gone", GONE)
                .param("at", Timestamp.from(at))
                .param("county", county)
                .param("elements", new SqlArrayValue("text", elements.toArray()))
                .param("ids", ids)
                .update();
    }

    /** Texts about the subjects that quote values, and texts about anybody that hold one of these words. */
    public void clearTexts(Collection<UUID> subjects, Collection<String> words, Instant at) {
        SqlArrayValue ids = new SqlArrayValue("uuid", subjects.toArray());
        SqlArrayValue texts = new SqlArrayValue("text", words.toArray());
        client.sql("""
                        update conflicts set reason = :gone, resolved_at = coalesce(resolved_at, :at)
                        where county_code = :county and (subject_id = any (:ids) or other_subject_id = any (:ids))""")
                .param("gone", GONE)
                .param("at", Timestamp.from(at))
                .param("county", county)
                .param("ids", ids)
                .update();
        client.sql("""
                        update conflicts set reason = :gone where county_code = :county
                          and has_word(reason, :words)""")
                .param("gone", GONE)
                .param("county", county)
                .param("words", texts)
                .update();
        client.sql("""
                        update refusals set reason = :gone where county_code = :county
                          and has_word(reason, :words)""")
                .param("gone", GONE)
                .param("county", county)
                .param("words", texts)
                .update();
        client.sql("""
                        update files set name = without_words(name, :words),
                            sheets = array(select without_words(s, :words) from unnest(sheets) with ordinality as u (s, n) order by n)
                        where county_code = :county and has_word(name || chr(10) || array_to_string(sheets, chr(10)), :words)""").param("county", county).param("words", texts).update();
    }

    /** Of whom entries hold one of these numbers, whatever is said with it. All entries of the county are read. */
    public List<UUID> holding(Collection<String> numbers) {
        return client.sql("""
                        select distinct subject_id from entries
                        where county_code = :county and elements is not null and facts like any (:patterns)""")
                .param("county", county)
                .param(
                        "patterns",
                        new SqlArrayValue(
                                "text", numbers.stream().map(n -> "%" + n + "%").toArray()))
                .query((row, n) -> Objects.requireNonNull(row.getObject(1, UUID.class)))
                .list();
    }

    /** The hashes of the files among some batches. */
    public List<String> files(Collection<Integer> batches) {
        return client.sql("select distinct sha256 from files where county_code = :county and number = any (:batches)")
                .param("county", county)
                .param("batches", new SqlArrayValue("int4", batches.toArray()))
                .query(String.class)
                .list();
    }

    /** Entries that hold one of these elements and are about a day before this one, at most so many. */
    public List<UUID> expired(Collection<Integer> elements, LocalDate before, int max) {
        return client.sql("""
                        select id from entries where county_code = :county and valid_on < :before and elements is not null
                          and exists (select from unnest(:elements::int[]) as n
                                      where n < length(elements) * 8 and get_bit(elements, n) = 1)
                        limit :max""")
                .param("county", county)
                .param("before", before)
                .param("elements", new SqlArrayValue("int4", elements.toArray()))
                .param("max", max)
                .query((row, n) -> Objects.requireNonNull(row.getObject(1, UUID.class)))
                .list();
    }

    /** That it was done. */
    public void record(UUID erasure, Instant at, String why, Collection<UUID> subjects, int entries) {
        client.sql("""
                        insert into erased (county_code, erasure_id, number, erased_at, why, subjects, entries)
                        select :county, :id, count(*), :at, :why, :subjects, :entries
                        from erased where county_code = :county and erasure_id = :id""")
                .param("county", county)
                .param("id", erasure)
                .param("at", Timestamp.from(at))
                .param("why", why)
                .param("subjects", new SqlArrayValue("uuid", subjects.toArray()))
                .param("entries", entries)
                .update();
    }
}
