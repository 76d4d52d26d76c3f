package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.ConflictRow;
import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the current view of a few subjects anew after a ruling, with their keys and their open conflicts. */
final class Aftermath {
    /** The types of subjects that are merged and split. */
    static final Set<SubjectType> MERGED = Set.of(SubjectType.PERSON, SubjectType.HOUSEHOLD);

    private static final String MERGED_DIFFER = "合并的两份资料这一项不同，两个值都保留：请核对";

    private final CountyTransaction transaction;
    private final ElementNumbers numbers;
    private final Uuid7 ids;
    private final Map<UUID, SubjectRow> views = new LinkedHashMap<>();
    private final Set<UUID> affected = new LinkedHashSet<>();
    private final Map<UUID, SubjectState> made = new HashMap<>();
    private final Map<UUID, List<SubjectState.Difference>> differences = new HashMap<>();

    Aftermath(CountyTransaction transaction, ElementNumbers numbers, Uuid7 ids) {
        this.transaction = transaction;
        this.numbers = numbers;
        this.ids = ids;
    }

    /** Locks subjects and, of households, their members and those who left them. */
    void lock(Collection<UUID> subjects) {
        affected.addAll(subjects);
        affected.addAll(transaction.rulings().membersOf(subjects));
        long[] left = subjects.stream().mapToLong(Mentions::key).toArray();
        transaction.findKeys(left).forEach(former -> affected.add(former.subject()));
        transaction.findSubjects(affected).forEach(view -> views.put(view.id(), view));
    }

    /** Adds a subject that is about to be made. */
    void add(UUID subject) {
        affected.add(subject);
    }

    Optional<SubjectType> typeOf(UUID subject) {
        return Optional.ofNullable(views.get(subject)).map(view -> SubjectType.values()[view.type()]);
    }

    /**
     * Writes the views that the entries make now, and takes away those of whom nothing is said any more.
     *
     * @param isMoving whether entries went from one to another: then keys do as well
     */
    void run(Rulings rulings, boolean isMoving) {
        Map<UUID, List<EntryRow>> entries = rulings.entriesOf(transaction, affected);
        List<LinkRow> batches = batches(entries.values());
        Fold fold = new Fold(
                new Fold.Basis(
                        batches,
                        transaction.replacedFiles(),
                        transaction.rulings().authorities(),
                        rulings,
                        new UnitTree(transaction.units().units())),
                numbers);
        List<SubjectRow> fresh = new ArrayList<>();
        List<SubjectRow> changed = new ArrayList<>();
        List<UUID> gone = new ArrayList<>();
        TreeMap<Long, Set<UUID>> keys = new TreeMap<>();
        for (UUID id : affected) {
            List<EntryRow> own = entries.getOrDefault(id, List.of());
            List<SubjectState.Difference> told = differences.computeIfAbsent(id, x -> new ArrayList<>());
            SubjectState state = own.isEmpty() ? null : fold.of(id, own, told::add);
            if (state == null || state.facts().size() == 0) {
                gone.add(id);
                continue;
            }
            made.put(id, state);
            Identity identity = state.identity(numbers);
            (views.containsKey(id) ? changed : fresh).add(state.row(identity.name(), numbers));
            add(IdentityKeys.of(identity), id, keys);
            add(fold.mentions(own).stream().mapToLong(Long::longValue).toArray(), id, keys);
            Former.of(rulings, own, batches, numbers).of(id).forEach(former -> add(IdentityKeys.of(former), id, keys));
        }
        if (isMoving) {
            transaction.rulings().removeKeys(affected);
        } else {
            transaction
                    .findKeys(keys.keySet().stream().mapToLong(Long::longValue).toArray())
                    .forEach(known ->
                            keys.getOrDefault(known.key(), new HashSet<>()).remove(known.subject()));
        }
        transaction.rulings().removeSubjects(gone);
        transaction.addSubjects(fresh);
        transaction.changeSubjects(changed);
        addKeys(keys);
    }

    private List<LinkRow> batches(Collection<List<EntryRow>> entries) {
        Set<Integer> batches = new HashSet<>();
        entries.forEach(own -> own.forEach(entry -> batches.add(entry.batch())));
        return transaction.acts().batches(batches);
    }

    private static void add(long[] from, UUID subject, TreeMap<Long, Set<UUID>> to) {
        for (long key : from) {
            to.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(subject);
        }
    }

    private void addKeys(TreeMap<Long, Set<UUID>> keys) {
        List<Long> all = new ArrayList<>();
        List<UUID> owners = new ArrayList<>();
        keys.forEach((key, subjects) -> subjects.forEach(subject -> {
            all.add(key);
            owners.add(subject);
        }));
        int[] places = new int[all.size()];
        java.util.Arrays.setAll(places, i -> i);
        transaction.addKeys(places, all::get, owners::get);
    }

    /** Whether anything is known of a subject now. */
    boolean isKnown(UUID subject) {
        return made.containsKey(subject);
    }

    /** Lets the open conflicts follow their entries. */
    void retarget(Rulings rulings) {
        List<ConflictRow> open = transaction.rulings().openOf(affected);
        Map<UUID, EntryRow> entries = new HashMap<>();
        Set<UUID> wanted = new HashSet<>();
        open.forEach(c -> Optional.ofNullable(entryOf(c)).ifPresent(wanted::add));
        transaction.rulings().entries(wanted).forEach(entry -> entries.put(entry.id(), entry));
        for (ConflictRow c : open) {
            EntryRow entry = entries.get(entryOf(c));
            UUID about = transaction.rulings().raisedAbout(c.id());
            UUID now =
                    entry != null && entry.subject().equals(about) ? rulings.subjectOf(entry) : rulings.current(about);
            if (!now.equals(c.subject())) {
                transaction.rulings().retarget(c.id(), now);
            }
        }
    }

    private static @Nullable UUID entryOf(ConflictRow c) {
        return c.otherEntry() == null ? c.keptEntry() : c.otherEntry();
    }

    /** Notes where what was said of two subjects differs, now that they are one. */
    void raiseDifferences(UUID subject, int ruling, Instant at) {
        SubjectState state = made.get(subject);
        if (state == null) {
            return;
        }
        Set<String> open = new HashSet<>();
        transaction.rulings().openOf(List.of(subject)).forEach(c -> open.add(c.element()));
        List<ConflictRow> raised = new ArrayList<>();
        for (SubjectState.Difference d : differences.getOrDefault(subject, List.of())) {
            Fact fact = state.facts().get(d.element().number());
            String element = d.element().key().toString();
            if (fact != null && fact.isDisputed() && open.add(element)) {
                raised.add(new ConflictRow(
                        ids.next(), subject, null, element, d.keptEntry(), d.otherEntry(), 0, 0, 0, MERGED_DIFFER, at));
            }
        }
        transaction.rulings().raise(raised, ruling);
    }
}
