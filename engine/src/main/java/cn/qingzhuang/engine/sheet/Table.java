package cn.qingzhuang.engine.sheet;

import java.util.List;
import java.util.Optional;

/**
 * One table of a sheet as a clerk sees it.
 *
 * @param kind roster, statistics, card or ledger
 * @param orientation how subjects lie
 * @param range everything that belongs to the table, title to signature line
 * @param header header rows (without a row of column numbers); empty for a card
 * @param body data rows or the blank rows to fill, without total rows at its edges; empty when nothing marks it
 * @param isBodyOpen true when nothing marks where a blank body ends: rows may be added below
 * @param title title text, annex mark and year kept as written, or empty
 * @param particulars the particulars lines above or below the title
 * @param slots in column order (rosters) or reading order (cards)
 * @param totalRows zero-based rows of 合计/小计 within or beside the body
 * @param numbersRow zero-based row of column numbers (甲 乙 1 2 3), if any
 * @param stubColumn zero-based column of printed row stubs in a matrix, if any
 * @param notes cells below the body: 注, 填表说明, signature line
 */
public record Table(
        TableKind kind,
        Orientation orientation,
        CellRange range,
        Optional<CellRange> header,
        Optional<CellRange> body,
        boolean isBodyOpen,
        Optional<String> title,
        List<Particular> particulars,
        List<Slot> slots,
        List<Integer> totalRows,
        Optional<Integer> numbersRow,
        Optional<Integer> stubColumn,
        List<CellRef> notes) {
    public Table {
        particulars = List.copyOf(particulars);
        slots = List.copyOf(slots);
        totalRows = List.copyOf(totalRows);
        notes = List.copyOf(notes);
    }

    /** The same table under a title that stands elsewhere, such as on the tab. */
    public Table withTitle(String other) {
        return new Table(
                kind,
                orientation,
                range,
                header,
                body,
                isBodyOpen,
                Optional.of(other),
                particulars,
                slots,
                totalRows,
                numbersRow,
                stubColumn,
                notes);
    }
}
