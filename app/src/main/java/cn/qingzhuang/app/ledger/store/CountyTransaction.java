package cn.qingzhuang.app.ledger.store;

import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * One act of writing in one county: everything in it is committed together or not at all. Holds the county's lock, so
 * that acts of one county follow one another and the chain of hashes has one end.
 */
public final class CountyTransaction {
    private static final String SUBJECT_COLUMNS =
            "(county_code, id, subject_type, unit_code, household_id, name, sources, facts)";

    private final Connection connection;
    private final JdbcClient client;
    private final String county;
    private final County start;
    private int lastFile;

    /** Where the county stood when the transaction began. */
    private record County(long lastBatch, byte[] lastHash, int lastFile) {}

    CountyTransaction(Connection connection, String county) {
        this.connection = connection;
        this.client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.county = county;
        this.start = lock();
        this.lastFile = start.lastFile();
    }

    public String county() {
        return county;
    }

    /** Number that the batch of this transaction will have. */
    public long nextBatch() {
        return start.lastBatch() + 1;
    }

    public int nextFile() {
        return start.lastFile() + 1;
    }

    public byte[] lastHash() {
        return start.lastHash().clone();
    }

    private County lock() {
        client.sql("insert into counties (county_code) values (?) on conflict do nothing")
                .param(county)
                .update();
        return client.sql("select last_batch, last_hash, last_file from counties where county_code = ? for update")
                .param(county)
                .query((rows, n) ->
                        new County(rows.getLong(1), Objects.requireNonNull(rows.getBytes(2)), rows.getInt(3)))
                .single();
    }

    /** Element numbers of the county by storage key. */
    public Map<String, Integer> elements() {
        return LedgerStore.elements(client, county);
    }

    public void addElement(int number, String element) {
        client.sql("insert into elements (county_code, number, element) values (?, ?, ?)")
                .params(county, number, element)
                .update();
    }

    /** Whether anybody can be found in the county yet. */
    public boolean hasSubjects() {
        return client.sql("select exists (select 1 from identity_keys where county_code = ?)")
                .param(county)
                .query(Boolean.class)
                .single();
    }

    /** Which subjects have which of these keys. */
    public List<KeyRow> findKeys(Collection<Long> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        String sql = """
                select k.key, k.subject_id
                from unnest(?::bigint[]) as wanted (key)
                join identity_keys k on k.county_code = ? and k.key = wanted.key""";
        return client.sql(sql)
                .params(new SqlArrayValue("bigint", keys.toArray()), county)
                .query((rows, n) -> new KeyRow(rows.getLong(1), LedgerStore.uuid(rows, 2)))
                .list();
    }

    public List<SubjectRow> findSubjects(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        String sql = """
                select s.id, s.subject_type, s.unit_code, s.household_id, s.name, s.sources, s.facts
                from unnest(?::uuid[]) as wanted (id)
                join subjects s on s.county_code = ? and s.id = wanted.id""";
        return client.sql(sql)
                .params(new SqlArrayValue("uuid", ids.toArray()), county)
                .query((rows, n) -> LedgerStore.subject(rows))
                .list();
    }

    public void addSubjects(List<SubjectRow> subjects) {
        if (!subjects.isEmpty()) {
            copySubjects("subjects", subjects);
        }
    }

    /** Replaces the current view of subjects that exist. */
    public void changeSubjects(List<SubjectRow> subjects) {
        if (subjects.isEmpty()) {
            return;
        }
        client.sql("create temporary table if not exists changed_subjects (like subjects) on commit drop")
                .update();
        client.sql("truncate changed_subjects").update();
        copySubjects("changed_subjects", subjects);
        String sql = """
                update subjects s
                set unit_code = c.unit_code, household_id = c.household_id, name = c.name,
                    sources = c.sources, facts = c.facts
                from changed_subjects c
                where s.county_code = c.county_code and s.id = c.id""";
        client.sql(sql).update();
    }

    private void copySubjects(String table, List<SubjectRow> subjects) {
        try (CopyWriter copy = new CopyWriter(connection, table + " " + SUBJECT_COLUMNS)) {
            for (SubjectRow s : subjects) {
                copy.row(8)
                        .text(county)
                        .uuid(s.id())
                        .int2(s.type())
                        .text(s.unit())
                        .uuid(s.household())
                        .text(s.name())
                        .texts(s.sources())
                        .json(s.facts());
            }
        }
    }

    /** Adds keys of subjects made in this transaction. */
    public void addKeys(Collection<KeyRow> keys) {
        if (keys.isEmpty()) {
            return;
        }
        try (CopyWriter copy = new CopyWriter(connection, "identity_keys (county_code, key, subject_id)")) {
            for (KeyRow k : keys) {
                copy.row(3).text(county).int8(k.key()).uuid(k.subject());
            }
        }
    }

