package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.engine.fill.FactSource.UnitNames;
import cn.qingzhuang.engine.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The administrative units of one county and those above it, closed ones among them. */
final class UnitTree {
    private static final int CODE = 12;

    private final TreeMap<String, UnitRow> units = new TreeMap<>();

    UnitTree(List<UnitRow> rows) {
        rows.forEach(u -> units.put(u.code(), u));
    }

    boolean has(String code) {
        return units.containsKey(code);
    }

    /** The unit that goes on for this one, through all successors; the unit itself where there is none. */
    String current(String code) {
        String out = code;
        for (int steps = 0; steps < units.size(); steps++) {
            UnitRow unit = units.get(out);
            if (unit == null || unit.successor().isEmpty()) {
                return out;
            }
            out = unit.successor();
        }
        return code; // a circle, which loading refuses
    }

    /** Whether the unit is known and exists no more. */
    boolean isClosed(String code) {
        UnitRow unit = units.get(code);
        return unit != null && unit.isClosed();
    }

    /** The code of a unit with those of the units that were merged into it. */
    Set<String> codesOf(String code) {
        Set<String> out = new TreeSet<>(Set.of(code));
        for (UnitRow unit : units.values()) {
            if (!unit.successor().isEmpty() && current(unit.code()).equals(code)) {
                out.add(unit.code());
            }
        }
        return out;
    }

    /** The name of a unit with its code: 下店村（999001101201）. */
    String label(String code) {
        UnitRow unit = units.get(code);
        return (unit == null ? "" : unit.name()) + "（" + code + "）";
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
            if (isChild(u, code) && !u.isClosed()) {
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

    /**
     * What a text names.
     *
     * @param unit the unit in force, if it names exactly one
     * @param closed the closed unit that it names, if it names none in force by itself
     */
    record Named(Optional<String> unit, Optional<String> closed) {
        static final Named NOTHING = new Named(Optional.empty(), Optional.empty());
    }

    /** The one unit within {@code base} (or base itself) that a text names: its code, its name, or a name that ends in it. */
    Named find(String text, String base) {
        String plain = Identity.plainName(text);
        if (units.containsKey(plain) && isWithin(plain, base)) {
            return isClosed(plain) ? former(plain) : new Named(Optional.of(plain), Optional.empty());
        }
        List<String> open = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        for (UnitRow unit : units.values()) {
            if (isWithin(unit.code(), base) && isNamed(unit.name(), plain)) {
                (unit.isClosed() ? closed : open).add(unit.code());
            }
        }
        if (open.isEmpty() && closed.stream().map(this::current).distinct().count() == 1) {
            return former(closed.get(0));
        }
        return open.size() == 1 ? new Named(Optional.of(open.get(0)), Optional.empty()) : Named.NOTHING;
    }

    private Named former(String closed) {
        String now = current(closed);
        return new Named(isClosed(now) ? Optional.empty() : Optional.of(now), Optional.of(closed));
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
