package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A number asked of many subjects, in catalogue terms: {@code count(person: age 60..69 and person_sex=女)},
 * {@code sum(household.household_size: dibao_flag=是)}, {@code rate(person: A / B)}.
 *
 * @param measure what is computed
 * @param subject over whom
 * @param operand the element that is summed or averaged; empty for counts
 * @param conditions all must hold; for RATE they restrict the numerator
 * @param base for RATE the conditions of the denominator; else empty
 * @param unexplained words of the header that no condition accounts for: while any is left no number is computed
 */
public record Expression(
        Measure measure,
        SubjectType subject,
        Optional<ElementKey> operand,
        List<Condition> conditions,
        List<Condition> base,
        List<String> unexplained) {
    public Expression {
        conditions = List.copyOf(conditions);
        base = List.copyOf(base);
        unexplained = List.copyOf(unexplained);
    }

    /** What is computed. */
    public enum Measure {
        COUNT,
        SUM,
        AVERAGE,
        RATE
    }

    /** Whether every word was understood, so that a number may be computed. */
    public boolean isComputable() {
        return unexplained.isEmpty();
    }

    /** The same with further words that no condition accounts for. */
    public Expression withUnexplained(List<String> words) {
        List<String> all = new ArrayList<>(unexplained);
        words.stream().filter(word -> !all.contains(word)).forEach(all::add);
        return new Expression(measure, subject, operand, conditions, base, all);
    }
}
