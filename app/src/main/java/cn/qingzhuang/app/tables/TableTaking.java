package cn.qingzhuang.app.tables;

import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.ValueType;
import cn.qingzhuang.engine.fill.ElementTable.Cell;
import cn.qingzhuang.engine.fill.ElementTable.Row;
import cn.qingzhuang.engine.mask.Masking;
import java.io.IOException;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
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
         * Asked before rows of these subjects leave; answers what leaves of each column, or throws the Problem for which
         * they do not.
         */
        Masking passes(List<String> subjects);
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
            Masking masking = guard.passes(ids(block));
            UUID take = tables.begin(table.id(), taker.name(), form.name().toLowerCase(java.util.Locale.ROOT));
            try (RowSink sink = form.sink(destination.open())) {
                sink.head(heads(table, masking));
                while (!block.isEmpty()) {
                    sent += block.size();
                    if (sent > sink.rowsMax()) {
                        throw TableProblems.tooLong(sink.rowsMax());
                    }
                    for (List<String> row : shown(block, masking)) {
                        sink.row(row);
                    }
                    block = rows.next();
                    masking = block.isEmpty() ? masking : guard.passes(ids(block));
                }
                sink.end(about(table, taker, take, sent, masking));
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

    private List<RowSink.Head> heads(KeptTable table, Masking masking) {
        List<RowSink.Head> out = new ArrayList<>();
        for (int i = 0; i < table.labels().size(); i++) {
            ElementKey key = table.wanted().columns().get(i);
            boolean isNumber = !masking.isHidden(i)
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

    /** The values of some rows as they leave, judged together. */
    public static List<List<String>> shown(List<Row> rows, Masking masking) {
        return masking.rows(rows.stream().map(TableTaking::values).toList());
    }

    private static List<String> values(Row row) {
        List<Cell> cells = row.cells();
        String[] out = new String[cells.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = cells.get(i).value();
        }
        return List.of(out);
    }

    private List<List<String>> about(KeptTable table, Taker taker, UUID take, int rows, Masking masking) {
        WantedTable wanted = table.wanted();
        List<String> masked = new ArrayList<>();
        for (int i = 0; i < table.labels().size(); i++) {
            if (masking.isHidden(i)) {
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
