package cn.qingzhuang.app.forms;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Expression;
import cn.qingzhuang.engine.meaning.Population;
import java.util.List;
import java.util.stream.Collectors;

/** Populations and expressions in the words of the catalogue, for people who read no formula: 年龄80以上的人员. */
final class PlainChinese {
    private PlainChinese() {}

    static String population(Population population, Catalogue catalogue) {
        if (!population.isUnderstood()) {
            List<String> said = population.unexplained().isEmpty() ? population.matters() : population.unexplained();
            return "表题所说“" + String.join("、", said) + "”的" + subject(population.subject());
        }
        return conditions(population.conditions(), catalogue) + subject(population.subject());
    }

    static String expression(Expression expression, Catalogue catalogue) {
        String whom = conditions(expression.conditions(), catalogue) + subject(expression.subject());
        String operand = expression.operand().map(k -> name(k, catalogue)).orElse("");
        return switch (expression.measure()) {
            case COUNT -> whom + "的数目";
            case SUM -> whom + "的" + operand + "合计";
            case AVERAGE -> whom + "的" + operand + "平均";
            case RATE -> whom + "占" + conditions(expression.base(), catalogue) + subject(expression.subject()) + "的比例";
        };
    }

    private static String conditions(List<Condition> conditions, Catalogue catalogue) {
        if (conditions.isEmpty()) {
            return "全部";
        }
        return conditions.stream().map(c -> condition(c, catalogue)).collect(Collectors.joining("、", "", "的"));
    }

    private static String condition(Condition condition, Catalogue catalogue) {
        if (condition instanceof Condition.OneOf one) {
            return oneOf(name(one.key(), catalogue), one.values());
        }
        if (condition instanceof Condition.Between between) {
            String name = name(between.key(), catalogue);
            String from = between.from().orElse("");
            String to = between.to().orElse("");
            return name + (to.isEmpty() ? from + "以上" : from.isEmpty() ? to + "以下" : from + "至" + to);
        }
        if (condition instanceof Condition.Known known) {
            return "有" + name(known.key(), catalogue);
        }
        if (condition instanceof Condition.Not not) {
            return "不是（" + condition(not.inner(), catalogue) + "）";
        }
        if (condition instanceof Condition.AnyOf any) {
            return any.parts().stream().map(c -> condition(c, catalogue)).collect(Collectors.joining("或"));
        }
        return condition instanceof Condition.OfHousehold home ? "家庭" + condition(home.inner(), catalogue) : "";
    }

    /** 残疾 and 不享受低保 for 是否残疾=是 and 是否享受低保=否. */
    private static String oneOf(String name, List<String> values) {
        boolean isAsked = name.startsWith("是否") && values.size() == 1;
        if (isAsked && values.get(0).equals("是")) {
            return name.substring(2);
        }
        return isAsked && values.get(0).equals("否") ? "不" + name.substring(2) : name + "为" + String.join("或", values);
    }

    private static String name(ElementKey key, Catalogue catalogue) {
        return catalogue.elementOf(key).map(Element::name).orElse(key.toString());
    }

    private static String subject(SubjectType subject) {
        return switch (subject) {
            case PERSON -> "人员";
            case HOUSEHOLD -> "户";
            case DWELLING -> "房屋";
            case ORGANISATION -> "单位";
            case PLACE -> "场所";
            case EVENT -> "事项";
            case UNIT -> "村（社区）";
            case OTHER -> "对象";
        };
    }
}
