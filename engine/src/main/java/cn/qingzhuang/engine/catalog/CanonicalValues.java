package cn.qingzhuang.engine.catalog;

import cn.qingzhuang.engine.sheet.CellValue;

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
}
