package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the conditions that a header says and those it inherits become one list. */
final class AggregateConditions {
    private static final String PARTY = "person_political_status in (中共党员,中共预备党员)";

    /** What a known value of an element tells besides: who has a disability level is disabled. */
    private static final Map<String, Condition> TELLS = Map.ofEntries(
            tells("disability_type", "disability_flag=是"),
            tells("disability_level", "disability_flag=是"),
            tells("disability_cert_no", "disability_flag=是"),
            tells("party_status", PARTY),
            tells("party_member_type", PARTY),
            tells("support_mode", "tekun_flag=是"),
            tells("dibao_grade", "dibao_flag=是"),
            tells("school_stage", "in_school_flag=是"),
            tells("student_boarding", "in_school_flag=是"),
            tells("poverty_monitor_type", "household_type=监测户"),
            tells("party_join_date", PARTY),
            tells("relocation_movedin", "relocation_place is known"),
            tells("youth_type", "person_age 6..25"),
            tells("childless_elder", "person_age>=60"));

    /** Type and level are those of the certificate. */
    private static final Condition CERTIFIED =
            Expressions.parseConditions("disability_cert_no is known").get(0);

    /** 积极分子 and 申请人 are not yet members. */
    private static final Condition MEMBERS = Expressions.parseConditions(PARTY).get(0);

    private AggregateConditions() {}

    private static boolean isCandidate(Condition condition) {
        return keys(condition).stream().anyMatch(key -> key.element().matches("party_(apply|activist)_date"));
    }

    private static boolean isCertified(ElementKey key) {
        return key.element().equals("disability_type") || key.element().equals("disability_level");
    }

    private static boolean isNarrower(Condition part, Condition whole) {
        boolean isSameKey = !Collections.disjoint(keys(part), keys(whole));
        boolean isSameMatter = !Collections.disjoint(told(part), told(whole));
        return implies(part, whole) || isSameMatter || isSameKey && !excludes(part, whole);
    }

    private static List<Condition> told(Condition condition) {
        return keys(condition).stream().flatMap(key -> toldBy(key).stream()).toList();
    }

    private static Map.Entry<String, Condition> tells(String element, String condition) {
        return Map.entry(element, Expressions.parseConditions(condition).get(0));
    }

    /** Whether a header's condition is about the same matter as the total's: a level of the disabled, a kind of member. */
    static boolean isRelated(List<Condition> total, List<Condition> leaf) {
        return leaf.stream().anyMatch(part -> total.stream().anyMatch(whole -> isNarrower(part, whole)));
    }

    /** Whether nobody meets both. */
    static boolean isContrary(List<Condition> some, List<Condition> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(other -> excludes(one, other)));
    }

    /** Whether whoever meets the first conditions meets the others as well. */
    static boolean isWithin(List<Condition> narrow, List<Condition> wide) {
        return wide.stream().allMatch(w -> narrow.stream().anyMatch(n -> n.equals(w) || implies(n, w)));
    }

    /** Whether the condition may be asked of everybody; 一级 is a kind of the disabled, whose share is one of them. */
    static boolean isOfEverybody(Condition condition) {
        return told(condition).isEmpty();
    }

    /** Whether the condition is that of being insured. */
    static boolean isInsurance(Condition condition) {
        return keys(condition).stream().anyMatch(key -> key.element().matches("(medical|pension|insurance)_.+"));
    }

    /** Whether it matters that the total holds as well. */
    static boolean changes(List<Condition> total, List<Condition> own) {
        List<Condition> both = new ArrayList<>(total);
        addAll(both, own);
        return total.isEmpty() || !simplified(both).equals(simplified(own));
    }

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

    /** Without what another condition implies: a wider interval, disabled beside a level of disability. */
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
        List<Condition> single = parts.stream()
                .filter(part -> part.size() == 1)
                .map(part -> part.get(0))
                .toList();
        boolean isOfOne = single.size() == parts.size()
                && single.size() > 1
                && single.stream()
                                .flatMap(part -> keys(part).stream())
                                .distinct()
                                .count()
                        == 1;
        if (!isOfOne) {
            return Optional.empty();
        }
        if (single.stream().allMatch(Condition.Between.class::isInstance)) {
            return adjoining(single.stream().map(Condition.Between.class::cast).toList());
        }
        return single.stream().allMatch(Condition.OneOf.class::isInstance)
                ? single.stream().reduce(AggregateClauseReader::either)
                : Optional.empty();
    }

    /** 60-69, 70-79, 80 and over are 60 and over; bands with a gap or an overlap are no interval. */
    private static Optional<Condition> adjoining(List<Condition.Between> bands) {
        for (int i = 1; i < bands.size(); i++) {
            Optional<Integer> end = bands.get(i - 1).to().flatMap(AggregateConditions::whole);
            Optional<Integer> start = bands.get(i).from().flatMap(AggregateConditions::whole);
            boolean isNext = end.isPresent() && start.isPresent() && start.get() == end.get() + 1;
            if (!isNext) {
                return Optional.empty();
            }
        }
        Condition.Between first = bands.get(0);
        return Optional.of(new Condition.Between(
                first.key(), first.from(), bands.get(bands.size() - 1).to()));
    }

    private static Optional<Integer> whole(String bound) {
        return bound.matches("\\d{1,4}") ? Optional.of(Integer.valueOf(bound)) : Optional.empty();
    }

    /** Town or country is said of a household itself where households are counted. */
    static Condition ofHousehold(Condition condition) {
        ElementKey person = ElementKey.of("person_hukou_nature");
        if (condition instanceof Condition.OneOf one
                && one.key().equals(person)
                && one.values().size() == 1) {
            String nature = one.values().get(0).equals("农业") ? "农村" : "城镇";
            return new Condition.OneOf(ElementKey.of("household_hukou_nature"), List.of(nature));
        }
        return condition;
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
    static Optional<SubjectType> subject(Catalogue catalogue, List<Condition> conditions) {
        Set<SubjectType> types = new LinkedHashSet<>();
        conditions.forEach(condition -> keys(condition).forEach(key -> types.add(catalogue.subjectOf(key))));
        return types.contains(SubjectType.PERSON)
                ? Optional.of(SubjectType.PERSON)
                : types.stream().findFirst();
    }

    /** What a known value of the element tells besides. */
    static Optional<Condition> toldBy(ElementKey key) {
        return Optional.ofNullable(TELLS.get(key.element()));
    }

    private static boolean excludes(Condition a, Condition b) {
        if (a instanceof Condition.Not not && not.inner().equals(b)
                || b instanceof Condition.Not other && other.inner().equals(a)) {
            return true;
        }
        if (isCandidate(a) && b.equals(MEMBERS) || isCandidate(b) && a.equals(MEMBERS)) {
            return true;
        }
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
        boolean isTold = !(a instanceof Condition.Not)
                && !(a instanceof Condition.AnyOf)
                && keys(a).stream()
                        .anyMatch(key -> b.equals(TELLS.get(key.element())) || isCertified(key) && b.equals(CERTIFIED));
        if (isTold || a instanceof Condition.OneOf || a instanceof Condition.Known) {
            boolean isAmong = a instanceof Condition.OneOf few
                    && b instanceof Condition.OneOf many
                    && few.key().equals(many.key())
                    && many.values().containsAll(few.values());
            return isTold || isAmong || b instanceof Condition.Known known && keys(a).contains(known.key());
        }
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
