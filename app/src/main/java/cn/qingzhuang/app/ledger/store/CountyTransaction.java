package cn.qingzhuang.app.ledger.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * One act of writing in one county: everything in it is committed together or not at all. Whoever is read is locked;
 * the chain of hashes is locked only at the end, so that acts about other people go on beside a long import.
 */
public final class CountyTransaction {
    private static final int IMPORTS = 0x71_7a;
    private static final int SINGLY = 100;
    private static final String SUBJECT_COLUMNS =
            "(county_code, id, subject_type, unit_code, household_id, name, sources, elements, facts, origins, born)";

    private final LedgerStore store;
    private final Connection connection;
    private final JdbcClient client;
    private final String county;
    private int number;

    CountyTransaction(LedgerStore store, Connection connection, String county) {
        this.store = store;
        this.connection = connection;
        this.client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.county = county;
    }

    public String county() {
        return county;
    }

    /** What officers decided about the ledger. */
    public RulingStore rulings() {
        return new RulingStore(client, county);
    }

    /** Says what is told anew of subjects. */
    public void add(RetellingRow row) {
        RetellingStore.add(client, county, row);
    }

    /** What takes values out of entries. */
    public ErasingStore erasing() {
        return new ErasingStore(client, county);
    }

    /** The number of the batch of this transaction. */
    public int number() {
        if (number == 0) {
            number = store.giveNumber(county);
        }
        return number;
    }

    /** Waits until no other import of the county runs: two could make one person twice. */
    public void lockImports() {
        client.sql("select pg_advisory_xact_lock(?, ?)")
                .params(IMPORTS, Integer.parseInt(county))
                .query((rows, n) -> county)
                .single();
    }

    /** Element numbers of the county by storage key. */
    public Map<String, Integer> elements() {
        return LedgerStore.elements(client, county);
    }

    /** Waits until nobody changes a subject, and lets nobody until the end. */
    public void lockSubjects() {
        client.sql("lock table subjects in share row exclusive mode").update();
    }

    /** The number of an element, given now and for good if it has none. */
    public int giveElement(String element) {
        return store.giveElement(county, element);
    }

    /** Whether anybody can be found in the county yet. */
    public boolean hasSubjects() {
        return client.sql("select exists (select 1 from subjects where county_code = ?)")
                .param(county)
                .query(Boolean.class)
                .single();
    }

    /** What acts of persons read and write besides. */
    public ActStore acts() {
        return new ActStore(client, county);
    }

    /** The list of units. */
    public UnitStore units() {
        return new UnitStore(client, county);
    }

    /** Which subjects have which of these keys; a subject may come twice. */
    public List<KeyRow> findKeys(long[] keys) {
        return LedgerStore.findKeys(client, county, keys);
    }

    /** As {@link #findKeys}, without what this transaction did: may be asked while its own connection is busy. */
    public List<KeyRow> committedKeys(long[] keys) {
        return store.committedKeys(county, keys);
    }

    /** Subjects, locked until the end: nobody else changes them meanwhile. Waits for whoever has locked one. */
    public List<SubjectRow> findSubjects(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        String sql = """
                select s.id, s.subject_type, s.unit_code, s.household_id, s.name, s.sources, s.elements, s.facts,
                       s.origins, s.born
                from subjects s where s.county_code = ? and s.id = any (?::uuid[])
                order by s.id for no key update""";
        return client.sql(sql)
                .params(county, new SqlArrayValue("uuid", ids.toArray()))
                .query((rows, n) -> LedgerStore.subject(rows))
                .list();
    }

    /** The end of the chain, taken as {@link #takeEnd} does, and those of some subjects that nobody else had locked. */
    public record Taken(End end, List<SubjectRow> subjects) {}

    /** Takes the end of the chain and locks those of the subjects that nobody else has locked, waiting for none of them. */
    public Taken takeFreeSubjects(Collection<UUID> ids, int numbers) {
        String sql = """
                with taken as (
                    update counties set last_number = last_number + ? where county_code = ?
                    returning last_number, last_place, last_hash)
                select s.id, s.subject_type, s.unit_code, s.household_id, s.name, s.sources, s.elements, s.facts,
                       s.origins, s.born, t.last_number, t.last_place, t.last_hash
                from taken t
                left join lateral (
                    select * from subjects where county_code = ? and id = any (?::uuid[])
                    order by id for no key update skip locked) s on true""";
        List<SubjectRow> subjects = new ArrayList<>();
        List<End> end = new ArrayList<>(1);
        client.sql(sql)
                .params(numbers, county, county, new SqlArrayValue("uuid", ids.toArray()))
                .query(rows -> {
                    if (end.isEmpty()) {
                        end.add(new End(rows.getInt(11), rows.getInt(12), Objects.requireNonNull(rows.getBytes(13))));
                    }
                    if (rows.getObject(1) != null) {
                        subjects.add(LedgerStore.subject(rows));
                    }
                });
        return new Taken(end.get(0), subjects);
    }

