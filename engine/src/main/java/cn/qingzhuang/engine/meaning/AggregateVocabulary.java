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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    /** Ends of a word that say the same. */
    private static final List<List<String>> ENDS =
            List.of(List.of("老年人口", "老年人", "老人"), List.of("人员", "人口", "对象", "群众"));

    private static final int MIN_NAME_LENGTH = 4;

    /** 总发放金额: a shorter name of money leaves open whose. */
    private static final int MIN_MONEY_LENGTH = 6;

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
            Map.entry("matter", Sense.MATTER),
            Map.entry("no_matter", Sense.NO_MATTER),
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
    private final Map<String, AggregateWord> variants = new HashMap<>();
    private final Map<String, String> periods = new HashMap<>();
    private final Catalogue catalogue;
    private int longest;

    private AggregateVocabulary(Catalogue catalogue) {
        this.catalogue = catalogue;
        rows("groups.csv", this::addGroups);
        rows("measures.csv", this::addMeasures);
        catalogue.elements().forEach(element -> addValues(catalogue, element));
        addNames(catalogue);
        variants.values().stream()
                .filter(word -> !words.containsKey(word.text()))
                .forEach(this::put);
    }

    /**
     * The names of the catalogue's own elements where no row of the files says more: what is summed, what a breakdown is
     * by (按饮水来源分), what holds (是否签订劳动合同) and what happens on a day (消除时间). A name of two elements says nothing.
     */
    private void addNames(Catalogue catalogue) {
        Map<String, List<AggregateWord>> named = new LinkedHashMap<>();
        for (Element element : catalogue.elements()) {
            ElementKey key = Catalogue.storageKey(element.id(), "");
            SubjectType subject = catalogue.subjectOf(key);
            boolean isOfPeople = subject == SubjectType.PERSON || subject == SubjectType.HOUSEHOLD;
            if (isOfPeople && key.role().isEmpty()) {
                names(element)
                        .forEach(name -> nameWord(element, key, subject, name)
                                .ifPresent(word -> named.computeIfAbsent(word.text(), k -> new ArrayList<>())
                                        .add(word)));
            }
        }
        named.forEach((text, found) -> {
            boolean isClear = found.size() == 1 && text.length() >= MIN_NAME_LENGTH && !words.containsKey(text);
            if (isClear) {
                put(found.get(0));
            }
        });
    }

    /** 建筑面积（住房面积） is two names. */
    private static List<String> names(Element element) {
        return Arrays.stream(element.name().split("[（）()]"))
                .map(AggregateVocabulary::key)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static Optional<AggregateWord> nameWord(Element element, ElementKey key, SubjectType subject, String name) {
        return switch (element.valueType()) {
            case BOOLEAN ->
                name.startsWith("是否")
                        ? Optional.of(group(
                                name.substring(2),
                                List.of(new Condition.OneOf(key, List.of("是"))),
                                Optional.of(subject)))
                        : Optional.empty();
            case CODE -> element.codeList().isPresent() ? Optional.of(keyed(name, "attribute", key)) : Optional.empty();
            case INTEGER, DECIMAL -> Optional.of(keyed(name, "operand", key));
            case MONEY -> Optional.of(keyed(name, name.length() < MIN_MONEY_LENGTH ? "bare_operand" : "operand", key));
            case DATE ->
                name.matches(".+(时间|日期)")
                        ? Optional.of(keyed(name.substring(0, name.length() - 2), "dated", key))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    static AggregateVocabulary standard() {
        return Standard.VOCABULARY;
    }

    /** The words over another catalogue, with its code lists and elements. */
    static AggregateVocabulary of(Catalogue catalogue) {
        return catalogue == Catalogue.standard() ? standard() : new AggregateVocabulary(catalogue);
    }

    Catalogue catalogue() {
        return catalogue;
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
            put(group(key(word), conditions, subject));
        }
        for (String word : row.get("words").split("\\|")) {
            variants(key(word)).forEach(text -> variants.putIfAbsent(text, group(text, conditions, subject)));
        }
    }

    /** 特困人员, 特困对象, 特困人口 are the same people, and so are 空巢老人 and 空巢老年人. */
    private static List<String> variants(String word) {
        for (List<String> ends : ENDS) {
            for (String end : ends) {
                if (word.endsWith(end) && word.length() > end.length() + 1) {
                    String stem = word.substring(0, word.length() - end.length());
                    return ends.stream().map(stem::concat).toList();
                }
            }
        }
        return List.of();
    }

    private static AggregateWord group(String text, List<Condition> conditions, Optional<SubjectType> subject) {
        return new AggregateWord(
                text,
                EnumSet.of(Sense.GROUP),
                conditions,
                subject,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
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
                kind.equals("bare_operand") ? EnumSet.of(sense, Sense.BARE) : EnumSet.of(sense),
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
