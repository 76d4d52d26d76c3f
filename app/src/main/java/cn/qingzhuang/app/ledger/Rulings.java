package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.RulingRow;
import cn.qingzhuang.app.shared.DatabaseOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the rulings of a county come to: which entries count for another subject than the one they were appended to, which do
 * not count at all, who is part of whom. A ruling that was taken back is as if it had never been.
 */
final class Rulings {
    static final Rulings NONE = new Rulings(List.of());

    private final Map<Integer, RulingRow> inForce = new LinkedHashMap<>();
    private final Map<Integer, RulingRow> all = new LinkedHashMap<>();
    private final Map<UUID, UUID> moved = new HashMap<>();
    private final Set<UUID> withdrawn = new HashSet<>();
    private final Map<UUID, UUID> partOf = new HashMap<>();

    private Rulings(List<RulingRow> rulings) {
        Set<Integer> undone = new HashSet<>();
        rulings.forEach(ruling -> undone.add(ruling.undoes()));
        for (RulingRow ruling : rulings) {
            all.put(ruling.number(), ruling);
            if (!undone.contains(ruling.number())) {
                inForce.put(ruling.number(), ruling);
                take(ruling);
            } else if (RulingKind.of(ruling.kind()) == RulingKind.KEEP) {
                withdrawn.addAll(ruling.entries());
            }
        }
    }

    /** @param rulings by number, which is the order of the chain */
    static Rulings of(List<RulingRow> rulings) {
        return rulings.isEmpty() ? NONE : new Rulings(rulings);
    }

    private void take(RulingRow ruling) {
        UUID other = ruling.other();
        RulingKind kind = RulingKind.of(ruling.kind());
        if (kind == RulingKind.MERGE && other != null) {
            partOf.put(other, ruling.subject());
            ruling.entries().forEach(entry -> moved.put(entry, ruling.subject()));
        } else if (kind == RulingKind.SPLIT && other != null) {
            ruling.entries().forEach(entry -> moved.put(entry, other));
        }
    }

    /** The subject for which an entry counts. */
    UUID subjectOf(EntryRow entry) {
        return subjectOf(entry.id(), entry.subject());
    }

    UUID subjectOf(UUID entry, UUID appendedTo) {
        return moved.getOrDefault(entry, appendedTo);
    }

    /** False for what was appended by a decision that was taken back. */
    boolean isCounting(UUID entry) {
        return !withdrawn.contains(entry);
    }

    /** The entries that count for another subject, and for whom. */
    Map<UUID, UUID> moved() {
        return moved;
    }

    /** All entries that count for some subjects, subject by subject, each by id. */
    Map<UUID, List<EntryRow>> entriesOf(CountyTransaction transaction, Collection<UUID> subjects) {
        Map<UUID, List<EntryRow>> out = new HashMap<>();
        subjects.forEach(subject -> out.put(subject, new ArrayList<>()));
        List<UUID> further = new ArrayList<>();
        moved.forEach((entry, subject) -> {
            if (out.containsKey(subject)) {
                further.add(entry);
            }
        });
        List<EntryRow> found = new ArrayList<>(transaction.entriesOf(subjects));
        transaction.rulings().entries(further).stream()
                .filter(entry -> !out.containsKey(entry.subject()))
                .forEach(found::add);
        found.sort(Comparator.comparing(EntryRow::id, DatabaseOrder.OF_IDS));
        for (EntryRow entry : found) {
            List<EntryRow> own = out.get(subjectOf(entry));
            if (own != null) {
                own.add(entry);
            }
        }
        return out;
    }

    /** The subject of which one is a part today: itself where it was never merged. */
    UUID current(UUID subject) {
        UUID at = subject;
        for (UUID next = partOf.get(at); next != null; next = partOf.get(at)) {
            at = next;
        }
        return at;
    }

    /** Those who became part of a subject. */
    Set<UUID> partsOf(UUID subject) {
        Set<UUID> out = new HashSet<>();
        for (UUID part : partOf.keySet()) {
            if (current(part).equals(subject)) {
                out.add(part);
            }
        }
        return out;
    }

    /** The merges that hold. */
    List<RulingRow> merges() {
        return inForce.values().stream()
                .filter(ruling -> RulingKind.of(ruling.kind()) == RulingKind.MERGE)
                .toList();
    }

    /** A ruling that holds. */
    Optional<RulingRow> find(int number) {
        return Optional.ofNullable(inForce.get(number));
    }

    /** Whether a ruling was decided and taken back. */
    boolean isUndone(int number) {
        return all.containsKey(number) && !inForce.containsKey(number);
    }

    /** The ruling that stands on another one: it moved the same entries later, or made the other's subject part of somebody. */
    Optional<RulingRow> standingOn(RulingRow ruling) {
        @Nullable UUID other = ruling.other();
        return inForce.values().stream()
                .filter(later -> later.number() > ruling.number() && isMoving(later))
                .filter(later -> later.entries().stream().anyMatch(ruling.entries()::contains)
                        || later.subject().equals(other)
                        || (other != null && other.equals(later.other())))
                .findFirst();
    }

    private static boolean isMoving(RulingRow ruling) {
        RulingKind kind = RulingKind.of(ruling.kind());
        return kind == RulingKind.MERGE || kind == RulingKind.SPLIT;
    }
}
