package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.engine.fill.FactSource.UnitNames;
import cn.qingzhuang.engine.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The administrative units of one county and those above it. */
final class UnitTree {
    private static final int CODE = 12;

    private final TreeMap<String, UnitRow> units = new TreeMap<>();

    UnitTree(List<UnitRow> rows) {
        rows.forEach(u -> units.put(u.code(), u));
    }

    boolean has(String code) {
        return units.containsKey(code);
    }

    /** A unit and the names along its line: by the chain of parents, else by the digits of the code. */
    Optional<UnitNames> names(String code) {
        UnitRow unit = units.get(code);
        if (unit == null) {
            return Optional.empty();
        }
        return Optional.of(new UnitNames(
                code,
                unit.name(),
                name(code, 2),
                level(code) >= 4 ? name(code, 4) : "",
                level(code) >= 6 ? name(code, 6) : "",
                level(code) >= 9 ? name(code, 9) : "",
                level(code) >= CODE ? name(code, CODE) : ""));
    }

    private String name(String code, int digits) {
        UnitRow unit = units.get(code.substring(0, digits) + "0".repeat(CODE - digits));
        return unit == null ? "" : unit.name();
    }

    /** How many leading digits say which unit it is. */
    static int level(String code) {
        for (int digits : new int[] {2, 4, 6, 9}) {
            if (code.endsWith("0".repeat(CODE - digits))) {
                return digits;
            }
        }
        return CODE;
    }

    /** The units directly below, in code order. */
    List<UnitNames> below(String code) {
        List<UnitNames> out = new ArrayList<>();
        for (UnitRow u : units.values()) {
            if (isChild(u, code)) {
                names(u.code()).ifPresent(out::add);
            }
        }
        return out;
    }

    private boolean isChild(UnitRow unit, String code) {
        if (!unit.parent().isEmpty()) {
            return unit.parent().equals(code);
        }
        return SubjectState.isBelow(unit.code(), code) && level(unit.code()) == nextLevel(level(code));
    }

    private static int nextLevel(int level) {
        return level < 6 ? level + 2 : level + 3;
    }

    /** The one unit within {@code base} (or base itself) that a text names: its code, its name, or a name that ends in it. */
    Optional<String> find(String text, String base) {
        String plain = Identity.plainName(text);
        if (units.containsKey(plain) && isWithin(plain, base)) {
            return Optional.of(plain);
        }
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, UnitRow> e : units.entrySet()) {
            if (isWithin(e.getKey(), base) && isNamed(e.getValue().name(), plain)) {
                found.add(e.getKey());
            }
        }
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    static boolean isWithin(String code, String base) {
        return code.equals(base) || SubjectState.isBelow(code, base);
    }

    /** 下店村, 下店村民委员会, 青石镇下店村 and 下店 name the unit 下店村. */
    private static boolean isNamed(String name, String text) {
        String stem = stem(name);
        String said = stem(text);
        return said.equals(stem) || (stem.length() >= 2 && text.contains(name) && text.endsWith(name));
    }

    private static String stem(String name) {
        return name.replaceFirst("(村民委员会|居民委员会|村委会|居委会|人民政府|社区|街道办事处|街道|行政村|村|镇|乡)$", "");
    }
}