    /** Adds keys of subjects that exist, which may have had them before. */
    public void addKeysIfAbsent(List<KeyRow> keys) {
        if (keys.isEmpty()) {
            return;
        }
        String sql = """
                insert into identity_keys (county_code, key, subject_id)
                select ?, k.key, k.subject_id from unnest(?::bigint[], ?::uuid[]) as k (key, subject_id)
                on conflict do nothing""";
        client.sql(sql)
                .params(
                        county,
                        new SqlArrayValue(
                                "bigint", keys.stream().map(KeyRow::key).toArray()),
                        new SqlArrayValue(
                                "uuid", keys.stream().map(KeyRow::subject).toArray()))
                .update();
    }

    public void addEntries(List<EntryRow> entries) {
        if (entries.isEmpty()) {
            return;
        }
        String table = """
                entries (county_code, id, batch, subject_id, unit_code, kind, elements, element_values, salt, \
                value_hash, file_number, sheet, source_row, valid_on)""";
        try (CopyWriter copy = new CopyWriter(connection, table)) {
            for (EntryRow e : entries) {
                copy.row(14)
                        .text(county)
                        .uuid(e.id())
                        .int8(nextBatch())
                        .uuid(e.subject())
                        .text(e.unit())
                        .int2(e.kind())
                        .int2s(Objects.requireNonNull(e.elements()))
                        .texts(Objects.requireNonNull(e.values()))
                        .bytes(Objects.requireNonNull(e.salt()))
                        .bytes(e.hash());
                place(copy, e.file(), e.sheet(), e.row()).date(e.validOn());
            }
        }
    }

    private static CopyWriter place(CopyWriter copy, int file, int sheet, int row) {
        return file == 0
                ? copy.none().none().none()
                : copy.int4(file).int2(sheet).int4(row);
    }

    public void addConflicts(List<ConflictRow> conflicts) {
        if (conflicts.isEmpty()) {
            return;
        }
        String table = """
                conflicts (county_code, id, subject_id, other_subject_id, element, kept_entry, other_entry, \
                file_number, sheet, source_row, reason, raised_at)""";
        try (CopyWriter copy = new CopyWriter(connection, table)) {
            for (ConflictRow c : conflicts) {
                copy.row(12)
                        .text(county)
                        .uuid(c.id())
                        .uuid(c.subject())
                        .uuid(c.otherSubject())
                        .text(c.element())
                        .uuid(c.keptEntry())
                        .uuid(c.otherEntry());
                place(copy, c.file(), c.sheet(), c.row()).text(c.reason()).instant(c.raisedAt());
            }
        }
    }

    /** Closes the open conflicts about an element of a subject. */
    public void resolveConflicts(UUID subject, String element, Instant at) {
        String sql = """
                update conflicts set resolved_at = ?
                where county_code = ? and subject_id = ? and element = ? and resolved_at is null""";
        client.sql(sql).params(Timestamp.from(at), county, subject, element).update();
    }

    public void addFile(FileRow file, List<RefusalRow> refusals) {
        String sql = """
                insert into files (county_code, number, sha256, reading, name, unit_code, sheets, rows_read,
                                   rows_accepted, facts, imported_at, actor)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
        client.sql(sql)
                .params(
                        county,
                        file.number(),
                        file.sha256(),
                        file.reading(),
                        file.name(),
                        file.unit(),
                        new SqlArrayValue("text", file.sheets().toArray()),
                        file.rows(),
                        file.accepted(),
                        file.facts(),
                        Timestamp.from(file.importedAt()),
                        file.actor())
                .update();
        addRefusals(file.number(), refusals);
        lastFile = file.number();
    }

    private void addRefusals(int file, List<RefusalRow> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        String table = "refusals (county_code, file_number, number, sheet, source_row, reason)";
        try (CopyWriter copy = new CopyWriter(connection, table)) {
            int number = 0;
            for (RefusalRow r : refusals) {
                copy.row(6)
                        .text(county)
                        .int4(file)
                        .int4(++number)
                        .int2(r.sheet())
                        .int4(r.row())
                        .text(r.reason());
            }
        }
    }

    /** Ends the batch: its hash becomes the end of the county's chain. */
    public void addBatch(BatchRow batch) {
        String sql = """
                insert into batches (county_code, number, file_number, entry_count, recorded_at, actor,
                                     previous_hash, hash)
                values (:county, :number, :file, :entries, :at, :actor, :previous, :hash)""";
        client.sql(sql)
                .param("county", county)
                .param("number", batch.number())
                .param("file", fileOrNull(batch.file()))
                .param("entries", batch.entries())
                .param("at", Timestamp.from(batch.recordedAt()))
                .param("actor", batch.actor())
                .param("previous", batch.previousHash())
                .param("hash", batch.hash())
                .update();
        client.sql("update counties set last_batch = ?, last_hash = ?, last_file = ? where county_code = ?")
                .params(batch.number(), batch.hash(), lastFile, county)
                .update();
    }

    private static @Nullable Integer fileOrNull(int file) {
        return file == 0 ? null : file;
    }
}
