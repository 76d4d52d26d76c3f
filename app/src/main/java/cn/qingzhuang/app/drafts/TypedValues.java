package cn.qingzhuang.app.drafts;

import cn.qingzhuang.app.drafts.store.DraftStore.Place;
import cn.qingzhuang.engine.fill.CellState;
import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.fill.DraftCell;
import cn.qingzhuang.engine.fill.Provenance;
import cn.qingzhuang.engine.sheet.CellValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts what was typed into cells that are about nobody in the ledger over the cells that are still unknown. */
final class TypedValues {
    private TypedValues() {}

    static Draft over(Draft draft, Map<Place, String> typed) {
        List<DraftCell> cells =
                draft.cells().stream().map(cell -> over(cell, typed)).toList();
        return new Draft(cells, draft.addedRows(), draft.unlisted());
    }

    private static DraftCell over(DraftCell cell, Map<Place, String> typed) {
        String value = typed.get(new Place(cell.sheet(), cell.cell().a1()));
        if (value == null || cell.state() != CellState.UNKNOWN) {
            return cell;
        }
        return new DraftCell(
                cell.sheet(),
                cell.cell(),
                CellState.KNOWN,
                cell.key(),
                Optional.of(value),
                new CellValue.Text(value),
                cell.subjectId(),
                cell.subjectName(),
                Optional.of(new Provenance("录入", Optional.empty(), Optional.empty(), "")),
                cell.confidence(),
                "");
    }
}
