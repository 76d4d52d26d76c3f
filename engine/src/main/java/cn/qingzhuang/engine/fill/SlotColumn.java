package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.CanonicalValues;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ColumnValues;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.meaning.SlotMeaning;
import java.util.Optional;

/**
 * A slot ready to be filled.
 *
 * @param key what it asks of its subject, as the reader named it; empty unless it means an element
 * @param stored the key under which the fact is kept
 * @param element the catalogue's element, which tells the type of the value
 * @param reader reads what stands in a cell of the slot
 */
record SlotColumn(
        SlotMeaning meaning,
        int column,
        ColumnStyle style,
        Optional<ElementKey> key,
        Optional<ElementKey> stored,
        Optional<Element> element,
        Optional<ColumnValues> reader) {
    static SlotColumn of(SlotMeaning slot, int column, ColumnStyle style, Catalogue catalogue) {
        Optional<ElementKey> key = keyOf(slot.meaning());
        Optional<ElementKey> stored = key.map(k -> Catalogue.storageKey(k.element(), k.role()));
        Optional<Element> element = key.flatMap(k -> catalogue.element(k.element()));
        CanonicalValues values = new CanonicalValues(catalogue);
        Optional<ColumnValues> reader =
                element.map(e -> values.column(e, slot.slot().leaf()));
        return new SlotColumn(slot, column, style, key, stored, element, reader);
    }

    private static Optional<ElementKey> keyOf(Meaning meaning) {
        if (meaning instanceof Meaning.Element e) {
            return Optional.of(new ElementKey(e.element(), plain(e.role())));
        }
        if (meaning instanceof Meaning.Derived d) {
            return Optional.of(new ElementKey(d.element(), plain(d.role())));
        }
        return meaning instanceof Meaning.Constant c ? Optional.of(ElementKey.of(c.element())) : Optional.empty();
    }

    private static String plain(String role) {
        return role.equals("self") ? "" : role;
    }

    double confidence() {
        return meaning.confidence();
    }

    int block() {
        return meaning.slot().block();
    }

    boolean isSerial() {
        return meaning.meaning() instanceof Meaning.Serial;
    }

    boolean isLeftToPeople() {
        return meaning.meaning() instanceof Meaning.Text;
    }

    boolean asks(String element, String role) {
        return stored.filter(new ElementKey(element, role)::equals).isPresent();
    }
}
