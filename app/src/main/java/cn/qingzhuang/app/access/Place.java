package cn.qingzhuang.app.access;

/**
 * Where something lies that somebody asks for.
 *
 * @param unitCode 12 digits
 * @param department of whose officer it is; empty: of the village or township itself
 */
public record Place(String unitCode, String department) {
    /** All zeros: the whole installation. */
    public static final String EVERYWHERE = "000000000000";

    private static final int[] LEVELS = {0, 2, 4, 6, 9};

    /** What no department brought. */
    public static Place of(String unitCode) {
        return new Place(unitCode, "");
    }

    /** Whether a unit is the top of a subtree or lies in it, as the digits of its code say. */
    static boolean isWithin(String unitCode, String top) {
        return unitCode.startsWith(digits(top));
    }

    /** The digits that the codes of a unit and of all below it begin with. */
    public static String digits(String unitCode) {
        for (int digits : LEVELS) {
            if (unitCode.endsWith("0".repeat(unitCode.length() - digits))) {
                return unitCode.substring(0, digits);
            }
        }
        return unitCode;
    }
}
