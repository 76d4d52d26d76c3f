package cn.qingzhuang.app.ledger.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** What officers decided about the ledger, and what follows for conflicts and keys, inside one ruling of writing. */
public final class RulingStore {
    private final JdbcClient client;
    private final String county;

    RulingStore(JdbcClient client, String county) {
        this.client = client;
        this.county = county;
    }

    /** All rulings in the order of the chain. */
    public List<RulingRow> all() {
        return rulings(client, county);
    }

    static List<RulingRow> rulings(JdbcClient client, String county) {
        String sql = """
                select number, kind, subject_id, other_subject_id, element, conflict_id, entries, coalesce(undoes, 0)
                from rulings where county_code = ? order by number""";
        return client.sql(sql).param(county).query((rows, n) -> ruling(rows)).list();
    }

    static RulingRow ruling(ResultSet rows) throws SQLException {
        return new RulingRow(
                rows.getInt(1),
                rows.getInt(2),
                LedgerStore.uuid(rows, 3),
                rows.getObject(4, UUID.class),
                rows.getString(5),
                rows.getObject(6, UUID.class),
                Arrays.asList((UUID[]) array(rows, 7)),
                rows.getInt(8));
    }

    private static Object array(ResultSet rows, int column) throws SQLException {
        Array array = Objects.requireNonNull(rows.getArray(column));
        return array.getArray();
    }

    /** What the words of files weigh. */
    public List<AuthorityRow> authorities() {
        return authorities(client, county);
    }

    static List<AuthorityRow> authorities(JdbcClient client, String county) {
        return client.sql("select file_number, way, owned, led from file_authorities where county_code = ?")
                .param(county)
                .query((rows, n) -> new AuthorityRow(
                        rows.getInt(1), rows.getInt(2), numbers((Short[]) array(rows, 3)), numbers((Short[])
                                array(rows, 4))))
                .list();
    }

    private static List<Integer> numbers(Short[] all) {
        return Arrays.stream(all).map(Short::intValue).toList();
    }

    public void add(AuthorityRow row) {
        client.sql("insert into file_authorities (county_code, file_number, way, owned, led) values (?, ?, ?, ?, ?)")
                .params(
                        county,
                        row.file(),
                        row.way(),
                        new SqlArrayValue("int2", row.owned().toArray()),
                        new SqlArrayValue("int2", row.led().toArray()))
                .update();
    }

    public void add(RulingRow ruling) {
        String sql = """
                insert into rulings (county_code, number, kind, subject_id, other_subject_id, element, conflict_id, entries,
                                  undoes)
                values (:county, :number, :kind, :subject, :other, :element, :conflict, :entries, nullif(:undoes, 0))""";
        client.sql(sql)
                .param("county", county)
                .param("number", ruling.number())
                .param("kind", ruling.kind())
                .param("subject", ruling.subject())
                .param("other", ruling.other(), Types.OTHER)
                .param("element", ruling.element(), Types.VARCHAR)
                .param("conflict", ruling.conflict(), Types.OTHER)
                .param("entries", new SqlArrayValue("uuid", ruling.entries().toArray()))
                .param("undoes", ruling.undoes())
                .update();
    }

    /** Entries by their ids, in no order. */
    public List<EntryRow> entries(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : client.sql(LedgerStore.ENTRIES + " and id = any (?)")
                        .params(county, new SqlArrayValue("uuid", ids.toArray()))
                        .query((rows, n) -> LedgerStore.entry(rows))
                        .list();
    }

    /** A conflict that nobody has decided, locked until the end. */
    public Optional<ConflictRow> findOpen(UUID conflict) {
        return client.sql(LedgerStore.CONFLICTS + " and id = ? and resolved_at is null for update")
                .params(county, conflict)
                .query((rows, n) -> LedgerStore.conflict(rows))
                .optional();
    }

    /** The open conflicts that are about one of the subjects, or in which one may be the other. */
    public List<ConflictRow> openOf(Collection<UUID> subjects) {
        SqlArrayValue ids = new SqlArrayValue("uuid", subjects.toArray());
        return client.sql(LedgerStore.CONFLICTS + """
                         and resolved_at is null and (subject_id = any (?) or raised_about = any (?))
                        order by id for update""")
                .params(county, ids, ids)
                .query((rows, n) -> LedgerStore.conflict(rows))
                .list();
    }

