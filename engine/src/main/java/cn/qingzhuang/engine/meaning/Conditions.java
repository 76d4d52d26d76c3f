package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.catalog.Derivations;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tests conditions on what is known of a subject. Three-valued: a value that nobody knows makes the answer unknown, it
 * never counts as no. A fact that is kept with the household is looked up there for a person; a personal fact of a
 * household is that of some member, all personal conditions holding for the same member.
 */
public final class Conditions {
    private static final String SEPARATORS = "、，,;；/";

    /** The answer of a test. */
    public enum Truth {
        YES,
        NO,
        UNKNOWN;

        Truth and(Truth other) {
            if (this == NO || other == NO) {
                return NO;
            }
            return this == YES ? other : UNKNOWN;
        }

        Truth or(Truth other) {
            if (this == YES || other == YES) {
                return YES;
            }
            return this == NO ? other : UNKNOWN;
        }

        Truth not() {
            return this == UNKNOWN ? UNKNOWN : this == YES ? NO : YES;
        }
    }

    /** What is known of one subject. */
    public interface Facts {
        SubjectType type();

        /** The elements that conditions name, with their code lists. */
        default Catalogue catalogue() {
            return Catalogue.standard();
        }

        /** The current canonical value under a stored key ({@link Catalogue#storageKey}). */
        Optional<String> value(ElementKey key);

        /** The household of a person, if known. */
        default Optional<Facts> household() {
            return Optional.empty();
        }

        /** The members of a household, its head first; empty when not known. */
        default List<Facts> members() {
            return List.of();
        }
    }

    private Conditions() {}

    /** Whether all conditions hold for the subject on the day. */
    public static Truth testAll(List<Condition> conditions, Facts facts, LocalDate asOf) {
        List<Condition> ofMembers = new ArrayList<>();
        Truth out = Truth.YES;
        for (Condition condition : conditions) {
            if (facts.type() == SubjectType.HOUSEHOLD && isOfMember(condition, facts)) {
                ofMembers.add(condition);
            } else {
                out = out.and(test(condition, facts, asOf));
            }
        }
        return ofMembers.isEmpty() ? out : out.and(someMember(ofMembers, facts, asOf));
    }

    /** Whether one condition holds for the subject on the day. */
    public static Truth test(Condition condition, Facts facts, LocalDate asOf) {
        if (facts.type() == SubjectType.HOUSEHOLD && isOfMember(condition, facts)) {
            return someMember(List.of(condition), facts, asOf);
        }
        if (condition instanceof Condition.Not not) {
            return test(not.inner(), facts, asOf).not();
        }
        if (condition instanceof Condition.AnyOf any) {
            Truth out = Truth.NO;
            for (Condition part : any.parts()) {
                out = out.or(test(part, facts, asOf));
            }
            return out;
        }
        if (condition instanceof Condition.OfHousehold of) {
            return ofHousehold(of, facts, asOf);
        }
        if (condition instanceof Condition.Known known) {
            return value(known.key(), facts, asOf)
                    .map(value -> isNothing(value) ? Truth.NO : Truth.YES)
                    .orElse(Truth.UNKNOWN);
        }
        if (condition instanceof Condition.OneOf one) {
            return value(one.key(), facts, asOf)
                    .map(value -> isOneOf(one, value, facts.catalogue()) ? Truth.YES : Truth.NO)
                    .orElse(Truth.UNKNOWN);
        }
        Condition.Between between = (Condition.Between) condition;
        return value(between.key(), facts, asOf)
                .map(value -> isBetween(between, value, asOf, facts.catalogue()))
                .orElse(Truth.UNKNOWN);
    }

    private static Truth ofHousehold(Condition.OfHousehold of, Facts facts, LocalDate asOf) {
        if (facts.type() == SubjectType.HOUSEHOLD) {
            List<Facts> members = facts.members();
            return members.isEmpty() ? Truth.UNKNOWN : test(of.inner(), members.get(0), asOf);
        }
        return facts.household()
                .map(household -> test(of.inner(), household, asOf))
                .orElse(Truth.UNKNOWN);
    }

    private static Truth someMember(List<Condition> conditions, Facts household, LocalDate asOf) {
        List<Facts> members = household.members();
        if (members.isEmpty()) {
            return Truth.UNKNOWN;
        }
        Truth out = Truth.NO;
        for (Facts member : members) {
            out = out.or(testAll(conditions, member, asOf));
        }
        return out;
    }

