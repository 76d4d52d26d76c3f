package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text form of expressions and conditions, as people read it and as tests write it.
 *
 * <pre>
 * count(person: person_age 60..69 and person_sex=女)
 * sum(household_size: dibao_flag=是)          avg(person.person_annual_income: all)
 * rate(person: dibao_flag=是 / all)
 * condition = key=value | key in (a,b) | key a..b | key&gt;=a | key&lt;=b | key is known
 *           | not condition | (condition or condition) | household(condition)
 * </pre>
 *
 * Words that were not understood follow as {@code unexplained(词,词)}. What is printed is read back as the same.
 */
public final class Expressions {
    private Expressions() {}

    public static String print(Expression expression) {
        StringBuilder out = new StringBuilder(name(expression.measure())).append('(');
        String subject = expression.subject().name().toLowerCase(Locale.ROOT);
        out.append(expression
                .operand()
                .map(key -> operand(key, expression.subject(), subject))
                .orElse(subject));
        out.append(": ").append(conjunction(expression.conditions()));
        if (expression.measure() == Expression.Measure.RATE) {
            out.append(" / ").append(conjunction(expression.base()));
        }
        out.append(')');
        if (!expression.unexplained().isEmpty()) {
            out.append(" unexplained(").append(values(expression.unexplained())).append(')');
        }
        return out.toString();
    }

    /** The conditions joined by "and"; "all" where there are none. */
    public static String conjunction(List<Condition> conditions) {
        return conditions.isEmpty()
                ? "all"
                : conditions.stream().map(Expressions::print).collect(Collectors.joining(" and "));
    }

    public static String print(Condition condition) {
        if (condition instanceof Condition.OneOf one) {
            return one.values().size() == 1
                    ? one.key() + "=" + quoted(one.values().get(0))
                    : one.key() + " in (" + values(one.values()) + ")";
        }
        if (condition instanceof Condition.Between between) {
            return printBetween(between);
        }
        if (condition instanceof Condition.Known known) {
            return known.key() + " is known";
        }
        if (condition instanceof Condition.Not not) {
            return "not " + print(not.inner());
        }
        if (condition instanceof Condition.AnyOf any) {
            return any.parts().stream().map(Expressions::print).collect(Collectors.joining(" or ", "(", ")"));
        }
        return "household(" + print(((Condition.OfHousehold) condition).inner()) + ")";
    }

    /** Reads the text form; throws {@link IllegalArgumentException} naming what it could not read. */
    public static Expression parse(String text) {
        return new ExpressionParser(text, Catalogue.standard()).expression();
    }

    /** Reads conditions joined by "and", or "all" for none. */
    public static List<Condition> parseConditions(String text) {
        return parseConditions(text, Catalogue.standard());
    }

    /** The same over the elements of a catalogue. */
    public static List<Condition> parseConditions(String text, Catalogue catalogue) {
        return new ExpressionParser(text, catalogue).conditions();
    }

    private static String printBetween(Condition.Between between) {
        if (between.from().isPresent() && between.to().isPresent()) {
            return between.key() + " " + between.from().get() + ".."
                    + between.to().get();
        }
        return between.from().isPresent()
                ? between.key() + ">=" + between.from().get()
                : between.key() + "<=" + between.to().orElse("");
    }

    private static String operand(ElementKey key, SubjectType subject, String prefix) {
        boolean isUsual = Catalogue.standard().subjectOf(key) == subject;
        return isUsual ? key.toString() : prefix + "." + key;
    }

    private static String name(Expression.Measure measure) {
        return switch (measure) {
            case COUNT -> "count";
            case SUM -> "sum";
            case AVERAGE -> "avg";
            case RATE -> "rate";
        };
    }

    private static String values(List<String> values) {
        return values.stream().map(Expressions::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String value) {
        return value.matches("[^\\s,()<>=\"/]+") ? value : "\"" + value.replace("\"", "'") + "\"";
    }

    static Optional<SubjectType> subject(String name) {
        List<SubjectType> found = new ArrayList<>();
        for (SubjectType type : SubjectType.values()) {
            if (type.name().equalsIgnoreCase(name)) {
                found.add(type);
            }
        }
        return found.stream().findFirst();
    }
}
