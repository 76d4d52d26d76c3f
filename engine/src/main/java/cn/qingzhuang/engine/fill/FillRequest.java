package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.SheetFile;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template to fill.
 *
 * @param tables per sheet, in tab order, the tables with their meanings
 * @param unitCode the unit whose subjects are listed and whose name stands for 填报单位
 * @param asOf the day the values speak of: ages, 填报日期
 * @param subjectId the person or household a card is for, when the card itself does not say
 * @param listings whom blank rosters list where a person said it
 */
public record FillRequest(
        SheetFile file,
        List<List<TableMapping>> tables,
        String unitCode,
        LocalDate asOf,
        Optional<String> subjectId,
        Map<ListSaid.Place, ListSaid> listings) {
    public FillRequest {
        tables = tables.stream().map(List::copyOf).toList();
        listings = Map.copyOf(listings);
    }

    public FillRequest(
            SheetFile file,
            List<List<TableMapping>> tables,
            String unitCode,
            LocalDate asOf,
            Optional<String> subjectId) {
        this(file, tables, unitCode, asOf, subjectId, Map.of());
    }
}
