package cn.qingzhuang.app.ledger;

/**
 * An administrative unit (行政区划单位) with its 12-digit code.
 *
 * @param parent code of the unit above, or empty
 */
public record Unit(String code, String name, String parent) {
    private static final String[] NAMES = {"province", "prefecture", "county", "town", "village"};

    /** How many leading digits say which unit it is: 2, 4, 6, 9 or 12. */
    public int level() {
        return UnitTree.level(code);
    }

    /** province, prefecture, county, town or village. */
    public String levelName() {
        return switch (level()) {
            case 2 -> NAMES[0];
            case 4 -> NAMES[1];
            case 6 -> NAMES[2];
            case 9 -> NAMES[3];
            default -> NAMES[4];
        };
    }
}
