package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a grid put on the sheet, header to last total row. */
record Drawn(
        String orientation,
        List<String> kindAlso,
        Optional<CellRange> header,
        Optional<CellRange> body,
        Optional<CellRange> bodyWithTotals,
        boolean isBodyOpen,
        List<Integer> totalRows,
        @Nullable Integer numbersRow,
        int bodyStart,
        int nextRow,
        List<Truth.Slot> slots,
        List<Truth.Row> rows) {
    /** A grid of which every row is body and nothing is a total. */
    static Drawn closed(
            String orientation,
            @Nullable CellRange header,
            CellRange body,
            List<Truth.Slot> slots,
            List<Truth.Row> rows) {
        return new Drawn(
                orientation,
                List.of(),
                Optional.ofNullable(header),
                Optional.of(body),
                Optional.of(body),
                false,
                List.of(),
                null,
                body.firstRow(),
                body.lastRow() + 1,
                slots,
                rows);
    }

    Drawn alsoKinds(List<String> kinds) {
        return new Drawn(
                orientation,
                kinds,
                header,
                body,
                bodyWithTotals,
                isBodyOpen,
                totalRows,
                numbersRow,
                bodyStart,
                nextRow,
                slots,
                rows);
    }
}
