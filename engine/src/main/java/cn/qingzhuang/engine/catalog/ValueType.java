package cn.qingzhuang.engine.catalog;

/**
 * The type of an element's values and their canonical text: DATE {@code 2025-06-30}, YEAR_MONTH {@code 2025-06}, YEAR
 * {@code 2025}, DATETIME {@code 2025-06-30 08:05}, BOOLEAN {@code 是} or {@code 否}, numbers plain without thousands
 * separators and trailing zeros (MONEY in 元, PERCENT as a fraction), CODE the standard label of its code list where the
 * list knows it and else the text, ID18 upper case, PHONE digits, everything else trimmed text.
 */
public enum ValueType {
    STRING,
    TEXT,
    NAME,
    CODE,
    BOOLEAN,
    DATE,
    DATETIME,
    YEAR,
    YEAR_MONTH,
    INTEGER,
    DECIMAL,
    MONEY,
    PERCENT,
    PHONE,
    ID18,
    ADDRESS,
    GEOMETRY,
    FILE
}
