package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.FileRow;
import cn.qingzhuang.app.ledger.store.KeyRow;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.engine.identity.IdentityKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Takes back what an earlier reading of the same file said, once the new reading is in: whoever it spoke of is folded again
 * without it. Its entries stay in the chain; who is known from nothing else leaves the current view.
 */
final class Withdrawal {
    private static final int BLOCK = 2_000;

    private final CountyTransaction transaction;
    private final ElementNumbers numbers;
    private final FileRow replaced;
    private final Fold fold;
    private final Set<UUID> entries = new HashSet<>();

    Withdrawal(CountyTransaction transaction, ElementNumbers numbers, FileRow replaced) {
        this.transaction = transaction;
        this.numbers = numbers;
        this.replaced = replaced;
        Map<Integer, LinkRow> batches = new HashMap<>();
        transaction.batches().forEach(b -> batches.put(b.batch().number(), b));
        this.fold = new Fold(batches, transaction.replacedFiles(), numbers);
    }

    /** Answers the entries that no longer count. */
    Set<UUID> run(Instant now) {
        List<UUID> subjects = transaction.subjectsOf(replaced.number(), replaced.importedAt());
        for (int from = 0; from < subjects.size(); from += BLOCK) {
            take(subjects.subList(from, Math.min(subjects.size(), from + BLOCK)));
        }
        transaction.resolveConflictsOf(replaced.number(), now);
        return entries;
    }

    private void take(List<UUID> ids) {
        Map<UUID, SubjectRow> views = new HashMap<>();
        transaction.findSubjects(ids).forEach(view -> views.put(view.id(), view));
        Map<UUID, List<EntryRow>> bySubject = new HashMap<>();
        for (EntryRow entry : transaction.entriesOf(ids)) {
            bySubject.computeIfAbsent(entry.subject(), id -> new ArrayList<>()).add(entry);
            if (entry.batch() == replaced.number()) {
                entries.add(entry.id());
            }
        }
        List<SubjectRow> changed = new ArrayList<>();
        List<UUID> gone = new ArrayList<>();
        long[] goneKeys = {};
        Map<UUID, long[]> keys = new HashMap<>();
        for (Map.Entry<UUID, SubjectRow> each : views.entrySet()) {
            SubjectState state = fold.of(bySubject.getOrDefault(each.getKey(), List.of()));
            if (state.facts().size() == 0) {
                gone.add(each.getKey());
                long[] old = IdentityKeys.of(SubjectState.of(each.getValue()).identity(numbers));
                int known = goneKeys.length;
                goneKeys = Arrays.copyOf(goneKeys, known + old.length);
                System.arraycopy(old, 0, goneKeys, known, old.length);
            } else {
                var identity = state.identity(numbers);
                changed.add(state.row(identity.name(), numbers));
                keys.put(each.getKey(), IdentityKeys.of(identity));
            }
        }
        transaction.changeSubjects(changed);
        transaction.removeSubjects(gone, goneKeys);
        addKeys(keys);
    }

    /** Keys that the views have now and had not before. */
    private void addKeys(Map<UUID, long[]> keys) {
        Set<KeyRow> known = new HashSet<>(transaction.findKeys(
                keys.values().stream().flatMapToLong(Arrays::stream).toArray()));
        List<KeyRow> missing = new ArrayList<>();
        keys.forEach((id, all) -> Arrays.stream(all)
                .distinct()
                .mapToObj(key -> new KeyRow(key, id))
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
