package cn.qingzhuang.engine.mask;

import cn.qingzhuang.engine.catalog.Catalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Masks what one answer tells of its subjects, judged together: a birth date and a village are as telling as a number.
 *
 * <p>Birth date, age and address leave masked, whatever else was decided, where a value that names somebody is masked, and
 * where the subjects are not named at all. Then a row is left as it is only if at least {@value #GROUP_MIN} rows of the answer
 * look like it in all that groups people; else years become decades, and where that is not enough all of these are hidden. Rows of
 * the answer are fewer than the people they are taken from, so that a group is never smaller than it was counted.
 */
public final class Masking {
    /** Rows that must look alike. */
    public static final int GROUP_MIN = 5;

    private final Catalogue catalogue;
    private final Set<String> masked;
    private final boolean isNamed;
    private final Map<String, MaskKind> kinds = new HashMap<>();

    /**
     * @param masked stored elements that may leave masked only
     * @param isNamed whether the subjects' names or ID numbers may leave in plain
     */
    public Masking(Catalogue catalogue, Collection<String> masked, boolean isNamed) {
        this.catalogue = catalogue;
        this.masked = Set.copyOf(masked);
        this.isNamed = isNamed;
    }

    /**
     * What leaves of each row, in the same order.
     *
     * @param rows canonical values of one subject each by stored element, as far as they may leave plain or masked
     */
    public List<Map<String, String>> rows(List<Map<String, String>> rows) {
        boolean isTelling =
                !isNamed || rows.stream().flatMap(r -> r.keySet().stream()).anyMatch(this::isHiddenName);
        List<Map<String, String>> out = new ArrayList<>(rows.size());
        for (Map<String, String> row : rows) {
            out.add(usual(row, isTelling));
        }
        return isNamed ? out : grouped(rows, out);
    }

    private boolean isHiddenName(String element) {
        return masked.contains(element) && kind(element).isIdentifying();
    }

    private static boolean isCut(MaskKind kind) {
        return kind == MaskKind.BIRTH_DATE || kind == MaskKind.AGE || kind == MaskKind.ADDRESS;
    }

    private Map<String, String> usual(Map<String, String> row, boolean isTelling) {
        Map<String, String> out = new LinkedHashMap<>();
        row.forEach((element, value) -> {
            MaskKind kind = kind(element);
            boolean isMasked = masked.contains(element) || (isTelling && isCut(kind));
            out.put(element, isMasked ? Masks.usual(kind, value) : value);
        });
        return out;
    }

    /** Rows too few of which look alike become coarser, and are hidden where that is not enough. */
    private List<Map<String, String>> grouped(List<Map<String, String>> rows, List<Map<String, String>> usual) {
        List<Map<String, String>> coarse = changed(usual, i -> coarse(rows.get(i), usual.get(i)));
        return changed(coarse, i -> hidden(coarse.get(i)));
    }

    private List<Map<String, String>> changed(List<Map<String, String>> rows, IntFunction<Map<String, String>> less) {
        Map<Map<String, String>, Integer> groups = new HashMap<>();
        rows.forEach(row -> groups.merge(traits(row), 1, Integer::sum));
        List<Map<String, String>> out = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            boolean isEnough = groups.getOrDefault(traits(rows.get(i)), 0) >= GROUP_MIN;
            out.add(isEnough ? rows.get(i) : less.apply(i));
        }
        return out;
    }

    private Map<String, String> traits(Map<String, String> row) {
        Map<String, String> out = new HashMap<>();
        row.forEach((element, value) -> {
            if (isGrouping(element)) {
                out.put(element, value);
            }
        });
        return out;
    }

    private boolean isGrouping(String element) {
        return kind(element).isTelling() || kind(element) == MaskKind.NAME;
    }

    private Map<String, String> coarse(Map<String, String> row, Map<String, String> usual) {
        Map<String, String> out = new LinkedHashMap<>(usual);
        row.forEach((element, value) -> {
            MaskKind kind = kind(element);
            if (kind == MaskKind.BIRTH_DATE || kind == MaskKind.NAME) {
                out.put(element, Masks.coarse(kind, value));
            }
        });
        return out;
    }

    private Map<String, String> hidden(Map<String, String> row) {
        Map<String, String> out = new LinkedHashMap<>(row);
        out.replaceAll((element, value) -> isGrouping(element) ? Masks.HIDDEN : value);
        return out;
    }

    private MaskKind kind(String element) {
        return kinds.computeIfAbsent(element, e -> MaskKind.of(catalogue, e));
    }
}
