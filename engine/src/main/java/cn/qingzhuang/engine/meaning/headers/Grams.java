package cn.qingzhuang.engine.meaning.headers;

import java.util.LinkedHashSet;
import java.util.Set;

/** The characters and pairs of neighbouring characters of a text. */
record Grams(String[] all) {
    static Grams of(String text) {
        Set<String> out = new LinkedHashSet<>();
        for (int i = 0; i < text.length(); i++) {
            out.add(text.substring(i, i + 1));
            if (i + 1 < text.length()) {
                out.add(text.substring(i, i + 2));
            }
        }
        return new Grams(out.toArray(String[]::new));
    }
}
