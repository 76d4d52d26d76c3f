package cn.qingzhuang.app.ledger.store;

/** A row of {@code units}; parent is "" at the top. */
public record UnitRow(String code, String name, String parent) {
    /** The county a unit belongs to: the first six digits of its code. */
    public static String countyOf(String unitCode) {
        return unitCode.substring(0, 6);
    }
}
