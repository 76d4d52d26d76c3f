package cn.qingzhuang.engine.catalog;

import cn.qingzhuang.engine.sheet.CellValue;
import java.math.BigDecimal;

/** Turns what cells hold into canonical values (see {@link ValueType}), and never throws for what a cell holds. */
public final class CanonicalValues {
    private final Catalogue catalogue;

    public CanonicalValues(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The reader of one column; use it for many cells under one header. */
    public ColumnValues column(Element element, String header) {
        return new ColumnValues(element, element.codeList().flatMap(catalogue::codeList), header);
    }

    /** What one cell says under a leaf header, line breaks as written. */
    public Reading read(Element element, CellValue cell, String header) {
        return column(element, header).read(cell);
    }

    /**
     * How many of the element's own units (yuan, mu) one unit of a column is: 10,000 under （万元）.
     *
     * @param tableUnit the unit that the table states for all its columns, for a header that states none
     */
    public static BigDecimal unitOf(ElementKey key, String header, String tableUnit) {
        String own = Cleaning.key(header);
        boolean isStated = own.matches(".*(元|公顷|亩).*");
        return Catalogue.standard()
                .elementOf(key)
                .map(element -> NumberReader.factor(element, isStated ? own : Cleaning.key(tableUnit)))
                .orElse(BigDecimal.ONE);
    }
}
