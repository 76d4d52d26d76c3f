package cn.qingzhuang.app.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a current view: {@code {"12": "王五", "13": ["男", 1, true]}} keyed by element number; an array adds the
 * place of its source among the subject's sources and whether the value is disputed. Written and read by hand because a
 * fill reads ten thousand of them.
 */
final class FactsJson {
    private final String text;
    private int at;

    private FactsJson(String text) {
        this.text = text;
    }

    static String write(Map<Integer, Fact> facts, List<Source> sources) {
        StringBuilder out = new StringBuilder(facts.size() * 24).append('{');
        for (Map.Entry<Integer, Fact> e : facts.entrySet()) {
            if (out.length() > 1) {
                out.append(',');
            }
            out.append('"').append(e.getKey().intValue()).append("\":");
            Fact fact = e.getValue();
            int source = sources.indexOf(fact.source());
            if (source == 0 && !fact.isDisputed()) {
                quote(out, fact.value());
            } else {
                quote(out.append('['), fact.value());
                out.append(',').append(source).append(fact.isDisputed() ? ",true]" : "]");
            }
        }
        return out.append('}').toString();
    }

    /** The distinct sources of facts, in the order of element numbers. */
    static List<Source> sources(Map<Integer, Fact> facts) {
        Map<Source, Boolean> out = new LinkedHashMap<>();
        @Nullable Source last = null;
        for (Fact f : facts.values()) {
            if (f.source() != last) { // mostly one row said all: its hash is worth taking once
                last = f.source();
                out.putIfAbsent(last, true);
            }
        }
        return new ArrayList<>(out.keySet());
    }

    static TreeMap<Integer, Fact> read(String json, List<Source> sources) {
        return new FactsJson(json).object(sources);
    }

    private TreeMap<Integer, Fact> object(List<Source> sources) {
        TreeMap<Integer, Fact> out = new TreeMap<>();
        expect('{');
        if (peek() == '}') {
            return out;
        }
        do {
            int number = Integer.parseInt(string());
            expect(':');
            out.put(number, fact(sources));
        } while (isNext(','));
        return out;
    }

    private Fact fact(List<Source> sources) {
        if (peek() == '"') {
            return new Fact(string(), sources.get(0), false);
        }
        expect('[');
        String value = string();
        expect(',');
        int source = number();
        boolean isDisputed = isNext(',');
        if (isDisputed) {
            peek();
            at += "true".length();
        }
        expect(']');
        return new Fact(value, sources.get(source), isDisputed);
    }

    private int number() {
        peek();
        int n = 0;
        while (Character.isDigit(text.charAt(at))) {
            n = n * 10 + (text.charAt(at++) - '0');
        }
        return n;
    }

    private String string() {
        expect('"');
        int start = at;
        while (text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                return escaped(start);
            }
            at++;
        }
        return text.substring(start, at++);
    }

    private String escaped(int start) {
        StringBuilder out = new StringBuilder(text.substring(start, at));
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char e = text.charAt(at++);
            switch (e) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                    at += 4;
                }
                default -> out.append(e);
            }
        }
        at++;
        return out.toString();
    }

    private static void quote(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == 0) {
                continue; // PostgreSQL has no NUL in texts
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private char peek() {
        while (text.charAt(at) == ' ') {
            at++;
        }
        return text.charAt(at);
    }

    private boolean isNext(char c) {
        if (peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw new IllegalStateException("not the JSON of facts at " + at);
        }
        at++;
    }
}