    /** Whether the condition asks for personal facts that the household itself does not hold. */
    private static boolean isOfMember(Condition condition, Facts household) {
        if (condition instanceof Condition.Not not) {
            return isOfMember(not.inner(), household);
        }
        if (condition instanceof Condition.AnyOf any) {
            return any.parts().stream().allMatch(part -> isOfMember(part, household));
        }
        Optional<ElementKey> key = keyOf(condition);
        return key.isPresent()
                && household.catalogue().subjectOf(key.get()) == SubjectType.PERSON
                && household.value(key.get()).isEmpty();
    }

    private static Optional<ElementKey> keyOf(Condition condition) {
        if (condition instanceof Condition.OneOf one) {
            return Optional.of(one.key());
        }
        if (condition instanceof Condition.Between between) {
            return Optional.of(between.key());
        }
        return condition instanceof Condition.Known known ? Optional.of(known.key()) : Optional.empty();
    }

    private static Optional<String> value(ElementKey key, Facts facts, LocalDate asOf) {
        Optional<String> own = Derivations.valueOf(key, facts::value, asOf);
        if (own.isPresent() || facts.type() != SubjectType.PERSON) {
            return own;
        }
        return facts.household().flatMap(household -> Derivations.valueOf(key, household::value, asOf));
    }

    /** Several values may stand in one cell (电视、电脑), and a group of a code list covers its members. */
    private static boolean isOneOf(Condition.OneOf one, String value, Catalogue catalogue) {
        if (one.values().contains(value)) {
            return true;
        }
        if (value.chars().anyMatch(c -> SEPARATORS.indexOf(c) >= 0)) {
            for (String part : value.split("[" + SEPARATORS + "]")) {
                if (one.values().contains(part.strip())) {
                    return true;
                }
            }
        }
        Optional<CodeList> list = catalogue.codesOf(one.key().element());
        return list.isPresent()
                && one.values().stream()
                        .anyMatch(wanted -> list.get().family(wanted).contains(value));
    }

    private static Truth isBetween(Condition.Between symbolic, String value, LocalDate asOf, Catalogue catalogue) {
        Condition.Between between = new Condition.Between(
                symbolic.key(),
                symbolic.from().map(bound -> resolved(bound, asOf)),
                symbolic.to().map(bound -> resolved(bound, asOf)));
        if (!ExpressionParser.isOrdered(catalogue, between.key())) {
            return Truth.UNKNOWN;
        }
        boolean isDate = value.indexOf('-') > 0;
        Truth above = between.from()
                .map(from -> isDate ? dateAtLeast(value, from) : numberCompared(value, from, 1))
                .orElse(Truth.YES);
        Truth below = between.to()
                .map(to -> isDate ? dateAtLeast(to, value, true) : numberCompared(value, to, -1))
                .orElse(Truth.YES);
        return above.and(below);
    }

    /** A bound may be relative to the day asked: {@code @year}, {@code @month}, {@code @lastyear}. */
    private static String resolved(String bound, LocalDate asOf) {
        return switch (bound) {
            case "@year" -> Integer.toString(asOf.getYear());
            case "@month" -> asOf.toString().substring(0, "2025-06".length());
            case "@lastyear" -> Integer.toString(asOf.getYear() - 1);
            default -> bound;
        };
    }

    private static Truth dateAtLeast(String value, String from) {
        return dateAtLeast(value, from, false);
    }

    /**
     * Whether a date is not before a bound. A bound known to the month or year stands for all of it: from 2009-06 begins
     * on its first day, to 2009-06 ends on its last ({@code isUpperBound}). A value that is less exact than the bound and
     * agrees with it as far as it goes is unknown.
     */
    private static Truth dateAtLeast(String value, String from, boolean isUpperBound) {
        String exact = isUpperBound ? from : value;
        String bound = isUpperBound ? value : from;
        int length = Math.min(exact.length(), bound.length());
        int order = value.substring(0, Math.min(length, value.length()))
                .compareTo(from.substring(0, Math.min(length, from.length())));
        if (order == 0 && exact.length() < bound.length()) {
            return Truth.UNKNOWN;
        }
        return order >= 0 ? Truth.YES : Truth.NO;
    }

    private static Truth numberCompared(String value, String bound, int direction) {
        String pattern = "-?\\d+(\\.\\d+)?";
        if (!value.matches(pattern) || !bound.matches(pattern)) {
            return value.length() == 4 && value.matches("\\d{4}") ? dateAtLeast(value, bound) : Truth.UNKNOWN;
        }
        int order = new BigDecimal(value).compareTo(new BigDecimal(bound)) * direction;
        return order >= 0 ? Truth.YES : Truth.NO;
    }

    private static boolean isNothing(String value) {
        return value.equals("无") || value.equals("否") || value.equals("0");
    }
}
