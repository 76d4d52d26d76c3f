package cn.qingzhuang.app.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an address asks of a table.
 *
 * @param top at most so many rows altogether
 * @param skip so many first ones are left out
 * @param isCounted whether all that the filter lets through are counted
 * @param from where the page before ended, sealed
 */
record Query(
        List<Field> select,
        Optional<Filter> filter,
        List<Order> order,
        Optional<Integer> top,
        int skip,
        boolean isCounted,
        Optional<String> from) {
    private static final Set<String> OFFERED =
            Set.of("$select", "$filter", "$orderby", "$top", "$skip", "$count", "$skiptoken", "$format");
    private static final int SKIP_MAX = 100_000;
    private static final int ORDER_MAX = 5;
    private static final int LENGTH_MAX = 4_000;

    /** A field that rows are put in order by. */
    record Order(Field field, boolean isDescending) {}

    /** Problems ODATA-001 to ODATA-006. Options of others, which have no $ before them, say nothing here. */
    static Query of(Map<String, String[]> options, Fields fields) {
        options.forEach((name, values) -> {
            if ((name.startsWith("$") || name.startsWith("@")) && !OFFERED.contains(name)) {
                throw ODataProblems.notOffered(name);
            }
            if (OFFERED.contains(name) && values.length != 1) {
                throw ODataProblems.badValue(name, "写了不止一次");
            }
        });
        option(options, "$format")
                .filter(f -> !f.equals("json") && !f.startsWith("application/json"))
                .ifPresent(f -> {
                    throw ODataProblems.notOffered("$format=" + f);
                });
        return new Query(
                option(options, "$select").map(s -> select(s, fields)).orElse(fields.all()),
                option(options, "$filter").map(f -> FilterParser.parse(f, fields)),
                option(options, "$orderby").map(o -> order(o, fields)).orElse(List.of()),
                option(options, "$top").map(t -> number("$top", t, Integer.MAX_VALUE)),
                option(options, "$skip").map(s -> number("$skip", s, SKIP_MAX)).orElse(0),
                option(options, "$count").map(Query::isTrue).orElse(false),
                option(options, "$skiptoken"));
    }

    /** Only the filter of an address, for a count. */
    static Optional<Filter> filterOf(Map<String, String[]> options, Fields fields) {
        return of(options, fields).filter();
    }

    private static Optional<String> option(Map<String, String[]> options, String name) {
        return Optional.ofNullable(options.get(name)).map(values -> values[0].strip());
    }

    private static List<Field> select(String text, Fields fields) {
        List<Field> out = new ArrayList<>();
        for (String name : parts("$select", text)) {
            if (name.equals("*")) {
                return fields.all();
            }
            Field field = fields.find(name);
            if (!out.contains(field)) {
                out.add(field);
            }
        }
        return out;
    }

    private static List<Order> order(String text, Fields fields) {
        List<Order> out = new ArrayList<>();
        for (String part : parts("$orderby", text)) {
            String[] words = part.split("\\s+", -1);
            boolean isKnown = words.length == 1 || words.length == 2 && words[1].matches("asc|desc");
            if (!isKnown) {
                throw ODataProblems.badValue("$orderby", "只能写列名，后面可以加 asc 或 desc");
            }
            out.add(new Order(fields.require(words[0]), words.length == 2 && words[1].equals("desc")));
        }
        if (out.size() > ORDER_MAX) {
            throw ODataProblems.tooMuch("$orderby", "超过 " + ORDER_MAX + " 列");
        }
        return out;
    }

    private static List<String> parts(String option, String text) {
        if (text.length() > LENGTH_MAX) {
            throw ODataProblems.tooMuch(option, "超过 " + LENGTH_MAX + " 个字符");
        }
        List<String> out = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (part.isBlank()) {
                throw ODataProblems.badValue(option, "有空的一项");
            }
            out.add(part.strip());
        }
        return out;
    }

    private static int number(String option, String text, int max) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > max) {
            throw ODataProblems.badValue(option, "应为 0 至 " + max + " 的整数");
        }
        return Integer.parseInt(text);
    }

    private static boolean isTrue(String text) {
        if (!text.matches("true|false")) {
            throw ODataProblems.badValue("$count", "应为 true 或 false");
        }
        return text.equals("true");
    }
}
