package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.catalog.ValueType;
import cn.qingzhuang.engine.meaning.Population;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The short numbers of stored elements in one county; new ones are given in a transaction. */
final class ElementNumbers {
    /** The household of a person: its value is a subject's id. Kept as a fact so that the fold rebuilds it. */
    static final ElementKey HOUSEHOLD_LINK = ElementKey.of("_household");

    /**
     * The role under which is kept what the title of a list says of everybody in it. It counts where nothing else is known
     * and is never in dispute with what was written of the subject itself.
     */
    static final String TITLED = "_title";

    private static final Set<String> IDENTIFYING =
            Set.of("person_id_no", "person_name", "person_birth_date", "person_sex", "org_uscc");
    private static final Set<String> PASSING = Set.of("person_age", Population.LISTED);

    private final Catalogue catalogue;
    private final Map<Integer, Numbered> byNumber = new HashMap<>();
    private final Map<ElementKey, Numbered> byKey = new HashMap<>();

    ElementNumbers(Catalogue catalogue, Map<String, Integer> stored) {
        this.catalogue = catalogue;
        stored.forEach((element, number) -> add(number, ElementKey.parse(element)));
    }

    /** The element of a number that is in use. */
    Numbered of(int number) {
        Numbered found = byNumber.get(number);
        if (found == null) {
            throw new IllegalStateException("element number not given: " + number);
        }
        return found;
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
        int number = byNumber.size() + 1;
        transaction.addElement(number, key.toString());
        return add(number, key);
    }

    private Numbered add(int number, ElementKey key) {
        Optional<Element> element = catalogue.elementOf(key);
        ValueType type = element.map(Element::valueType).orElse(ValueType.STRING);
        SubjectType keptWith = catalogue.subjectOf(key);
        Numbered out = new Numbered(
                number,
                key,
                type,
                keptWith,
                key.role().isEmpty() && IDENTIFYING.contains(key.element()),
                PASSING.contains(key.element()) || key.role().equals(TITLED) || keptWith == SubjectType.EVENT);
        byNumber.put(number, out);
        byKey.put(key, out);
        return out;
    }
}
