package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one act of a person changes: appended together, in one batch, and taken back together.
 *
 * @param kind the word for it, such as {@code death}
 * @param on the day it happened
 * @param note what no element holds, such as where somebody moved to; may be ""
 */
public record Act(String kind, LocalDate on, String note, List<Change> changes) {
    static final ElementKey KIND = ElementKey.of("_act");
    static final ElementKey NOTE = ElementKey.of("_note");
    static final ElementKey REVERSED = ElementKey.of("_reversed");
    private static final Set<String> INNER = Set.of("_act", "_note", "_reversed", RelationKind.ELEMENT);

    public Act {
        changes = List.copyOf(changes);
    }

    /** Whether an element serves the ledger itself and is no fact to be shown as one. */
    public static boolean isInner(ElementKey key) {
        return INNER.contains(key.element());
    }

    /** What becomes of the household somebody is in. */
    public sealed interface Home {
        /** Stays as it is. */
        record Stays() implements Home {}

        /** Belongs to none from that day. */
        record Leaves() implements Home {}

        /** Belongs to this one from that day. */
        record Joins(String household) implements Home {}
    }

    /**
     * What it changes of one subject.
     *
     * @param made the type of a subject that the act brings into the ledger
     * @param unit where the subject belongs from that day, if it changes
     * @param values canonical, by stored key
     * @param doubted known values that have to be asked anew
     */
    public record Change(
            String subject,
            Optional<SubjectType> made,
            Optional<String> unit,
            Home home,
            Map<ElementKey, String> values,
            Set<ElementKey> doubted) {
        public Change {
            values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
            doubted = Set.copyOf(doubted);
        }
    }
}
