package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.KeyRow;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityKeys;
import cn.qingzhuang.engine.identity.IdentityMatcher.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The subjects that the rows at hand may speak of: fetched by blocking keys for a block of rows at once, changed in
 * memory, written back together.
 */
final class Subjects {
    private final CountyTransaction transaction;
    private final ElementNumbers numbers;
    private final boolean wasEmpty;
    private final Set<Long> addedKeys = new HashSet<>();
    private final Map<UUID, Held> held = new LinkedHashMap<>();
    private final Map<Long, List<Held>> byKey = new HashMap<>();

    /** A subject in memory. */
    private static final class Held {
        final SubjectState state;
        final boolean isNew;
        final Set<Long> keys = new HashSet<>();
        final Set<Long> newKeys = new LinkedHashSet<>();
        boolean isChanged;

        @Nullable
        Identity identity;

        Held(SubjectState state, boolean isNew) {
            this.state = state;
            this.isNew = isNew;
        }
    }

    Subjects(CountyTransaction transaction, ElementNumbers numbers) {
        this.transaction = transaction;
        this.numbers = numbers;
        this.wasEmpty = !transaction.hasSubjects();
    }

    /** Fetches whoever shares one of the keys, and their households. */
    void fetch(Set<Long> keys) {
        List<Long> wanted =
                keys.stream().filter(k -> !wasEmpty || addedKeys.contains(k)).toList();
        List<KeyRow> found = transaction.findKeys(wanted);
        Set<UUID> ids = new LinkedHashSet<>();
        found.forEach(k -> ids.add(k.subject()));
        load(ids);
        Set<UUID> households = new LinkedHashSet<>();
        held.values().forEach(h -> h.state.household().ifPresent(households::add));
        households.removeAll(held.keySet());
        load(households);
        for (KeyRow k : found) {
            Held subject = held.get(k.subject());
            if (subject != null && subject.keys.add(k.key())) {
                byKey.computeIfAbsent(k.key(), x -> new ArrayList<>(1)).add(subject);
            }
        }
    }

    /** Fetches subjects by their ids. */
    void fetchById(Set<UUID> ids) {
        load(ids);
    }

    private void load(Collection<UUID> ids) {
        for (SubjectRow row : transaction.findSubjects(ids)) {
            Held subject = new Held(SubjectState.of(row), false);
            held.put(row.id(), subject);
            index(subject, IdentityKeys.of(identity(subject)));
        }
    }

    /** Known subjects of the type that share a key, each once. */
    List<Candidate> candidates(SubjectType type, Collection<Long> keys) {
        List<Candidate> out = List.of();
        Set<UUID> seen = Set.of();
        for (long key : keys) {
            for (Held subject : byKey.getOrDefault(key, List.of())) {
                if (subject.state.type() != type) {
                    continue;
                }
                if (out.isEmpty()) {
                    out = new ArrayList<>();
                    seen = new HashSet<>();
                }
                if (seen.add(subject.state.id())) {
                    out.add(new Candidate(subject.state.id().toString(), identity(subject)));
                }
            }
        }
        return out;
    }

    /** A subject that {@link #fetch} or {@link #create} brought. */
    SubjectState get(UUID id) {
        Held subject = held.get(id);
        if (subject == null) {
            throw new IllegalStateException("subject not fetched: " + id);
        }
        return subject.state;
    }

    boolean has(UUID id) {
        return held.containsKey(id);
    }

    SubjectState create(UUID id, SubjectType type, String unit) {
        SubjectState state = new SubjectState(id, type, unit);
        held.put(id, new Held(state, true));
        return state;
    }

    /** Applies an entry to a subject and keeps its keys current. */
    List<SubjectState.Difference> apply(UUID id, Entry entry, Collection<Long> rowKeys) {
        Held subject = held.get(id);
        if (subject == null) {
            throw new IllegalStateException("subject not fetched: " + id);
        }
        List<SubjectState.Difference> out = subject.state.apply(entry);
        subject.isChanged = true;
        subject.identity = null;
        addKeys(subject, IdentityKeys.of(identity(subject)));
        addKeys(subject, rowKeys);
        return out;
    }

    private Identity identity(Held subject) {
        Identity known = subject.identity;
        if (known == null) {
            known = subject.state.identity(numbers);
            subject.identity = known;
        }
        return known;
    }

    private void addKeys(Held subject, Collection<Long> keys) {
        for (long key : keys) {
            if (subject.keys.add(key)) {
                subject.newKeys.add(key);
                byKey.computeIfAbsent(key, x -> new ArrayList<>(1)).add(subject);
            }
        }
    }

    private void index(Held subject, Collection<Long> keys) {
        for (long key : keys) {
            if (subject.keys.add(key)) {
                byKey.computeIfAbsent(key, x -> new ArrayList<>(1)).add(subject);
            }
        }
    }

    /** Writes what was made and changed, and forgets all. */
    void flush() {
        List<SubjectRow> made = new ArrayList<>();
        List<SubjectRow> changed = new ArrayList<>();
        List<KeyRow> keys = new ArrayList<>();
        List<KeyRow> further = new ArrayList<>();
        for (Held subject : held.values()) {
            if (!subject.isNew && !subject.isChanged) {
                continue;
            }
            (subject.isNew ? made : changed).add(subject.state.row(numbers));
            for (long key : subject.newKeys) {
                (subject.isNew ? keys : further).add(new KeyRow(key, subject.state.id()));
                if (wasEmpty) {
                    addedKeys.add(key);
                }
            }
        }
        transaction.addSubjects(made);
        transaction.changeSubjects(changed);
        transaction.addKeys(keys);
        transaction.addKeysIfAbsent(further);
        held.clear();
        byKey.clear();
    }
}
