package cn.qingzhuang.engine.identity;

import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.identity.IdentityMatcher.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** When two descriptions are of one person. */
final class PersonRule {
    private static final String ID = "person_id_no";
    private static final String NAME = "person_name";

    private PersonRule() {}

    static Decision decide(Identity row, List<Candidate> candidates, BooleanSupplier isNameUnique) {
        if (row.number().isEmpty()) {
            return byName(row, candidates, isNameUnique);
        }
        List<Candidate> numbered = candidates.stream()
                .filter(c -> c.identity().number().equals(row.number()))
                .toList();
        for (Candidate c : numbered) {
            String known = c.identity().name();
            if (known.isEmpty() || row.name().isEmpty() || NameSounds.isSame(known, row.name())) {
                return new Decision.Same(c.subjectId());
            }
        }
        for (Candidate c : numbered) {
            if (NameSounds.isAlike(c.identity().name(), row.name())) {
                return new Decision.SameButDiffers(c.subjectId(), NAME, "身份证号与台账中的人相同，姓名音同字不同，按同一人处理，两个写法都保留：请核对");
            }
        }
        if (!numbered.isEmpty()) {
            return new Decision.NewButResembles(
                    numbered.get(0).subjectId(), ID, "身份证号与台账中另一人相同而姓名不同，两人都已保留：请核对身份证号和姓名");
        }
        Optional<Decision> mistyped = mistyped(row, candidates);
        return mistyped.orElseGet(() -> byName(row, candidates, isNameUnique));
    }

    /**
     * The same person with a slip in one of the two numbers: exactly one of them is wrong by its check digit, the name is
     * the same, and the place or something else speaks for it.
     */
    private static Optional<Decision> mistyped(Identity row, List<Candidate> candidates) {
        if (row.name().isEmpty() || !IdNumbers.isShaped(row.number())) {
            return Optional.empty();
        }
        List<Candidate> near = new ArrayList<>();
        for (Candidate c : candidates) {
            Identity known = c.identity();
            boolean isNear = IdentityMatcher.isUnitCompatible(known.unitCode(), row.unitCode())
                    || isPhoneShared(row, known)
                    || isHouseholdShared(row, known);
            if (NameSounds.isSame(known.name(), row.name())
                    && isTypingError(known.number(), row.number())
                    && IdNumbers.hasRightCheckDigit(known.number()) != IdNumbers.hasRightCheckDigit(row.number())
                    && isNear) {
                near.add(c);
            }
        }
        return near.size() == 1
                ? Optional.of(new Decision.SameButDiffers(
                        near.get(0).subjectId(), ID, "与台账中同村（或同户、同电话）同名的人身份证号只差一两位，其中一个校验不对，按同一人处理，身份证号未改：请核对"))
                : Optional.empty();
    }

    private static Decision byName(Identity row, List<Candidate> candidates, BooleanSupplier isNameUnique) {
        if (row.name().isEmpty()) {
            return new Decision.New();
        }
        List<Candidate> possible = new ArrayList<>();
        List<Candidate> supported = new ArrayList<>();
        for (Candidate c : candidates) {
            if (!isPossible(row, c.identity())) {
                continue;
            }
            possible.add(c);
            if (isSupported(row, c.identity())) {
                supported.add(c);
            }
        }
        if (supported.size() == 1) {
            return new Decision.Same(supported.get(0).subjectId());
        }
        if (possible.isEmpty()) {
            return soundingAlike(row, candidates);
        }
        boolean isOnly = possible.size() == 1 && isNameUnique.getAsBoolean();
        if (isOnly && isCompatibleHousehold(row, possible.get(0).identity())) {
            return new Decision.Same(possible.get(0).subjectId());
        }
        if (!row.number().isEmpty()) {
            return new Decision.NewButResembles(
                    possible.get(0).subjectId(), NAME, "台账中有同村同名、没有身份证号的人，无法确认是不是同一人，已按新的人入账：请核对");
        }
        if (isOnly) {
            return new Decision.NewButResembles(possible.get(0).subjectId(), NAME, "台账中有同村同名但不同户的人，已按不同的人入账：请核对");
        }
        return new Decision.Unclear(NAME, "本村有同名的人，这一行没有身份证号，分不清是谁：请补填身份证号、出生日期或联系电话后重新导入");
    }

    /** A name that sounds like the known one is the same person's if the day of birth and the phone or household agree. */
    private static Decision soundingAlike(Identity row, List<Candidate> candidates) {
        List<Candidate> alike = new ArrayList<>();
        for (Candidate c : candidates) {
            Identity known = c.identity();
            boolean isSupported =
                    isDayShared(row, known) && (isPhoneShared(row, known) || isHouseholdShared(row, known));
            if (isSupported
                    && NameSounds.isAlike(known.name(), row.name())
                    && IdentityMatcher.isCompatible(known.number(), row.number())
                    && IdentityMatcher.isCompatible(known.sex(), row.sex())) {
                alike.add(c);
            }
        }
        return alike.size() == 1
                ? new Decision.SameButDiffers(
                        alike.get(0).subjectId(), NAME, "与台账中的人出生日期和电话（或户）相同，姓名音同字不同，按同一人处理，两个写法都保留：请核对")
                : new Decision.New();
    }

    private static boolean isDayShared(Identity row, Identity known) {
        return row.birthDate().length() == "1950-03-12".length()
                && row.birthDate().equals(known.birthDate());
    }

    /** Same name, units one within the other (or the same birth date to the day), nothing that contradicts. */
    private static boolean isPossible(Identity row, Identity known) {
        boolean isPlace = IdentityMatcher.isUnitCompatible(known.unitCode(), row.unitCode());
        return NameSounds.isSame(known.name(), row.name())
                && (isPlace || isDayShared(row, known) && isPhoneShared(row, known))
                && IdentityMatcher.isCompatible(known.number(), row.number())
                && IdentityMatcher.isCompatible(known.sex(), row.sex())
                && IdentityMatcher.isDateCompatible(known.birthDate(), row.birthDate());
    }

    private static boolean isSupported(Identity row, Identity known) {
        boolean isBirthShared = row.birthDate().length() >= "1950-03".length()
                && known.birthDate().length() >= "1950-03".length();
        return isBirthShared || isPhoneShared(row, known) || isHouseholdShared(row, known);
    }

    private static boolean isPhoneShared(Identity row, Identity known) {
        return !row.phone().isEmpty() && row.phone().equals(known.phone());
    }

    private static boolean isHouseholdShared(Identity row, Identity known) {
        return !row.household().isEmpty() && row.household().equals(known.household());
    }

    private static boolean isCompatibleHousehold(Identity row, Identity known) {
        return IdentityMatcher.isCompatible(known.household(), row.household());
    }

    /** Whether two numbers differ as typing errors do: one or two characters. */
    private static boolean isTypingError(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        int differing = 0;
        for (int i = 0; i < a.length(); i++) {
            if (a.charAt(i) != b.charAt(i)) {
                differing++;
            }
        }
        return differing > 0 && differing <= 2;
    }
}
