package cn.qingzhuang.engine.mask;

import cn.qingzhuang.engine.catalog.Catalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

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

    private final MaskKind[] kinds;
    private final boolean[] masked;
    private final boolean isNamed;
    private final boolean isPlain;

    /**
     * @param columns stored elements, of which each row has a value
     * @param masked those among them that may leave masked only
     * @param isNamed whether the subjects' names or ID numbers may leave in plain
     */
    public Masking(Catalogue catalogue, List<String> columns, Collection<String> masked, boolean isNamed) {
        Set<String> only = Set.copyOf(masked);
        this.kinds = columns.stream().map(c -> MaskKind.of(catalogue, c)).toArray(MaskKind[]::new);
        this.masked = new boolean[kinds.length];
        this.isNamed = isNamed;
        boolean isTelling = !isNamed
                || IntStream.range(0, kinds.length)
                        .anyMatch(i -> only.contains(columns.get(i)) && kinds[i].isIdentifying());
        for (int i = 0; i < kinds.length; i++) {
            this.masked[i] = only.contains(columns.get(i)) || isTelling && isCut(kinds[i]);
        }
        this.isPlain = IntStream.range(0, kinds.length).noneMatch(this::isHidden);
    }

    private static boolean isCut(MaskKind kind) {
        return kind == MaskKind.BIRTH_DATE || kind == MaskKind.AGE || kind == MaskKind.ADDRESS;
    }

    /** Whether the values of a column may leave otherwise than they are. */
    public boolean isHidden(int column) {
        return masked[column] || !isNamed && isGrouping(column);
    }

    /**
     * What leaves of each row, in the same order.
     *
     * @param rows canonical values of one subject each by column, as far as they may leave plain or masked; empty text where
     *     there is none
     */
    public List<List<String>> rows(List<List<String>> rows) {
        if (isPlain) {
            return rows;
        }
        List<List<String>> usual = rows.stream().map(this::usual).toList();
        return isNamed ? usual : grouped(rows, usual);
    }

    private List<String> usual(List<String> row) {
        return changed(row, i -> masked[i] ? Masks.usual(kinds[i], row.get(i)) : row.get(i));
    }

    /** Rows too few of which look alike become coarser, and are hidden where that is not enough. */
    private List<List<String>> grouped(List<List<String>> rows, List<List<String>> usual) {
        List<List<String>> coarse = few(usual, i -> coarse(rows.get(i), usual.get(i)));
        return few(coarse, i -> hidden(coarse.get(i)));
    }

    private List<List<String>> few(List<List<String>> rows, IntFunction<List<String>> less) {
        List<List<String>> traits = rows.stream().map(this::traits).toList();
        Map<List<String>, Integer> groups = new HashMap<>();
        traits.forEach(t -> groups.merge(t, 1, Integer::sum));
        return IntStream.range(0, rows.size())
                .mapToObj(i -> groups.getOrDefault(traits.get(i), 0) >= GROUP_MIN ? rows.get(i) : less.apply(i))
                .toList();
    }

    private List<String> traits(List<String> row) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            if (isGrouping(i)) {
                out.add(row.get(i));
            }
        }
        return out;
    }

    private boolean isGrouping(int column) {
        return kinds[column].isTelling() || kinds[column] == MaskKind.NAME;
    }

    private List<String> coarse(List<String> row, List<String> usual) {
        return changed(usual, i -> {
            boolean isCoarser = kinds[i] == MaskKind.BIRTH_DATE || kinds[i] == MaskKind.NAME;
            return isCoarser ? Masks.coarse(kinds[i], row.get(i)) : usual.get(i);
        });
    }

    private List<String> hidden(List<String> row) {
        return changed(row, i -> isGrouping(i) ? Masks.HIDDEN : row.get(i));
    }

    /** A row with other values; where there is none there stays none. */
    private static List<String> changed(List<String> row, IntFunction<String> value) {
        String[] out = new String[row.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = row.get(i).isEmpty() ? "" : value.apply(i);
        }
        return List.of(out);
    }
}
