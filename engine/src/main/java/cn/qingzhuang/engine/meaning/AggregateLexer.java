package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.meaning.AggregateWord.Sense;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a header into words: the cheapest cover by dynamic programming, where a known word costs 1, a light word a
 * little more, a word of one character more again and a character nobody knows most. Ages and years are patterns.
 */
final class AggregateLexer {
    private static final double WORD = 1.0;
    private static final double LIGHT = 1.15;
    private static final double SINGLE = 1.35;
    private static final double UNKNOWN = 1.7;
    private static final int OLDEST = 120;
    private static final ElementKey AGE = ElementKey.of("person_age");
    private static final String NUMBER = "(\\d{1,3})";
    private static final Pattern AGES = Pattern.compile(NUMBER + "(?:周?岁)?(?:[-~—–―至到]+)" + NUMBER + "周?岁(?:之间)?");
    private static final Pattern AGE_FROM = Pattern.compile(NUMBER + "周?岁(?:\\(含" + NUMBER + "?周?岁?\\))?(?:及其?)?以上");
    private static final Pattern AGE_TO = Pattern.compile(NUMBER + "周?岁(?:\\(含" + NUMBER + "?周?岁?\\))?(?:及其?)?以下");
    private static final Pattern AGE_UNDER = Pattern.compile("(?:不满|未满|小于)" + NUMBER + "周?岁");
    private static final Pattern AGE_OVER = Pattern.compile("(?:超过|大于)" + NUMBER + "周?岁");
    private static final Pattern AGE_REACHED = Pattern.compile("年?满" + NUMBER + "周?岁");
    private static final Pattern AGE_AT = Pattern.compile(NUMBER + "周?岁");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:[-~—–―至到]+)(\\d{1,3})");
    private static final Pattern YEAR = Pattern.compile("((?:19|20)\\d{2})年(?:度)?(?:(\\d{1,2})月(?:份)?)?");
    private static final Pattern NUMBERING = Pattern.compile(
            "^(?:[一二三四五六七八九十]{1,3}[、.:]|\\([一二三四五六七八九十\\d]{1,3}\\)[、.]?|\\d{1,2}[.、](?!\\d)|\\d{1,2}\\)|第[一二三四五六七八九十]+部分)");
    private static final Pattern CHINESE_AGE = Pattern.compile("([一二三四五六七八九]?十[一二三四五六七八九]?|百|一百)(周?岁)");

    private final AggregateVocabulary vocabulary;
    private final Map<String, AggregateWord> further;
    private final int longest;

    AggregateLexer(AggregateVocabulary vocabulary) {
        this(vocabulary, Map.of());
    }

    /** @param further words that are known besides; its groups come before the vocabulary's words */
    AggregateLexer(AggregateVocabulary vocabulary, Map<String, AggregateWord> further) {
        this.vocabulary = vocabulary;
        this.further = further;
        this.longest = Math.max(
                vocabulary.longest(),
                further.keySet().stream().mapToInt(String::length).max().orElse(0));
    }

    Catalogue catalogue() {
        return vocabulary.catalogue();
    }

    /** The words of a header, in order; what nobody knows comes as UNKNOWN in whole runs. */
    List<AggregateWord> words(String header) {
        String text = arabicAges(AggregateVocabulary.key(header));
        Matcher numbering = NUMBERING.matcher(text);
        if (numbering.find() && numbering.end() < text.length()) {
            text = text.substring(numbering.end());
        }
        return joinUnknown(cut(text));
    }

    private List<AggregateWord> cut(String text) {
        int n = text.length();
        double[] cost = new double[n + 1];
        AggregateWord[] chosen = new AggregateWord[n + 1];
        int[] from = new int[n + 1];
        java.util.Arrays.fill(cost, 1, n + 1, Double.MAX_VALUE);
        for (int i = 0; i < n; i++) {
            relax(cost, chosen, from, i, AggregateWord.plain(text.substring(i, i + 1), Sense.UNKNOWN), UNKNOWN);
            AggregateWord pattern = pattern(text, i);
            if (pattern != null) {
                relax(cost, chosen, from, i, pattern, WORD);
            }
            for (int j = i + 1; j <= Math.min(n, i + longest); j++) {
                AggregateWord word = find(text.substring(i, j));
                if (word != null) {
                    relax(cost, chosen, from, i, word, costOf(word));
                }
            }
        }
        List<AggregateWord> out = new ArrayList<>();
        for (int end = n; end > 0; end = from[end]) {
            out.add(chosen[end]);
        }
        Collections.reverse(out);
        return out;
    }

    private @Nullable AggregateWord find(String text) {
        AggregateWord word = vocabulary.find(text);
        AggregateWord own = further.get(text);
        boolean isOwnGroup = own != null && own.is(Sense.GROUP);
        return word == null || isOwnGroup ? own : word;
    }

    private static void relax(
            double[] cost, AggregateWord[] chosen, int[] from, int at, AggregateWord word, double price) {
        int end = at + word.text().length();
        if (cost[at] + price < cost[end]) {
            cost[end] = cost[at] + price;
            chosen[end] = word;
            from[end] = at;
        }
    }

    private static double costOf(AggregateWord word) {
        boolean isPunctuation = word.text().length() == 1
                && !Character.isLetterOrDigit(word.text().charAt(0));
        if (isPunctuation) {
            return 0.1;
        }
        if (word.text().length() == 1) {
            return SINGLE;
        }
        return word.is(Sense.LIGHT) ? LIGHT : WORD;
    }

    private static @Nullable AggregateWord pattern(String text, int at) {
        if (at > 0 && Character.isDigit(text.charAt(at)) && Character.isDigit(text.charAt(at - 1))) {
            return null;
        }
        Matcher m = AGES.matcher(text).region(at, text.length());
        if (m.lookingAt()) {
            return age(m, Sense.AGE, m.group(1), m.group(2));
        }
        AggregateWord open = openAge(text, at);
        if (open != null) {
            return open;
        }
        m = YEAR.matcher(text).region(at, text.length());
        if (m.lookingAt()) {
            return AggregateWord.plain(m.group(), Sense.PERIOD);
        }
        m = AGE_AT.matcher(text).region(at, text.length());
        if (m.lookingAt() && isAloneOrCounted(text.substring(m.end()))) {
            return age(m, Sense.AGE, m.group(1), m.group(1));
        }
        m = RANGE.matcher(text).region(at, text.length());
        return m.lookingAt() && Integer.parseInt(m.group(2)) <= OLDEST
                ? age(m, Sense.BARE_RANGE, m.group(1), m.group(2))
                : null;
    }

    /** 16岁人数 are those of that age; who 60岁老人 are nobody says: those who have turned 60 or are over it. */
    private static boolean isAloneOrCounted(String after) {
        return after.matches("(人|人数|人口|人口数|组|的人)?(\\(.*\\))?");
    }

    private static @Nullable AggregateWord openAge(String text, int at) {
        Matcher m = AGE_FROM.matcher(text).region(at, text.length());
        if (m.lookingAt()) {
            return age(m, Sense.AGE, m.group(1), null);
        }
        m = AGE_TO.matcher(text).region(at, text.length());
        if (m.lookingAt()) {
            return age(m, Sense.AGE, null, m.group(1));
        }
        m = AGE_REACHED.matcher(text).region(at, text.length());
        if (m.lookingAt()) {
            return age(m, Sense.AGE, m.group(1), null);
        }
        m = AGE_UNDER.matcher(text).region(at, text.length());
        if (m.lookingAt()) {
            return age(m, Sense.AGE, null, Integer.toString(Integer.parseInt(m.group(1)) - 1));
        }
        m = AGE_OVER.matcher(text).region(at, text.length());
        return m.lookingAt() ? age(m, Sense.AGE, Integer.toString(Integer.parseInt(m.group(1)) + 1), null) : null;
    }

    private static AggregateWord age(Matcher m, Sense sense, @Nullable String from, @Nullable String to) {
        return AggregateWord.age(
                m.group(), sense, new Condition.Between(AGE, Optional.ofNullable(from), Optional.ofNullable(to)));
    }

    private static String arabicAges(String text) {
        return CHINESE_AGE.matcher(text).replaceAll(m -> {
            String number = m.group(1);
            if (number.endsWith("百")) {
                return "100" + m.group(2);
            }
            int ten = number.indexOf('十');
            int high = ten == 0 ? 1 : "一二三四五六七八九".indexOf(number.charAt(0)) + 1;
            int low = ten == number.length() - 1 ? 0 : "一二三四五六七八九".indexOf(number.charAt(ten + 1)) + 1;
            return high * 10 + low + m.group(2);
        });
    }

    private static List<AggregateWord> joinUnknown(List<AggregateWord> words) {
        List<AggregateWord> out = new ArrayList<>();
        for (AggregateWord word : words) {
            int last = out.size() - 1;
            if (word.is(Sense.UNKNOWN) && last >= 0 && out.get(last).is(Sense.UNKNOWN)) {
                out.set(last, AggregateWord.plain(out.get(last).text() + word.text(), Sense.UNKNOWN));
            } else {
                out.add(word);
            }
        }
        return out;
    }
}
