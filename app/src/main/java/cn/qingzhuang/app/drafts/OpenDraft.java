package cn.qingzhuang.app.drafts;

import cn.qingzhuang.app.fill.FillResult;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.engine.fill.DraftCell;
import java.util.Optional;
import java.util.UUID;

/**
 * A template that was filled, with how it was read.
 *
 * @param unitName the unit's name, or its code where no list of units was loaded
 */
public record OpenDraft(
        UUID id, String fileName, String unitCode, String unitName, Reading reading, FillResult result) {
    /** The cell at an A1 address of the filled sheet. */
    public Optional<DraftCell> cell(String sheet, String ref) {
        return result.draft().cells().stream()
                .filter(c -> c.sheet().equals(sheet) && c.cell().a1().equals(ref))
                .findFirst();
    }
}
