package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.KeyRow;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.engine.identity.IdentityKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Makes the current view of some subjects anew from their entries, where what counts of these has changed: views that differ
 * are written, whoever is known from nothing any more leaves the view, who comes back or is new enters it.
 */
final class Refolding {
    private static final int BLOCK = 2_000;

    private final CountyTransaction transaction;
    private final ElementNumbers numbers;
    private final Fold fold;
    private final Consumer<EntryRow> seen;
    private final List<UUID> written = new ArrayList<>();

    /** @param seen is shown every entry of these subjects */
    Refolding(CountyTransaction transaction, ElementNumbers numbers, Fold fold, Consumer<EntryRow> seen) {
        this.transaction = transaction;
        this.numbers = numbers;
        this.fold = fold;
        this.seen = seen;
    }

    /** Answers whose views were written or taken away. */
    List<UUID> run(List<UUID> subjects) {
        for (int from = 0; from < subjects.size(); from += BLOCK) {
            take(subjects.subList(from, Math.min(subjects.size(), from + BLOCK)));
        }
        return List.copyOf(written);
    }

    private void take(List<UUID> ids) {
        Map<UUID, SubjectRow> views = new HashMap<>();
        transaction.findSubjects(ids).forEach(view -> views.put(view.id(), view));
        Map<UUID, List<EntryRow>> bySubject = fold.rulings().entriesOf(transaction, ids);
        bySubject.values().forEach(all -> all.forEach(seen));
        bySubject.values().removeIf(List::isEmpty);
        List<SubjectRow> made = new ArrayList<>();
        List<SubjectRow> changed = new ArrayList<>();
        List<UUID> gone = new ArrayList<>();
        long[] goneKeys = {};
        Map<UUID, Set<Long>> keys = new HashMap<>();
        for (Map.Entry<UUID, List<EntryRow>> each : bySubject.entrySet()) {
            SubjectState state = fold.of(each.getKey(), each.getValue());
            SubjectRow view = views.get(each.getKey());
            if (state.facts().size() > 0) {
                var identity = state.identity(numbers);
                if (view == null) {
                    made.add(state.row(identity.name(), numbers));
                } else if (!state.isShownBy(view, identity.name(), numbers)) {
                    changed.add(state.row(identity.name(), numbers));
                }
                Set<Long> all = fold.mentions(each.getValue());
                Arrays.stream(IdentityKeys.of(identity)).forEach(all::add);
                keys.put(each.getKey(), all);
            } else if (view != null) {
                gone.add(view.id());
                long[] old = IdentityKeys.of(SubjectState.of(view).identity(numbers));
                int known = goneKeys.length;
                goneKeys = Arrays.copyOf(goneKeys, known + old.length);
                System.arraycopy(old, 0, goneKeys, known, old.length);
            }
        }
        made.forEach(row -> written.add(row.id()));
        changed.forEach(row -> written.add(row.id()));
        written.addAll(gone);
        transaction.addSubjects(made);
        transaction.changeSubjects(changed);
        if (!gone.isEmpty()) {
            transaction.removeSubjects(gone, goneKeys);
        }
        addKeys(keys);
    }

    /** Keys that the views have now and had not before. */
    private void addKeys(Map<UUID, Set<Long>> keys) {
        long[] wanted = keys.values().stream()
                .flatMap(Set::stream)
                .mapToLong(Long::longValue)
                .toArray();
        Set<KeyRow> known = new HashSet<>(transaction.findKeys(wanted));
        List<KeyRow> missing = new ArrayList<>();
        keys.forEach((id, all) -> all.stream()
                .map(key -> new KeyRow(key, id))
                .filter(row -> !known.contains(row))
                .forEach(missing::add));
        int[] places = new int[missing.size()];
        Arrays.setAll(places, i -> i);
        transaction.addKeys(
                places,
                place -> missing.get(place).key(),
                place -> missing.get(place).subject());
    }
}
