package cn.qingzhuang.app.tables;

import cn.qingzhuang.app.access.Release;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.ValueType;
import cn.qingzhuang.engine.fill.ElementTable.Cell;
import cn.qingzhuang.engine.fill.ElementTable.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sends a kept table, row by row. Before each block of rows leaves, a guard is asked anew whether it may, and has it on
 * record; where it refuses, the file breaks off and cannot be opened.
 */
public final class TableTaking {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Tables tables;

    public TableTaking(Tables tables) {
        this.tables = tables;
    }

    /** In what a table is taken. */
    public enum Form {
        XLSX,
        CSV;

        RowSink sink(OutputStream out) {
            return switch (this) {
                case XLSX -> new XlsxSink(out);
                case CSV -> new CsvSink(out);
            };
        }
    }

    /** Lets rows leave. */
    @FunctionalInterface
    public interface Guard {
        /**
         * Asked before rows of these subjects leave; answers how each column leaves, none of them refused, or throws
         * the Problem for which they do not.
         */
        Map<ElementKey, Release> passes(List<String> subjects);
    }

    /**
     * Who takes a table.
     *
     * @param title the person, for people to read
     */
    public record Taker(String name, String title) {}

    /** Where a table goes to, opened when the first rows may leave. */
    @FunctionalInterface
    public interface Destination {
        OutputStream open() throws IOException;
    }

    /** Sends all rows; answers how many. Problem TABLE-005 when one sheet cannot hold them. */
    public int take(KeptTable table, Form form, Taker taker, Guard guard, Destination destination) throws IOException {
        int sent = 0;
        try (RowsAhead rows = tables.rows(table.wanted())) {
            List<Row> block = rows.next();
            Map<ElementKey, Release> releases = guard.passes(ids(block));
            UUID take = tables.begin(table.id(), taker.name(), form.name().toLowerCase(java.util.Locale.ROOT));
            try (RowSink sink = form.sink(destination.open())) {
                sink.head(heads(table, releases));
                while (!block.isEmpty()) {
                    sent += block.size();
                    if (sent > sink.rowsMax()) {
                        throw TableProblems.tooLong(sink.rowsMax());
                    }
                    for (Row row : block) {
                        sink.row(shown(table, row, releases));
                    }
                    block = rows.next();
                    releases = block.isEmpty() ? releases : guard.passes(ids(block));
                }
                sink.end(about(table, taker, take, sent, releases));
            }
            tables.end(table.id(), take, sent);
        }
        return sent;
    }

    /** Has it on record that a page of rows leaves for a program. */
    public void told(KeptTable table, String by, String form, int rows) {
        tables.end(table.id(), tables.begin(table.id(), by, form), rows);
    }

    private static List<String> ids(List<Row> rows) {
        return rows.stream().map(Row::id).toList();
    }

    private List<RowSink.Head> heads(KeptTable table, Map<ElementKey, Release> releases) {
        List<RowSink.Head> out = new ArrayList<>();
        for (int i = 0; i < table.labels().size(); i++) {
            ElementKey key = table.wanted().columns().get(i);
            boolean isNumber = releases.get(key) == Release.PLAIN
                    && tables.element(key)
                            .map(Element::valueType)
                            .filter(TableTaking::isNumber)
                            .isPresent();
            out.add(new RowSink.Head(table.labels().get(i), isNumber));
        }
        return out;
    }

    /** Whether values of a type are numbers to count with. */
    public static boolean isNumber(ValueType type) {
        return switch (type) {
            case INTEGER, DECIMAL, MONEY, PERCENT, YEAR -> true;
            case STRING, TEXT, NAME, CODE, BOOLEAN, DATE, DATETIME, YEAR_MONTH, PHONE, ID18, ADDRESS, GEOMETRY, FILE ->
                false;
        };
    }

    /** The values of a row as they leave. */
    public static List<String> shown(KeptTable table, Row row, Map<ElementKey, Release> releases) {
        List<String> out = new ArrayList<>(row.cells().size());
        for (int i = 0; i < row.cells().size(); i++) {
            Cell cell = row.cells().get(i);
            Release release = releases.getOrDefault(table.wanted().columns().get(i), Release.REFUSED);
            out.add(release == Release.PLAIN || cell.value().isEmpty() ? cell.value() : "＊");
        }
        return out;
    }

    private List<List<String>> about(
            KeptTable table, Taker taker, UUID take, int rows, Map<ElementKey, Release> releases) {
        WantedTable wanted = table.wanted();
        List<String> masked = new ArrayList<>();
        for (int i = 0; i < table.labels().size(); i++) {
            if (releases.get(wanted.columns().get(i)) == Release.MASKED) {
                masked.add(table.labels().get(i));
            }
        }
        return List.of(
                List.of("表名", table.name()),
                List.of("范围", tables.unitName(wanted.unitCode()) + "，" + tables.populationText(wanted)),
                List.of("行数", Integer.toString(rows)),
                List.of("用途", table.purpose()),
                List.of("依据", table.basis()),
                List.of("取表部门", table.department()),
                List.of("取表人", taker.title()),
                List.of("取表时间", MINUTE.format(tables.clock().instant().atZone(Tables.ZONE))),
                List.of("取表编号", take.toString()),
                List.of("数源部门", String.join("、", tables.owners(wanted))),
                List.of("已遮盖的列", masked.isEmpty() ? "无" : String.join("、", masked)));
    }
}
