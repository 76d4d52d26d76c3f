package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.AggregateWord.Sense;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the words of one header text into a clause. One use per text. */
final class AggregateClauseReader {
    private static final Pattern UNIT = Pattern.compile(
            "[(（]\\s*(?:单位[:：])?\\s*(户|人|名|人次|次|户次|个|件|起|宗|例|场|场次|处|家|元|万元|亩|平方米|平米|㎡|M2|公里|千米|%|岁|周岁|间|头|只|羽|口|尾|匹|人数|户数|公顷|份|支|所|座|台|条|项|人次数|对|栋|幢|套|眼|辆|万元/年|元/年|元/月|元/户|元/人|亩/户|平方米/户|亩/人|平方米/人|人/户|头/户)\\s*[)）]\\s*$");
    private static final Set<String> HOUSEHOLD_UNITS = Set.of("户", "户数");
    private static final Set<String> PERSON_UNITS = Set.of("人", "名", "人数");
    private static final Set<String> THING_UNITS = Set.of(
            "人次", "次", "户次", "例", "眼", "辆", "个", "件", "起", "场", "场次", "处", "家", "份", "支", "所", "座", "台", "条", "项",
            "人次数", "对", "栋", "幢", "套");
    /** Nouns that lean on what stands around them. */
    private static final Set<String> OPEN_NOUNS = Set.of(
            "人", "人数", "人员", "人员数", "名", "户", "户数", "对象", "对象数", "总人数", "人员总数", "成员", "成员数", "对象人数", "人员合计", "总人员",
            "户数合计");

    private static final String NOUN_ENDS = ".*(人|员|者|户|对象|儿童|老人|妇女|军人|家庭|遗属|子女)";
    private static final Set<String> REVERSED_RANKS =
            Set.of("disability_level", "wound_level", "dwelling_grade", "dibao_grade");

    private static final ElementKey AGE = ElementKey.of("person_age");

    /** Says which element a value belongs to, or none where that is open. */
    interface Chooser {
        /** What 参保 refers to: the one insurance that the title or an upper header names. */
        default Optional<Condition> matter() {
            return Optional.empty();
        }

        /** Whether the title, an upper header or the last total is about the matter of this element. */
        default boolean isAbout(ElementKey key) {
            return false;
        }

        Optional<AggregateWord.Value> choose(AggregateWord word, List<ElementKey> attributes);

        /** Whether the neighbours show that the values of this element are meant here. */
        default boolean isSettled(ElementKey key) {
            return false;
        }

        /** Whether ages are spoken of, so that 60-64 is one. */
        boolean isAboutAge(List<ElementKey> attributes);
    }

    private final Catalogue catalogue;
    private final Chooser chooser;
    private final List<Condition> conditions = new ArrayList<>();
    private final List<ElementKey> attributes = new ArrayList<>();
    private final Set<String> unexplained = new LinkedHashSet<>();
    private final Set<AggregateWord.Sense> seen = new LinkedHashSet<>();
    private final List<String> things = new ArrayList<>();
    private final List<String> pendingVerbs = new ArrayList<>();
    private Optional<SubjectType> subject = Optional.empty();
    private Optional<SubjectType> groupSubject = Optional.empty();
    private Optional<ElementKey> operand = Optional.empty();
    private Optional<ElementKey> dated = Optional.empty();
    private Optional<String> period = Optional.empty();
    private Optional<String> negation = Optional.empty();
    private boolean isNounAfterOperand;
    private boolean isLastCondition;
    private boolean isJoining;
    private boolean isHeadingText;
    private boolean isWorkHeading;
    private boolean isNounOpen = true;
    private int groups;
    private final List<Condition> groupAges = new ArrayList<>();
    private final List<Condition> ownAges = new ArrayList<>();

    private AggregateClauseReader(Catalogue catalogue, Chooser chooser) {
        this.catalogue = catalogue;
        this.chooser = chooser;
    }

