package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.KeyRow;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityKeys;
import cn.qingzhuang.engine.identity.IdentityMatcher.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The subjects that the rows at hand may speak of: fetched by blocking keys for a block of rows at once, changed in
 * memory, written back together. Whoever was changed is kept in memory for one block more, while it is written. New keys
 * are written at the end, in their order.
 */
final class Subjects {
    private static final long[] NO_KEYS = {};
    private final CountyTransaction transaction;
    private final ElementNumbers numbers;
    private final KeyIndex added = new KeyIndex();
    private final List<UUID> addedTo = new ArrayList<>();
    private final Map<UUID, Held> held = new HashMap<>();
    private final List<Held> inOrder = new ArrayList<>();
    private final KeyIndex byKey = new KeyIndex();
    private Former former = Former.NONE;

    /** A subject in memory. */
    private static final class Held {
        final SubjectState state;
        boolean isNew;
        int place;
        int addedPlace = -1;
        boolean isChanged;
        Identity identity;
        long[] keys = NO_KEYS;

        Held(SubjectState state, boolean isNew, int place, Identity identity) {
            this.state = state;
            this.isNew = isNew;
            this.place = place;
            this.identity = identity;
        }

        void note(long key) {
            keys = Arrays.copyOf(keys, keys.length + 1);
            keys[keys.length - 1] = key;
        }
    }

    Subjects(CountyTransaction transaction, ElementNumbers numbers) {
        this.transaction = transaction;
        this.numbers = numbers;
    }

    /** Says who was merged; before anybody is fetched. */
    void former(Former told) {
        former = told;
    }

    /** As {@link #candidates}, those who were merged by what they were before. */
    List<Candidate> formerCandidates(SubjectType type, long[] keys) {
        if (former.isEmpty()) {
            return List.of();
        }
        List<Candidate> out = new ArrayList<>();
        for (Candidate known : candidates(type, keys)) {
            for (Identity identity : former.of(UUID.fromString(known.subjectId()))) {
                out.add(new Candidate(known.subjectId(), identity));
            }
        }
        return out;
    }

    ElementNumbers numbers() {
        return numbers;
    }

    /** Fetches whoever shares one of the keys, those of this import among them, and their households. */
    void fetch(ReadAhead.Known known) {
        List<KeyRow> found = new ArrayList<>(known.found());
        for (long key : known.keys()) {
            for (int at = added.first(key); at >= 0; at = added.next(at)) {
                found.add(new KeyRow(key, addedTo.get(added.number(at))));
            }
        }
        Set<UUID> ids = new HashSet<>();
        found.forEach(k -> ids.add(k.subject()));
        fetchById(ids);
        Set<UUID> households = new HashSet<>();
        inOrder.forEach(h -> h.state.household().ifPresent(households::add));
        fetchById(households);
        for (KeyRow k : found) {
            Held subject = held.get(k.subject());
            if (subject != null) {
                index(subject, k.key());
            }
        }
    }

    /** Fetches subjects by their ids. */
    void fetchById(Collection<UUID> ids) {
        List<UUID> missing = new ArrayList<>(ids);
        missing.removeIf(held::containsKey);
        hold(transaction.findSubjects(missing));
    }

    /** Takes subjects that were fetched. */
    void hold(List<SubjectRow> rows) {
        for (SubjectRow row : rows) {
            SubjectState state = SubjectState.of(row);
            Held subject = hold(state, false, state.identity(numbers));
            for (long key : IdentityKeys.of(subject.identity)) {
                index(subject, key);
            }
        }
    }

    private Held hold(SubjectState state, boolean isNew, Identity identity) {
        Held subject = new Held(state, isNew, inOrder.size(), identity);
        held.put(state.id(), subject);
        inOrder.add(subject);
        return subject;
    }

    private boolean index(Held subject, long key) {
        if (byKey.has(key, subject.place)) {
            return false;
        }
        byKey.add(key, subject.place);
        subject.note(key);
        return true;
    }

