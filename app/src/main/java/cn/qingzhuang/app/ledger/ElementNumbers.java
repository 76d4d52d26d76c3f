package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.ReviewStore;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.Governance;
import cn.qingzhuang.engine.catalog.Sensitivity;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.catalog.ValueType;
import cn.qingzhuang.engine.meaning.Population;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The short numbers of stored elements in one county. New ones are given at once, apart from the transaction that asks:
 * a number that nothing uses in the end does no harm.
 */
final class ElementNumbers {
    /**
     * The role under which is kept what the title of a list says of everybody in it. It counts where nothing else is known
     * and is never in dispute with what was written of the subject itself.
     */
    static final String TITLED = "_title";

    private static final Set<String> IDENTIFYING =
            Set.of("person_id_no", "person_name", "person_birth_date", "person_sex", "org_uscc");
    private static final Set<String> OF_HEAD = Set.of("person_id_no", "person_name");
    private static final Set<Sensitivity> SENSITIVE = Set.of(Sensitivity.HIGH, Sensitivity.RESTRICTED);
    private static final Set<String> PASSING = Set.of("person_age", Population.LISTED);

    private final Catalogue catalogue;
    private final Map<Integer, Numbered> byNumber = new ConcurrentHashMap<>();
    private final Map<ElementKey, Numbered> byKey = new ConcurrentHashMap<>();

    private final Set<Integer> mentions = ConcurrentHashMap.newKeySet();

    private final Supplier<Map<String, Integer>> stored;

    ElementNumbers(Catalogue catalogue, Map<String, Integer> stored) {
        this(catalogue, () -> stored);
    }

    /** Numbers that are looked up again when one is met that was given since. */
    ElementNumbers(Catalogue catalogue, Supplier<Map<String, Integer>> stored) {
        this.catalogue = catalogue;
        this.stored = stored;
        load();
    }

    private void load() {
        stored.get().forEach((element, number) -> {
            if (!byNumber.containsKey(number)) {
                add(number, ElementKey.parse(element));
            }
        });
    }

    /** Whether a value of one of these elements names another subject; {@code bits} as an entry holds them. */
    boolean isAnyMention(byte[] bits) {
        for (int number : mentions) {
            if (bits.length > number >> 3 && (bits[number >> 3] & 1 << (number & 7)) != 0) {
                return true;
            }
        }
        return false;
    }

    boolean has(int number) {
        return byNumber.containsKey(number);
    }

    /** The element of a number that is in use. */
    Numbered of(int number) {
        Numbered found = byNumber.get(number);
        if (found == null) {
            load();
            found = byNumber.get(number);
        }
        if (found == null) {
            throw new IllegalStateException("element number not given: " + number);
        }
        return found;
    }

    /** Which elements count more in a list of what is to be reviewed: those that say who somebody is, the sensitive. */
    static ReviewStore.Weights weights(Catalogue catalogue) {
        List<String> keys = new ArrayList<>(IDENTIFYING);
        OF_HEAD.forEach(element -> keys.add(element + "@head"));
        List<String> sensitive = catalogue.elements().stream()
                .map(Element::id)
                .filter(id -> catalogue
                        .governance(id)
                        .filter(g -> SENSITIVE.contains(g.sensitivity()))
                        .isPresent())
                .toList();
        return new ReviewStore.Weights(keys, sensitive);
    }

    /** All that have a number and were met. */
    Collection<Numbered> all() {
        return byNumber.values();
    }

    Optional<Numbered> find(ElementKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The number of a storage key, given now if it has none. */
    Numbered require(ElementKey key, CountyTransaction transaction) {
        Numbered known = byKey.get(key);
        if (known != null) {
            return known;
        }
        return add(transaction.giveElement(key.toString()), key);
    }

    private Numbered add(int number, ElementKey key) {
        Optional<Element> element = catalogue.elementOf(key);
        ValueType type = element.map(Element::valueType).orElse(ValueType.STRING);
        SubjectType keptWith = catalogue.subjectOf(key);
        Optional<Governance> laidDown = element.flatMap(e -> catalogue.governance(e.id()));
        boolean isIdentifying = key.role().isEmpty() && IDENTIFYING.contains(key.element())
                || key.role().equals("head") && OF_HEAD.contains(key.element());
        Numbered out = new Numbered(
                number,
                key,
                type,
                keptWith,
                isIdentifying,
                PASSING.contains(key.element()) || key.role().equals(TITLED) || keptWith == SubjectType.EVENT,
                Mentions.isMention(key),
                isIdentifying
                        || type == ValueType.MONEY
                        || laidDown.map(Governance::sensitivity)
                                .filter(SENSITIVE::contains)
                                .isPresent(),
                laidDown.map(Governance::owner).orElse(""),
                laidDown.map(Governance::leadCollector).orElse(""),
                Numbered.partsOf(key));
        byNumber.put(number, out);
        byKey.put(key, out);
        if (out.isMention()) {
            mentions.add(number);
        }
        return out;
    }
}
