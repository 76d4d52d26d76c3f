package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which unit a row belongs to: the unit its columns name within the unit of the import, else that unit. */
final class RowUnits {
    /** Columns that name a unit, the most telling first. */
    private static final List<String> ORDER = List.of(
            "village_code",
            "village",
            "area_division_code",
            "area_division",
            "reporting_unit",
            "fill_unit",
            "town_code",
            "town",
            "poverty_village");

    private final UnitTree tree;
    private final String base;
    private final Map<String, Optional<String>> known = new HashMap<>();

    RowUnits(UnitTree tree, String base) {
        this.tree = tree;
        this.base = base;
    }

    String base() {
        return base;
    }

    /** Whether a column says where the row belongs; the village that somebody helps says so only of a village's own row. */
    static boolean isUnitColumn(Numbered element, SubjectType subject) {
        String key = element.key().toString();
        return ORDER.contains(key) && (subject == SubjectType.UNIT || !key.equals("poverty_village"));
    }

    /** The unit that values of unit columns name, if one of them does. */
    Optional<String> find(Map<String, String> said) {
        for (String column : ORDER) {
            String text = said.get(column);
            if (text != null) {
                Optional<String> unit = known.computeIfAbsent(text, t -> tree.find(t, base));
                if (unit.isPresent()) {
                    return unit;
                }
            }
        }
        return Optional.empty();
    }
}