    public void addSubjects(List<SubjectRow> subjects) {
        if (!subjects.isEmpty()) {
            copySubjects("subjects", subjects);
        }
    }

    /** Replaces the current view of subjects that exist. */
    public void changeSubjects(List<SubjectRow> subjects) {
        if (subjects.size() <= SINGLY) {
            changeSingly(subjects);
            return;
        }
        client.sql("create temporary table if not exists changed_subjects (like subjects) on commit drop")
                .update();
        client.sql("truncate changed_subjects").update();
        copySubjects("changed_subjects", subjects);
        String sql = """
                update subjects s
                set subject_type = c.subject_type, unit_code = c.unit_code, household_id = c.household_id, name = c.name,
                    sources = c.sources, elements = c.elements, facts = c.facts, origins = c.origins, born = c.born
                from changed_subjects c
                where s.county_code = c.county_code and s.id = c.id""";
        client.sql(sql).update();
    }

    private void changeSingly(List<SubjectRow> subjects) {
        String sql = """
                update subjects
                set unit_code = ?, household_id = ?, name = ?, sources = ?, elements = ?, facts = ?, origins = ?,
                    subject_type = ?, born = ?
                where county_code = ? and id = ?""";
        inBatch(sql, subjects, (update, s) -> {
            update.setString(1, s.unit());
            update.setObject(2, s.household(), Types.OTHER);
            update.setString(3, s.name());
            update.setBytes(4, s.sources());
            update.setBytes(5, s.elements());
            update.setString(6, new String(s.facts(), StandardCharsets.UTF_8));
            update.setBytes(7, s.origins());
            update.setInt(8, s.type());
            update.setObject(9, s.born(), Types.DATE);
            update.setString(10, county);
            update.setObject(11, s.id());
        });
    }

    private void copySubjects(String table, List<SubjectRow> subjects) {
        try (CopyWriter copy = new CopyWriter(connection, table + " " + SUBJECT_COLUMNS)) {
            for (SubjectRow s : subjects) {
                copy.row(11)
                        .text(county)
                        .uuid(s.id())
                        .int2(s.type())
                        .text(s.unit())
                        .uuid(s.household())
                        .text(s.name())
                        .bytes(s.sources())
                        .bytes(s.elements())
                        .bytes(s.facts())
                        .bytes(s.origins())
                        .dateOrNone(s.born());
            }
        }
    }

    /** Adds keys, each pair once: those at the places, in that order. */
    public void addKeys(int[] places, IntToLongFunction key, IntFunction<UUID> subject) {
        if (places.length == 0) {
            return;
        }
        try (CopyWriter copy = new CopyWriter(connection, "identity_keys (county_code, key, subject_id)")) {
            byte[] first = county.getBytes(StandardCharsets.UTF_8);
            for (int place : places) {
                copy.row(first, key.applyAsLong(place), subject.apply(place));
            }
        }
    }

