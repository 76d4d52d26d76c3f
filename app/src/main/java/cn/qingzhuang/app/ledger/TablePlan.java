package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.engine.catalog.CanonicalValues;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ColumnValues;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.meaning.SlotMeaning;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.Slot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the rows of one table are read: whom they are about, which slot holds which stored element, and what the title
 * says of everybody in it.
 *
 * @param slots by element number; of two columns of one element the surer one first, which counts
 * @param implied what belonging to the list says: 残疾人名单 says that each is disabled
 */
record TablePlan(TableMapping mapping, SubjectType subject, List<PlannedSlot> slots, List<Implied> implied) {
    /** Below this a claim is offered to people only. */
    static final double TAKEN_FROM = 0.5;

    /** A slot whose values are taken. */
    record PlannedSlot(Slot slot, Numbered element, ColumnValues values, boolean isUnit, boolean isUnitOfOwnRow) {
        /** Whether its values say to which unit a row about such a subject belongs. */
        boolean namesUnit(SubjectType subject) {
            return subject == SubjectType.UNIT ? isUnitOfOwnRow : isUnit;
        }
    }

    /** A value that the title gives to every row. */
    record Implied(Numbered element, String value) {}

    /** Makes plans; gives numbers to elements the county has not met. */
    record Maker(Catalogue catalogue, ElementNumbers numbers, CountyTransaction transaction, LocalDate today) {
        TablePlan plan(TableMapping mapping) {
            List<PlannedSlot> slots = new ArrayList<>();
            List<SlotMeaning> surest = new ArrayList<>(mapping.slots());
            surest.sort(Comparator.comparingDouble(SlotMeaning::confidence).reversed());
            for (SlotMeaning meaning : surest) {
                Optional<PlannedSlot> planned = plan(meaning);
                if (planned.isPresent()) {
                    slots.add(planned.get());
                }
            }
            slots.sort(Comparator.comparingInt(slot -> slot.element().number()));
            List<Numbered> elements = slots.stream()
                    .filter(s -> !s.slot().isTable())
                    .map(PlannedSlot::element)
                    .toList();
            return new TablePlan(mapping, RowSubject.of(mapping, elements), slots, implied(mapping));
        }

        private Optional<PlannedSlot> plan(SlotMeaning meaning) {
            Optional<ElementKey> said = said(meaning.meaning());
            if (said.isEmpty() || meaning.confidence() < TAKEN_FROM) {
                return Optional.empty();
            }
            ElementKey key =
                    Catalogue.storageKey(said.get().element(), said.get().role());
            Optional<Element> element = catalogue.elementOf(key);
            if (element.isEmpty() || element.get().subject() == SubjectType.OTHER) {
                return Optional.empty();
            }
            ColumnValues values = new CanonicalValues(catalogue)
                    .column(element.get(), meaning.slot().leaf());
            Numbered number = numbers.require(key, transaction);
            return Optional.of(new PlannedSlot(
                    meaning.slot(),
                    number,
                    values,
                    RowUnits.isUnitColumn(number, SubjectType.PERSON),
                    RowUnits.isUnitColumn(number, SubjectType.UNIT)));
        }

        private static Optional<ElementKey> said(Meaning meaning) {
            if (meaning instanceof Meaning.Element e) {
                return Optional.of(new ElementKey(e.element(), e.role()));
            }
            if (meaning instanceof Meaning.Derived d && !d.element().equals("person_age")) {
                return Optional.of(new ElementKey(d.element(), d.role()));
            }
            return Optional.empty();
        }

        private List<Implied> implied(TableMapping mapping) {
            List<Implied> out = new ArrayList<>();
            // 楼组长名册: no element holds such a group, so that one stood in its list is kept with the day of the list.
            String day = Observed.on(mapping.table(), catalogue, today).toString();
            mapping.population()
                    .group()
                    .ifPresent(group -> out.add(new Implied(numbers.require(group, transaction), day)));
            // 健康扶持信息表: while a word of the title is not understood, the others may be part of it.
            if (!mapping.population().isUnderstood()) {
                return out;
            }
            for (Condition condition : mapping.population().conditions()) {
                Condition inner = condition instanceof Condition.OfHousehold of ? of.inner() : condition;
                if (inner instanceof Condition.OneOf one && one.values().size() == 1) {
                    ElementKey key =
                            Catalogue.storageKey(one.key().element(), one.key().role());
                    ElementKey titled =
                            key.role().isEmpty() ? new ElementKey(key.element(), ElementNumbers.TITLED) : key;
                    out.add(new Implied(
                            numbers.require(titled, transaction), one.values().get(0)));
                }
            }
            return out;
        }
    }
}
