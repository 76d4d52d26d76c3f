package cn.qingzhuang.engine.catalog;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a citizen's ID number (GB 11643) tells. The check digit is evidence, not a condition: wrong numbers are in use.
 * The division is the one of first registration, not of residence.
 */
public final class IdNumbers {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_DIGITS = "10X98765432";
    private static final int LONG = 18;
    private static final int SHORT = 15;
    private static final int EARLIEST_YEAR = 1880;

    private IdNumbers() {}

    /** Whether the text has the shape of an ID number of 18 or 15 places; nothing is said about its check digit. */
    public static boolean isShaped(String id) {
        if (id.length() != LONG && id.length() != SHORT) {
            return false;
        }
        int digits = id.length() == LONG ? LONG - 1 : SHORT;
        for (int i = 0; i < digits; i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
        }
        char last = id.charAt(id.length() - 1);
        return last >= '0' && last <= '9' || last == 'X';
    }

    /** Whether the 18th place is the check digit of the other 17. */
    public static boolean hasRightCheckDigit(String id) {
        return isShaped(id) && id.length() == LONG && id.charAt(LONG - 1) == checkDigit(id.substring(0, LONG - 1));
    }

    /** The check digit (ISO 7064 MOD 11-2) of 17 digits. */
    public static char checkDigit(String first17) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (first17.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK_DIGITS.charAt(sum % CHECK_DIGITS.length());
    }

    /** The birth date, unless the number has no such date. Numbers of 15 places are of the twentieth century. */
    public static Optional<LocalDate> birthDate(String id) {
        if (!isShaped(id)) {
            return Optional.empty();
        }
        String digits = id.length() == LONG ? id.substring(6, 14) : "19" + id.substring(6, 12);
        try {
            LocalDate date = LocalDate.of(
                    Integer.parseInt(digits.substring(0, 4)),
                    Integer.parseInt(digits.substring(4, 6)),
                    Integer.parseInt(digits.substring(6)));
            return date.getYear() < EARLIEST_YEAR ? Optional.empty() : Optional.of(date);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** 男 or 女. */
    public static Optional<String> sex(String id) {
        if (!isShaped(id)) {
            return Optional.empty();
        }
        char order = id.charAt(id.length() == LONG ? LONG - 2 : SHORT - 1);
        return Optional.of((order - '0') % 2 == 1 ? "男" : "女");
    }

    /** The six-digit division of first registration. */
    public static Optional<String> division(String id) {
        return isShaped(id) ? Optional.of(id.substring(0, 6)) : Optional.empty();
    }

    /** The 18 places of a number of 15, so that the two can be compared. */
    public static String toLong(String id) {
        if (id.length() != SHORT || !isShaped(id)) {
            return id;
        }
        String first17 = id.substring(0, 6) + "19" + id.substring(6);
        return first17 + checkDigit(first17);
    }
}
