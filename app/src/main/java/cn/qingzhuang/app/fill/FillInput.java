package cn.qingzhuang.app.fill;

import cn.qingzhuang.engine.fill.FillRequest;
import cn.qingzhuang.engine.fill.ListSaid;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.SheetFile;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template that was read and understood, and for whom it is to be filled.
 *
 * @param original the bytes it was read from
 * @param tables per sheet, in tab order
 * @param subjectId the person or household a blank card is for
 * @param listings whom blank rosters list where a person said it
 */
public record FillInput(
        SheetFile file,
        byte[] original,
        List<List<TableMapping>> tables,
        String unitCode,
        LocalDate asOf,
        Optional<String> subjectId,
        Map<ListSaid.Place, ListSaid> listings) {
    public FillInput {
        listings = Map.copyOf(listings);
    }

    public FillInput(
            SheetFile file, byte[] original, List<List<TableMapping>> tables, String unitCode, LocalDate asOf) {
        this(file, original, tables, unitCode, asOf, Optional.empty(), Map.of());
    }

    FillRequest request() {
        return new FillRequest(file, tables, unitCode, asOf, subjectId, listings);
    }
}
