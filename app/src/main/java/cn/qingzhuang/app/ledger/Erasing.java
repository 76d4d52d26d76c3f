package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.ErasingStore.Left;
import cn.qingzhuang.app.ledger.store.KeyRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Takes values out of the entries of a county, by law or because their time is over, and folds anew whoever they were of. Of a
 * person also the copies that entries of others hold: the head's name with the household, the guardian's number with the child.
 */
final class Erasing {
    /** By what somebody is named in entries of others and in texts. */
    private static final Set<String> NAMING = Set.of(
            "person_name",
            "person_former_name",
            "person_id_no",
            "person_phone",
            "person_mobile",
            "person_birth_date",
            "person_residence_address",
            "bank_account");

    /** Of these, what says in any text whom it means. */
    private static final Set<String> TELLING = Set.of(
            "person_name", "person_former_name", "person_id_no", "person_phone", "person_mobile", "bank_account");

    private static final int BLOCK = 1_000;
    private static final String ACTOR = "清除";
    private static final int WORD_MIN = 2;

    /** What is written where somebody has no such name: a word of many texts. */
    private static final Set<String> NO_NAMES = Set.of("没有", "暂无", "未知", "不明", "同上", "未填", "保密");

    /** So long a number tells whom it means, wherever it stands. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{6,}[0-9Xx]");

    private final CountyTransaction transaction;
    private final Catalogue catalogue;
    private final ElementNumbers numbers;
    private final Rulings rulings;
    private final Instant at;
    private final Set<UUID> owners = new LinkedHashSet<>();
    private final Set<UUID> concerned = new HashSet<>();
    private final Set<String> elements = new HashSet<>();

    Erasing(CountyTransaction transaction, Catalogue catalogue, Instant at) {
        transaction.lockImports();
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.numbers = new ElementNumbers(catalogue, transaction.elements());
        this.rulings = Rulings.of(transaction.rulings().all());
        this.at = at;
    }

    /** By what copies are looked for when a subject's values are erased, before they are. Problem LEDGER-002 as there. */
    Erased copies(UUID subject, Set<ElementKey> wanted) {
        List<EntryRow> own = entriesOf(subject);
        Set<Integer> batches = new HashSet<>();
        own.forEach(entry -> batches.add(entry.batch()));
        List<String> files = transaction.erasing().files(batches);
        return new Erased(Set.of(), 0, words(named(own, wanted)), Set.copyOf(files));
    }

    private List<EntryRow> entriesOf(UUID subject) {
        List<EntryRow> own = rulings.entriesOf(transaction, List.of(subject)).getOrDefault(subject, List.of());
        if (own.isEmpty()) {
            throw LedgerProblems.unknownSubject();
        }
        return own;
    }

    /** Erases a subject's values of these elements, or all of them; Problem LEDGER-002 when nothing was said of it. */
    Erased subject(UUID subject, Set<ElementKey> wanted, UUID erasure, String why) {
        List<EntryRow> own = entriesOf(subject);
        Map<String, Set<String>> named = named(own, wanted);
        Set<String> words = words(named);
        Set<UUID> others = others(subject, own, words);
        Set<UUID> all = new LinkedHashSet<>(others);
        all.add(subject);
        own.forEach(entry -> all.add(entry.subject())); // merged into it
        transaction.findSubjects(all); // locked until the end
        Retelling retelling = Retelling.begin(transaction, at);
        List<Left> left = new ArrayList<>();
        for (EntryRow entry : own) {
            if (entry.elements() != null) {
                add(left, entry, (key, value) -> wanted.isEmpty() || wanted.contains(key));
            }
        }
        Set<Integer> batches = new HashSet<>();
        own.forEach(entry -> batches.add(entry.batch()));
        for (List<EntryRow> entries : rulings.entriesOf(transaction, others).values()) {
            for (EntryRow entry : entries) {
                if (add(left, entry, (key, value) -> isCopy(key, value, named, words))) {
                    batches.add(entry.batch());
                }
            }
        }
        transaction.erasing().erase(left, elements, at);
        transaction.erasing().clearTexts(wanted.isEmpty() ? Set.of(subject) : Set.of(), words, at);
        refold(all);
        retelling.end(RetellingKind.ERASED, elements, concerned, ACTOR);
        owners.addAll(all);
        transaction.erasing().record(erasure, at, without(why, words), owners, left.size());
        return new Erased(
                all, left.size(), words, Set.copyOf(transaction.erasing().files(batches)));
    }

