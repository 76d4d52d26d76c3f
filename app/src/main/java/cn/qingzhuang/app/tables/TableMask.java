package cn.qingzhuang.app.tables;

/**
 * How somebody is named towards those who may not know him: a file of their own has to be compared with it by a person.
 */
final class TableMask {
    private static final int SHOWN = 4;

    private TableMask() {}

    /** 欧阳** of 欧阳百川: as many signs as the name has, the first alone is shown. */
    static String name(String name) {
        return name.isEmpty() ? "" : name.substring(0, 1) + "*".repeat(name.length() - 1);
    }

    /** The last four digits. */
    static String number(String number) {
        int shown = Math.min(SHOWN, number.length() / 2);
        return "*".repeat(number.length() - shown) + number.substring(number.length() - shown);
    }
}
