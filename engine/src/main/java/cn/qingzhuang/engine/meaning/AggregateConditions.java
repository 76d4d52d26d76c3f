package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the conditions that a header says and those it inherits become one list. */
final class AggregateConditions {
    private AggregateConditions() {}

    /** Adds conditions that are not there yet. */
    static void addAll(List<Condition> to, List<Condition> from) {
        for (Condition condition : from) {
            if (!to.contains(condition)) {
                to.add(condition);
            }
        }
    }

    /**
     * What is said, with what is inherited unless the two exclude each other: under the party members 全村贫困户 are no
     * party members.
     */
    static List<Condition> inherit(List<Condition> inherited, List<Condition> said) {
        List<Condition> out = new ArrayList<>();
        for (Condition condition : inherited) {
            boolean isContradicted = said.stream().anyMatch(other -> excludes(condition, other));
            if (!isContradicted) {
                out.add(condition);
            }
        }
        addAll(out, said);
        return out;
    }

    /** Without intervals that a narrower one on the same element makes superfluous. */
    static List<Condition> simplified(List<Condition> conditions) {
        List<Condition> out = new ArrayList<>();
        for (Condition condition : conditions) {
            boolean isImplied =
                    conditions.stream().anyMatch(other -> !other.equals(condition) && implies(other, condition));
            if (!isImplied && !out.contains(condition)) {
                out.add(condition);
            }
        }
        return out;
    }

    /** The alternatives that several headers count, if each adds one condition on the same element. */
    static Optional<Condition> union(List<List<Condition>> parts) {
        Optional<Condition> out = Optional.empty();
        Set<ElementKey> keys = new HashSet<>();
        for (List<Condition> part : parts) {
            if (part.size() != 1 || !(part.get(0) instanceof Condition.OneOf one)) {
                return Optional.empty();
            }
            keys.add(one.key());
            out = Optional.of(out.isEmpty() ? one : AggregateClauseReader.either(out.get(), one));
        }
        return keys.size() == 1 && parts.size() > 1 ? out : Optional.empty();
    }

    static Set<ElementKey> keys(Condition condition) {
        Set<ElementKey> out = new LinkedHashSet<>();
        if (condition instanceof Condition.OneOf one) {
            out.add(one.key());
        } else if (condition instanceof Condition.Between between) {
            out.add(between.key());
        } else if (condition instanceof Condition.Known known) {
            out.add(known.key());
        } else if (condition instanceof Condition.Not not) {
            out.addAll(keys(not.inner()));
        } else if (condition instanceof Condition.AnyOf any) {
            any.parts().forEach(part -> out.addAll(keys(part)));
        }
        return out;
    }

    /** The subject that the conditions are about: persons before households. */
    static Optional<SubjectType> subject(List<Condition> conditions) {
        Set<SubjectType> types = new LinkedHashSet<>();
        conditions.forEach(condition ->
                keys(condition).forEach(key -> types.add(Catalogue.standard().subjectOf(key))));
        return types.contains(SubjectType.PERSON)
                ? Optional.of(SubjectType.PERSON)
                : types.stream().findFirst();
    }

    private static boolean excludes(Condition a, Condition b) {
        if (a instanceof Condition.OneOf one && b instanceof Condition.OneOf other) {
            return one.key().equals(other.key()) && one.values().stream().noneMatch(other.values()::contains);
        }
        if (a instanceof Condition.Between one && b instanceof Condition.Between other) {
            return one.key().equals(other.key())
                    && (isBefore(one.to(), other.from()) || isBefore(other.to(), one.from()));
        }
        return false;
    }

    private static boolean implies(Condition a, Condition b) {
        if (!(a instanceof Condition.Between narrow) || !(b instanceof Condition.Between wide)) {
            return false;
        }
        boolean isFrom = wide.from().isEmpty() || narrow.from().isPresent() && !isBefore(narrow.from(), wide.from());
        boolean isTo = wide.to().isEmpty() || narrow.to().isPresent() && !isBefore(wide.to(), narrow.to());
        return narrow.key().equals(wide.key()) && isFrom && isTo;
    }

    /** Whether the first bound lies before the second; open bounds lie nowhere. */
    private static boolean isBefore(Optional<String> first, Optional<String> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return false;
        }
        boolean isNumber = first.get().matches("\\d+") && second.get().matches("\\d+");
        return isNumber
                ? Integer.parseInt(first.get()) < Integer.parseInt(second.get())
                : first.get().compareTo(second.get()) < 0;
    }
}
