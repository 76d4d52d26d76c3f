package cn.qingzhuang.app.people;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.ValueType;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The hashes by which somebody is found: characters of the name alone and in pairs, initials alone and in pairs, ID and
 * phone numbers and their ends, the household number, the values of closed lists. A county is part of each, so that one
 * county's key finds nobody of another. Two texts may share a hash, about once in four thousand searches.
 */
final class SearchKeys {
    /** What numbers people are found by. */
    static final List<ElementKey> NUMBERS =
            List.of(ElementKey.of("person_id_no"), ElementKey.of("person_phone"), ElementKey.of("head_phone"));

    private static final ElementKey ALIVE = ElementKey.of("person_alive");
    private static final ElementKey DEATH = ElementKey.of("person_death_date");
    private static final ElementKey HOUSEHOLD_NUMBER = ElementKey.of("household_no");
    /** Lengths of a whole number: phone, old and new ID number. */
    private static final Set<Integer> WHOLE = Set.of(11, 15, 18);

    private static final int TAIL = 4;
    private static final int LONG_TAIL = 6;

    private final String county;
    private final Set<Integer> keys = new LinkedHashSet<>();

    SearchKeys(String county) {
        this.county = county;
    }

    /** The keys of one subject of a county. */
    static Set<Integer> of(String county, SubjectFacts subject, List<List<String>> said, Catalogue catalogue) {
        SearchKeys out = new SearchKeys(county);
        out.parts("n", subject.name());
        for (List<String> syllables : said) {
            out.parts("i", NamePinyin.initials(syllables));
            out.add("p", String.join("", syllables.subList(Math.min(1, syllables.size()), syllables.size())));
        }
        for (Map.Entry<ElementKey, KnownValue> known : subject.values().entrySet()) {
            out.value(known.getKey(), known.getValue().value(), catalogue);
        }
        return out.keys;
    }

    Set<Integer> keys() {
        return keys;
    }

    private void value(ElementKey key, String value, Catalogue catalogue) {
        if (NUMBERS.contains(key) && value.length() >= TAIL) {
            add("t", end(value, TAIL));
            add("l", end(value, LONG_TAIL));
            add("w", value);
        }
        if (key.equals(HOUSEHOLD_NUMBER)) {
            add("h", value);
        }
        Optional<Element> element = key.role().isEmpty() ? catalogue.element(key.element()) : Optional.empty();
        boolean isClosed = element.filter(e -> e.valueType() == ValueType.BOOLEAN
                        || catalogue.codesOf(e.id()).isPresent())
                .isPresent();
        // Who is not alive is left out of lists; other items are looked for where they hold.
        if (key.equals(DEATH) || key.equals(ALIVE) && value.equals("否")) {
            flag(ALIVE.element(), Optional.of("否"));
        } else if (isClosed && !value.equals("否")) {
            flag(key.element(), Optional.of(value));
            flag(key.element(), Optional.empty());
        }
    }

    /** Every character of a text, and every pair of neighbours. */
    private void parts(String kind, String text) {
        for (int i = 0; i < text.length(); i++) {
            add(kind, text.substring(i, i + 1));
            if (i + 1 < text.length()) {
                add(kind, text.substring(i, i + 2));
            }
        }
    }

    /** What a text in the middle of another is looked for by: its pairs, or itself when it is one character. */
    private void part(String kind, String text) {
        if (text.length() == 1) {
            add(kind, text);
        }
        for (int i = 0; i + 1 < text.length(); i++) {
            add(kind, text.substring(i, i + 2));
        }
    }

    void partOfName(String text) {
        part("n", text);
    }

    void partOfInitials(String letters) {
        part("i", letters);
    }

    /** A given name as it is said. */
    void givenName(String letters) {
        add("p", letters);
    }

    void householdNumber(String number) {
        add("h", number);
    }

    /** A whole number or the end of one, four digits at least. */
    void number(String digits) {
        if (WHOLE.contains(digits.length())) {
            add("w", digits);
        } else if (digits.length() >= LONG_TAIL) {
            add("l", end(digits, LONG_TAIL));
        } else {
            add("t", end(digits, TAIL));
        }
    }

    /** Whether a number is looked for by all its digits. */
    static boolean isWholeKey(String digits) {
        return digits.length() == TAIL || digits.length() == LONG_TAIL || WHOLE.contains(digits.length());
    }

    /** Whoever has the element, with that value when one is given. */
    void flag(String element, Optional<String> value) {
        add("f", value.map(v -> element + "=" + v).orElse(element));
    }

    private static String end(String text, int length) {
        return text.substring(Math.max(0, text.length() - length));
    }

    private void add(String kind, String text) {
        keys.add((county + kind + text).hashCode() * 0x9E3779B1);
    }
}