    /** Known subjects of the type that share a key, each once. */
    List<Candidate> candidates(SubjectType type, long[] keys) {
        List<Candidate> out = List.of();
        Set<UUID> seen = Set.of();
        for (long key : keys) {
            for (int at = byKey.first(key); at >= 0; at = byKey.next(at)) {
                Held subject = inOrder.get(byKey.number(at));
                if (subject.state.type() != type) {
                    continue;
                }
                if (out.isEmpty()) {
                    out = new ArrayList<>();
                    seen = new HashSet<>();
                }
                if (seen.add(subject.state.id())) {
                    out.add(new Candidate(subject.state.id().toString(), subject.identity));
                }
            }
        }
        return out;
    }

    /** A subject that {@link #fetch} or {@link #create} brought. */
    SubjectState get(UUID id) {
        return require(id).state;
    }

    private Held require(UUID id) {
        Held subject = held.get(id);
        if (subject == null) {
            throw new IllegalStateException("subject not fetched: " + id);
        }
        return subject;
    }

    boolean has(UUID id) {
        return held.containsKey(id);
    }

    /** Makes the subject of a claim. */
    void create(UUID id, Claim claim) {
        hold(new SubjectState(id, claim.type(), claim.unit()), true, claim.identity());
    }

    /** Applies an entry to a subject and keeps its keys current. */
    List<SubjectState.Difference> apply(UUID id, Entry entry, long[] rowKeys) {
        Held subject = require(id);
        boolean isFirst = subject.isNew && !subject.isChanged;
        Optional<UUID> before = subject.state.household();
        List<SubjectState.Difference> out = subject.state.apply(entry);
        subject.isChanged = true;
        if (isFirst) {
            @Nullable UUID household = entry.household();
            subject.identity = household == null ? subject.identity : subject.identity.in(household.toString());
        } else {
            subject.identity = subject.state.identity(numbers);
        }
        addKeys(subject, IdentityKeys.of(subject.identity));
        addKeys(subject, rowKeys);
        addKeys(subject, Mentions.of(entry.said()));
        if (before.isPresent() && !before.equals(subject.state.household())) {
            addKeys(subject, new long[] {Mentions.key(before.get())});
        }
        return out;
    }

    private void addKeys(Held subject, long[] keys) {
        for (long key : keys) {
            if (index(subject, key)) {
                if (subject.addedPlace < 0) {
                    subject.addedPlace = addedTo.size();
                    addedTo.add(subject.state.id());
                }
                added.add(key, subject.addedPlace);
            }
        }
    }

    /** The current view of known subjects that were changed. */
    List<SubjectRow> changed() {
        return rows(false);
    }

    private List<SubjectRow> rows(boolean isNew) {
        List<SubjectRow> out = new ArrayList<>();
        for (Held subject : inOrder) {
            if (subject.isChanged && subject.isNew == isNew) {
                out.add(subject.state.row(subject.identity.name(), numbers));
            }
        }
        return out;
    }

    /** Answers what writes the subjects that were made and changed as they are now, and forgets all others. */
    Runnable flush() {
        List<SubjectRow> made = rows(true);
        List<SubjectRow> changed = changed();
        forgetUnchanged();
        return () -> {
            transaction.addSubjects(made);
            transaction.changeSubjects(changed);
        };
    }

    private void forgetUnchanged() {
        List<Held> kept = inOrder.stream().filter(h -> h.isChanged).toList();
        held.clear();
        inOrder.clear();
        byKey.clear();
        for (Held subject : kept) {
            subject.isNew = false;
            subject.isChanged = false;
            subject.place = inOrder.size();
            held.put(subject.state.id(), subject);
            inOrder.add(subject);
            for (long key : subject.keys) {
                byKey.add(key, subject.place);
            }
        }
    }

    /** Writes the keys of all subjects that were made or changed. */
    void end() {
        transaction.addKeys(added.placesByKey(), added::key, place -> addedTo.get(added.number(place)));
    }
}
