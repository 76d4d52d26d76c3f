package cn.qingzhuang.engine.catalog;

import java.util.Optional;

/** What a cell says, as a value of an element. */
public sealed interface Reading {
    /** The canonical text of {@link ValueType}. A date known to the month only is {@code 2025-06}. */
    record Canonical(String value) implements Reading {}

    /** Nothing is said: blank, a dash, 不详. */
    record Empty() implements Reading {}

    /** Something is said that is no value of the element: kept as written, with the reason in plain Chinese. */
    record Unreadable(String raw, String reason) implements Reading {}

    Empty EMPTY = new Empty();

    /** The canonical text, where there is one. */
    default Optional<String> known() {
        return this instanceof Canonical canonical ? Optional.of(canonical.value()) : Optional.empty();
    }
}
