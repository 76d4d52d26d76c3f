package cn.qingzhuang.engine.meaning.headers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What header texts meant in labelled forms, by issuer, so that a form can be judged without what its own issuer said.
 * Keys of meanings: {@code element@role}, or {@code #NEW}, {@code #AGGREGATE}, {@code #SKIP}.
 */
public final class Memory {
    /** The issuer of what was read from a file: its counts are final. */
    private static final String ANYBODY = "*";

    private final Map<String, Map<String, Map<String, Double>>> byText;
    private final Map<String, Map<String, Double>> byElement;
    private final Map<String, String> said;
    /** 0, or the number of a view that has forgotten half of the texts. */
    private int forgetting;

    public Memory() {
        this(new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    private Memory(
            Map<String, Map<String, Map<String, Double>>> byText,
            Map<String, Map<String, Double>> byElement,
            Map<String, String> said) {
        this.byText = byText;
        this.byElement = byElement;
        this.said = said;
    }

    /** Remembers a labelled form. */
    public void add(LabelledForm form) {
        for (int i = 0; i < form.labels().size(); i++) {
            HeaderForm.Column column = form.form().columns().get(i);
            String meaning = key(form.labels().get(i));
            Header leaf = Header.of(column.leaf());
            remember(leaf.core(), meaning, form.issuer());
            if (!leaf.key().equals(leaf.core())) {
                remember(leaf.key(), meaning, form.issuer());
            }
            int n = column.path().size();
            if (n > 1) {
                remember(Header.of(column.path().get(n - 2)).core() + "|" + leaf.core(), meaning, form.issuer());
            }
            byElement.computeIfAbsent(meaning, k -> new HashMap<>()).merge(form.issuer(), 1.0, Double::sum);
        }
    }

    private void remember(String text, String meaning, String issuer) {
        byText.computeIfAbsent(text, k -> new HashMap<>())
                .computeIfAbsent(meaning, k -> new HashMap<>())
                .merge(issuer, 1.0, Double::sum);
    }

    static String key(LabelledForm.Label label) {
        return label.kind() == LabelledForm.Kind.ELEMENT
                ? label.answer().element() + "@" + label.answer().role()
                : "#" + label.kind();
    }

    /**
     * What a text meant to issuers other than the named one: meaning to count, the many forms of one issuer counting
     * by their square root so that no office speaks for all.
     */
    Map<String, Double> meanings(String text, String exceptIssuer) {
        Map<String, Map<String, Double>> found = byText.get(text);
        if (found == null || forgetting > 0 && Thinning.isOut(text, forgetting)) {
            return Map.of();
        }
        Map<String, Double> out = new HashMap<>();
        found.forEach((meaning, issuers) -> {
            double n = count(issuers, exceptIssuer);
            if (n > 0) {
                out.put(meaning, n);
            }
        });
        return out;
    }

    /** What is remembered of a column by its text, by its text with brackets and by its text below its upper header. */
    record Recollection(Map<String, Double> leaf, Map<String, Double> key, Map<String, Double> path) {}

    Recollection recall(FormView.ColumnView column, String exceptIssuer) {
        Header leaf = column.leaf();
        boolean hasKey = !leaf.key().equals(leaf.core());
        return new Recollection(
                meanings(leaf.core(), exceptIssuer),
                hasKey ? meanings(leaf.key(), exceptIssuer) : Map.of(),
                column.upper().isEmpty()
                        ? Map.of()
                        : meanings(column.upper().get(0).core() + "|" + leaf.core(), exceptIssuer));
    }

    /** How often other issuers ask for a meaning, weighed in the same way. */
    double frequency(String meaning, String exceptIssuer) {
        return count(byElement.getOrDefault(meaning, Map.of()), exceptIssuer);
    }

    private static double count(Map<String, Double> issuers, String exceptIssuer) {
        double n = 0;
        for (Map.Entry<String, Double> e : issuers.entrySet()) {
            if (!e.getKey().equals(exceptIssuer)) {
                n += e.getKey().equals(ANYBODY) ? e.getValue() : Math.sqrt(e.getValue());
            }
        }
        return n;
    }

    /** Adds what an officer said of a text; a text that was given two meanings says nothing. */
    void say(String text, String meaning) {
        said.merge(text, meaning, (a, b) -> a.equals(b) ? a : "");
        add(text, meaning, 1);
    }

    /** What officers said of a text, or empty. */
    String said(String text) {
        return said.getOrDefault(text, "");
    }

    private void add(String text, String meaning, double times) {
        byText.computeIfAbsent(text, k -> new HashMap<>())
                .computeIfAbsent(meaning, k -> new HashMap<>())
                .merge(ANYBODY, times, Double::sum);
    }

    /** A view of this memory that has forgotten about half of the texts. */
    Memory forgetful(int seed) {
        Memory out = new Memory(byText, byElement, said);
        out.forgetting = seed;
        return out;
    }

    /** A copy that can be added to without changing this one. */
    Memory copy() {
        Memory out = new Memory();
        byText.forEach((t, meanings) -> meanings.forEach((m, issuers) -> issuers.forEach((i, n) -> out.byText
                .computeIfAbsent(t, k -> new HashMap<>())
                .computeIfAbsent(m, k -> new HashMap<>())
                .put(i, n))));
        byElement.forEach((m, issuers) -> out.byElement.put(m, new HashMap<>(issuers)));
        out.said.putAll(said);
        return out;
    }

    /** Lines {@code text TAB meaning TAB count}, in order; the frequency of a meaning has the text {@code =}. */
    List<String> lines() {
        List<String> out = new ArrayList<>();
        byElement.forEach((meaning, issuers) -> out.add(line("=", meaning, count(issuers, ""))));
        byText.forEach((text, meanings) ->
                meanings.forEach((meaning, issuers) -> out.add(line(text, meaning, count(issuers, "")))));
        out.sort(null);
        return out;
    }

    private static String line(String text, String meaning, double n) {
        return text + "\t" + meaning + "\t" + String.format(Locale.ROOT, "%.3g", n);
    }

    void addLine(String line) {
        String[] parts = line.split("\t", -1);
        double n = Double.parseDouble(parts[2]);
        if (parts[0].equals("=")) {
            byElement.computeIfAbsent(parts[1], k -> new HashMap<>()).merge(ANYBODY, n, Double::sum);
        } else {
            add(parts[0], parts[1], n);
        }
    }
}
