package cn.qingzhuang.app.people;

import com.hankcs.hanlp.dictionary.py.Pinyin;
import com.hankcs.hanlp.dictionary.py.PinyinDictionary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How names are pronounced. A surname is read as surnames are (单 shan, not dan), and in each way where it has several;
 * the given name as HanLP reads it.
 */
final class NamePinyin {
    private static final Map<Character, List<String>> SURNAMES = surnames();

    private NamePinyin() {}

    /** The ways to say a name, each a syllable per character; characters without a reading say themselves. */
    static List<List<String>> of(String name) {
        List<String> plain = new ArrayList<>(name.length());
        List<Pinyin> read = PinyinDictionary.convertToPinyin(name);
        for (int i = 0; i < name.length(); i++) {
            boolean isRead = i < read.size() && read.get(i) != null && read.get(i) != Pinyin.none5;
            plain.add(isRead ? read.get(i).getPinyinWithoutTone().replace('ü', 'v') : said(name.charAt(i)));
        }
        List<String> surnames = name.isEmpty() ? List.of() : SURNAMES.getOrDefault(name.charAt(0), List.of());
        if (surnames.isEmpty()) {
            return List.of(plain);
        }
        List<List<String>> out = new ArrayList<>(surnames.size());
        for (String surname : surnames) {
            List<String> one = new ArrayList<>(plain);
            one.set(0, surname);
            out.add(one);
        }
        return out;
    }

    /** The first letters of the syllables of one way to say a name. */
    static String initials(List<String> syllables) {
        StringBuilder out = new StringBuilder(syllables.size());
        syllables.stream().filter(s -> !s.isEmpty()).forEach(s -> out.append(s.charAt(0)));
        return out.toString();
    }

    private static String said(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c) ? String.valueOf(Character.toLowerCase(c)) : "";
    }

    private static Map<Character, List<String>> surnames() {
        Map<Character, List<String>> out = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(NamePinyin.class.getResourceAsStream("/people/surnames.csv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().skip(1).forEach(line -> {
                String[] parts = line.split(",", -1);
                out.computeIfAbsent(parts[0].charAt(0), c -> new ArrayList<>()).add(parts[1]);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }
}
