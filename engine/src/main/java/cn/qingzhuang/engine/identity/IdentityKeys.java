package cn.qingzhuang.engine.identity;

import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.Arrays;

/**
 * Blocking keys: two subjects that share none are never compared. Numbers of 64 bits, so that a county's keys are one
 * narrow index; equal keys only propose a comparison, which is made on the values.
 *
 * <p>A person: the ID number; name with town; name with birth date over the whole county. A household: its numbers; the
 * head's ID number; the head's name with the town. Others: number; name with town.
 *
 * <p>A row with an ID number can only be somebody without one, or with the same, or (a slip of the pen) of the same
 * name and birth date. So people with and without a number have different name keys, and such a row does not look
 * at everybody of its name, unless its number is mistyped: in a county of a million that is thousands. Households
 * likewise, by their own number and by the head's. Names of people are taken as they sound ({@link NameSounds}).
 */
public final class IdentityKeys {
    private static final int TOWN_DIGITS = 9;
    private static final int LONG_NUMBER = 9;
    private static final int MOST = 8;
    private static final long FNV_PRIME = 0x100000001b3L;

    private IdentityKeys() {}

    /** The keys under which a subject is found; none for one that cannot be found again. */
    public static long[] of(Identity who) {
        return keys(who, false);
    }

    /** The keys under which a row looks for the subject it speaks of. */
    public static long[] lookups(Identity who) {
        return keys(who, true);
    }

    private static long[] keys(Identity who, boolean isLookup) {
        long[] keys = new long[MOST];
        int size = 0;
        String type = who.type().name();
        if (!who.number().isEmpty()) {
            keys[size++] = hash(type, "number", scoped(who, who.number()), "");
        }
        if (!who.otherNumber().isEmpty()) {
            keys[size++] = hash(type, "other", scoped(who, who.otherNumber()), "");
        }
        if (!who.headNumber().isEmpty()) {
            keys[size++] = hash(type, "head", who.headNumber(), "");
        }
        if (!who.name().isEmpty()) {
            size = nameKeys(who, isLookup, keys, size);
        }
        return Arrays.copyOf(keys, size);
    }

    /** Adds keys of the name behind the first {@code from}; answers how many there are now. */
    private static int nameKeys(Identity who, boolean isLookup, long[] keys, int from) {
        int size = from;
        String type = who.type().name();
        String name = who.type() == SubjectType.PERSON ? NameSounds.of(who.name()) : who.name();
        for (Numbers numbers : Numbers.values()) {
            if (isLookup ? mayBe(who, numbers) : numbers == Numbers.of(who)) {
                keys[size++] = hash(type, numbers.key, name, town(who));
            }
        }
        if (!who.birthDate().isEmpty()) {
            keys[size++] = hash(type, "birth", name, who.birthDate());
        }
        return size;
    }

    /** Which numbers a subject has: who has another one of the same kind is somebody else. */
    private enum Numbers {
        NONE("name", false, false),
        OWN("numbered", true, false),
        HEAD("headed", false, true),
        BOTH("numbered and headed", true, true);

        final String key;
        final boolean isNumbered;
        final boolean isHeaded;

        Numbers(String key, boolean isNumbered, boolean isHeaded) {
            this.key = key;
            this.isNumbered = isNumbered;
            this.isHeaded = isHeaded;
        }

        static Numbers of(Identity who) {
            boolean isNumbered = (who.type() == SubjectType.PERSON || who.type() == SubjectType.HOUSEHOLD)
                    && !who.number().isEmpty();
            if (who.type() == SubjectType.HOUSEHOLD && !who.headNumber().isEmpty()) {
                return isNumbered ? BOTH : HEAD;
            }
            return isNumbered ? OWN : NONE;
        }
    }

    /** Whether a row can be somebody of its name who has these numbers, when their numbers are not the row's. */
    private static boolean mayBe(Identity row, Numbers numbers) {
        Numbers told = Numbers.of(row);
        boolean isKind = row.type() == SubjectType.HOUSEHOLD
                || (row.type() == SubjectType.PERSON ? !numbers.isHeaded : numbers == Numbers.NONE);
        return isKind
                && !(told.isNumbered && numbers.isNumbered && !isMistyped(row))
                && !(told.isHeaded && numbers.isHeaded);
    }

    private static boolean isMistyped(Identity who) {
        return who.type() == SubjectType.PERSON
                && !who.number().isEmpty()
                && IdNumbers.isShaped(who.number())
                && !IdNumbers.hasRightCheckDigit(who.number());
    }

    /** Key of a name within its town: counts how often a file says the same name. */
    public static long nameKey(Identity who) {
        return nameKey(who.type(), who.name(), who.unitCode());
    }

    /** As {@link #nameKey(Identity)} for a plain name in a unit. */
    public static long nameKey(SubjectType type, String name, String unitCode) {
        return hash(type.name(), "name", name, unitCode);
    }

    /** Key of a row of a file, for subjects that only this row can speak of (events). */
    public static long rowKey(String fileHash, String sheet, String row) {
        return hash("ROW", fileHash, sheet, row);
    }

    /** Key of an event of a unit: the day it happened, what it was and who had part in it. */
    public static long eventKey(String unitCode, String day, String what) {
        return hash("EVENT", unitCode, day, what);
    }

    /** Key of an administrative unit. */
    public static long unitKey(String unitCode) {
        return hash("UNIT", "code", unitCode, "");
    }

    /** Short numbers (3号) count within their unit only. */
    private static String scoped(Identity who, String number) {
        return number.length() >= LONG_NUMBER ? number : number + "@" + who.unitCode();
    }

    private static String town(Identity who) {
        String code = who.unitCode();
        return code.length() < TOWN_DIGITS ? code : code.substring(0, TOWN_DIGITS);
    }

    private static long hash(String a, String b, String c, String d) {
        long h = 0xcbf29ce484222325L;
        h = mix(h, a);
        h = mix(h, b);
        h = mix(h, c);
        h = mix(h, d);
        h ^= h >>> 33;
        h *= 0xff51afd7ed558ccdL;
        return h ^ (h >>> 29);
    }

    private static long mix(long seed, String text) {
        long h = seed;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * FNV_PRIME;
        }
        return (h ^ 0x1f) * FNV_PRIME;
    }
}
