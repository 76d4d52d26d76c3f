package cn.qingzhuang.engine.meaning.headers;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.catalog.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What filled cells say of a candidate: ID numbers, phones, dates, numbers, 是/否 and code labels look unlike one another.
 * The labelled forms have no values to learn from, so the two features have fixed weights (see {@link ModelFile}).
 */
final class ValueEvidence {
    static final String FITS = "w values fit";
    static final String AGAINST = "w values against";
    private static final double MOST = 0.8;
    private static final double FEW = 0.2;
    private static final int ENOUGH = 2;

    private static final Predicate<String> ID =
            Pattern.compile("\\d{17}[\\dXx*]|\\d{15}|\\d{6}\\*+\\w{3,4}").asMatchPredicate();
    private static final Predicate<String> PHONE = Pattern.compile(
                    "1\\d{10}|0\\d{2,3}-?\\d{7,8}|\\d{7,8}|1\\d{2}\\*+\\d{4}")
            .asMatchPredicate();
    private static final Predicate<String> DATE = Pattern.compile(
                    "(19|20)\\d{2}([-./年]\\d{1,2}([-./月]\\d{0,2})?.*|\\d{2}|\\d{4}|年?)")
            .asMatchPredicate();
    private static final Predicate<String> NUMBER =
            Pattern.compile("[-+]?[\\d,]+(\\.\\d+)?%?").asMatchPredicate();
    private static final Predicate<String> FLAG = Set.of("是", "否", "有", "无", "√", "×", "已", "未", "Y", "N")::contains;
    private static final Map<ValueType, Predicate<String>> SHAPES = Map.ofEntries(
            Map.entry(ValueType.ID18, ID),
            Map.entry(ValueType.PHONE, PHONE),
            Map.entry(ValueType.DATE, DATE),
            Map.entry(ValueType.DATETIME, DATE),
            Map.entry(ValueType.YEAR_MONTH, DATE),
            Map.entry(ValueType.YEAR, DATE),
            Map.entry(ValueType.INTEGER, NUMBER),
            Map.entry(ValueType.DECIMAL, NUMBER),
            Map.entry(ValueType.MONEY, NUMBER),
            Map.entry(ValueType.PERCENT, NUMBER),
            Map.entry(ValueType.BOOLEAN, FLAG));
    private static final Predicate<String> WORDS =
            Pattern.compile(".*[\\u4e00-\\u9fff].*").asMatchPredicate();
    private static final Set<ValueType> WORDY = Set.of(ValueType.NAME, ValueType.ADDRESS, ValueType.TEXT);

    private ValueEvidence() {}

    static void addTo(Features out, String element, ValueType type, List<String> samples) {
        if (samples.size() < ENOUGH) {
            return;
        }
        Optional<CodeList> codes = Catalogue.standard().codesOf(element);
        double share;
        if (type == ValueType.CODE && codes.isPresent()) {
            share = share(samples, v -> codes.get().find(v).isPresent());
        } else if (SHAPES.containsKey(type)) {
            share = share(samples, SHAPES.getOrDefault(type, WORDS));
        } else if (WORDY.contains(type)) {
            double words = share(samples, WORDS);
            out.flag(AGAINST, words <= FEW);
            return;
        } else {
            return;
        }
        out.flag(FITS, share >= MOST);
        out.flag(AGAINST, share <= FEW);
    }

    /**
     * The same for nothing of the catalogue: cells shaped like telephone numbers tell which element is asked, not whether
     * one is, for somebody else's telephone looks the same. Only labels of a code list speak against nothing.
     */
    static void addToNothing(Features out, List<String> samples) {
        boolean isShaped = samples.size() >= ENOUGH
                && SHAPES.values().stream().distinct().anyMatch(shape -> share(samples, shape) >= MOST);
        out.flag(FITS, isShaped);
    }

    private static double share(List<String> samples, Predicate<String> test) {
        return (double) samples.stream().filter(test).count() / samples.size();
    }
}
