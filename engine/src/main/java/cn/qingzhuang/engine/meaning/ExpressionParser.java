package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.catalog.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recursive descent over the text form of {@link Expressions}. Twins are read as the key facts are stored under. */
final class ExpressionParser {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\"[^\"]*\"|\\.\\.|>=|<=|<>|[():,=<>/]|[^\\s():,=<>/\"]+?(?=\\.\\.)|[^\\s():,=<>/\"]+)");

    private final List<String> tokens = new ArrayList<>();
    private final String text;
    private final Catalogue catalogue;
    private int at;

    /** @param catalogue the elements that may be named, with their code lists */
    ExpressionParser(String text, Catalogue catalogue) {
        this.text = text;
        this.catalogue = catalogue;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.lookingAt()) {
            tokens.add(matcher.group(1));
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (!text.substring(end).isBlank()) {
            throw unreadable("from " + text.substring(end));
        }
    }

    Expression expression() {
        Expression.Measure measure = switch (next()) {
            case "count" -> Expression.Measure.COUNT;
            case "sum" -> Expression.Measure.SUM;
            case "avg" -> Expression.Measure.AVERAGE;
            case "rate" -> Expression.Measure.RATE;
            default -> throw unreadable("measure");
        };
        expect("(");
        String head = next();
        Optional<ElementKey> operand = operand(head);
        SubjectType subject = subject(head, operand);
        List<Condition> conditions = accept(":") ? conjunction() : List.of();
        List<Condition> base = accept("/") ? conjunction() : List.of();
        expect(")");
        List<String> unexplained = accept("unexplained") ? list() : List.of();
        end();
        return new Expression(measure, subject, operand, conditions, base, unexplained);
    }

    List<Condition> conditions() {
        List<Condition> out = conjunction();
        end();
        return out;
    }

    private Optional<ElementKey> operand(String head) {
        int dot = head.indexOf('.');
        if (dot < 0 && Expressions.subject(head).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(key(head.substring(dot + 1)));
    }

    private SubjectType subject(String head, Optional<ElementKey> operand) {
        int dot = head.indexOf('.');
        String name = dot < 0 ? head : head.substring(0, dot);
        return Expressions.subject(name)
                .or(() -> operand.map(catalogue::subjectOf))
                .orElseThrow(() -> unreadable("subject " + name));
    }

    private List<Condition> conjunction() {
        if (accept("all")) {
            return List.of();
        }
        List<Condition> out = new ArrayList<>();
        do {
            out.add(condition());
        } while (accept("and"));
        return out;
    }

    private Condition condition() {
        if (accept("not")) {
            return new Condition.Not(condition());
        }
        if (accept("(")) {
            return anyOf();
        }
        String word = next();
        if (word.equals("household") && accept("(")) {
            Condition inner = condition();
            expect(")");
            return new Condition.OfHousehold(inner);
        }
        return test(key(word));
    }

    private Condition anyOf() {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(condition());
        } while (accept("or"));
        expect(")");
        return parts.size() == 1 ? parts.get(0) : new Condition.AnyOf(parts);
    }

    private Condition test(ElementKey key) {
        if (accept("=")) {
            return new Condition.OneOf(key, List.of(value()));
        }
        if (accept("<>")) {
            return new Condition.Not(new Condition.OneOf(key, List.of(value())));
        }
        if (accept("in")) {
            return new Condition.OneOf(key, list());
        }
        if (accept("is")) {
            return known(key);
        }
        if (accept(">=")) {
            return atLeast(key, value());
        }
        if (accept("<=")) {
            return atMost(key, value());
        }
        if (at < tokens.size() && !")".equals(tokens.get(at)) && !isJoint(tokens.get(at))) {
            String from = value();
            expect("..");
            return new Condition.Between(key, Optional.of(from), Optional.of(value()));
        }
        return new Condition.OneOf(key, List.of("是"));
    }

    private Condition known(ElementKey key) {
        boolean isNot = accept("not");
        if (accept("known")) {
            return new Condition.Known(key);
        }
        expect("null");
        return isNot ? new Condition.Known(key) : new Condition.Not(new Condition.Known(key));
    }

    private static boolean isJoint(String token) {
        return token.equals("and") || token.equals("or") || token.equals("/");
    }

    /** 大专及以上 on an ordered code list names every label from there up; on numbers and dates it is an interval. */
    private Condition atLeast(ElementKey key, String value) {
        return ranked(catalogue, key, value, true)
                .orElse(new Condition.Between(key, Optional.of(value), Optional.empty()));
    }

    private Condition atMost(ElementKey key, String value) {
        return ranked(catalogue, key, value, false)
                .orElse(new Condition.Between(key, Optional.empty(), Optional.of(value)));
    }

    static Optional<Condition> ranked(Catalogue catalogue, ElementKey key, String value, boolean isUpwards) {
        Optional<CodeList> list = catalogue.codesOf(key.element());
        Optional<Integer> bound = list.flatMap(codes -> codes.find(value)).flatMap(CodeList.Code::rank);
        if (bound.isEmpty()) {
            return Optional.empty();
        }
        List<String> labels = list.orElseThrow().codes().stream()
                .filter(code -> code.rank().isPresent())
                .filter(code -> isUpwards
                        ? code.rank().get() >= bound.get()
                        : code.rank().get() <= bound.get())
                .map(CodeList.Code::label)
                .toList();
        return Optional.of(new Condition.OneOf(key, labels));
    }

    private ElementKey key(String word) {
        ElementKey key = ElementKey.parse(word.equals("age") ? "person_age" : word);
        if (catalogue.element(key.element()).isEmpty()) {
            throw unreadable("element " + word);
        }
        return Catalogue.storageKey(key.element(), key.role());
    }

    private String value() {
        String token = next();
        return token.startsWith("\"") ? token.substring(1, token.length() - 1) : token;
    }

    private List<String> list() {
        expect("(");
        List<String> out = new ArrayList<>();
        do {
            out.add(value());
        } while (accept(","));
        expect(")");
        return out;
    }

    private boolean accept(String token) {
        if (at < tokens.size() && tokens.get(at).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw unreadable("expected " + token);
        }
    }

    private String next() {
        if (at >= tokens.size()) {
            throw unreadable("ends too early");
        }
        return tokens.get(at++);
    }

    private void end() {
        if (at < tokens.size()) {
            throw unreadable("left over " + tokens.subList(at, tokens.size()));
        }
    }

    private IllegalArgumentException unreadable(String what) {
        return new IllegalArgumentException("not an expression (" + what + "): " + text);
    }

    /** Whether values of the element are compared as numbers or dates. */
    static boolean isOrdered(Catalogue catalogue, ElementKey key) {
        ValueType type = catalogue
                .element(key.element())
                .map(element -> element.valueType())
                .orElse(ValueType.STRING);
        return switch (type) {
            case INTEGER, DECIMAL, MONEY, PERCENT, DATE, DATETIME, YEAR, YEAR_MONTH -> true;
            default -> false;
        };
    }
}
