package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.sim.form.Form;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a rendered workbook really holds; the names are those of the shared generator's truth files. */
public record Truth(String formId, String shape, List<Sheet> sheets) {
    public Truth {
        sheets = List.copyOf(sheets);
    }

    /** A sheet; one of instructions has no tables. */
    public record Sheet(String name, List<Table> tables) {
        public Sheet {
            tables = List.copyOf(tables);
        }
    }

    /**
     * A table.
     *
     * @param kind roster, ledger, statistics or card
     * @param kindAlso kinds that are as good
     * @param orientation rows, columns, items or card
     * @param range title to signature line
     * @param header empty for a card; without the row of column numbers
     * @param body data rows, or the blank rows to fill, without the total rows at its edges
     * @param bodyWithTotals body with those
     * @param isBodyOpen nothing marks where the blank body ends
     * @param totalRows zero based
     * @param bodyStart zero-based first row of the body, also where the body is open
     */
    public record Table(
            String formId,
            String kind,
            List<String> kindAlso,
            String orientation,
            Optional<String> title,
            CellRange range,
            Optional<CellRange> header,
            Optional<CellRange> body,
            Optional<CellRange> bodyWithTotals,
            boolean isBodyOpen,
            List<Integer> totalRows,
            Optional<Integer> numbersRow,
            int bodyStart,
            List<Slot> slots,
            List<Row> rows) {
        public Table {
            kindAlso = List.copyOf(kindAlso);
            totalRows = List.copyOf(totalRows);
            slots = List.copyOf(slots);
            rows = List.copyOf(rows);
        }
    }

    /**
     * A column or a blank.
     *
     * @param ref column letters for rows, else the A1 address of the first value cell
     * @param cells every cell the slot owns, where it is not a plain column
     * @param isMonthOnly the sheet shows less than the value holds
     */
    public record Slot(String ref, int index, Form.Column column, List<CellRef> cells, boolean isMonthOnly) {
        public Slot {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A subject's line: canonical values by column letters, or by A1 address.
     *
     * @param row zero based
     */
    public record Row(int row, String subject, Map<String, String> values) {
        public Row {
            values = Map.copyOf(values);
        }
    }
}
