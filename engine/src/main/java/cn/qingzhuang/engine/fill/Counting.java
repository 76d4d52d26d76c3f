package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Aggregates;
import cn.qingzhuang.engine.meaning.Expression;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers over the subjects of a unit. A number is given only when it is the whole truth as far as the ledger can tell:
 * every word of the header understood, nobody of whom a condition is unknown, and not fewer people known than the
 * households are said to have. Else the reason is given, with the number known so far.
 */
final class Counting {
    private static final double COVERED = 0.98;
    private static final int CODE_LENGTH = 12;
    private static final ElementKey SIZE = ElementKey.of("household_size");

    private final Facts facts;
    private final LocalDate asOf;
    private final Map<String, List<SubjectView>> scopes = new HashMap<>();
    private final Map<String, Answer> answers = new HashMap<>();

    Counting(Facts facts, LocalDate asOf) {
        this.facts = facts;
        this.asOf = asOf;
    }

    Answer count(Expression expression, String unitCode) {
        return answers.computeIfAbsent(unitCode + "|" + expression, k -> computed(expression, unitCode));
    }

    private Answer computed(Expression expression, String unitCode) {
        if (!expression.isComputable()) {
            return Answer.unknown("表头中的“" + String.join("、", expression.unexplained()) + "”还不明白，没有计算");
        }
        SubjectType type = expression.subject();
        if (type != SubjectType.PERSON && type != SubjectType.HOUSEHOLD) {
            return Answer.unknown("台账中还不能统计这类对象，请填写");
        }
        List<SubjectView> scope = scope(type, unitCode);
        if (scope.isEmpty()) {
            return Answer.unknown("台账中还没有该单位的资料");
        }
        if (!isCovered(unitCode)) {
            return Answer.unknown("台账中该单位的人员还不全，没有计算");
        }
        Aggregates.Result result = Aggregates.compute(expression, scope, asOf);
        if (result.isComplete()) {
            String what = type == SubjectType.PERSON ? "人" : "户";
            String counted = "台账" + scope.size() + what + "中统计，符合的" + result.counted() + what;
            Provenance from = new Provenance(counted, Optional.empty(), Optional.empty(), asOf.toString());
            return new Answer(CellState.COMPUTED, result.value(), Optional.of(from), "");
        }
        return Answer.unknown("已知" + result.counted() + "，另有" + result.unknown() + "个对象的情况不清楚，没有计算");
    }

    private List<SubjectView> scope(SubjectType type, String unitCode) {
        return scopes.computeIfAbsent(
                unitCode + type,
                k -> facts.subjects(type).stream()
                        .filter(s -> isWithin(s.unitCode(), unitCode))
                        .filter(s -> type != SubjectType.PERSON || !facts.isGone(s))
                        .map(s -> new SubjectView(facts, s))
                        .toList());
    }

    /** Trailing zeros of a unit code stand for everything below, by the levels 2, 4, 6, 9, 12. */
    static boolean isWithin(String code, String unitCode) {
        if (code.equals(unitCode)) {
            return true;
        }
        int significant = CODE_LENGTH;
        for (int length : new int[] {9, 6, 4, 2}) {
            if (unitCode.length() == CODE_LENGTH && unitCode.substring(length).matches("0+")) {
                significant = length;
            }
        }
        return unitCode.length() >= significant && code.startsWith(unitCode.substring(0, significant));
    }

    /** Compares the people known with the sizes of their households, where those are known. */
    private boolean isCovered(String unitCode) {
        int said = 0;
        int seen = 0;
        for (SubjectView household : scope(SubjectType.HOUSEHOLD, unitCode)) {
            Optional<Integer> size =
                    household.value(SIZE).filter(v -> v.matches("\\d{1,3}")).map(Integer::valueOf);
            if (size.isPresent()) {
                said += size.get();
                seen += Math.min(size.get(), household.members().size());
            }
        }
        return seen >= said * COVERED;
    }
}
