package cn.qingzhuang.engine.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * How names of people sound: clerks write down what they hear (丽, 莉), and old papers are in traditional characters. Two
 * tables of characters, made from HanLP's dictionaries by {@code NameSoundsTest}: loading those at work takes a second.
 */
public final class NameSounds {
    private static final char LAST = '\u9fff';

    private NameSounds() {}

    /** The name with one character for all of the same sound, without tones: equal for names that sound alike. */
    public static String of(String name) {
        return mapped(name, Tables.SOUND);
    }

    /** The name in simplified characters. */
    public static String simplified(String name) {
        return mapped(name, Tables.SIMPLIFIED);
    }

    /** Whether two names are one, whatever the characters they are written in. */
    static boolean isSame(String a, String b) {
        return a.equals(b) || a.length() == b.length() && simplified(a).equals(simplified(b));
    }

    /** Whether two names sound alike. */
    static boolean isAlike(String a, String b) {
        return a.length() == b.length() && of(a).equals(of(b));
    }

    private static String mapped(String name, char[] table) {
        char[] out = new char[name.length()];
        for (int i = 0; i < out.length; i++) {
            char c = name.charAt(i);
            out[i] = c <= LAST && table[c] != 0 ? table[c] : c;
        }
        return new String(out);
    }

    private static final class Tables {
        static final char[] SIMPLIFIED = new char[LAST + 1];
        static final char[] SOUND = new char[LAST + 1];

        static {
            read("/identity/simplified.txt", SIMPLIFIED);
            read("/identity/sounds.txt", SOUND);
        }

        /** A line: a character, a blank, all that it stands for. */
        private static void read(String resource, char[] table) {
            InputStream in = NameSounds.class.getResourceAsStream(resource);
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    for (int i = 2; i < line.length(); i++) {
                        table[line.charAt(i)] = line.charAt(0);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
