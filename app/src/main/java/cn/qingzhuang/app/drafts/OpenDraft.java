package cn.qingzhuang.app.drafts;

import cn.qingzhuang.app.drafts.store.DraftStore.ListingRow;
import cn.qingzhuang.app.fill.FillResult;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.engine.fill.CellState;
import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.fill.DraftCell;
import cn.qingzhuang.engine.sheet.CellRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A template that was filled, with how it was read.
 *
 * @param unitName the unit's name, or its code where no list of units was loaded
 * @param cells the draft's cells by sheet, in the order of rows and columns
 * @param said whom its blank tables list, as far as somebody said it
 */
public record OpenDraft(
        UUID id,
        String fileName,
        String unitCode,
        String unitName,
        Reading reading,
        Draft draft,
        Map<String, List<DraftCell>> cells,
        FillResult.Counts counts,
        Said said) {

    /**
     * What a person said of blank tables.
     *
     * @param subjectId whom its cards are for
     */
    public record Said(Optional<String> subjectId, List<ListingRow> listings) {
        public Said {
            listings = List.copyOf(listings);
        }
    }

    static Map<String, List<DraftCell>> bySheet(Draft draft) {
        Map<String, List<DraftCell>> out = new LinkedHashMap<>();
        for (DraftCell cell : draft.cells()) {
            out.computeIfAbsent(cell.sheet(), s -> new ArrayList<>()).add(cell);
        }
        return out;
    }

    /** The cell at an A1 address of the filled sheet. */
    public Optional<DraftCell> cell(String sheet, String ref) {
        if (!ref.matches("[A-Z]{1,3}[1-9][0-9]{0,6}")) {
            return Optional.empty();
        }
        CellRef at = CellRef.of(ref);
        List<DraftCell> all = cells.getOrDefault(sheet, List.of());
        int index = firstFrom(all, at);
        return index < all.size() && all.get(index).cell().equals(at) ? Optional.of(all.get(index)) : Optional.empty();
    }

    /** The cells of some rows of a sheet. */
    public List<DraftCell> rows(String sheet, int from, int to) {
        List<DraftCell> all = cells.getOrDefault(sheet, List.of());
        return all.subList(firstFrom(all, new CellRef(from, 0)), firstFrom(all, new CellRef(to, 0)));
    }

    /** The next cell of a state after a place in reading order, going round once; empty when the sheet has none. */
    public Optional<DraftCell> next(String sheet, CellState state, CellRef after) {
        List<DraftCell> all = cells.getOrDefault(sheet, List.of());
        int start = firstFrom(all, new CellRef(after.row(), after.column() + 1));
        for (int i = 0; i < all.size(); i++) {
            DraftCell cell = all.get((start + i) % all.size());
            if (cell.state() == state) {
                return Optional.of(cell);
            }
        }
        return Optional.empty();
    }

    private static int firstFrom(List<DraftCell> all, CellRef at) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).cell().compareTo(at) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
