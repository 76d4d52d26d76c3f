package cn.qingzhuang.app.people;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The themes under which the facts of a person stand, by the beginnings of the ids of elements; the longest one counts. */
public final class Themes {
    private static final String OTHER = "其他";

    private final Map<String, String> themes;

    private Themes(Map<String, String> themes) {
        this.themes = themes;
    }

    /** The themes that are shipped. */
    public static Themes standard() {
        Map<String, String> out = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(Themes.class.getResourceAsStream("/people/themes.csv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().skip(1).forEach(line -> {
                String[] parts = line.split(",", -1);
                out.put(parts[1], parts[0]);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Themes(out);
    }

    /** The theme of an element. */
    public String of(String element) {
        String best = "";
        for (String prefix : themes.keySet()) {
            best = element.startsWith(prefix) && prefix.length() > best.length() ? prefix : best;
        }
        return themes.getOrDefault(best, OTHER);
    }

    /** All themes in their order, the rest last. */
    public java.util.List<String> inOrder() {
        var out = new java.util.ArrayList<>(new java.util.LinkedHashSet<>(themes.values()));
        out.add(OTHER);
        return out;
    }
}
