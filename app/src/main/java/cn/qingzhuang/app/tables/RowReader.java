package cn.qingzhuang.app.tables;

import cn.qingzhuang.app.ledger.SubjectPages;
import cn.qingzhuang.engine.fill.ElementTable;
import cn.qingzhuang.engine.fill.ElementTable.Row;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.fill.SubjectQuery;
import java.util.List;
import java.util.UUID;

/** The rows of a table in the order of the ids of their subjects, some at a time, on the thread that asks. */
public final class RowReader {
    private static final int PAGE = 2_000;

    private final SubjectPages pages;
    private final ElementTable table;
    private final SubjectQuery query;
    private UUID last;
    private boolean isEnd;

    /** Reads on after the subject of an id. */
    RowReader(SubjectPages pages, ElementTable table, UUID after) {
        this.pages = pages;
        this.table = table;
        this.query = table.query();
        this.last = after;
    }

    /** Whether there are no more. */
    public boolean isEnd() {
        return isEnd;
    }

    /** The next rows; there may be none although there are more. */
    public List<Row> next() {
        List<SubjectFacts> page = isEnd ? List.of() : pages.after(last, query, PAGE);
        isEnd = page.size() < PAGE;
        last = page.isEmpty() ? last : UUID.fromString(page.get(page.size() - 1).id());
        return table.rows(page);
    }
}
