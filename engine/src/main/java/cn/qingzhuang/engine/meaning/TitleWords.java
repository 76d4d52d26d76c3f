package cn.qingzhuang.engine.meaning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words of titles by what they say of the list ({@code titles.csv}): its form, its matter, or who is on it. */
final class TitleWords {
    /** What a word of a title says. */
    enum Kind {
        /** 花名册: what sort of paper it is. */
        FORM,
        /** 情况, 年度, 村级: nothing of who is listed. */
        LIGHT,
        /** 居民, 农户: everybody of the place. */
        PEOPLE,
        /** 住房: what the columns tell of everybody. */
        TOPIC,
        /** 补贴发放: what is done with the listed. */
        DEED,
        /** 发放: a deed that may be done with anybody. */
        ACT,
        /** 代表, 干部: who holds it is written nowhere but in such lists. */
        OFFICE,
        /** 新增, 困难: only some, and the ledger does not say who. */
        SUBSET
    }

    private final Map<String, Kind> kinds = new HashMap<>();
    private final Map<String, AggregateWord> words = new HashMap<>();

    private TitleWords() {
        AggregateVocabulary.rows("titles.csv", row -> {
            for (String word : row.get("words").split("\\|")) {
                add(AggregateVocabulary.key(word), row.get("class"), row.get("condition"));
            }
        });
    }

    private void add(String text, String said, String condition) {
        if (said.equals("group")) {
            words.put(text, AggregateWord.group(text, Expressions.parseConditions(condition)));
        } else {
            kinds.putIfAbsent(text, Kind.valueOf(said.toUpperCase(Locale.ROOT)));
            words.putIfAbsent(text, AggregateWord.plain(text, AggregateWord.Sense.TOPIC));
        }
    }

    static TitleWords standard() {
        return Standard.WORDS;
    }

    Optional<Kind> find(String text) {
        return Optional.ofNullable(kinds.get(text));
    }

    /** All words, for cutting a title: groups that only titles have (低保金 is a sum in a header), and the rest. */
    Map<String, AggregateWord> all() {
        return Map.copyOf(words);
    }

    /** Whether a header or the name of an element is about one of the words, sharing with it what tells. */
    boolean isAbout(String text, List<String> words) {
        return words.stream().flatMap(word -> telling(word).stream()).anyMatch(text::contains);
    }

    /** What tells in a word: an office as a whole, of 产业扶持 the deed, of 征地 every two characters that say no other thing. */
    private List<String> telling(String word) {
        Optional<Kind> kind = find(word);
        if (kind.filter(Kind.ACT::equals).isPresent()) {
            return List.of();
        }
        if (kind.filter(Kind.OFFICE::equals).isPresent()) {
            return List.of(word);
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 2 <= word.length(); i++) {
            pairs.add(word.substring(i, i + 2));
        }
        List<String> deeds = pairs.stream()
                .filter(pair -> find(pair).filter(Kind.DEED::equals).isPresent())
                .toList();
        return deeds.isEmpty()
                ? pairs.stream()
                        .filter(pair -> find(pair).filter(k -> k != Kind.SUBSET).isEmpty())
                        .toList()
                : deeds;
    }

    private static final class Standard {
        static final TitleWords WORDS = new TitleWords();
    }
}
