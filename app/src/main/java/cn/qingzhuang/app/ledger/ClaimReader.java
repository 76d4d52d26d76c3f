package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.RowClaims.Unreadable;
import cn.qingzhuang.app.ledger.TablePlan.Implied;
import cn.qingzhuang.app.ledger.TableRows.Cell;
import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.Reading;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sorts the cells of a row by whom they speak of: the row's subject, the person's household, the household's head. A
 * row that leaves the household's cells blank belongs to the household above it; where only 与户主关系 is asked, to the
 * last 户主 above it.
 */
final class ClaimReader {
    private static final String HEAD = "户主";
    private static final String NO_PERSON = "没有姓名和身份证号，无法确认是谁：请补填姓名和身份证号后重新导入";
    private static final String NO_HOUSEHOLD = "没有户号、户主姓名或户主身份证号，无法确认是哪一户：请补填后重新导入";
    private static final String NO_UNIT = "没有找到这一行所说的村或单位：请先用 ./qz units 载入单位，或改正名称后重新导入";

    private final TablePlan plan;
    private final int sheet;
    private final RowUnits units;
    private final ElementNumbers numbers;
    private final CountyTransaction transaction;
    private final boolean hasHouseholdIdentity;
    private final Numbered relation;
    private final List<Described> described = new ArrayList<>();
    private final Map<Numbered, Optional<Numbered>> ofHead = new HashMap<>();
    private Claim lastHousehold;

    /** An element of a head's own row, and the household's that says it of the head. */
    private record Described(Numbered own, Numbered ofHousehold) {}

    ClaimReader(TablePlan plan, int sheet, RowUnits units, ElementNumbers numbers, CountyTransaction transaction) {
        this.plan = plan;
        this.sheet = sheet;
        this.units = units;
        this.numbers = numbers;
        this.transaction = transaction;
        this.lastHousehold = new Claim(SubjectType.HOUSEHOLD, units.base());
        this.hasHouseholdIdentity = plan.slots().stream()
                .anyMatch(s -> s.element().part(SubjectType.HOUSEHOLD) != null
                        && !s.element().key().element().equals("villager_group"));
        this.relation = numbers.require(ElementKey.of("relation_to_head"), transaction);
        for (String element : List.of("person_name", "person_id_no", "person_sex", "person_phone")) {
            described.add(new Described(
                    numbers.require(ElementKey.of(element), transaction),
                    numbers.require(new ElementKey(element, "head"), transaction)));
        }
    }

    /** What a row says; {@code isInner} for a row of a small table inside a card. */
    RowClaims read(int row, int block, List<Cell> cells, boolean isInner) {
        SubjectType type = isInner ? SubjectType.PERSON : plan.subject();
        Map<String, String> unitNames = new HashMap<>(4);
        List<Unreadable> unreadable = new ArrayList<>(0);
        Claim self = new Claim(type, units.base());
        Claim household = new Claim(SubjectType.HOUSEHOLD, units.base());
        for (Cell cell : cells) {
            sort(cell, self, household, unitNames, unreadable);
        }
        UnitTree.Named named = units.find(unitNames);
        Optional<String> unit = named.unit();
        unit.ifPresent(self::unit);
        unit.ifPresent(household::unit);
        if (unit.isEmpty()) {
            keepUnitNames(unitNames, self);
        }
        imply(self, household);
        if (type == SubjectType.PERSON) {
            linkHousehold(self, household, isInner);
        } else if (type == SubjectType.HOUSEHOLD && !isInner) {
            lastHousehold = self;
        }
        Claim head = headOf(type == SubjectType.HOUSEHOLD ? self : household, self);
        return new RowClaims(sheet, row, block, self, household, head, unreadable, refusal(self, named));
    }

