package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Derivations;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.IdentityPart;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Expression;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.meaning.Population;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The stored keys that filling a template looks at: what its slots and conditions name, what these follow from, where
 * else they may be kept (with the head of the household), and what tells people apart.
 */
final class AskedElements {
    private static final String HEAD = "head";
    private static final List<ElementKey> ALWAYS = Stream.of(
                    "person_name",
                    "person_id_no",
                    "person_birth_date",
                    "relation_to_head",
                    "person_alive",
                    "person_population_status",
                    "person_death_date",
                    "household_size")
            .map(ElementKey::of)
            .toList();

    private final Set<ElementKey> keys = new HashSet<>();
    private boolean isOfHead;

    AskedElements() {
        ALWAYS.forEach(this::add);
        for (SubjectType thing : RowIdentity.THINGS) {
            IdentityPart.NAME.carriers(thing).forEach(this::add);
            IdentityPart.NUMBER.carriers(thing).forEach(this::add);
        }
        RowIdentity.TELLING.stream().filter(k -> k.role().isEmpty()).forEach(this::add);
    }

    Set<ElementKey> keys() {
        return keys;
    }

    /** Whether the heads of households are asked about: their households have to be known with their members. */
    boolean isOfHead() {
        return isOfHead;
    }

    void slots(Collection<SlotColumn> slots) {
        for (SlotColumn slot : slots) {
            slot.key().ifPresent(this::named);
            slot.stored().ifPresent(this::named);
            if (slot.meaning().meaning() instanceof Meaning.Aggregate aggregate) {
                Expression expression = aggregate.expression();
                expression.operand().ifPresent(this::named);
                conditions(expression.conditions());
                conditions(expression.base());
            }
        }
    }

    /** Elements of a table without a template. */
    void elements(Collection<ElementKey> keys) {
        for (ElementKey key : keys) {
            named(key);
            named(Catalogue.storageKey(key.element(), key.role()));
        }
    }

    void population(Population population) {
        conditions(population.conditions());
        population.group().ifPresent(this::add);
    }

    void conditions(List<Condition> conditions) {
        conditions.forEach(this::condition);
    }

    private void condition(Condition condition) {
        if (condition instanceof Condition.OneOf one) {
            named(one.key());
        } else if (condition instanceof Condition.Between between) {
            named(between.key());
        } else if (condition instanceof Condition.Known known) {
            named(known.key());
        } else if (condition instanceof Condition.Not not) {
            condition(not.inner());
        } else if (condition instanceof Condition.AnyOf any) {
            conditions(any.parts());
        } else if (condition instanceof Condition.OfHousehold of) {
            isOfHead = true;
            condition(of.inner());
        }
    }

    private void named(ElementKey key) {
        isOfHead |= key.role().equals(HEAD);
        add(key);
    }

    private void add(ElementKey asked) {
        Deque<ElementKey> open = new ArrayDeque<>(List.of(asked));
        while (!open.isEmpty()) {
            ElementKey key = open.pop();
            if (!keys.add(key)) {
                continue;
            }
            if (key.role().isEmpty() || key.role().equals(HEAD)) {
                open.push(ElementKey.of(key.element()));
                open.push(new ElementKey(key.element(), HEAD));
            }
            Derivations.inputs(key.element()).forEach(input -> open.push(new ElementKey(input, key.role())));
        }
    }
}
