package cn.qingzhuang.app.complaints;

import cn.qingzhuang.app.complaints.store.ComplaintStore;
import cn.qingzhuang.app.shared.AppProblems;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Takes complaints and shows them; nobody is named and none is lost. */
public final class Complaints {
    private static final int WORDS_MAX = 2000;
    private static final int PLACE_MAX = 300;

    private final ComplaintStore store;

    public Complaints(DataSource source) {
        this.store = new ComplaintStore(source);
    }

    /** Keeps a complaint; Problem APP-040 when it says nothing or too much. */
    public void add(String unitCode, String page, String about, String words) {
        String said = words.strip();
        if (said.isEmpty() || said.length() > WORDS_MAX || !unitCode.matches("[0-9]{12}")) {
            throw AppProblems.badComplaint(WORDS_MAX);
        }
        store.add(new Complaint(unitCode, cut(page), cut(about), said, ""));
    }

    /** The latest complaints, newest first. */
    public List<Complaint> list() {
        return store.list();
    }

    private static String cut(String text) {
        return text.length() <= PLACE_MAX ? text : text.substring(0, PLACE_MAX);
    }

    /** To be called after values were erased: takes these words out of what was said. */
    public void erased(String county, Set<String> words) {
        store.erase(county, words);
    }
}
