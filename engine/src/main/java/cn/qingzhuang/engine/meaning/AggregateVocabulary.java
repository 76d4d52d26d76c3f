package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.catalog.ValueType;
import cn.qingzhuang.engine.meaning.AggregateWord.Sense;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The words of statistics headers: groups with their conditions ({@code groups.csv}), measures and other words
 * ({@code measures.csv}), and the values of the catalogue's code lists, so that a new code list extends what can be read.
 */
final class AggregateVocabulary {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    private static final int MIN_VALUE_LENGTH = 2;

    /** Labels that say nothing where they stand alone. */
    private static final Set<String> TOO_COMMON = Set.of(
            "其他", "其它", "一般", "正常", "没有", "良好", "未知", "家庭", "集体", "个体", "企业", "机关", "事业", "残疾", "无业", "本人", "单位房", "本地",
            "外地", "公司", "社会", "中国", "好转", "处理中", "在办", "进行中");

    private static final Map<String, Sense> CLASSES = Map.ofEntries(
            Map.entry("person", Sense.SUBJECT),
            Map.entry("household", Sense.SUBJECT),
            Map.entry("event", Sense.THING),
            Map.entry("thing", Sense.THING),
            Map.entry("count", Sense.COUNT),
            Map.entry("total", Sense.TOTAL),
            Map.entry("rate", Sense.RATE),
            Map.entry("of_base", Sense.OF_BASE),
            Map.entry("average", Sense.AVERAGE),
            Map.entry("reset", Sense.RESET),
            Map.entry("of", Sense.OF),
            Map.entry("neg", Sense.NEGATION),
            Map.entry("or", Sense.OR),
            Map.entry("up", Sense.UP),
            Map.entry("down", Sense.DOWN),
            Map.entry("verb", Sense.VERB),
            Map.entry("light", Sense.LIGHT),
            Map.entry("heading", Sense.HEADING),
            Map.entry("topic", Sense.TOPIC),
            Map.entry("now_year", Sense.PERIOD),
            Map.entry("now_month", Sense.PERIOD),
            Map.entry("last_year", Sense.PERIOD),
            Map.entry("since", Sense.SINCE),
            Map.entry("until", Sense.UNTIL));

    private final Map<String, AggregateWord> words = new HashMap<>();
    private final Map<String, String> periods = new HashMap<>();
    private int longest;

    private AggregateVocabulary(Catalogue catalogue) {
        rows("groups.csv", this::addGroups);
        rows("measures.csv", this::addMeasures);
        catalogue.elements().forEach(element -> addValues(catalogue, element));
    }

    static AggregateVocabulary standard() {
        return Standard.VOCABULARY;
    }

    @Nullable
    AggregateWord find(String text) {
        return words.get(text);
    }

    int longest() {
        return longest;
    }

    /** The symbolic bound of a relative period: 本年 is {@code @year}. */
    Optional<String> period(String text) {
        return Optional.ofNullable(periods.get(text));
    }

    /** Text for comparing: full-width forms folded, no white space, circled numbers out. */
    static String key(String text) {
        String folded = Normalizer.normalize(text.replaceAll("[①-⑳]", ""), Normalizer.Form.NFKC);
        return folded.replaceAll("[\\s\\u00a0\\u3000\\u200b\\ufeff]+", "").toUpperCase(Locale.ROOT);
    }

    private void addGroups(CSVRecord row) {
        List<Condition> conditions = Expressions.parseConditions(row.get("condition"));
        Optional<SubjectType> subject = Expressions.subject(row.get("subject"));
        for (String word : row.get("words").split("\\|")) {
            put(new AggregateWord(
                    key(word),
                    EnumSet.of(Sense.GROUP),
                    conditions,
                    subject,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
    }

    private void addMeasures(CSVRecord row) {
        String[] kind = row.get("class").split(" ");
        for (String word : row.get("words").split("\\|")) {
            String text = key(word);
            if (kind.length == 2) {
                put(keyed(text, kind[0], Catalogue.storageKey(kind[1], "")));
                continue;
            }
            Sense sense = CLASSES.get(kind[0]);
            if (sense == null) {
                throw new IllegalStateException("measures.csv: unknown class " + kind[0]);
            }
            AggregateWord plain = AggregateWord.plain(text, sense);
            put(sense == Sense.SUBJECT ? withSubject(plain, Expressions.subject(kind[0])) : plain);
            if (sense == Sense.PERIOD) {
                periods.put(
                        text,
                        kind[0].equals("now_year") ? "@year" : kind[0].equals("now_month") ? "@month" : "@lastyear");
            }
        }
    }

    private static AggregateWord withSubject(AggregateWord word, Optional<SubjectType> subject) {
        return new AggregateWord(
                word.text(),
                word.senses(),
                List.of(),
                subject,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static AggregateWord keyed(String text, String kind, ElementKey key) {
        Optional<ElementKey> some = Optional.of(key);
        Sense sense = kind.equals("attribute") ? Sense.ATTRIBUTE : kind.equals("dated") ? Sense.DATED : Sense.OPERAND;
        return new AggregateWord(
                text,
                EnumSet.of(sense),
                List.of(),
                Optional.empty(),
                List.of(),
                sense == Sense.ATTRIBUTE ? some : Optional.empty(),
                sense == Sense.DATED ? some : Optional.empty(),
                sense == Sense.OPERAND ? some : Optional.empty());
    }

    private void addValues(Catalogue catalogue, Element element) {
        ElementKey key = Catalogue.storageKey(element.id(), "");
        SubjectType subject = catalogue.subjectOf(key);
        boolean isCounted = subject == SubjectType.PERSON || subject == SubjectType.HOUSEHOLD;
        Optional<CodeList> list = element.codeList().flatMap(catalogue::codeList);
        if (!isCounted
                || list.isEmpty()
                || element.valueType() != ValueType.CODE
                || !key.role().isEmpty()) {
            return;
        }
        for (CodeList.Code code : list.get().codes()) {
            addValue(code.label(), key, code.label());
            code.also().forEach(text -> addValue(text, key, code.label()));
        }
    }

    private void addValue(String written, ElementKey key, String label) {
        String text = key(written);
        if (text.length() < MIN_VALUE_LENGTH || TOO_COMMON.contains(text)) {
            return;
        }
        put(new AggregateWord(
                text,
                EnumSet.of(Sense.VALUE),
                List.of(),
                Optional.empty(),
                List.of(new AggregateWord.Value(key, label)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private void put(AggregateWord word) {
        words.merge(word.text(), word, AggregateWord::and);
        longest = Math.max(longest, word.text().length());
    }

    static void rows(String file, Consumer<CSVRecord> each) {
        try (InputStream in = AggregateVocabulary.class.getResourceAsStream("/vocabulary/" + file)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: vocabulary/" + file);
            }
            try (CSVParser parser =
                    CSVParser.parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), FORMAT)) {
                parser.forEach(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Standard {
        static final AggregateVocabulary VOCABULARY = new AggregateVocabulary(Catalogue.standard());
    }
}
