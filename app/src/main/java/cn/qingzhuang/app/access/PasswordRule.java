package cn.qingzhuang.app.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which passwords are refused: short ones, those of one kind of characters, those that everybody tries first, those that
 * hold the sign-in name, runs and repetitions.
 *
 * <p>The word list is compared without what people add to a word: case, digits and signs before and behind it, and digits
 * and signs in place of letters (p@ssw0rd).
 */
final class PasswordRule {
    private static final int LENGTH_MIN = 10;
    private static final int LENGTH_MAX = 128;
    private static final int SENTENCE = 16;
    private static final int KINDS_MIN = 3;
    private static final int DIFFERENT_MIN = 5;
    private static final int WORD_MIN = 4;
    private static final int NAME_MIN = 3;
    private static final String LIKE = "@4301$5!7";
    private static final String MEANT = "aaeoissit";
    private static final String RUNS =
            "abcdefghijklmnopqrstuvwxyz 0123456789 qwertyuiop asdfghjkl zxcvbnm 1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p";
    private static final Set<String> WORDS = words();

    private PasswordRule() {}

    /** Problem ACCESS-005 when the password is too easy for that account. */
    static void require(String password, String accountName) {
        String text = Normalizer.normalize(password, Normalizer.Form.NFKC);
        String lower = text.toLowerCase(Locale.ROOT);
        if (text.length() < LENGTH_MIN || text.length() > LENGTH_MAX) {
            throw AccessProblems.weakPassword(text.length() < LENGTH_MIN ? "太短" : "太长");
        }
        if (text.chars().distinct().count() < DIFFERENT_MIN) {
            throw AccessProblems.weakPassword("重复的字符太多");
        }
        if (accountName.length() >= NAME_MIN && lower.contains(accountName)) {
            throw AccessProblems.weakPassword("里面有用户名");
        }
        if (text.chars().noneMatch(Character::isLetter)) {
            throw AccessProblems.weakPassword("没有字母或汉字");
        }
        if (weight(text) < SENTENCE && kinds(text) < KINDS_MIN) {
            throw AccessProblems.weakPassword("字符的种类太少");
        }
        if (isUsual(lower)) {
            throw AccessProblems.weakPassword("很多人用，容易猜到");
        }
    }

    /** Its length, in which a Han character counts for two. */
    private static int weight(String text) {
        return text.codePoints().map(c -> Character.isIdeographic(c) ? 2 : 1).sum();
    }

    private static long kinds(String text) {
        return text.codePoints()
                .map(c -> Character.isUpperCase(c) ? 1 : Character.isLowerCase(c) ? 2 : Character.isDigit(c) ? 3 : 4)
                .distinct()
                .count();
    }

    private static boolean isUsual(String lower) {
        String plain = meant(lower);
        for (String form : new String[] {lower, core(lower), core(plain), lettersOf(lower), lettersOf(plain)}) {
            if (WORDS.contains(form) || WORDS.contains(half(form))) {
                return true;
            }
        }
        String core = core(lower);
        return isRun(lower.replaceAll("[^a-z0-9]", "")) || (core.length() >= WORD_MIN && isRun(core));
    }

    /** What is left without digits and signs before and behind; all of it where that is too little. */
    private static String core(String text) {
        String out = text.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
        return out.length() < WORD_MIN ? text : out;
    }

    private static String lettersOf(String text) {
        String out = text.replaceAll("[^\\p{L}]", "");
        return out.length() < WORD_MIN ? text : out;
    }

    private static String meant(String text) {
        return text.chars()
                .mapToObj(c -> Character.toString(LIKE.indexOf(c) < 0 ? (char) c : MEANT.charAt(LIKE.indexOf(c))))
                .collect(Collectors.joining());
    }

    /** The half of what is said twice. */
    private static String half(String text) {
        String first = text.substring(0, text.length() / 2);
        return (first + first).equals(text) ? first : text;
    }

    /** Whether it follows the alphabet, the digits or the keyboard, forwards or backwards, all along. */
    private static boolean isRun(String text) {
        return !text.isEmpty()
                && (RUNS.contains(text)
                        || RUNS.contains(new StringBuilder(text).reverse())
                        || RUNS.contains(half(text)));
    }

    private static Set<String> words() {
        try (InputStream in =
                        Objects.requireNonNull(PasswordRule.class.getResourceAsStream("/access/weak-passwords.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Set<String> out = new HashSet<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    out.add(line.strip());
                }
            }
            return Set.copyOf(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
