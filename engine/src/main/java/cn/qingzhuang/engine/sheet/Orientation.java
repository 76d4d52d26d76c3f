package cn.qingzhuang.engine.sheet;

/** How the subjects of a table lie on the sheet. */
public enum Orientation {
    /** One subject (person, unit, event) per row, headers above. */
    ROWS,
    /** One subject per column, headers at the left. */
    COLUMNS,
    /** One indicator per row with its number beside it (序号 | 项目 | 数量), for one unit. */
    ITEMS,
    /** Labels beside blanks for one subject. */
    CARD
}
