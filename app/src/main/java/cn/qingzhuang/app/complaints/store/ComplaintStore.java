package cn.qingzhuang.app.complaints.store;

import cn.qingzhuang.app.complaints.Complaint;
import cn.qingzhuang.app.shared.ErasedWords;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Complaints as rows. */
public final class ComplaintStore {
    private static final int LISTED_MAX = 200;

    private final JdbcClient client;

    public ComplaintStore(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    public void add(Complaint complaint) {
        client.sql("""
                        insert into complaints (county_code, id, unit_code, page, about, words)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        complaint.unitCode().substring(0, 6),
                        UUID.randomUUID(),
                        complaint.unitCode(),
                        complaint.page(),
                        complaint.about(),
                        complaint.words())
                .update();
    }

    /** The latest complaints, newest first. */
    public List<Complaint> list() {
        return client.sql("""
                        select unit_code, page, about, words, to_char(made_at at time zone 'Asia/Shanghai',
                               'YYYY-MM-DD HH24:MI')
                        from complaints order by made_at desc limit ?""")
                .param(LISTED_MAX)
                .query((rows, n) -> new Complaint(
                        Objects.requireNonNull(rows.getString(1)),
                        Objects.requireNonNull(rows.getString(2)),
                        Objects.requireNonNull(rows.getString(3)),
                        Objects.requireNonNull(rows.getString(4)),
                        Objects.requireNonNull(rows.getString(5))))
                .list();
    }

    /** Takes words out of what people wrote. */
    public void erase(String county, Collection<String> words) {
        ErasedWords.takeOut(client, "complaints", List.of("page", "about", "words"), county, words);
    }
}
