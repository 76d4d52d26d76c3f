package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.CanonicalValues;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ColumnValues;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.meaning.SlotMeaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A slot ready to be filled.
 *
 * @param column the zero-based column of its cells; of a roster with a subject per column the row
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
    private static final double DOUBTED = 0.4;

    static SlotColumn of(SlotMeaning slot, int column, ColumnStyle style, Catalogue catalogue) {
        Optional<ElementKey> key = keyOf(slot.meaning());
        Optional<ElementKey> stored = key.map(k -> Catalogue.storageKey(k.element(), k.role()));
        Optional<Element> element = key.flatMap(k -> catalogue.element(k.element()));
        CanonicalValues values = new CanonicalValues(catalogue);
        Optional<ColumnValues> reader =
                element.map(e -> values.column(e, slot.slot().leaf()));
        return new SlotColumn(slot, column, style, key, stored, element, reader);
    }

    /**
     * The same columns, where two of a block claim one fact and are not sure the less sure one asked instead: a table
     * seldom asks the same thing twice.
     */
    static List<SlotColumn> withoutRivals(List<SlotColumn> columns) {
        List<SlotColumn> out = new ArrayList<>(columns.size());
        for (SlotColumn column : columns) {
            boolean hasBetter = column.stored().isPresent()
                    && column.confidence() < SlotFiller.SURE
                    && columns.stream().anyMatch(o -> o != column && isBetter(o, column));
            out.add(hasBetter ? column.doubted() : column);
        }
        return List.copyOf(out);
    }

    private static boolean isBetter(SlotColumn other, SlotColumn column) {
        return other.stored().equals(column.stored())
                && other.block() == column.block()
                && other.meaning.slot().isTable() == column.meaning.slot().isTable()
                && (other.confidence() > column.confidence()
                        || other.confidence() == column.confidence() && other.column < column.column);
    }

    private SlotColumn doubted() {
        SlotMeaning less =
                new SlotMeaning(meaning.slot(), meaning.meaning(), DOUBTED, meaning.evidence(), meaning.alternatives());
        return new SlotColumn(less, column, style, key, stored, element, reader);
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
