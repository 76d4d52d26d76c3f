package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.EntryRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one subject stood to others over time, from its entries that count. Of two files the newer observation counts, and a
 * file does not undo what a person said, as in {@link SubjectState}.
 */
final class Timeline {
    private static final Set<String> HEADS = Set.of("户主", "本人");

    private final ElementNumbers numbers;
    private final List<Period> periods = new ArrayList<>();
    private final Map<RelationKind, Period> open = new HashMap<>();
    private @Nullable Period membership;
    private @Nullable Period headship;
    private Period position = new Period(RelationKind.MEMBER, "", LocalDate.MIN, null, "");

    /** A time in which a relation held. */
    static final class Period {
        final RelationKind kind;
        /** The id of the other subject, or its ID number. */
        final String other;

        final LocalDate since;
        final @Nullable EntryRow entry;

        @Nullable
        LocalDate until;

        String as;

        Period(RelationKind kind, String other, LocalDate since, @Nullable EntryRow entry, String as) {
            this.kind = kind;
            this.other = other;
            this.since = since;
            this.entry = entry;
            this.as = as;
        }

        private boolean isDecided() {
            return entry != null && EntryKind.of(entry.kind()).isDecision();
        }
    }

    /** @param entries of one subject, those that count, in the order of the chain */
    Timeline(List<EntryRow> entries, ElementNumbers numbers) {
        this.numbers = numbers;
        entries.forEach(this::take);
    }

    List<Period> periods() {
        return List.copyOf(periods);
    }

    /** 与户主关系 as it is now, with the entry that says so; an empty text where it is not known. */
    Period position() {
        return position;
    }

    private void take(EntryRow entry) {
        byte[] elements = entry.elements();
        byte[] facts = entry.facts();
        if (elements == null || facts == null || entry.kind() == EntryKind.DISPUTE.number()) {
            return;
        }
        ValueList said = ValueList.unpack(elements, facts, numbers);
        for (int i = 0; i < said.size(); i++) {
            Numbered element = said.element(i);
            String value = said.value(i);
            if (element.key().toString().equals("relation_to_head")) {
                position(value, entry);
            } else if (element.isMention()) {
                RelationKind.of(element.key()).ifPresent(kind -> relation(kind, value, entry));
            }
        }
        UUID household = entry.household();
        if (household != null) {
            household(household, entry);
        }
        headship(entry);
    }

    private void position(String value, EntryRow entry) {
        if (isTaken(position, entry) && !position.other.equals(value)) {
            position = new Period(RelationKind.MEMBER, value, entry.validOn(), entry, "");
        }
        Period home = membership;
        if (home != null) {
            home.as = position.other;
        }
    }

    private static boolean isTaken(Period before, EntryRow entry) {
        boolean isFile = entry.kind() == EntryKind.IMPORT.number();
        return !isFile || !before.isDecided() && !entry.validOn().isBefore(before.since);
    }

    private void relation(RelationKind kind, String other, EntryRow entry) {
        Optional<Period> before = Optional.ofNullable(open.get(kind));
        if (before.isPresent()
                && (!isTaken(before.get(), entry) || before.get().other.equals(other))) {
            return;
        }
        before.ifPresent(period -> period.until = entry.validOn());
        open.remove(kind);
        if (!other.equals(RelationKind.NOBODY)) {
            open.put(kind, add(new Period(kind, other, entry.validOn(), entry, "")));
        }
    }

    private Period add(Period period) {
        periods.add(period);
        return period;
    }

    private void household(UUID household, EntryRow entry) {
        Period before = membership;
        if (before != null) {
            before.until = entry.validOn();
        }
        membership = household.equals(Entry.NO_HOUSEHOLD)
                ? null
                : add(new Period(RelationKind.MEMBER, household.toString(), entry.validOn(), entry, position.other));
    }

    /** Who is 户主 in a household is its head, from when both hold. */
    private void headship(EntryRow entry) {
        Period at = membership;
        String home = at != null && HEADS.contains(position.other) ? at.other : "";
        Period before = headship;
        if (before != null && !before.other.equals(home)) {
            before.until = entry.validOn();
            before = null;
        }
        if (before == null && !home.isEmpty()) {
            before = add(new Period(RelationKind.HEAD, home, entry.validOn(), entry, ""));
        }
        headship = before;
    }
}
