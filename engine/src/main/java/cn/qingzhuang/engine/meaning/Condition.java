package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.ElementKey;
import java.util.List;
import java.util.Optional;

/** A test on the facts of one subject. Age is the element {@code person_age}, computed as of the day asked. */
public sealed interface Condition {
    /** The value is one of these canonical values. */
    record OneOf(ElementKey key, List<String> values) implements Condition {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** The number or ISO date lies between the bounds, both included; an absent bound is open. */
    record Between(ElementKey key, Optional<String> from, Optional<String> to) implements Condition {}

    /** Something is known for the element. */
    record Known(ElementKey key) implements Condition {}

    record Not(Condition inner) implements Condition {}

    record AnyOf(List<Condition> parts) implements Condition {
        public AnyOf {
            parts = List.copyOf(parts);
        }
    }

    /** The household of the person satisfies the inner condition, or for a household its head does. */
    record OfHousehold(Condition inner) implements Condition {}
}
