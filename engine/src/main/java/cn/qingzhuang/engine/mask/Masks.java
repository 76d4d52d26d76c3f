package cn.qingzhuang.engine.mask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The masked form of a value (GB/T 35273—2020 §7.2 展示个人信息应当去标识化; no national table of forms exists). A form never depends
 * on what it hides, its length included.
 */
final class Masks {
    /** What stands where nothing may be seen. */
    static final String HIDDEN = "***";

    private static final String SOMETHING = "已登记";
    private static final Pattern YEAR = Pattern.compile("^(\\d{3})(\\d)(-.*)?$");
    private static final Pattern VILLAGE = Pattern.compile("^(.*?(?:村|社区|居委会))");
    private static final Pattern TOWN = Pattern.compile("^(.*?(?:镇|乡|街道))");
    private static final int PHONE_LENGTH = 11;
    private static final int NUMBER_MIN = 10;
    private static final int TAIL = 4;
    private static final int PLACE_MAX = 30;
    private static final int DECADE = 10;

    private Masks() {}

    /** The usual form. */
    static String usual(MaskKind kind, String value) {
        return switch (kind) {
            case NAME -> "*" + last(value, 1);
            case ID_NUMBER ->
                value.length() < NUMBER_MIN ? HIDDEN : value.charAt(0) + "****************" + last(value, 1);
            case PHONE ->
                value.matches("\\d{" + PHONE_LENGTH + "}")
                        ? value.substring(0, 3) + "****" + last(value, TAIL)
                        : HIDDEN;
            case NUMBER_OF -> value.length() < NUMBER_MIN ? HIDDEN : "****" + last(value, TAIL);
            case BIRTH_DATE, DAY -> year(value);
            case AGE -> decade(value);
            case ADDRESS -> place(value);
            case TRAIT -> HIDDEN;
            case OTHER -> SOMETHING;
        };
    }

    /** The form where the usual one would still tell who it is: a year becomes a decade, a name nothing. */
    static String coarse(MaskKind kind, String value) {
        Matcher year = YEAR.matcher(value);
        return kind == MaskKind.BIRTH_DATE && year.matches() ? year.group(1) + "0年代" : HIDDEN;
    }

    private static String last(String value, int count) {
        int from = value.offsetByCodePoints(value.length(), -Math.min(count, value.codePointCount(0, value.length())));
        return value.substring(from);
    }

    private static String year(String value) {
        Matcher year = YEAR.matcher(value);
        return year.matches() ? year.group(1) + year.group(2) + "年" : HIDDEN;
    }

    private static String decade(String value) {
        if (!value.matches("\\d{1,3}")) {
            return HIDDEN;
        }
        int from = Integer.parseInt(value) / DECADE * DECADE;
        return from + "-" + (from + DECADE - 1) + "岁";
    }

    /** Down to the village or town; what names none is hidden. */
    private static String place(String value) {
        Matcher village = VILLAGE.matcher(value);
        Matcher town = TOWN.matcher(value);
        String found = village.find() ? village.group(1) : town.find() ? town.group(1) : HIDDEN;
        return found.length() > PLACE_MAX || found.matches(".*\\d.*") ? HIDDEN : found;
    }
}
