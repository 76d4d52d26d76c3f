package cn.qingzhuang.engine.identity;

import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Decides which known subject a row speaks of, among candidates that share a blocking key.
 *
 * <p>Order of evidence. A number decides while nothing contradicts it. Without one a name within the village needs
 * support (birth date, phone, household) or must be the only one of that name, here and in the file. A contradiction
 * (another ID number, birth date or sex) rules a candidate out. What stays open is said and never merged.
 */
public final class IdentityMatcher {
    private IdentityMatcher() {}

    /** A known subject. */
    public record Candidate(String subjectId, Identity identity) {}

    /**
     * Decides for one row.
     *
     * @param isNameUnique whether no other row of the file says the same name in the same unit; asked only of names that
     *     nothing else decides
     */
    public static Decision decide(Identity row, List<Candidate> candidates, BooleanSupplier isNameUnique) {
        if (candidates.isEmpty()) {
            return new Decision.New();
        }
        if (row.type() == SubjectType.PERSON) {
            return PersonRule.decide(row, candidates, isNameUnique);
        }
        if (row.type() == SubjectType.HOUSEHOLD) {
            return HouseholdRule.decide(row, candidates);
        }
        return byNumberOrName(row, candidates);
    }

    /** Organisations, places, dwellings: the number, else the name within the unit. */
    private static Decision byNumberOrName(Identity row, List<Candidate> candidates) {
        if (!row.number().isEmpty()) {
            Optional<Candidate> numbered = candidates.stream()
                    .filter(c -> c.identity().number().equals(row.number()))
                    .findFirst();
            if (numbered.isPresent()) {
                return new Decision.Same(numbered.get().subjectId());
            }
        }
        List<Candidate> named = new ArrayList<>();
        for (Candidate c : candidates) {
            Identity known = c.identity();
            if (!row.name().isEmpty()
                    && known.name().equals(row.name())
                    && isUnitCompatible(known.unitCode(), row.unitCode())
                    && isCompatible(known.number(), row.number())) {
                named.add(c);
            }
        }
        if (named.size() > 1) {
            return new Decision.Unclear("", "本单位有 " + named.size() + " 个同名的，这一行没有编号，分不清是哪一个：请补填编号或统一社会信用代码后重新导入");
        }
        return named.isEmpty()
                ? new Decision.New()
                : new Decision.Same(named.get(0).subjectId());
    }

    /** Equal, or one of them unknown. */
    static boolean isCompatible(String a, String b) {
        return a.isEmpty() || b.isEmpty() || a.equals(b);
    }

    /** ISO dates of any precision agree as far as both go. */
    static boolean isDateCompatible(String a, String b) {
        return a.startsWith(b) || b.startsWith(a);
    }

    /** One unit lies in the other. */
    static boolean isUnitCompatible(String a, String b) {
        return a.startsWith(significant(b)) || b.startsWith(significant(a));
    }

    private static String significant(String code) {
        int end = code.length();
        while (end >= 3 && end > 6 && code.startsWith("000", end - 3)) {
            end -= 3;
        }
        while (end <= 6 && end >= 2 && code.startsWith("00", end - 2)) {
            end -= 2;
        }
        return code.substring(0, end);
    }
}
