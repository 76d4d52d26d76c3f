package cn.qingzhuang.engine.sheet;

/** The four shapes of office sheets (design 4). */
public enum TableKind {
    /** 花名册: a row per subject. */
    ROSTER,
    /** 统计表: units or indicators by columns of counts. */
    STATISTICS,
    /** 登记表/审批表: labels beside blanks for one subject. */
    CARD,
    /** 台账: a roster with history, a row per event. */
    LEDGER;

    /** The name used in JSON and in {@code .layout} files. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