    /** Closes one conflict by a ruling. */
    public void close(Collection<UUID> conflicts, int ruling, Instant at) {
        client.sql("""
                        update conflicts set resolved_at = ?, decided_by = ?
                        where county_code = ? and id = any (?) and resolved_at is null""")
                .params(Timestamp.from(at), ruling, county, new SqlArrayValue("uuid", conflicts.toArray()))
                .update();
    }

    /** Closes the open conflicts of an element of a subject by a ruling. */
    public void closeOf(UUID subject, String element, int ruling, Instant at) {
        client.sql("""
                        update conflicts set resolved_at = ?, decided_by = ?
                        where county_code = ? and subject_id = ? and element = ? and resolved_at is null""")
                .params(Timestamp.from(at), ruling, county, subject, element)
                .update();
    }

    /** Opens what a ruling had closed, and closes what it had raised. */
    public void reopen(int ruling, Instant at) {
        client.sql("""
                        update conflicts set resolved_at = null, decided_by = null
                        where county_code = ? and decided_by = ?""").params(county, ruling).update();
        client.sql("""
                        update conflicts set resolved_at = ?
                        where county_code = ? and raised_by = ? and resolved_at is null""").params(Timestamp.from(at), county, ruling).update();
    }

    /** Notes conflicts that a ruling makes. */
    public void raise(List<ConflictRow> conflicts, int ruling) {
        for (ConflictRow c : conflicts) {
            client.sql("""
                            insert into conflicts (county_code, id, subject_id, element, kept_entry, other_entry, reason,
                                                   raised_at, raised_by)
                            values (:county, :id, :subject, :element, :kept, :other, :reason, :at, :ruling)""")
                    .param("county", county)
                    .param("id", c.id())
                    .param("subject", c.subject())
                    .param("element", c.element())
                    .param("kept", c.keptEntry(), Types.OTHER)
                    .param("other", c.otherEntry(), Types.OTHER)
                    .param("reason", c.reason())
                    .param("at", Timestamp.from(c.raisedAt()))
                    .param("ruling", ruling)
                    .update();
        }
    }

    /** Says of whom a conflict is now; of whom it was raised is kept. */
    public void retarget(UUID conflict, UUID subject) {
        client.sql("""
                        update conflicts
                        set raised_about = nullif(coalesce(raised_about, subject_id), :subject), subject_id = :subject
                        where county_code = :county and id = :id""")
                .param("subject", subject)
                .param("county", county)
                .param("id", conflict)
                .update();
    }

    /** Of whom a conflict was raised. */
    public UUID raisedAbout(UUID conflict) {
        return client.sql("select coalesce(raised_about, subject_id) from conflicts where county_code = ? and id = ?")
                .params(county, conflict)
                .query((rows, n) -> LedgerStore.uuid(rows, 1))
                .single();
    }

    /** The members of households, by the current view. */
    public List<UUID> membersOf(Collection<UUID> households) {
        return membersOf(client, county, households);
    }

    static List<UUID> membersOf(JdbcClient client, String county, Collection<UUID> households) {
        return client.sql("select id from subjects where county_code = ? and household_id = any (?) order by id")
                .params(county, new SqlArrayValue("uuid", households.toArray()))
                .query((rows, n) -> LedgerStore.uuid(rows, 1))
                .list();
    }

    /** Takes away the keys of subjects: they are not indexed by subject, so the whole county is read. */
    public void removeKeys(Collection<UUID> subjects) {
        client.sql("delete from identity_keys where county_code = ? and subject_id = any (?)")
                .params(county, new SqlArrayValue("uuid", subjects.toArray()))
                .update();
    }

    /** Takes away views. */
    public void removeSubjects(Collection<UUID> subjects) {
        client.sql("delete from subjects where county_code = ? and id = any (?)")
                .params(county, new SqlArrayValue("uuid", subjects.toArray()))
                .update();
    }
}
