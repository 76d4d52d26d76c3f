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
    private Claim lastHousehold;

    ClaimReader(TablePlan plan, int sheet, RowUnits units, ElementNumbers numbers, CountyTransaction transaction) {
        this.plan = plan;
        this.sheet = sheet;
        this.units = units;
        this.numbers = numbers;
        this.transaction = transaction;
        this.lastHousehold = new Claim(SubjectType.HOUSEHOLD, units.base());
        this.hasHouseholdIdentity = plan.slots().stream()
                .anyMatch(s -> cn.qingzhuang.engine.identity.IdentityPart.of(
                                        SubjectType.HOUSEHOLD, s.element().key())
                                .isPresent()
                        && !s.element().key().element().equals("villager_group"));
    }

    /** What a row says; {@code isInner} for a row of a small table inside a card. */
    RowClaims read(int row, int block, List<Cell> cells, boolean isInner) {
        SubjectType type = isInner ? SubjectType.PERSON : plan.subject();
        Map<String, String> unitNames = new HashMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        Claim self = new Claim(type, units.base());
        Claim household = new Claim(SubjectType.HOUSEHOLD, units.base());
        for (Cell cell : cells) {
            sort(cell, self, household, unitNames, unreadable);
        }
        Optional<String> unit = units.find(unitNames);
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
        return new RowClaims(sheet, row, block, self, household, head, unreadable, refusal(self, unit.isPresent()));
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
        if (RowUnits.isUnitColumn(element, self.type())) {
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
        boolean isHead = value(self, "relation_to_head").equals(HEAD);
        if (isInner || (hasHouseholdIdentity && !household.identity("").isUsable() && !isHead)) {
            household.putAll(lastHousehold);
            household.unit(lastHousehold.unit());
        } else if (isHead) {
            describeHead(self, household);
            lastHousehold = household;
        } else if (hasHouseholdIdentity) {
            lastHousehold = household;
        } else if (!value(self, "relation_to_head").isEmpty()) {
            household.putAll(lastHousehold);
        }
    }

    /** The head's own row says who the household's head is. */
    private void describeHead(Claim self, Claim household) {
        for (String element : List.of("person_name", "person_id_no", "person_sex", "person_phone")) {
            String value = value(self, element);
            if (!value.isEmpty()) {
                household.put(numbers.require(new ElementKey(element, "head"), transaction), value);
            }
        }
    }

    /** What a household's row says of its head, as a person. */
    private Claim headOf(Claim household, Claim self) {
        Claim head = new Claim(SubjectType.PERSON, household.unit());
        if (household != self && value(self, "relation_to_head").equals(HEAD)) {
            return head;
        }
        for (int i = 0; i < household.elements().size(); i++) {
            ElementKey key = household.elements().get(i).key();
            if (key.role().equals("head")) {
                head.put(
                        numbers.require(ElementKey.of(key.element()), transaction),
                        household.values().get(i));
            }
        }
        boolean isSelf = value(head, "person_name").equals(value(self, "person_name"))
                && value(head, "person_id_no").equals(value(self, "person_id_no"));
        boolean isNamed = !value(head, "person_name").isEmpty();
        if (!isNamed || (isSelf && household != self)) {
            return new Claim(SubjectType.PERSON, household.unit());
        }
        head.put(numbers.require(ElementKey.of("relation_to_head"), transaction), HEAD);
        return head;
    }

    private String value(Claim claim, String element) {
        return numbers.find(ElementKey.of(element)).flatMap(claim::value).orElse("");
    }

    private static Optional<String> refusal(Claim self, boolean isUnitFound) {
        return switch (self.type()) {
            case PERSON -> self.identity("").isUsable() ? Optional.empty() : Optional.of(NO_PERSON);
            case HOUSEHOLD -> self.identity("").isUsable() ? Optional.empty() : Optional.of(NO_HOUSEHOLD);
            case UNIT -> isUnitFound ? Optional.empty() : Optional.of(NO_UNIT);
            case ORGANISATION, PLACE, DWELLING, EVENT, OTHER -> Optional.empty();
        };
    }
}
