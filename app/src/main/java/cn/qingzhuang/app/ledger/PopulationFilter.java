package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.SubjectFilter;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.catalog.Derivations;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Population;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of the conditions on persons the database can test: it leaves out many of whom they do not hold and nobody of
 * whom they do. What they mean is said in {@link cn.qingzhuang.engine.meaning.Conditions} alone; whoever is let through is
 * tested there.
 */
final class PopulationFilter {
    private final ElementNumbers numbers;
    private final Catalogue catalogue;
    private final LocalDate asOf;

    private PopulationFilter(ElementNumbers numbers, Catalogue catalogue, LocalDate asOf) {
        this.numbers = numbers;
        this.catalogue = catalogue;
        this.asOf = asOf;
    }

    static SubjectFilter of(
            List<Condition> conditions, LocalDate asOf, ElementNumbers numbers, Catalogue catalogue) {
        PopulationFilter filter = new PopulationFilter(numbers, catalogue, asOf);
        return new SubjectFilter.All(
                conditions.stream().flatMap(c -> filter.of(c).stream()).toList());
    }

    /** Empty where the database can leave out nobody. */
    private Optional<SubjectFilter> of(Condition condition) {
        if (condition instanceof Condition.Known known) {
            return knows(known.key());
        }
        if (condition instanceof Condition.OneOf one) {
            return knows(one.key()).map(knows -> says(one).<SubjectFilter>map(says ->
                            new SubjectFilter.All(List.of(knows, says)))
                    .orElse(knows));
        }
        if (condition instanceof Condition.Between between) {
            return between.key().equals(ElementKey.of("person_age")) ? born(between) : knows(between.key());
        }
        if (condition instanceof Condition.AnyOf any) {
            List<SubjectFilter> parts = new ArrayList<>();
            for (Condition part : any.parts()) {
                Optional<SubjectFilter> filter = of(part);
                if (filter.isEmpty()) {
                    return Optional.empty();
                }
                parts.add(filter.get());
            }
            return parts.isEmpty() ? Optional.empty() : Optional.of(new SubjectFilter.Any(parts));
        }
        return Optional.empty();
    }

    /** The element of a person, or one that it follows from, must be known of the person, be it by the title of a list. */
    private Optional<SubjectFilter> knows(ElementKey key) {
        boolean isOwn = key.element().equals(Population.LISTED)
                || key.role().isEmpty() && catalogue.subjectOf(key) == SubjectType.PERSON;
        if (!isOwn) {
            return Optional.empty();
        }
        Set<ElementKey> keys = new LinkedHashSet<>();
        Deque<ElementKey> open = new ArrayDeque<>(List.of(key));
        while (!open.isEmpty()) {
            ElementKey next = open.pop();
            if (keys.add(next)) {
                Derivations.inputs(next.element()).forEach(input -> open.push(ElementKey.of(input)));
            }
        }
        return Optional.of(new SubjectFilter.Knows(keys.stream()
                .flatMap(k -> Stream.of(k, new ElementKey(k.element(), ElementNumbers.TITLED)))
                .flatMap(k -> numbers.find(k).stream())
                .map(Numbered::number)
                .toList()));
    }

    /** A stored value holds the text of one that is wanted, or of one that belongs to it. */
    private Optional<SubjectFilter> says(Condition.OneOf one) {
        if (!Derivations.inputs(one.key().element()).isEmpty()) {
            return Optional.empty();
        }
        Set<String> texts = new LinkedHashSet<>(one.values());
        Optional<CodeList> codes = catalogue.codesOf(one.key().element());
        codes.ifPresent(list -> one.values().forEach(wanted -> texts.addAll(list.family(wanted))));
        return Optional.of(new SubjectFilter.Says(List.copyOf(texts)));
    }

    /** Ages in whole years; a bound that is no such number leaves everybody in. */
    private Optional<SubjectFilter> born(Condition.Between age) {
        boolean isPlain = age.from().filter(f -> !f.matches("\\d{1,3}")).isEmpty()
                && age.to().filter(t -> !t.matches("\\d{1,3}")).isEmpty();
        if (!isPlain) {
            return Optional.empty();
        }
        return Optional.of(new SubjectFilter.Born(
                age.to().map(to -> asOf.minusYears(Long.parseLong(to) + 1)),
                age.from().map(from -> asOf.minusYears(Long.parseLong(from)).plusDays(1)),
                asOf));
    }
}