    /** Erases some of the values of an element that are about a day before this one; nothing erased: none are left. */
    Erased expired(Retention retention, UUID run) {
        Set<Integer> wanted = new HashSet<>();
        for (Numbered numbered : numbers.all()) {
            boolean isIt = catalogue
                    .elementOf(numbered.key())
                    .filter(e -> e.id().equals(retention.element()))
                    .isPresent();
            if (isIt) {
                wanted.add(numbered.number());
            }
        }
        List<UUID> ids =
                wanted.isEmpty() ? List.of() : transaction.erasing().expired(wanted, retention.before(), BLOCK);
        List<EntryRow> entries = transaction.rulings().entries(ids);
        Set<UUID> subjects = new LinkedHashSet<>();
        Set<Integer> batches = new HashSet<>();
        List<Left> left = new ArrayList<>();
        for (EntryRow entry : entries) {
            subjects.add(entry.subject());
            subjects.add(rulings.subjectOf(entry));
            batches.add(entry.batch());
            add(
                    left,
                    entry,
                    (key, value) ->
                            wanted.contains(numbers.find(key).orElseThrow().number()));
        }
        if (left.isEmpty()) {
            return new Erased(Set.of(), 0, Set.of(), Set.of());
        }
        transaction.findSubjects(subjects);
        Retelling retelling = Retelling.begin(transaction, at);
        transaction.erasing().erase(left, elements, at);
        refold(subjects);
        retelling.end(RetellingKind.ERASED, elements, concerned, ACTOR);
        transaction.erasing().record(run, at, retention.element() + " < " + retention.before(), subjects, left.size());
        return new Erased(
                subjects,
                left.size(),
                Set.of(),
                Set.copyOf(transaction.erasing().files(batches)));
    }

    /** What names the subject, of the elements that are erased. */
    private Map<String, Set<String>> named(List<EntryRow> own, Set<ElementKey> wanted) {
        Map<String, Set<String>> out = new HashMap<>();
        for (EntryRow entry : own) {
            values(entry, (key, value) -> {
                boolean isErased = wanted.isEmpty() || wanted.contains(key);
                if (isErased && key.role().isEmpty() && NAMING.contains(key.element())) {
                    out.computeIfAbsent(key.element(), e -> new HashSet<>()).add(value);
                }
                return false;
            });
        }
        return out;
    }

    private static String without(String text, Set<String> words) {
        String out = text;
        for (String word : words) {
            out = out.replace(word, "＊");
        }
        return out;
    }

    /** The households it was in, whoever speaks of it, and of whom a number of its own is told. */
    private Set<UUID> others(UUID subject, List<EntryRow> own, Set<String> words) {
        Set<UUID> out = new LinkedHashSet<>();
        List<Long> keys = new ArrayList<>(List.of(Mentions.key(subject)));
        named(own, Set.of()).getOrDefault("person_id_no", Set.of()).forEach(number -> keys.add(Mentions.key(number)));
        for (EntryRow entry : own) {
            UUID household = entry.household();
            if (household != null && !household.equals(Entry.NO_HOUSEHOLD)) {
                out.add(rulings.current(household));
            }
        }
        for (KeyRow key :
                transaction.findKeys(keys.stream().mapToLong(Long::longValue).toArray())) {
            out.add(key.subject());
        }
        List<String> told =
                words.stream().filter(word -> NUMBER.matcher(word).matches()).toList();
        if (!told.isEmpty()) {
            transaction.erasing().holding(told).forEach(other -> out.add(rulings.current(other)));
        }
        out.remove(subject);
        return out;
    }

    /** What others say of themselves is theirs, also where it is the same: a phone of the whole family. */
    private static boolean isCopy(ElementKey key, String value, Map<String, Set<String>> named, Set<String> words) {
        if (key.equals(Act.NOTE) || !NAMING.contains(key.element())) {
            return words.stream().anyMatch(value::contains);
        }
        return !key.role().isEmpty()
                && named.getOrDefault(key.element(), Set.of()).contains(value);
    }

    private static Set<String> words(Map<String, Set<String>> named) {
        Set<String> out = new HashSet<>();
        TELLING.forEach(element -> named.getOrDefault(element, Set.of()).stream()
                .filter(word -> word.length() >= WORD_MIN && !NO_NAMES.contains(word))
                .forEach(out::add));
        return out;
    }

    /** Whether there was something to erase. */
    private boolean add(List<Left> out, EntryRow entry, BiPredicate<ElementKey, String> isErased) {
        ValueList kept = values(entry, isErased.negate());
        byte[] bits = entry.elements();
        if (bits == null || kept.size() == PackedFacts.numbers(bits).length) {
            return false;
        }
        owners.add(entry.subject());
        concerned.add(entry.subject());
        concerned.add(rulings.subjectOf(entry));
        ValueList gone = values(entry, isErased);
        for (int i = 0; i < gone.size(); i++) {
            elements.add(gone.element(i).key().toString());
        }
        out.add(kept.size() == 0 ? new Left(entry.id(), null, null) : new Left(entry.id(), kept.bits(), kept.texts()));
        return true;
    }

    private ValueList values(EntryRow entry, BiPredicate<ElementKey, String> isWanted) {
        ValueList out = new ValueList();
        byte[] bits = entry.elements();
        byte[] texts = entry.facts();
        if (bits != null && texts != null) {
            ValueList said = ValueList.unpack(bits, texts, numbers);
            for (int i = 0; i < said.size(); i++) {
                if (isWanted.test(said.element(i).key(), said.value(i))) {
                    out.put(said.element(i), said.value(i));
                }
            }
        }
        return out;
    }

    private void refold(Collection<UUID> subjects) {
        List<UUID> all = List.copyOf(subjects);
        Set<Integer> batches = new LinkedHashSet<>();
        rulings.entriesOf(transaction, all).values().forEach(entries -> entries.forEach(e -> batches.add(e.batch())));
        transaction.rulings().removeKeys(all);
        new Refolding(transaction, numbers, Fold.over(transaction, numbers, batches), entry -> {}).run(all);
    }
}
