package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Whether a subject meets conditions, as far as the ledger tells. */
enum Membership {
    YES,
    NO,
    UNKNOWN;

    static Membership of(List<Condition> conditions, SubjectFacts subject, Facts facts) {
        Membership all = YES;
        for (Condition condition : conditions) {
            all = all.and(of(condition, subject, facts));
        }
        return all;
    }

    private Membership and(Membership other) {
        return this == NO || other == NO ? NO : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : YES;
    }

    private static Membership of(Condition condition, SubjectFacts subject, Facts facts) {
        if (condition instanceof Condition.OneOf one) {
            return value(one.key(), subject, facts)
                    .map(v -> one.values().contains(v) ? YES : NO)
                    .orElse(UNKNOWN);
        }
        if (condition instanceof Condition.Between between) {
            return value(between.key(), subject, facts)
                    .map(v -> isBetween(v, between) ? YES : NO)
                    .orElse(UNKNOWN);
        }
        if (condition instanceof Condition.Known known) {
            return value(known.key(), subject, facts).isPresent() ? YES : NO;
        }
        if (condition instanceof Condition.Not not) {
            return switch (of(not.inner(), subject, facts)) {
                case YES -> NO;
                case NO -> YES;
                case UNKNOWN -> UNKNOWN;
            };
        }
        if (condition instanceof Condition.AnyOf any) {
            return anyOf(any, subject, facts);
        }
        if (condition instanceof Condition.OfHousehold of) {
            Optional<SubjectFacts> other =
                    subject.type() == SubjectType.HOUSEHOLD ? facts.head(subject) : facts.household(subject);
            return other.map(o -> of(of.inner(), o, facts)).orElse(UNKNOWN);
        }
        return UNKNOWN;
    }

    private static Membership anyOf(Condition.AnyOf any, SubjectFacts subject, Facts facts) {
        Membership best = NO;
        for (Condition part : any.parts()) {
            Membership one = of(part, subject, facts);
            if (one == YES) {
                return YES;
            }
            best = one == UNKNOWN ? UNKNOWN : best;
        }
        return best;
    }

    private static Optional<String> value(ElementKey key, SubjectFacts subject, Facts facts) {
        return facts.find(subject, key).value();
    }

    private static boolean isBetween(String value, Condition.Between between) {
        boolean isAfter = between.from().map(f -> compare(value, f) >= 0).orElse(true);
        return isAfter && between.to().map(t -> compare(value, t) <= 0).orElse(true);
    }

    private static int compare(String a, String b) {
        try {
            return new BigDecimal(a).compareTo(new BigDecimal(b));
        } catch (NumberFormatException e) {
            return a.compareTo(b);
        }
    }
}
