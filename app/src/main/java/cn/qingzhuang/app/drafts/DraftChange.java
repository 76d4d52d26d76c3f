package cn.qingzhuang.app.drafts;

import cn.qingzhuang.engine.fill.DraftCell;
import java.util.ArrayList;
import java.util.List;

/**
 * What became different in a draft.
 *
 * @param cells the cells that changed; not told when the rows moved
 * @param hasMoved whether rows came or went, so that everything has to be looked at again
 */
public record DraftChange(OpenDraft after, List<DraftCell> cells, boolean hasMoved) {
    private static final int TOLD_MAX = 2_000;

    static DraftChange between(OpenDraft before, OpenDraft after) {
        List<DraftCell> old = before.draft().cells();
        List<DraftCell> now = after.draft().cells();
        boolean hasMoved = old.size() != now.size()
                || !before.draft().addedRows().equals(after.draft().addedRows());
        List<DraftCell> changed = new ArrayList<>();
        for (int i = 0; i < now.size() && !hasMoved; i++) {
            hasMoved = !now.get(i).cell().equals(old.get(i).cell());
            if (!now.get(i).equals(old.get(i))) {
                changed.add(now.get(i));
            }
        }
        boolean isTooMuch = hasMoved || changed.size() > TOLD_MAX;
        return new DraftChange(after, isTooMuch ? List.of() : changed, isTooMuch);
    }
}
