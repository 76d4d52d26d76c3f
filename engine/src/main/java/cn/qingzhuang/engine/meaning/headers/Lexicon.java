package cn.qingzhuang.engine.meaning.headers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of headers by class: A attribute, R role, Q topic, F form, G aggregate, P period, L light. Splits a text into
 * words by dynamic programming (cost 1 a word, 1.15 a light word, 1.35 a word of one character, 1.7 an unknown one).
 */
public final class Lexicon {
    private static final double LIGHT = 1.15;
    private static final double SINGLE = 1.35;
    private static final double UNKNOWN = 1.7;

    private final Map<String, List<Sense>> words;
    private final int longest;

    /** One meaning of a word. */
    public record Sense(char kind, String concept) {}

    /** A word of a text; an unknown character has no senses. */
    public record Token(String text, List<Sense> senses) {
        boolean has(char kind) {
            return senses.stream().anyMatch(s -> s.kind() == kind);
        }
    }

    private Lexicon(Map<String, List<Sense>> words) {
        this.words = words;
        this.longest = words.keySet().stream().mapToInt(String::length).max().orElse(1);
    }

    /** Reads lines such as {@code A phone : 联系电话 电话}; {@code #} begins a comment line. */
    public static Lexicon read(Reader source) {
        Map<String, List<Sense>> words = new HashMap<>();
        try (BufferedReader in = new BufferedReader(source)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int colon = line.indexOf(" :");
                if (line.startsWith("#") || colon < 3) {
                    continue;
                }
                Sense sense = new Sense(line.charAt(0), line.substring(2, colon).trim());
                for (String word : line.substring(colon + 2).trim().split("\\s+")) {
                    List<Sense> senses = words.computeIfAbsent(Header.key(word), k -> new ArrayList<>());
                    if (!senses.contains(sense)) {
                        senses.add(sense);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        words.remove("");
        return new Lexicon(words);
    }

    /** Splits a normalised text. */
    public List<Token> segment(String text) {
        int n = text.length();
        double[] cost = new double[n + 1];
        int[] from = new int[n + 1];
        for (int end = 1; end <= n; end++) {
            cost[end] = cost[end - 1] + UNKNOWN;
            from[end] = end - 1;
            for (int start = Math.max(0, end - longest); start < end; start++) {
                List<Sense> senses = words.get(text.substring(start, end));
                if (senses != null) {
                    double c = cost[start] + wordCost(senses, end - start);
                    if (c < cost[end]) {
                        cost[end] = c;
                        from[end] = start;
                    }
                }
            }
        }
        List<Token> tokens = new ArrayList<>();
        for (int end = n; end > 0; end = from[end]) {
            String word = text.substring(from[end], end);
            tokens.add(new Token(word, words.getOrDefault(word, List.of())));
        }
        Collections.reverse(tokens);
        return tokens;
    }

    private static double wordCost(List<Sense> senses, int length) {
        if (length == 1) {
            return SINGLE;
        }
        return senses.stream().allMatch(s -> s.kind() == 'L') ? LIGHT : 1;
    }
}
