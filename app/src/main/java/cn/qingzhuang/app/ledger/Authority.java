package cn.qingzhuang.app.ledger;

/**
 * How much the word of a source weighs for an element, least first: 导入 &lt; 自报 &lt; 入户核实 &lt; 牵头部门 &lt; 法定来源 (reliability
 * 4.4). Kept with each current value as its {@link #ordinal}.
 */
enum Authority {
    /** A file of which nothing more is known. */
    IMPORT,
    /** The person's own word: a table of applications or declarations. */
    REPORTED,
    /** Somebody went and looked, or a clerk said it on the page. */
    VISIT,
    /** A file of the department that may ask the frontline for the element (牵头收集). */
    LEAD,
    /** A file of the department that owns the element (一数一源). */
    OWNER;

    private static final Authority[] ALL = values();

    static Authority of(int ordinal) {
        return ALL[ordinal];
    }

    Authority or(Authority other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
