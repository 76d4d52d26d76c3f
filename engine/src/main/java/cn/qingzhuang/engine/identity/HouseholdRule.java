package cn.qingzhuang.engine.identity;

import cn.qingzhuang.engine.identity.IdentityMatcher.Candidate;
import java.util.ArrayList;
import java.util.List;

/** When two descriptions are of one household. */
final class HouseholdRule {
    private static final int LONG_NUMBER = 9;

    private HouseholdRule() {}

    static Decision decide(Identity row, List<Candidate> candidates) {
        for (Candidate c : candidates) {
            if (isSameNumber(row, c.identity())) {
                return new Decision.Same(c.subjectId());
            }
        }
        for (Candidate c : candidates) {
            if (!row.headNumber().isEmpty()
                    && row.headNumber().equals(c.identity().headNumber())) {
                return new Decision.Same(c.subjectId());
            }
        }
        List<Candidate> named = new ArrayList<>();
        for (Candidate c : candidates) {
            if (isSameHeadName(row, c.identity())) {
                named.add(c);
            }
        }
        if (named.size() == 1) {
            return new Decision.Same(named.get(0).subjectId());
        }
        return named.isEmpty()
                ? new Decision.New()
                : new Decision.Unclear("head_name", "本村有同名的户主，这一行没有户号和户主身份证号，分不清是哪一户：请补填后重新导入");
    }

    /** A long number is the household's; a short one (3号) only while the head is not another person. */
    private static boolean isSameNumber(Identity row, Identity known) {
        boolean isShared = isShared(row.number(), known.number()) || isShared(row.otherNumber(), known.otherNumber());
        String number = isShared(row.number(), known.number()) ? row.number() : row.otherNumber();
        return isShared
                && (number.length() >= LONG_NUMBER
                        || (IdentityMatcher.isUnitCompatible(known.unitCode(), row.unitCode())
                                && IdentityMatcher.isCompatible(known.name(), row.name())));
    }

    private static boolean isSameHeadName(Identity row, Identity known) {
        return !row.name().isEmpty()
                && row.name().equals(known.name())
                && IdentityMatcher.isUnitCompatible(known.unitCode(), row.unitCode())
                && IdentityMatcher.isCompatible(known.group(), row.group())
                && IdentityMatcher.isCompatible(known.headNumber(), row.headNumber())
                && IdentityMatcher.isCompatible(known.number(), row.number());
    }

    private static boolean isShared(String a, String b) {
        return !a.isEmpty() && a.equals(b);
    }
}
