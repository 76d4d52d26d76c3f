package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.catalog.ValueType;
import java.math.BigDecimal;

/**
 * Whether two canonical values say the same. A value may say less than another and agree with it: a month with a day
 * in it, an address from the village on with the full one, a masked number with the open one.
 */
final class Values {
    private Values() {}

    static boolean agree(ValueType type, String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        return switch (type) {
            case DATE, DATETIME, YEAR, YEAR_MONTH -> a.startsWith(b) || b.startsWith(a);
            case INTEGER, DECIMAL, MONEY, PERCENT -> isSameNumber(a, b);
            case ID18 -> isMaskOf(IdNumbers.toLong(a), IdNumbers.toLong(b));
            case PHONE -> isMaskOf(a, b);
            case ADDRESS -> isPartOf(squeezed(a), squeezed(b));
            case STRING, TEXT, NAME, CODE, BOOLEAN, GEOMETRY, FILE ->
                squeezed(a).equals(squeezed(b));
        };
    }

    /** Of two values that agree the one that says more; the first where neither does. */
    static String fuller(ValueType type, String a, String b) {
        return switch (type) {
            case DATE, DATETIME, YEAR, YEAR_MONTH, ADDRESS -> b.length() > a.length() ? b : a;
            case ID18, PHONE -> stars(b) < stars(a) || b.length() > a.length() ? b : a;
            case INTEGER, DECIMAL, MONEY, PERCENT, STRING, TEXT, NAME, CODE, BOOLEAN, GEOMETRY, FILE -> a;
        };
    }

    private static boolean isSameNumber(String a, String b) {
        try {
            return new BigDecimal(a).compareTo(new BigDecimal(b)) == 0;
        } catch (NumberFormatException e) {
            return false; // one of them was kept as written
        }
    }

    private static boolean isMaskOf(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        for (int i = 0; i < a.length(); i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y && x != '*' && y != '*') {
                return false;
            }
        }
        return true;
    }

    private static long stars(String text) {
        return text.chars().filter(c -> c == '*').count();
    }

    private static boolean isPartOf(String a, String b) {
        return a.endsWith(b) || b.endsWith(a);
    }

    private static String squeezed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                out.append(c);
            }
        }
        return out.toString();
    }
}
