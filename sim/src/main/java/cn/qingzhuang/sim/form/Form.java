package cn.qingzhuang.sim.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a form asks: headers and how the sheet looks, with the gold reading of each column.
 *
 * @param kind roster, ledger, statistics or single-record
 * @param layout what the sheet looks like, in words
 * @param rowStubs printed row stubs by the header of their column, for matrix forms
 * @param rowConditions for each row stub what it restricts to, by the same header; empty where nobody wrote it down
 */
public record Form(
        String id,
        String title,
        String kind,
        String layout,
        List<Column> columns,
        Map<String, List<String>> rowStubs,
        Map<String, List<String>> rowConditions) {
    public Form {
        columns = List.copyOf(columns);
        rowStubs = new LinkedHashMap<>(rowStubs);
        rowConditions = Map.copyOf(rowConditions);
    }

    /**
     * One column.
     *
     * @param kind element, aggregate, new or skip
     * @param elementFull the reading where element is NEW or - may still carry one
     */
    public record Column(
            String header, List<String> path, String kind, String element, String elementFull, String role) {
        public Column {
            path = List.copyOf(path);
        }

        public boolean isElement() {
            return kind.equals("element");
        }

        public boolean isSkip() {
            return kind.equals("skip");
        }

        public boolean isAggregate() {
            return kind.equals("aggregate");
        }
    }

    public boolean isSingle() {
        return kind.equals("single-record");
    }

    /** The most header levels of a column. */
    public int levels() {
        return columns.stream().mapToInt(c -> c.path().size()).max().orElse(1);
    }
}
