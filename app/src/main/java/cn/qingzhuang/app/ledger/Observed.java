package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.CanonicalValues;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.Reading;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.Particular;
import cn.qingzhuang.engine.sheet.Table;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The day a table speaks of: 填报日期 or 截至 in its line of particulars, else the day of the import. */
final class Observed {
    private Observed() {}

    static LocalDate on(Table table, Catalogue catalogue, LocalDate today) {
        Optional<Element> element = catalogue.element("fill_date").or(() -> catalogue.element("stat_date"));
        for (Particular p : table.particulars()) {
            boolean isDate = p.label().contains("日期")
                    || p.label().contains("时间")
                    || p.label().contains("截至");
            if (isDate && element.isPresent() && !p.text().isBlank()) {
                Reading reading =
                        new CanonicalValues(catalogue).read(element.get(), new CellValue.Text(p.text()), p.label());
                Optional<LocalDate> day = reading.known().flatMap(Observed::day);
                if (day.isPresent() && !day.get().isAfter(today)) {
                    return day.get();
                }
            }
        }
        return today;
    }

    private static Optional<LocalDate> day(String canonical) {
        try {
            return Optional.of(
                    LocalDate.parse(canonical.length() == "2025-06".length() ? canonical + "-01" : canonical));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // a year alone says too little
        }
    }
}
