package cn.qingzhuang.app.odata;

import cn.qingzhuang.app.odata.Filter.Part;
import cn.qingzhuang.app.odata.Filter.Relation;
import cn.qingzhuang.engine.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code $filter}: {@code and}, {@code or}, {@code not}, parentheses, {@code eq ne gt ge lt le}, {@code in}, and
 * {@code contains}, {@code startswith}, {@code endswith}, of a field and a literal. What is more of OData is refused by
 * name. Recursive descent with a limit of depth, so that no text makes it fail otherwise.
 */
final class FilterParser {
    private static final String OPTION = "$filter";
    private static final int LENGTH_MAX = 4_000;
    private static final int DEPTH_MAX = 20;
    private static final int TERMS_MAX = 200;
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:('(?:[^']|'')*')|([(),])|(-?[0-9][0-9A-Za-z.:+-]*)|([\\p{L}_][\\p{L}\\p{N}_]*))");

    private final Fields fields;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;
    private int terms;

    private enum Sort {
        TEXT,
        SIGN,
        NUMBER,
        WORD,
        END
    }

    private record Token(Sort sort, String text, int at) {
        boolean is(String word) {
            return (sort == Sort.WORD || sort == Sort.SIGN) && text.equals(word);
        }
    }

    private FilterParser(String text, Fields fields) {
        this.text = text;
        this.fields = fields;
    }

    /** Problems ODATA-001, ODATA-002, ODATA-003, ODATA-004, ODATA-006. */
    static Filter parse(String text, Fields fields) {
        if (text.length() > LENGTH_MAX) {
            throw ODataProblems.tooMuch(OPTION, "超过 " + LENGTH_MAX + " 个字符");
        }
        FilterParser parser = new FilterParser(text, fields);
        parser.cut();
        Filter out = parser.or(0);
        if (parser.peek().sort() != Sort.END) {
            throw parser.unreadable("多出了“" + parser.peek().text() + "”");
        }
        return out;
    }

    private void cut() {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.region(end, text.length()).lookingAt()) {
            for (Sort sort : List.of(Sort.TEXT, Sort.SIGN, Sort.NUMBER, Sort.WORD)) {
                String found = matcher.group(sort.ordinal() + 1);
                if (found != null) {
                    tokens.add(new Token(sort, found, matcher.start(sort.ordinal() + 1)));
                }
            }
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw ODataProblems.unreadable(OPTION, end, "不认识的写法");
        }
        tokens.add(new Token(Sort.END, "", text.length()));
    }

    private Filter or(int depth) {
        List<Filter> parts = new ArrayList<>(List.of(and(depth)));
        while (accept("or")) {
            parts.add(and(depth));
        }
        return parts.size() == 1 ? parts.get(0) : new Filter.Or(parts);
    }

    private Filter and(int depth) {
        List<Filter> parts = new ArrayList<>(List.of(term(depth)));
        while (accept("and")) {
            parts.add(term(depth));
        }
        return parts.size() == 1 ? parts.get(0) : new Filter.And(parts);
    }

    private Filter term(int depth) {
        if (depth > DEPTH_MAX) {
            throw ODataProblems.tooMuch(OPTION, "括号和 not 超过 " + DEPTH_MAX + " 层");
        }
        if (++terms > TERMS_MAX) {
            throw ODataProblems.tooMuch(OPTION, "条件超过 " + TERMS_MAX + " 个");
        }
        if (accept("not")) {
            return new Filter.Not(term(depth + 1));
        }
        if (accept("(")) {
            Filter inner = or(depth + 1);
            expect(")");
            return inner;
        }
        Token word = take();
        if (word.sort() != Sort.WORD) {
            throw unreadable(word, "这里应该是列名");
        }
        return peek().is("(") ? call(word) : comparison(fields.require(word.text()));
    }

    private Filter call(Token word) {
        Part part = Arrays.stream(Part.values())
                .filter(p -> p.name().toLowerCase(Locale.ROOT).equals(word.text()))
                .findFirst()
                .orElseThrow(() -> ODataProblems.notOffered("函数 " + word.text()));
        expect("(");
        Field field = fields.require(take().text());
        if (field.isNumber()) {
            throw ODataProblems.badValue(OPTION, word.text() + " 只用于文字列");
        }
        expect(",");
        String with = literal(field).orElseThrow(() -> unreadable("这里应该是文字"));
        expect(")");
        return new Filter.Has(field, part, with);
    }

    private Filter comparison(Field field) {
        if (accept("in")) {
            expect("(");
            List<Optional<String>> values = new ArrayList<>();
            do {
                values.add(literal(field));
                terms++;
            } while (accept(",") && terms <= TERMS_MAX);
            expect(")");
            return new Filter.In(field, values);
        }
        Token word = take();
        Relation relation = Arrays.stream(Relation.values())
                .filter(r -> r.name().toLowerCase(Locale.ROOT).equals(word.text()))
                .findFirst()
                .orElseThrow(() -> unreadable(word, "这里应该是 eq、ne、gt、ge、lt、le 或 in"));
        return new Filter.Compares(field, relation, literal(field));
    }

    /** A literal that fits a field; empty: null. A date needs no quotes. */
    private Optional<String> literal(Field field) {
        Token token = take();
        if (token.is("null")) {
            return Optional.empty();
        }
        if (token.sort() == Sort.TEXT && !field.isNumber()) {
            return Optional.of(
                    token.text().substring(1, token.text().length() - 1).replace("''", "'"));
        }
        if (token.sort() == Sort.NUMBER
                && (!field.isNumber() || field.number(token.text()).isPresent())) {
            return Optional.of(token.text());
        }
        throw unreadable(token, "“" + token.text() + "”不能与“" + field.name() + "”比较");
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    private boolean accept(String word) {
        boolean isNext = peek().is(word);
        next += isNext ? 1 : 0;
        return isNext;
    }

    private void expect(String sign) {
        if (!accept(sign)) {
            throw unreadable("这里应该是“" + sign + "”");
        }
    }

    private Problem unreadable(String why) {
        return unreadable(peek(), why);
    }

    private static Problem unreadable(Token token, String why) {
        return ODataProblems.unreadable(OPTION, token.at(), why);
    }
}
