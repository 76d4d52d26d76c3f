package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    private final Map<String, UnitTree.Named> known = new HashMap<>();
    private final Map<String, Integer> rowsOfClosed = new TreeMap<>();

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

    /** The unit that values of unit columns name, if one of them does; a closed one where none names one in force. */
    UnitTree.Named find(Map<String, String> said) {
        UnitTree.Named out = UnitTree.Named.NOTHING;
        for (String column : ORDER) {
            String text = said.get(column);
            if (text != null) {
                UnitTree.Named named = known.computeIfAbsent(text, t -> tree.find(t, base));
                if (named.unit().isPresent()) {
                    return named;
                }
                out = named.closed().isPresent() ? named : out;
            }
        }
        return out;
    }

    /** Notes a row that was put to the unit that goes on for the one it names. */
    void countClosed(String closed) {
        rowsOfClosed.merge(closed, 1, Integer::sum);
    }

    /** Why a row of a unit that exists no more, and for which none goes on, cannot be taken. */
    String refusal(String closed) {
        return tree.label(closed) + "已经撤销，没有登记由哪个单位接续：请把这一行改到现在的村，或用 ./qz units 载入它的接续单位后重新导入";
    }

    /** Why what is said of a merged unit itself cannot be taken: it is not true of the one that goes on for it. */
    String refusalOfItself(String closed) {
        return tree.label(closed) + "已并入" + tree.label(tree.current(closed)) + "，这一行是并入以前整村的数：请填合并以后的数再导入";
    }

    /** What people are told of rows that name units which were merged into others; "" when there were none. */
    String note() {
        StringBuilder out = new StringBuilder();
        rowsOfClosed.forEach((closed, rows) -> out.append(out.isEmpty() ? "" : "；")
                .append(rows)
                .append(" 行写的是已撤并的")
                .append(tree.label(closed))
                .append("，已归入")
                .append(tree.label(tree.current(closed))));
        return out.toString();
    }
}
