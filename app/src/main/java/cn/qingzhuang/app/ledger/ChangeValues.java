package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.ChangeStore;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.fill.Provenance;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the values of some elements out of entries and views; no other value is decoded. */
final class ChangeValues {
    private final ElementNumbers numbers;
    private final Set<ElementKey> wanted;

    ChangeValues(ElementNumbers numbers, Set<ElementKey> wanted) {
        this.numbers = numbers;
        this.wanted = wanted;
    }

    /** What a stored key speaks of: the title of a list speaks of the listed themselves. */
    private static ElementKey said(ElementKey key) {
        return isOfTitle(key) ? ElementKey.of(key.element()) : key;
    }

    private static boolean isOfTitle(ElementKey key) {
        return key.role().equals(ElementNumbers.TITLED);
    }

    private boolean isWanted(int number) {
        return wanted.contains(said(numbers.of(number).key()));
    }

    /** Whether it is to be told to which household somebody belongs. */
    boolean isMembershipWanted() {
        return wanted.contains(Change.MEMBERSHIP);
    }

    /** Whether an entry says to which household its subject belongs, and that is wanted. */
    boolean isOfMembership(EntryRow entry) {
        return isMembershipWanted() && entry.household() != null;
    }

    /** Whether one of these stored keys is wanted; of none all are meant. */
    boolean isAnyWanted(Collection<String> stored) {
        return stored.isEmpty() || stored.stream().anyMatch(key -> wanted.contains(said(ElementKey.parse(key))));
    }

    /** What an entry says of wanted elements; nothing when its values were erased. */
    Map<ElementKey, String> told(EntryRow entry) {
        byte[] elements = entry.elements();
        byte[] facts = entry.facts();
        Map<ElementKey, String> out = new LinkedHashMap<>();
        if (elements == null || facts == null) {
            return out;
        }
        int start = 0;
        for (int number : PackedFacts.numbers(elements)) {
            int end = PackedFacts.end(facts, start);
            if (isWanted(number)) {
                String value = new String(facts, start, end - start, StandardCharsets.UTF_8);
                out.putIfAbsent(said(numbers.of(number).key()), value);
            }
            start = end + 1;
        }
        return out;
    }

    /** Some elements as they are today, with what was said of them. */
    List<Change.Value> of(SubjectRow view, Collection<ElementKey> keys, Map<ElementKey, String> told) {
        Map<ElementKey, Change.Value> now = now(view, told);
        List<Change.Value> out = new ArrayList<>(keys.size());
        for (ElementKey key : keys) {
            Change.Value value = now.get(key);
            out.add(
                    value == null
                            ? new Change.Value(
                                    key, Optional.ofNullable(told.get(key)), Optional.empty(), false, Optional.empty())
                            : value);
        }
        return out;
    }

    /** All wanted elements that are known today, with what was said of them. */
    List<Change.Value> whole(SubjectRow view, Map<ElementKey, String> told) {
        return List.copyOf(now(view, told).values());
    }

    private Map<ElementKey, Change.Value> now(SubjectRow view, Map<ElementKey, String> told) {
        Map<ElementKey, Change.Value> stated = new LinkedHashMap<>();
        Map<ElementKey, Change.Value> titled = new HashMap<>();
        FactList.each(view, this::isWanted, (number, value, place, isDisputed) -> {
            ElementKey stored = numbers.of(number).key();
            ElementKey key = said(stored);
            LocalDate validOn = PackedFacts.source(view.sources(), place).validOn();
            (isOfTitle(stored) ? titled : stated)
                    .put(
                            key,
                            new Change.Value(
                                    key,
                                    Optional.ofNullable(told.get(key)),
                                    Optional.of(value),
                                    isDisputed,
                                    Optional.of(validOn)));
        });
        titled.forEach(stated::putIfAbsent);
        return stated;
    }

    /** Where an entry came from. */
    Change.Source source(EntryRow entry, LinkRow batch, Map<Integer, ChangeStore.NamedFile> files) {
        EntryKind kind = EntryKind.of(entry.kind());
        String day =
                LocalDate.ofInstant(batch.batch().recordedAt(), Ingest.ZONE).toString();
        ChangeStore.NamedFile file = kind == EntryKind.IMPORT ? files.get(entry.batch()) : null;
        Provenance from = file == null
                ? new Provenance(kind.word(), Optional.empty(), Optional.empty(), day)
                : new Provenance(
                        file.name(), Optional.of(file.sheets().get(entry.sheet())), Optional.of(entry.row()), day);
        return new Change.Source(kind, from, entry.validOn());
    }
}
