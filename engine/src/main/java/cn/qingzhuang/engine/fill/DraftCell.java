package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.CellValue;
import java.util.Optional;

/**
 * One cell of a draft.
 *
 * @param value canonical value, empty when unknown
 * @param shown what goes into the file: rendered as the template wants it
 * @param subjectId the subject the cell is about, if any
 * @param subjectName for people
 * @param confidence of the slot's meaning
 * @param why for UNKNOWN and STALE the reason it is asked, in plain Chinese; else empty
 */
public record DraftCell(
        String sheet,
        CellRef cell,
        CellState state,
        Optional<ElementKey> key,
        Optional<String> value,
        CellValue shown,
        Optional<String> subjectId,
        Optional<String> subjectName,
        Optional<Provenance> provenance,
        double confidence,
        String why) {
    /** Whether the engine put a value here. */
    public boolean isFilled() {
        return state == CellState.KNOWN || state == CellState.STALE || state == CellState.COMPUTED;
    }
}