    /**
     * Reads a text.
     *
     * @param isUpper whether it is an upper header or a title, where 情况 and names of sections may stand
     */
    static AggregateClause read(String text, boolean isUpper, AggregateLexer lexer, Chooser chooser) {
        Matcher unit = UNIT.matcher(AggregateVocabulary.key(text));
        boolean hasUnit = unit.find();
        String bare = hasUnit ? AggregateVocabulary.key(text).substring(0, unit.start()) : text;
        List<AggregateWord> words = lexer.words(bare);
        int split = firstOf(words, Sense.OF_BASE);
        AggregateClauseReader reader = new AggregateClauseReader(lexer.catalogue(), chooser);
        reader.take(split < 0 ? words : words.subList(0, split), isUpper);
        if (hasUnit) {
            reader.takeUnit(unit.group(1));
        }
        if (split < 0) {
            return reader.clause(Optional.empty());
        }
        AggregateClauseReader base = new AggregateClauseReader(lexer.catalogue(), chooser);
        base.take(words.subList(split + 1, words.size()), isUpper);
        reader.unexplained.addAll(base.unexplained);
        reader.seen.add(Sense.RATE);
        AggregateClause whole = base.clause(Optional.empty());
        return reader.clause(Optional.of(whole.conditions()));
    }

    private static int firstOf(List<AggregateWord> words, Sense sense) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).is(sense)) {
                return i;
            }
        }
        return -1;
    }

    private void take(List<AggregateWord> words, boolean isUpper) {
        words.forEach(word -> word.attribute().ifPresent(attributes::add));
        isHeadingText = isUpper && words.stream().anyMatch(word -> word.is(Sense.HEADING) && !word.is(Sense.SUBJECT));
        isWorkHeading =
                isHeadingText && words.stream().anyMatch(word -> word.text().equals("工作"));
        boolean hasPeriod = words.stream().anyMatch(word -> word.is(Sense.PERIOD));
        for (int i = 0; i < words.size(); i++) {
            i += takeWord(words, i, isUpper, hasPeriod);
        }
        finish();
    }

    /** Returns how many words after this one it used up. */
    private int takeWord(List<AggregateWord> words, int i, boolean isUpper, boolean hasPeriod) {
        AggregateWord word = words.get(i);
        if (hasPeriod && word.is(Sense.DATED)) {
            dated = word.dated();
            groups++;
            condition(List.of());
            return 0;
        }
        if (isHeadingText && !(word.is(Sense.GROUP) && word.subject().isPresent()) && isConditionLike(word)) {
            return 0;
        }
        boolean isNoMatter = word.is(Sense.NO_MATTER) && chooser.matter().isPresent();
        if (word.is(Sense.MATTER) || isNoMatter) {
            takeMatter(word, isUpper);
            return 0;
        }
        if (word.is(Sense.VALUE)) {
            Optional<AggregateWord.Value> value = chooser.choose(word, attributes);
            boolean isNamed =
                    value.isPresent() && attributes.contains(value.get().key());
            if (value.isPresent() && (isNamed || !word.is(Sense.GROUP))) {
                return takeValue(value.get(), words, i);
            }
        }
        if (word.is(Sense.GROUP)) {
            takeGroup(word);
            return 0;
        }
        if (word.is(Sense.AGE) || word.is(Sense.BARE_RANGE)) {
            takeAge(word);
            return 0;
        }
        if (takeMeasure(word)) {
            return 0;
        }
        takeLight(word, isUpper, i + 1 < words.size() ? Optional.of(words.get(i + 1)) : Optional.empty());
        return 0;
    }

    private void takeGroup(AggregateWord word) {
        if (isWorkHeading) {
            return;
        }
        groups += word.subject().isPresent() ? 1 : 0;
        if (word.subject().isPresent() && subject.isPresent()) {
            subject = Optional.empty(); // 脱贫家庭学生: the noun before only says whose
        }
        word.conditions().stream()
                .filter(condition -> condition instanceof Condition.Between between
                        && between.key().equals(AGE))
                .forEach(groupAges::add);
        groupSubject = word.subject().or(() -> groupSubject);
        condition(word.conditions());
    }

    private void takeMatter(AggregateWord word, boolean isUpper) {
        Optional<Condition> matter = chooser.matter();
        if (matter.isPresent()) {
            groups++;
            groupSubject = groupSubject.or(() -> Optional.of(SubjectType.PERSON));
            condition(List.of(word.is(Sense.NO_MATTER) ? new Condition.Not(matter.get()) : matter.get()));
        } else if (!isUpper) {
            unexplained.add(word.text());
        }
    }

    private void takeAge(AggregateWord word) {
        if (word.is(Sense.BARE_RANGE) && !chooser.isAboutAge(attributes)) {
            unexplained.add(word.text());
        } else {
            ownAges.addAll(word.conditions());
            condition(word.conditions());
        }
    }

    private int takeValue(AggregateWord.Value value, List<AggregateWord> words, int i) {
        if (words.get(i).text().matches(NOUN_ENDS)) {
            groups++;
            SubjectType kept = catalogue.subjectOf(value.key());
            boolean isHousehold = words.get(i).text().matches(".*(户|家庭)");
            SubjectType named =
                    isHousehold ? SubjectType.HOUSEHOLD : kept == SubjectType.HOUSEHOLD ? SubjectType.PERSON : kept;
            groupSubject = groupSubject.or(() -> Optional.of(named));
        }
        boolean hasNext = i + 1 < words.size();
        boolean isUp = hasNext && words.get(i + 1).is(Sense.UP);
        boolean isDown = hasNext && words.get(i + 1).is(Sense.DOWN);
        if (!isUp && !isDown) {
            condition(List.of(oneOf(value)));
            return 0;
        }
        Optional<Condition> ranked = REVERSED_RANKS.contains(value.key().element())
                ? Optional.empty()
                : ExpressionParser.ranked(catalogue, value.key(), value.label(), isUp);
        if (ranked.isEmpty()) {
            unexplained.add(words.get(i).text() + words.get(i + 1).text());
        } else {
            condition(List.of(ranked.get()));
        }
        return 1;
    }

    private Condition oneOf(AggregateWord.Value value) {
        List<String> family = catalogue
                .codesOf(value.key().element())
                .map(list -> list.family(value.label()))
                .orElse(List.of(value.label()));
        boolean isOrdered = catalogue.codesOf(value.key().element()).map(CodeList::codes).stream()
                .flatMap(List::stream)
                .anyMatch(code -> code.rank().isPresent());
        return new Condition.OneOf(value.key(), isOrdered ? List.of(value.label()) : family);
    }

    private boolean takeMeasure(AggregateWord word) {
        if (word.is(Sense.OPERAND) && word.operand().isPresent()) {
            takeOperand(word);
            return true;
        }
        boolean isMeasure = false;
        for (Sense sense :
                List.of(Sense.RATE, Sense.AVERAGE, Sense.RESET, Sense.OF, Sense.TOTAL, Sense.COUNT, Sense.SUBJECT)) {
            if (word.is(sense)) {
                seen.add(sense);
                if (sense == Sense.SUBJECT) {
                    isNounAfterOperand = operand.isPresent();
                    seen.add(Sense.COUNT);
                    subject = word.subject().or(() -> subject);
                    isNounOpen &= OPEN_NOUNS.contains(word.text());
                }
                if (word.text().contains("总") || word.text().contains("合计")) {
                    seen.add(Sense.TOTAL);
                }
                isMeasure = true;
            }
        }
        if (isMeasure) {
            return true;
        }
        if (word.is(Sense.THING)) {
            seen.add(Sense.THING);
            things.add(word.text());
            return true;
        }
        return false;
    }

    private void takeOperand(AggregateWord word) {
        if (word.is(Sense.BARE) && !chooser.isAbout(word.operand().orElseThrow())) {
            unexplained.add(word.text());
        }
        if (word.is(Sense.AVERAGE)) {
            seen.add(Sense.AVERAGE);
        }
        operand = operand.or(word::operand);
        isLastCondition = false;
    }

    private void takeLight(AggregateWord word, boolean isUpper, Optional<AggregateWord> next) {
        if (word.is(Sense.PERIOD)) {
            period = Optional.of(word.text());
        } else if (word.is(Sense.SINCE) || word.is(Sense.UNTIL)) {
            period = period.map(text -> text + word.text());
            if (period.isEmpty()) {
                unexplained.add(word.text());
            }
        } else if (word.is(Sense.NEGATION)) {
            negation.ifPresent(unexplained::add);
            negation = Optional.of(word.text());
        } else if (word.is(Sense.OR)) {
            join(word, next);
        } else if (word.is(Sense.VERB)) {
            pendingVerbs.add(word.text());
        } else if (word.is(Sense.ATTRIBUTE)) {
            isLastCondition = false;
        } else if (word.is(Sense.HEADING) || word.is(Sense.TOPIC)) {
            if (!isUpper && !word.is(Sense.LIGHT)) {
                unexplained.add(word.text());
            }
        } else if (!word.is(Sense.LIGHT)) {
            unexplained.add(word.text());
        }
    }

    /** 及, 、 or / between two conditions makes them alternatives; between a condition and a noun it says nothing. */
    private void join(AggregateWord word, Optional<AggregateWord> next) {
        boolean isBetween = isLastCondition && next.isPresent() && isConditionLike(next.get());
        boolean isListMark = word.text().equals("、")
                || word.text().equals("/")
                || word.text().equals(";");
        if (isHeadingText) {
            isJoining = false;
        } else if (isBetween) {
            isJoining = true;
        } else if (!isListMark && next.isPresent() && isLastCondition) {
            unexplained.add(word.text());
        }
    }

    private static boolean isConditionLike(AggregateWord word) {
        return word.is(Sense.GROUP) || word.is(Sense.VALUE) || word.is(Sense.AGE) || word.is(Sense.BARE_RANGE);
    }

    private void condition(List<Condition> added) {
        pendingVerbs.clear();
        List<Condition> now = negation.isPresent() ? negated(added) : added;
        negation = Optional.empty();
        if ((isJoining || isLastCondition && isAnotherOfList(now)) && !conditions.isEmpty() && now.size() == 1) {
            Condition before = conditions.remove(conditions.size() - 1);
            conditions.add(either(before, now.get(0)));
        } else if (isJoining) {
            unexplained.add("及");
            conditions.addAll(now);
        } else {
            conditions.addAll(now);
        }
        isJoining = false;
        isLastCondition = true;
    }

    /** 高中中专: two values of one list side by side are alternatives. */
    private boolean isAnotherOfList(List<Condition> now) {
        return !conditions.isEmpty()
                && now.size() == 1
                && now.get(0) instanceof Condition.OneOf one
                && conditions.get(conditions.size() - 1) instanceof Condition.OneOf before
                && one.key().equals(before.key())
                && Collections.disjoint(one.values(), before.values());
    }

    private List<Condition> negated(List<Condition> added) {
        if (added.size() != 1) {
            unexplained.add(negation.orElse(""));
            return added;
        }
        return List.of(new Condition.Not(added.get(0)));
    }

    static Condition either(Condition a, Condition b) {
        if (a instanceof Condition.OneOf one
                && b instanceof Condition.OneOf other
                && one.key().equals(other.key())) {
            Set<String> values = new LinkedHashSet<>(one.values());
            values.addAll(other.values());
            return new Condition.OneOf(one.key(), List.copyOf(values));
        }
        List<Condition> parts = new ArrayList<>(a instanceof Condition.AnyOf any ? any.parts() : List.of(a));
        parts.add(b);
        return new Condition.AnyOf(parts);
    }

    private void takeUnit(String unit) {
        if (HOUSEHOLD_UNITS.contains(unit)
                && groupSubject.filter(AggregateClauseReader::isThing).isPresent()) {
            seen.add(Sense.COUNT);
        } else if (HOUSEHOLD_UNITS.contains(unit)) {
            subject = Optional.of(SubjectType.HOUSEHOLD);
            isNounAfterOperand = operand.isPresent();
            seen.add(Sense.SUBJECT);
            seen.add(Sense.COUNT);
        } else if (PERSON_UNITS.contains(unit)) {
            subject = Optional.of(SubjectType.PERSON);
            seen.add(Sense.SUBJECT);
            seen.add(Sense.COUNT);
        } else if (unit.equals("%")) {
            seen.add(Sense.RATE);
        } else if (THING_UNITS.contains(unit)) {
            seen.add(Sense.THING);
            things.add(unit);
        } else if (operand.isEmpty()) {
            seen.add(Sense.COUNT);
            unexplained.add(unit);
        }
    }

    private void finish() {
        if (!ownAges.isEmpty()) {
            conditions.removeIf(condition -> groupAges.contains(condition) && !ownAges.contains(condition));
        }
        unexplained.addAll(pendingVerbs);
        negation.ifPresent(unexplained::add);
        if (dated.isPresent() && period.isPresent()) {
            Optional<Condition> during = during(dated.get(), period.get());
            during.ifPresentOrElse(conditions::add, () -> unexplained.add(period.orElse("")));
            groupSubject = groupSubject.or(() -> Optional.of(SubjectType.PERSON));
        } else {
            period.ifPresent(unexplained::add);
        }
    }

    private static Optional<Condition> during(ElementKey key, String period) {
        String symbol = AggregateVocabulary.standard().period(period).orElse("");
        if (!symbol.isEmpty()) {
            return Optional.of(new Condition.Between(key, Optional.of(symbol), Optional.of(symbol)));
        }
        Matcher date =
                Pattern.compile("(\\d{4})年(?:度)?(?:(\\d{1,2})月(?:份)?)?(.*)").matcher(period);
        if (!date.matches()) {
            return Optional.empty();
        }
        String bound = date.group(2) == null
                ? date.group(1)
                : String.format(java.util.Locale.ROOT, "%s-%02d", date.group(1), Integer.parseInt(date.group(2)));
        return switch (date.group(3)) {
            case "" -> Optional.of(new Condition.Between(key, Optional.of(bound), Optional.of(bound)));
            case "以来", "以后", "起", "至今" -> Optional.of(new Condition.Between(key, Optional.of(bound), Optional.empty()));
            case "底", "末" -> Optional.of(new Condition.Between(key, Optional.empty(), Optional.of(bound)));
            default -> Optional.empty();
        };
    }

    /** Organisations, places and events are counted in 家, 处, 件. */
    private static boolean isThing(SubjectType type) {
        return type == SubjectType.ORGANISATION || type == SubjectType.PLACE || type == SubjectType.EVENT;
    }

    private AggregateClause clause(Optional<List<Condition>> base) {
        if (groupSubject.filter(AggregateClauseReader::isThing).isEmpty()) {
            unexplained.addAll(things);
        }
        boolean isOfOwners = isNounAfterOperand
                && !seen.contains(Sense.AVERAGE)
                && subject.equals(operand.map(catalogue::subjectOf));
        if (isOfOwners) {
            conditions.add(new Condition.Known(operand.orElseThrow()));
            groups++;
            operand = Optional.empty();
        }
        AggregateClause.Marks marks = new AggregateClause.Marks(
                seen.contains(Sense.COUNT),
                seen.contains(Sense.TOTAL),
                seen.contains(Sense.RESET),
                seen.contains(Sense.OF),
                seen.contains(Sense.RATE),
                seen.contains(Sense.AVERAGE),
                seen.contains(Sense.THING),
                isHeadingText,
                isNounOpen);
        return new AggregateClause(
                List.copyOf(conditions),
                base,
                subject.or(() -> groupSubject),
                subject.isPresent(),
                operand,
                List.copyOf(attributes),
                marks,
                groups,
                List.copyOf(unexplained));
    }
}