    public void addEntries(List<EntryRow> entries) {
        if (entries.isEmpty()) {
            return;
        }
        String table = """
                entries (county_code, id, subject_id, batch, subject_type, kind, sheet, source_row, valid_on, \
                unit_code, salt, elements, facts, household_id)""";
        try (CopyWriter copy = new CopyWriter(connection, table)) {
            for (EntryRow e : entries) {
                copy.row(14)
                        .text(county)
                        .uuid(e.id())
                        .uuid(e.subject())
                        .int4(e.batch())
                        .int2(e.type())
                        .int2(e.kind())
                        .int2(e.sheet())
                        .int4(e.row())
                        .date(e.validOn())
                        .text(e.unit())
                        .bytes(e.salt())
                        .bytes(e.elements())
                        .bytes(e.facts())
                        .uuid(e.household());
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

    /** An element of a subject of which a person has said what holds. */
    public record Settled(UUID subject, String element, Instant at) {}

    private static final String ANSWERS = """
            with settled as (
                update conflicts c set resolved_at = s.at
                from unnest(?::uuid[], ?::text[], ?::timestamptz[]) as s (subject, element, at)
                where c.county_code = ? and c.subject_id = any (?::uuid[]) and c.subject_id = s.subject
                  and c.element = s.element and c.resolved_at is null),
            changed as (
                update subjects s
                set unit_code = c.unit, household_id = c.household, name = c.name, sources = c.sources,
                    elements = c.elements, facts = c.facts, origins = c.origins, born = c.born
                from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::bytea[], ?::bytea[], ?::text[], ?::bytea[],
                            ?::date[]) as c (id, unit, household, name, sources, elements, facts, origins, born)
                where s.county_code = ? and s.id = c.id),
            linked as (
                insert into batches (county_code, number, place, entry_count, recorded_at, actor, previous_hash, hash)
                select ?, b.* from unnest(?::int[], ?::int[], ?::int[], ?::timestamptz[], ?::text[], ?::bytea[],
                                          ?::bytea[]) as b),
            ended as (update counties set last_place = ?, last_hash = ? where county_code = ?)
            insert into entries (county_code, id, subject_id, batch, subject_type, kind, valid_on, unit_code, salt,
                                 elements, facts)
            select ?, e.* from unnest(?::uuid[], ?::uuid[], ?::int[], ?::smallint[], ?::smallint[], ?::date[], ?::text[],
                                      ?::bytea[], ?::bytea[], ?::text[]) as e""";

    /**
     * Writes what persons said in one round trip: closes the conflicts that are settled, replaces the current view of
     * subjects, appends entries of no file, and puts their batches behind the end of the chain.
     */
    public void addAnswers(
            List<Settled> settled, List<SubjectRow> subjects, List<EntryRow> entries, List<LinkRow> links) {
        LinkRow last = links.get(links.size() - 1);
        client.sql(ANSWERS)
                .params(
                        array("uuid", settled, Settled::subject),
                        array("text", settled, Settled::element),
                        array("timestamptz", settled, Settled::at),
                        county,
                        array("uuid", settled, Settled::subject), // else all open conflicts of the county may be read
                        array("uuid", subjects, SubjectRow::id),
                        array("text", subjects, SubjectRow::unit),
                        array("uuid", subjects, SubjectRow::household),
                        array("text", subjects, SubjectRow::name),
                        bytes(subjects, SubjectRow::sources),
                        bytes(subjects, SubjectRow::elements),
                        array("text", subjects, s -> text(s.facts())),
                        bytes(subjects, SubjectRow::origins),
                        array("date", subjects, SubjectRow::born),
                        county,
                        county,
                        array("int4", links, l -> l.batch().number()),
                        array("int4", links, LinkRow::place),
                        array("int4", links, l -> l.batch().entries()),
                        array("timestamptz", links, l -> l.batch().recordedAt()),
                        array("text", links, l -> l.batch().actor()),
                        bytes(links, LinkRow::previousHash),
                        bytes(links, LinkRow::hash),
                        last.place(),
                        last.hash(),
                        county,
                        county,
                        array("uuid", entries, EntryRow::id),
                        array("uuid", entries, EntryRow::subject),
                        array("int4", entries, EntryRow::batch),
                        array("int2", entries, EntryRow::type),
                        array("int2", entries, EntryRow::kind),
                        array("date", entries, EntryRow::validOn),
                        array("text", entries, EntryRow::unit),
                        bytes(entries, EntryRow::salt),
                        bytes(entries, EntryRow::elements),
                        array("text", entries, e -> text(e.facts())))
                .update();
    }

    private static @Nullable String text(byte @Nullable [] utf8) {
        return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
    }

    /** What a column holds in a row. */
    @FunctionalInterface
    private interface Column<T> {
        @Nullable
        Object of(T row);
    }

    private static <T> SqlArrayValue array(String type, List<T> rows, Column<T> column) {
        @Nullable Object[] out = new @Nullable Object[rows.size()];
        for (int i = 0; i < out.length; i++) {
            Object value = column.of(rows.get(i));
            out[i] = value == null ? null : value.toString();
        }
        return new SqlArrayValue(type, out);
    }

    /** What a column of bytes holds in a row. */
    @FunctionalInterface
    private interface ByteColumn<T> {
        byte @Nullable [] of(T row);
    }

    private static <T> SqlArrayValue bytes(List<T> rows, ByteColumn<T> column) {
        byte @Nullable [][] out = new byte[rows.size()][];
        for (int i = 0; i < out.length; i++) {
            out[i] = column.of(rows.get(i));
        }
        return new SqlArrayValue("bytea", (Object[]) out);
    }

    /** Closes the open conflicts that a batch raised, or in which one of its entries takes part. */
    public void resolveConflictsOf(int batch, Instant at) {
        String sql = """
                update conflicts c set resolved_at = ?
                where c.county_code = ? and c.resolved_at is null and (c.file_number = ? or exists (
                    select 1 from entries e
                    where e.county_code = c.county_code and e.id in (c.kept_entry, c.other_entry) and e.batch = ?))""";
        client.sql(sql).params(Timestamp.from(at), county, batch, batch).update();
    }

    /** The numbers of the files that a later reading has replaced. */
    public Set<Integer> replacedFiles() {
        return Set.copyOf(client.sql("select distinct replaces from files where county_code = ? and replaces > 0")
                .param(county)
                .query(Integer.class)
                .list());
    }

    /** The batches of the county in the order of the chain, this act's own among them once it is added. */
    public List<LinkRow> batches() {
        return client.sql(LedgerStore.BATCHES)
                .param(county)
                .query((rows, n) -> LedgerStore.link(rows))
                .list();
    }

    /** The subjects of which a batch says something. Its entries are not indexed by batch: all later ones are read. */
    public List<UUID> subjectsOf(int batch, Instant since) {
        UUID first = new UUID(since.minusSeconds(1).toEpochMilli() << 16, 0);
        String sql = """
                select distinct coalesce(m.subject_id, e.subject_id) from entries e
                left join moved_entries m on m.county_code = e.county_code and m.id = e.id
                where e.county_code = ? and e.id >= ? and e.batch = ?""";
        return client.sql(sql)
                .params(county, first, batch)
                .query((rows, n) -> LedgerStore.uuid(rows, 1))
                .list();
    }

    /** All entries that were appended to the subjects, by subject and id. */
    public List<EntryRow> entriesOf(Collection<UUID> subjects) {
        return client.sql(LedgerStore.ENTRIES + " and subject_id = any (?::uuid[]) order by subject_id, id")
                .params(county, new SqlArrayValue("uuid", subjects.toArray()))
                .query((rows, n) -> LedgerStore.entry(rows))
                .list();
    }

    /** Takes away views of which no entry counts any more, and the keys under which they were found. */
    public void removeSubjects(Collection<UUID> subjects, long[] keys) {
        SqlArrayValue ids = new SqlArrayValue("uuid", subjects.toArray());
        client.sql("delete from subjects where county_code = ? and id = any (?::uuid[])")
                .params(county, ids)
                .update();
        client.sql("""
                delete from identity_keys
                where county_code = ? and key = any (?::bigint[]) and subject_id = any (?::uuid[])""")
                .params(
                        county,
                        new SqlArrayValue("bigint", Arrays.stream(keys).boxed().toArray()),
                        ids)
                .update();
    }

    public void addFile(FileRow file, List<RefusalRow> refusals) {
        String sql = """
                insert into files (county_code, number, sha256, reading, name, unit_code, sheets, rows_read,
                                   rows_accepted, facts, imported_at, actor, replaces)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
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
                        file.actor(),
                        file.replaces())
                .update();
        addRefusals(file.number(), refusals);
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

    /** Where the chain of a county ends, and the last number given. */
    public record End(int number, int place, byte[] hash) {}

    /** Locks the end of the chain until this transaction ends, and gives so many further numbers for batches. */
    public End takeEnd(int numbers) {
        return client.sql("""
                        update counties set last_number = last_number + ? where county_code = ?
                        returning last_number, last_place, last_hash""")
                .params(numbers, county)
                .query((rows, n) -> new End(rows.getInt(1), rows.getInt(2), Objects.requireNonNull(rows.getBytes(3))))
                .single();
    }

    /** Puts batches behind the {@link #takeEnd end} of the chain; the last becomes the end. */
    public void addBatches(List<LinkRow> links) {
        String sql = """
                insert into batches (county_code, number, place, entry_count, recorded_at, actor, previous_hash, hash)
                values (?, ?, ?, ?, ?, ?, ?, ?)""";
        inBatch(sql, links, (insert, link) -> {
            insert.setString(1, county);
            insert.setInt(2, link.batch().number());
            insert.setInt(3, link.place());
            insert.setInt(4, link.batch().entries());
            insert.setTimestamp(5, Timestamp.from(link.batch().recordedAt()));
            insert.setString(6, link.batch().actor());
            insert.setBytes(7, link.previousHash());
            insert.setBytes(8, link.hash());
        });
        LinkRow last = links.get(links.size() - 1);
        client.sql("update counties set last_place = ?, last_hash = ? where county_code = ?")
                .params(last.place(), last.hash(), county)
                .update();
    }

    /** Sets the parameters of one statement of many. */
    @FunctionalInterface
    private interface Setter<T> {
        void set(PreparedStatement statement, T row) throws SQLException;
    }

    /** One statement for each row, sent together. */
    private <T> void inBatch(String sql, List<T> rows, Setter<T> setter) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (T row : rows) {
                setter.set(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw LedgerStore.translated(e);
        }
    }
}
