package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.TablePlan.PlannedSlot;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityKeys;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.Grid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which names a file gives to more than one person of a unit: such a name alone identifies nobody. */
final class NameCounts {
    private final Map<Long, String> numberByName = new HashMap<>();
    private final Set<Long> shared = new HashSet<>();

    boolean isUnique(Identity who) {
        return !shared.contains(IdentityKeys.nameKey(who));
    }

    /** Counts the names of a table of persons; a name with the same ID number again is the same person. */
    void count(TablePlan plan, Grid grid, RowUnits units) {
        if (plan.subject() != SubjectType.PERSON) {
            return;
        }
        for (PlannedSlot name : plan.slots()) {
            if (name.element().key().toString().equals("person_name")
                    && name.slot().area().isPresent()) {
                count(name, plan, grid, units);
            }
        }
    }

    private void count(PlannedSlot name, TablePlan plan, Grid grid, RowUnits units) {
        CellRange area = name.slot().area().orElseThrow();
        Optional<Integer> number = column(plan, "person_id_no", name.slot().block());
        Map<String, Integer> unitColumns = new HashMap<>();
        for (PlannedSlot s : plan.slots()) {
            if (RowUnits.isUnitColumn(s.element(), SubjectType.PERSON)
                    && s.slot().block() == name.slot().block()) {
                column(plan, s.element().key().toString(), s.slot().block())
                        .ifPresent(c -> unitColumns.put(s.element().key().toString(), c));
            }
        }
        for (int row = area.firstRow(); row <= area.lastRow(); row++) {
            String text = Identity.plainName(grid.text(row, area.firstColumn()));
            if (text.isEmpty()) {
                continue;
            }
            Map<String, String> said = new HashMap<>();
            for (Map.Entry<String, Integer> e : unitColumns.entrySet()) {
                said.put(e.getKey(), grid.text(row, e.getValue()));
            }
            int at = row;
            add(
                    text,
                    units.find(said).orElse(units.base()),
                    number.map(c -> grid.text(at, c).strip()).orElse(""));
        }
    }

    private void add(String name, String unit, String number) {
        Identity who = new Identity.Builder(SubjectType.PERSON)
                .put(cn.qingzhuang.engine.identity.IdentityPart.NAME, name)
                .build("", unit);
        long key = IdentityKeys.nameKey(who);
        String before = numberByName.putIfAbsent(key, number);
        if (before != null && (number.isEmpty() || !before.equals(number))) {
            shared.add(key);
        }
    }

    private static Optional<Integer> column(TablePlan plan, String element, int block) {
        return plan.slots().stream()
                .filter(s -> s.element().key().toString().equals(element)
                        && s.slot().block() == block
                        && s.slot().area().isPresent())
                .map(s -> s.slot().area().orElseThrow().firstColumn())
                .findFirst();
    }
}
