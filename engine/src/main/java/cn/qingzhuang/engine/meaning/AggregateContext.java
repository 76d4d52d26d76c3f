package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.ElementKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What stands around a header, by which the list of a value, a bare range and 参保 are settled.
 *
 * @param siblingValues the values that headers beside it name
 * @param above attributes that it or an upper header names
 * @param isAmongAges whether headers beside it name ages
 * @param groupKeys the elements that the title, upper headers and the last total are about
 * @param groupConditions the conditions of upper headers, or else of the title
 */
record AggregateContext(
        List<List<AggregateWord.Value>> siblingValues,
        List<ElementKey> above,
        boolean isAmongAges,
        Set<ElementKey> groupKeys,
        List<Condition> groupConditions)
        implements AggregateClauseReader.Chooser {

    @Override
    public Optional<AggregateWord.Value> choose(AggregateWord word, List<ElementKey> attributes) {
        List<AggregateWord.Value> distinct = word.valueOf().stream().distinct().toList();
        if (distinct.size() == 1 && !EverydayLabels.needsContext(word.text(), distinct.get(0))) {
            return Optional.of(distinct.get(0));
        }
        for (Predicate<ElementKey> test : List.<Predicate<ElementKey>>of(
                attributes::contains, above::contains, this::isRelated, this::isToldOfGroup, this::isOfSiblings)) {
            List<AggregateWord.Value> found =
                    distinct.stream().filter(value -> test.test(value.key())).toList();
            if (found.size() == 1) {
                return Optional.of(found.get(0));
            }
        }
        return Optional.empty();
    }

    private boolean isRelated(ElementKey key) {
        String family = key.element().substring(0, key.element().indexOf('_') + 1);
        return !family.equals("person_")
                && groupKeys.stream().anyMatch(title -> title.element().startsWith(family));
    }

    /** 小学 beside 学生 is a stage of school, not a degree. */
    private boolean isToldOfGroup(ElementKey key) {
        return AggregateConditions.toldBy(key).stream()
                .flatMap(told -> AggregateConditions.keys(told).stream())
                .anyMatch(groupKeys::contains);
    }

    @Override
    public boolean isAbout(ElementKey key) {
        return isRelated(key) || groupKeys.contains(key);
    }

    @Override
    public Optional<Condition> matter() {
        List<Condition> found = groupConditions.stream()
                .filter(AggregateConditions::isInsurance)
                .distinct()
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private boolean isOfSiblings(ElementKey key) {
        long shared = siblingValues.stream()
                .filter(values -> values.stream().anyMatch(value -> value.key().equals(key)))
                .count();
        return shared >= 2;
    }

    @Override
    public boolean isSettled(ElementKey key) {
        return siblingValues.size() > 2 && isOfSiblings(key) && !key.element().startsWith("person_political");
    }

    @Override
    public boolean isAboutAge(List<ElementKey> attributes) {
        return isAmongAges
                || attributes.contains(ElementKey.of("person_age"))
                || above.contains(ElementKey.of("person_age"));
    }
}
