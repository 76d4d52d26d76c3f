package cn.qingzhuang.sim.statistics;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Expression;
import cn.qingzhuang.engine.meaning.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the annotator's informal expressions into formal ones where every condition is in catalogue terms; free English
 * words make an expression informal, and nothing can be computed from it.
 */
final class GoldExpressions {
    /** The label of a column where each row is an indicator of its own. */
    static final String WHOLE_CELL = "cell(row)";

    private static final Pattern ROW = Pattern.compile("\\brow\\b");
    private static final Pattern ROW_BAND = Pattern.compile("\\bage in row band\\b");
    private static final Pattern OVER = Pattern.compile("([a-z_]+)>(\\d+)(?!\\d|=)");
    private static final Pattern UNDER = Pattern.compile("([a-z_]+)<(\\d+)(?!\\d|=)");
    private static final Pattern HAS = Pattern.compile("([a-z_]+) has ([^\\s)]+)");
    private static final Pattern IN_YEAR = Pattern.compile("([a-z_]+) in (\\d{4})\\b");

    private GoldExpressions() {}

    /**
     * The formal expression; empty where the annotator used words of no catalogue.
     *
     * @param rowCondition what the row of a matrix restricts to, or its whole expression, where the annotator said so
     */
    static Optional<Expression> formal(String gold, List<String> rowStub, Optional<String> rowCondition) {
        String text = rowCondition
                .map(row -> ROW.matcher(gold.equals(WHOLE_CELL) ? row : gold).replaceAll(Matcher.quoteReplacement(row)))
                .orElse(gold)
                .replace("organization:", "organisation:")
                .replace("is_party_member", "person_political_status in (中共党员,中共预备党员)")
                .replaceAll("\\bmember of (贫困户|低保户|脱贫户)", "household_type=$1")
                .replaceAll("\\bdibao\\b(?!_)", "dibao_flag=是")
                .replaceAll("person_marital_status=已婚", "person_marital_status in (已婚,初婚,再婚,复婚)")
                .replaceAll("^(sum|avg)\\(([a-z_.]+)\\)$", "$1($2: all)");
        text = withRow(text, rowStub);
        text = OVER.matcher(text).replaceAll(m -> m.group(1) + ">=" + (Integer.parseInt(m.group(2)) + 1));
        text = UNDER.matcher(text).replaceAll(m -> m.group(1) + "<=" + (Integer.parseInt(m.group(2)) - 1));
        text = HAS.matcher(text).replaceAll("$1=$2");
        text = IN_YEAR.matcher(text).replaceAll("$1 $2..$2");
        try {
            return Optional.of(canonical(Expressions.parse(text))).filter(GoldExpressions::isFormal);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String withRow(String text, List<String> rowStub) {
        if (rowStub.isEmpty()) {
            return text;
        }
        String stub = rowStub.get(rowStub.size() - 1);
        Matcher band = Pattern.compile("(\\d+)[-—](\\d+).*").matcher(stub);
        Matcher from = Pattern.compile("(\\d+)岁?及?以上").matcher(stub);
        String age = band.matches()
                ? "age " + band.group(1) + ".." + band.group(2)
                : from.matches() ? "age>=" + from.group(1) : "age in row band";
        return ROW_BAND.matcher(text).replaceAll(age).replace(" in row", "=row").replace("=row", "=\"" + stub + "\"");
    }

    /** Values in the wording of the code lists. */
    private static Expression canonical(Expression e) {
        return new Expression(
                e.measure(), e.subject(), e.operand(), canonical(e.conditions()), canonical(e.base()), e.unexplained());
    }

    private static List<Condition> canonical(List<Condition> conditions) {
        List<Condition> out = new ArrayList<>();
        for (Condition condition : conditions) {
            out.add(canonical(condition));
        }
        return out;
    }

    private static Condition canonical(Condition condition) {
        if (condition instanceof Condition.OneOf one) {
            Optional<CodeList> list = Catalogue.standard().codesOf(one.key().element());
            List<String> values = one.values().stream()
                    .map(value -> list.flatMap(l -> l.find(value))
                            .map(CodeList.Code::label)
                            .orElse(value))
                    .toList();
            return new Condition.OneOf(one.key(), values);
        }
        if (condition instanceof Condition.Not not) {
            return new Condition.Not(canonical(not.inner()));
        }
        if (condition instanceof Condition.AnyOf any) {
            return new Condition.AnyOf(canonical(any.parts()));
        }
        return condition;
    }

    /** A value that its code list does not know is no value of the catalogue. */
    private static boolean isFormal(Expression e) {
        List<Condition> all = new ArrayList<>(e.conditions());
        all.addAll(e.base());
        boolean isRatioOfElements =
                e.measure() == Expression.Measure.RATE && e.operand().isPresent();
        return !isRatioOfElements && all.stream().allMatch(GoldExpressions::isFormal);
    }

    private static boolean isFormal(Condition condition) {
        if (condition instanceof Condition.OneOf one) {
            Optional<CodeList> list = Catalogue.standard().codesOf(one.key().element());
            return list.isEmpty()
                    || one.values().stream().allMatch(v -> list.get().find(v).isPresent());
        }
        if (condition instanceof Condition.Not not) {
            return isFormal(not.inner());
        }
        return !(condition instanceof Condition.AnyOf any)
                || any.parts().stream().allMatch(GoldExpressions::isFormal);
    }
}