    private void sort(
            Cell cell, Claim self, Claim household, Map<String, String> unitNames, List<Unreadable> unreadable) {
        Numbered element = cell.slot().element();
        if (cell.reading() instanceof Reading.Unreadable u) {
            unreadable.add(new Unreadable(element.key().toString(), u.reason()));
            return;
        }
        if (!(cell.reading() instanceof Reading.Canonical canonical)) {
            return;
        }
        String value = canonical.value();
        if (cell.slot().namesUnit(self.type())) {
            unitNames.putIfAbsent(element.key().toString(), value);
        } else if (self.type() == SubjectType.PERSON && element.keptWith() == SubjectType.HOUSEHOLD) {
            household.put(element, value);
        } else {
            self.put(element, value);
        }
    }

    private void keepUnitNames(Map<String, String> unitNames, Claim self) {
        for (Map.Entry<String, String> e : unitNames.entrySet()) {
            self.put(numbers.require(ElementKey.of(e.getKey()), transaction), e.getValue());
        }
    }

    private void imply(Claim self, Claim household) {
        for (Implied implied : plan.implied()) {
            boolean isOfHousehold =
                    self.type() == SubjectType.PERSON && implied.element().keptWith() == SubjectType.HOUSEHOLD;
            (isOfHousehold ? household : self).put(implied.element(), implied.value());
        }
    }

    private void linkHousehold(Claim self, Claim household, boolean isInner) {
        boolean isHead = self.value(relation).equals(HEAD);
        if (isInner || (hasHouseholdIdentity && !household.identity().isUsable() && !isHead)) {
            household.putAll(lastHousehold);
            household.unit(lastHousehold.unit());
        } else if (isHead) {
            describeHead(self, household);
            lastHousehold = household;
        } else if (hasHouseholdIdentity) {
            lastHousehold = household;
        } else if (!self.value(relation).isEmpty()) {
            household.putAll(lastHousehold);
        }
    }

    /** The head's own row says who the household's head is. */
    private void describeHead(Claim self, Claim household) {
        for (Described d : described) {
            household.put(d.ofHousehold(), self.value(d.own()));
        }
    }

    /** What a household's row says of its head, as a person. */
    private Claim headOf(Claim household, Claim self) {
        Claim head = new Claim(SubjectType.PERSON, household.unit(), new ValueList(0));
        if (household != self && self.value(relation).equals(HEAD)) {
            return head;
        }
        ValueList said = household.said();
        for (int i = 0; i < said.size(); i++) {
            Optional<Numbered> own = ofHead.computeIfAbsent(said.element(i), this::ofHead);
            if (own.isPresent()) {
                head.put(own.get(), said.value(i));
            }
        }
        Numbered name = described.get(0).own();
        Numbered number = described.get(1).own();
        boolean isSelf =
                head.value(name).equals(self.value(name)) && head.value(number).equals(self.value(number));
        if (head.value(name).isEmpty() || (isSelf && household != self)) {
            return new Claim(SubjectType.PERSON, household.unit(), new ValueList(0));
        }
        head.put(relation, HEAD);
        return head;
    }

    private Optional<Numbered> ofHead(Numbered element) {
        return element.key().role().equals("head")
                ? Optional.of(numbers.require(ElementKey.of(element.key().element()), transaction))
                : Optional.empty();
    }

    private Optional<String> refusal(Claim self, UnitTree.Named named) {
        if (named.closed().isPresent()) {
            String closed = named.closed().get();
            if (named.unit().isEmpty()) {
                return Optional.of(units.refusal(closed));
            }
            if (self.type() == SubjectType.UNIT) {
                return Optional.of(units.refusalOfItself(closed));
            }
            units.countClosed(closed);
        }
        return switch (self.type()) {
            case PERSON -> self.identity().isUsable() ? Optional.empty() : Optional.of(NO_PERSON);
            case HOUSEHOLD -> self.identity().isUsable() ? Optional.empty() : Optional.of(NO_HOUSEHOLD);
            case UNIT -> named.unit().isPresent() ? Optional.empty() : Optional.of(NO_UNIT);
            case ORGANISATION, PLACE, DWELLING, EVENT, OTHER -> Optional.empty();
        };
    }
}
