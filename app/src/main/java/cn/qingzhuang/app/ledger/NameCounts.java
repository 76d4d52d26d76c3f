package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.TablePlan.PlannedSlot;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityKeys;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.Grid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which names a file gives to more than one person of a unit: such a name alone identifies nobody. */
final class NameCounts {
    private final KeyIndex names = new KeyIndex();
    private final KeyIndex numberedNames = new KeyIndex();
    private final Set<Long> shared = new HashSet<>();
    private final List<Runnable> uncounted = new ArrayList<>();
    private final RowUnits units;

    NameCounts(RowUnits units) {
        this.units = units;
    }

    /** Notes a table; its names are counted when somebody is first asked for. */
    void add(TablePlan plan, Grid grid) {
        if (plan.subject() == SubjectType.PERSON) {
            uncounted.add(() -> count(plan, grid));
        }
    }

    /** Whether no other person of the file has the name in the unit. Most files give numbers and are never asked. */
    boolean isUnique(Identity who) {
        uncounted.forEach(Runnable::run);
        uncounted.clear();
        return !shared.contains(IdentityKeys.nameKey(who));
    }

    /** Counts the names of a table of persons; a name with the same ID number again is the same person. */
    private void count(TablePlan plan, Grid grid) {
        for (PlannedSlot name : plan.slots()) {
            if (name.element().key().toString().equals("person_name")
                    && name.slot().area().isPresent()) {
                count(name, plan, grid);
            }
        }
    }

    private void count(PlannedSlot name, TablePlan plan, Grid grid) {
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
        Map<String, String> unitOf = new HashMap<>();
        for (int row = area.firstRow(); row <= area.lastRow(); row++) {
            String text = Identity.plainName(grid.text(row, area.firstColumn()));
            if (text.isEmpty()) {
                continue;
            }
            Map<String, String> said = new HashMap<>(4);
            for (Map.Entry<String, Integer> e : unitColumns.entrySet()) {
                said.put(e.getKey(), grid.text(row, e.getValue()));
            }
            String unit = unitOf.computeIfAbsent(
                    String.join("\n", said.values()),
                    x -> units.find(said).unit().orElse(units.base()));
            add(text, unit, number.isEmpty() ? "" : grid.text(row, number.get()).strip());
        }
    }

    private void add(String name, String unit, String number) {
        long key = IdentityKeys.nameKey(SubjectType.PERSON, name, unit);
        boolean isAgain = names.first(key) >= 0;
        if (!isAgain) {
            names.add(key, 0);
        }
        long numbered = IdentityKeys.nameKey(SubjectType.PERSON, name + number, unit);
        boolean isSamePerson = !number.isEmpty() && numberedNames.first(numbered) >= 0;
        if (isAgain && !isSamePerson) {
            shared.add(key);
        }
        if (!isSamePerson) {
            numberedNames.add(numbered, 0);
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
