package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.catalog.ValueType;
import cn.qingzhuang.engine.meaning.AggregateWord.Sense;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads the headers of statistics into expressions, word by word: 残疾人数 / 其中 / 一级 counts persons whose disability level
 * is 一级. A word that is not understood stands in {@link Expression#unexplained}, and then no number is computed.
 *
 * <p>What a header inherits: upper headers restrict unless they are mere section headings (双拥人口情况信息); after 其中, and
 * where a header only narrows (女, 60岁以上), the last total beside it holds as well; 全村 takes everything back.
 */
public final class AggregateReader {
    private final AggregateLexer lexer;

    /**
     * A place of the table that may ask for a number.
     *
     * @param path header texts from the outermost down to the leaf
     * @param rowStub the stub texts of its row, for a cell of a matrix
     */
    public record Header(List<String> path, List<String> rowStub) {
        public Header {
            path = List.copyOf(path);
            rowStub = List.copyOf(rowStub);
        }
    }

    private AggregateReader(AggregateVocabulary vocabulary) {
        this.lexer = new AggregateLexer(vocabulary);
    }

    public static AggregateReader standard() {
        return new AggregateReader(AggregateVocabulary.standard());
    }

    /**
     * The expression of each header, in order; empty where a header asks for no number. Headers of one table are read
     * together because they inherit from one another.
     *
     * @param population whom the table is about, as its title says
     */
    public List<Optional<Expression>> read(Population population, List<Header> headers) {
        return new Table(population, headers).read();
    }

    /** One table being read. */
    private final class Table {
        private final Population population;
        private final List<Header> headers;
        private final List<List<String>> paths;
        private final Map<String, List<AggregateWord>> cut = new HashMap<>();
        private final Map<List<String>, List<List<AggregateWord.Value>>> besides = new HashMap<>();
        private final Map<Integer, Boolean> levelsWithAges = new HashMap<>();
        private final Map<List<String>, AggregateResolved> totals = new HashMap<>();
        private final Map<List<String>, AggregateResolved> last = new HashMap<>();
        private final Map<List<String>, List<AggregateResolved>> siblings = new HashMap<>();
        private final Set<ElementKey> titleKeys = new LinkedHashSet<>();
        private final List<List<AggregateWord.Value>> stubValues = new ArrayList<>();
        private List<String> lastPrefix = List.of();
        private final Set<List<String>> opened = new HashSet<>();
        private final Map<List<String>, Integer> groupsInARow = new HashMap<>();

        Table(Population population, List<Header> headers) {
            this.population = population;
            this.headers = headers;
            this.paths = headers.stream().map(Header::path).distinct().toList();
            population.conditions().forEach(condition -> titleKeys.addAll(AggregateConditions.keys(condition)));
        }

        /** The words of a text, cut once: a matrix repeats its headers in every row. */
        private List<AggregateWord> words(String text) {
            return cut.computeIfAbsent(text, lexer::words);
        }

        List<Optional<Expression>> read() {
            List<Optional<Expression>> out = new ArrayList<>();
            for (Header header : headers) {
                out.add(expression(header));
            }
            return out;
        }

        private Optional<Expression> expression(Header header) {
            if (header.path().isEmpty()) {
                return Optional.empty();
            }
            AggregateLevels levels = levels(header);
            if (!levels.isMeasure()) {
                return Optional.empty();
            }
            AggregateResolved resolved = resolve(levels);
            remember(levels, resolved);
            return Optional.of(resolved.expression());
        }

        // ---- levels

        private AggregateLevels levels(Header header) {
            List<String> path = withPeriod(header.path());
            List<AggregateClause> uppers = new ArrayList<>();
            Context context =
                    new Context(siblingValues(header), attributesAbove(header), ages(header), groupKeys(header));
            for (String text : path.subList(0, path.size() - 1)) {
                uppers.add(AggregateClauseReader.read(text, true, lexer, context));
            }
            AggregateClause leaf = AggregateClauseReader.read(path.get(path.size() - 1), false, lexer, context);
            List<AggregateClause> stubs = new ArrayList<>();
            for (String stub : header.rowStub()) {
                stubs.add(AggregateClauseReader.read(stub, false, lexer, context.forStub(stubValues())));
            }
            return new AggregateLevels(path, uppers, leaf, stubs);
        }

        /** A leaf that is a period only (复退伍人数 / 2010年) is read as one text with the header above it. */
        private List<String> withPeriod(List<String> path) {
            int n = path.size();
            boolean isPeriod = n > 1
                    && words(path.get(n - 1)).stream().allMatch(word -> word.is(Sense.PERIOD) || word.is(Sense.SINCE));
            if (!isPeriod) {
                return path;
            }
            List<String> out = new ArrayList<>(path.subList(0, n - 2));
            out.add(path.get(n - 2) + path.get(n - 1));
            return out;
        }

        private List<ElementKey> attributesAbove(Header header) {
            List<ElementKey> out = new ArrayList<>();
            for (String text : header.path()) {
                words(text).forEach(word -> word.attribute().ifPresent(out::add));
            }
            return out;
        }

        /** The values that headers beside this one name: 视力 | 听力 | 言语 belong to one list. */
        private List<List<AggregateWord.Value>> siblingValues(Header header) {
            return besides.computeIfAbsent(header.path(), this::valuesBeside);
        }

        private List<List<AggregateWord.Value>> valuesBeside(List<String> path) {
            List<List<AggregateWord.Value>> out = new ArrayList<>();
            int leaf = path.size() - 1;
            for (List<String> other : paths) {
                boolean isBeside = other.size() == path.size()
                        && other.subList(0, leaf).equals(path.subList(0, leaf))
                        && !other.equals(path);
                if (isBeside) {
                    words(other.get(leaf)).stream()
                            .filter(word -> word.is(Sense.VALUE))
                            .forEach(word -> out.add(word.valueOf()));
                }
            }
            return out;
        }

        /** The elements that groups in the title, in the upper headers and of the last total are about. */
        private Set<ElementKey> groupKeys(Header header) {
            Set<ElementKey> out = new LinkedHashSet<>(titleKeys);
            for (int i = header.path().size() - 1; i >= 0; i--) {
                AggregateResolved total = totals.get(header.path().subList(0, i));
                if (total != null) {
                    total.conditions().forEach(condition -> out.addAll(AggregateConditions.keys(condition)));
                    break;
                }
            }
            for (String text : header.path()) {
                words(text).stream()
                        .filter(word -> word.is(Sense.GROUP) && word.subject().isPresent())
                        .flatMap(word -> word.conditions().stream())
                        .forEach(condition -> out.addAll(AggregateConditions.keys(condition)));
            }
            return out;
        }

        private List<List<AggregateWord.Value>> stubValues() {
            if (stubValues.isEmpty()) {
                headers.stream()
                        .map(Header::rowStub)
                        .distinct()
                        .flatMap(List::stream)
                        .flatMap(text -> words(text).stream())
                        .filter(word -> word.is(Sense.VALUE))
                        .forEach(word -> stubValues.add(word.valueOf()));
            }
            return stubValues;
        }

        /** Whether headers beside this one name ages, so that 4-18 is one too. */
        private boolean ages(Header header) {
            return levelsWithAges.computeIfAbsent(
                    header.path().size(),
                    size -> paths.stream()
                            .filter(path -> path.size() == size)
                            .anyMatch(path -> words(path.get(size - 1)).stream().anyMatch(word -> word.is(Sense.AGE))));
        }

        // ---- joining the levels

        private AggregateResolved resolve(AggregateLevels levels) {
            AggregateClause leaf = levels.leaf();
            List<String> unexplained = new ArrayList<>(leaf.unexplained());
            List<Condition> own = new ArrayList<>(leaf.conditions());
            List<Condition> hard = new ArrayList<>();
            List<Condition> soft = new ArrayList<>();
            gatherUppers(levels, hard, soft, unexplained);
            levels.stubs().forEach(stub -> {
                hard.addAll(stub.conditions());
                unexplained.addAll(stub.unexplained());
            });
            Optional<AggregateResolved> total = inherits(levels) ? total(levels) : Optional.empty();
            boolean isEverybody = leaf.marks().isReset();
            if (isEverybody && leaf.conditions().isEmpty() && levels.leafText().contains("总") && !soft.isEmpty()) {
                unexplained.add(levels.leafText());
            }
            boolean isOpenWhose = total.isPresent()
                    && (isStale(levels) || leaf.isModifier() && !levels.isMarked() && isAmongGroups(levels));
            if (isOpenWhose && changes(total.get().conditions(), own)) {
                unexplained.add(levels.leafText());
            }
            List<Condition> inherited = new ArrayList<>();
            if (!isEverybody) {
                AggregateConditions.addAll(inherited, population.conditions());
                List<String> open = openOfTitle(levels, hard, own);
                total.ifPresentOrElse(
                        t -> {
                            AggregateConditions.addAll(inherited, t.conditions());
                            t.expression().unexplained().stream()
                                    .filter(word -> open.contains(word)
                                            || !population.unexplained().contains(word))
                                    .forEach(unexplained::add);
                        },
                        () -> unexplained.addAll(open));
                AggregateConditions.addAll(inherited, soft);
            }
            List<Condition> said = new ArrayList<>();
            AggregateConditions.addAll(said, hard);
            AggregateConditions.addAll(said, own);
            List<Condition> all = AggregateConditions.inherit(inherited, said);
            return measured(levels, total, all, unexplained);
        }

        /**
         * The words of the title that leave open whom a header counts: those not understood where the header names nobody
         * itself, and groups of a title about two matters unless the header is about one of them.
         */
        private List<String> openOfTitle(AggregateLevels levels, List<Condition> hard, List<Condition> own) {
            List<String> open = new ArrayList<>();
            Map<String, List<Condition>> dropped = new HashMap<>();
            population
                    .unexplained()
                    .forEach(word -> dropped.put(
                            word,
                            words(word).stream()
                                    .flatMap(known -> known.conditions().stream())
                                    .toList()));
            boolean isAboutOne = dropped.values().stream()
                    .anyMatch(group ->
                            AggregateConditions.isRelated(group, hard) || AggregateConditions.isRelated(group, own));
            for (String word : population.unexplained()) {
                boolean isGroup = !dropped.getOrDefault(word, List.of()).isEmpty();
                if (!isAboutOne && (isGroup || levels.leansOnTitle())) {
                    open.add(word);
                }
            }
            return open;
        }

        /** After 其中 a header about the same matter as the total still belongs to it: 预备党员 after 其中正式党员. */
        private boolean inherits(AggregateLevels levels) {
            if (levels.inherits()) {
                return true;
            }
            AggregateResolved total = totals.get(levels.prefix());
            return total != null
                    && opened.contains(levels.prefix())
                    && !levels.leaf().marks().isTotal()
                    && !levels.leaf().marks().isReset()
                    && AggregateConditions.isRelated(
                            total.conditions(), levels.leaf().conditions());
        }

        /** Whether headers of another section stand between the header and the total that it would narrow. */
        private boolean isStale(AggregateLevels levels) {
            return !levels.prefix().equals(lastPrefix)
                    && !lastPrefix.isEmpty()
                    && lastPrefix.size() > levels.prefix().size();
        }

        /** Whether it matters that the total holds as well. */
        private boolean changes(List<Condition> total, List<Condition> own) {
            List<Condition> both = new ArrayList<>(total);
            AggregateConditions.addAll(both, own);
            return total.isEmpty() || !AggregateConditions.simplified(both).equals(AggregateConditions.simplified(own));
        }

        /** Whether several groups stand before a header that only narrows, so that it is open which one it narrows. */
        private boolean isAmongGroups(AggregateLevels levels) {
            return groupsInARow.getOrDefault(levels.prefix(), 0) > 1;
        }

        private void gatherUppers(
                AggregateLevels levels, List<Condition> hard, List<Condition> soft, List<String> unexplained) {
            for (AggregateClause upper : levels.uppers()) {
                unexplained.addAll(upper.unexplained());
                boolean isHeading = upper.marks().isHeading();
                if (!isHeading) {
                    hard.addAll(upper.conditions());
                } else if (upper.groups() <= 1) {
                    soft.addAll(upper.conditions());
                }
            }
        }

        private Optional<AggregateResolved> total(AggregateLevels levels) {
            return Optional.ofNullable(totals.get(levels.prefix()));
        }

        private AggregateResolved measured(
                AggregateLevels levels,
                Optional<AggregateResolved> total,
                List<Condition> all,
                List<String> unexplained) {
            AggregateClause leaf = levels.leaf();
            Optional<SubjectType> subject = subject(levels, total, all);
            boolean isNobodyNamed = !levels.isNounSaid() && total.isEmpty() && population.subject() == SubjectType.UNIT;
            if (isNobodyNamed && (leaf.operand().isEmpty() || leaf.marks().isAverage())) {
                unexplained.add(levels.leafText());
            }
            if (leaf.marks().isRate()
                    || levels.stubs().stream().anyMatch(stub -> stub.marks().isRate())) {
                return rate(levels, total, all, subject, unexplained);
            }
            Optional<ElementKey> operand = leaf.operand().or(levels::upperOperand);
            if (leaf.marks().isAverage()) {
                Optional<ElementKey> averaged = operand.or(() -> leaf.attributes().stream()
                        .filter(AggregateReader::isNumber)
                        .findFirst());
                if (averaged.isEmpty()) {
                    unexplained.add("平均");
                }
                return resolved(Expression.Measure.AVERAGE, subject, averaged, all, List.of(), unexplained);
            }
            if (operand.isPresent()) {
                return resolved(Expression.Measure.SUM, subject, operand, all, List.of(), unexplained);
            }
            if (leaf.isBareTotal() && !levels.hasHardConditions() && total.isEmpty()) {
                return sumOfSiblings(levels, all, subject, unexplained);
            }
            return resolved(Expression.Measure.COUNT, subject, Optional.empty(), all, List.of(), unexplained);
        }

        /** 占比 beside a number is that number's share of the last total; 占…比例 names its base. */
        private AggregateResolved rate(
                AggregateLevels levels,
                Optional<AggregateResolved> total,
                List<Condition> all,
                Optional<SubjectType> subject,
                List<String> unexplained) {
            AggregateClause leaf = levels.leaf();
            List<Condition> base = leaf.base()
                    .orElseGet(() -> total.map(AggregateResolved::conditions)
                            .filter(whole -> !AggregateConditions.isRelated(whole, leaf.conditions()))
                            .orElse(population.conditions()));
            if (!leaf.conditions().isEmpty()) {
                boolean isShare = leaf.base().isPresent() || levels.leafText().matches(".*(占比|比例|比重|百分比).*");
                if (!isShare) {
                    unexplained.add("率");
                }
                return resolved(Expression.Measure.RATE, subject, Optional.empty(), all, base, unexplained);
            }
            AggregateResolved before =
                    last.get(levels.path().subList(0, levels.path().size() - 1));
            if (before == null || before.expression().measure() != Expression.Measure.COUNT) {
                unexplained.add("率");
                return resolved(Expression.Measure.RATE, subject, Optional.empty(), all, base, unexplained);
            }
            unexplained.addAll(before.expression().unexplained());
            if (before.conditions().equals(base)) {
                unexplained.add("率");
            }
            Optional<SubjectType> counted = Optional.of(before.expression().subject());
            return resolved(Expression.Measure.RATE, counted, Optional.empty(), before.conditions(), base, unexplained);
        }

        /** 合计 without a base: all that its neighbours count, if they count alternatives of one kind. */
        private AggregateResolved sumOfSiblings(
                AggregateLevels levels, List<Condition> all, Optional<SubjectType> subject, List<String> unexplained) {
            List<AggregateResolved> beside = siblings.getOrDefault(levels.prefix(), List.of());
            Set<SubjectType> subjects = new LinkedHashSet<>();
            beside.forEach(sibling -> subjects.add(sibling.expression().subject()));
            Optional<Condition> union = AggregateConditions.union(
                    beside.stream().map(AggregateResolved::own).toList());
            if (beside.isEmpty()
                    && subject.isPresent()
                    && !population.conditions().isEmpty()) {
                return resolved(Expression.Measure.COUNT, subject, Optional.empty(), all, List.of(), unexplained);
            }
            if (union.isEmpty() || subjects.size() != 1) {
                unexplained.add("合计");
                return resolved(Expression.Measure.COUNT, subject, Optional.empty(), all, List.of(), unexplained);
            }
            List<Condition> conditions = new ArrayList<>(all);
            conditions.add(union.get());
            return resolved(
                    Expression.Measure.COUNT,
                    subjects.stream().findFirst(),
                    Optional.empty(),
                    conditions,
                    List.of(),
                    unexplained);
        }

        private Optional<SubjectType> subject(
                AggregateLevels levels, Optional<AggregateResolved> total, List<Condition> all) {
            AggregateClause leaf = levels.leaf();
            if (leaf.isSubjectSaid() || leaf.marks().isThing()) {
                return leaf.marks().isThing() ? Optional.of(SubjectType.EVENT) : leaf.subject();
            }
            List<AggregateClause> outer = new ArrayList<>(levels.uppers());
            outer.addAll(levels.stubs());
            for (int i = outer.size() - 1; i >= 0; i--) {
                if (outer.get(i).isSubjectSaid()) {
                    return outer.get(i).subject();
                }
            }
            Optional<SubjectType> group = leaf.subject();
            for (int i = outer.size() - 1; i >= 0 && group.isEmpty(); i--) {
                group = outer.get(i).subject();
            }
            return group.or(() -> total.map(t -> t.expression().subject()))
                    .or(() -> population.conditions().isEmpty() ? Optional.empty() : Optional.of(population.subject()))
                    .or(() -> AggregateConditions.subject(all));
        }

        private AggregateResolved resolved(
                Expression.Measure measure,
                Optional<SubjectType> subject,
                Optional<ElementKey> operand,
                List<Condition> conditions,
                List<Condition> base,
                List<String> unexplained) {
            Optional<SubjectType> over = measure == Expression.Measure.SUM || measure == Expression.Measure.AVERAGE
                    ? operand.map(Catalogue.standard()::subjectOf)
                    : subject;
            List<Condition> kept = over.equals(Optional.of(SubjectType.HOUSEHOLD))
                    ? conditions.stream().map(AggregateConditions::ofHousehold).toList()
                    : conditions;
            Set<String> open = new LinkedHashSet<>(unexplained);
            if (over.isEmpty()) {
                open.add("数");
            }
            return new AggregateResolved(new Expression(
                    measure,
                    over.orElse(SubjectType.OTHER),
                    operand,
                    AggregateConditions.simplified(kept),
                    AggregateConditions.simplified(base),
                    List.copyOf(open)));
        }

        private void remember(AggregateLevels levels, AggregateResolved resolved) {
            AggregateClause leaf = levels.leaf();
            boolean isCount = resolved.expression().measure() == Expression.Measure.COUNT;
            last.put(levels.path().subList(0, levels.path().size() - 1), resolved);
            if (!levels.isMarked()) {
                lastPrefix = levels.prefix();
            }
            if (!isCount || !levels.stubs().isEmpty()) {
                return;
            }
            boolean isSelfStanding = !inherits(levels);
            if (levels.isMarked()) {
                opened.add(levels.prefix());
            }
            if (isSelfStanding) {
                opened.remove(levels.prefix());
                AggregateResolved before = totals.get(levels.prefix());
                boolean isWhole = leaf.marks().isTotal()
                        || leaf.marks().isReset()
                        || leaf.conditions().isEmpty();
                boolean isNested = before != null
                        && AggregateConditions.simplified(resolved.conditions()).containsAll(before.conditions());
                groupsInARow.merge(levels.prefix(), 1, (count, one) -> isWhole || isNested ? 1 : count + one);
                totals.put(levels.prefix(), resolved);
                totals.put(levels.path(), resolved);
            }
            if (!leaf.isBareTotal()) {
                siblings.computeIfAbsent(levels.prefix(), key -> new ArrayList<>())
                        .add(resolved.withOwn(leaf.conditions()));
            }
        }

        /** How a value's list and a bare range are settled inside this table. */
        private final class Context implements AggregateClauseReader.Chooser {
            private final List<List<AggregateWord.Value>> siblingValues;
            private final List<ElementKey> above;
            private final boolean isAmongAges;
            private final Set<ElementKey> groupKeys;

            Context(
                    List<List<AggregateWord.Value>> siblingValues,
                    List<ElementKey> above,
                    boolean isAmongAges,
                    Set<ElementKey> groupKeys) {
                this.siblingValues = siblingValues;
                this.above = above;
                this.isAmongAges = isAmongAges;
                this.groupKeys = groupKeys;
            }

            Context forStub(List<List<AggregateWord.Value>> stubs) {
                return new Context(stubs, above, true, groupKeys);
            }

            @Override
            public Optional<AggregateWord.Value> choose(
                    List<AggregateWord.Value> candidates, List<ElementKey> attributes) {
                List<AggregateWord.Value> distinct =
                        candidates.stream().distinct().toList();
                if (distinct.size() == 1
                        && !EverydayLabels.NEEDS_CONTEXT.contains(
                                distinct.get(0).key().element())) {
                    return Optional.of(distinct.get(0));
                }
                for (Predicate<ElementKey> test : List.<Predicate<ElementKey>>of(
                        attributes::contains, above::contains, this::isRelated, this::isOfSiblings)) {
                    List<AggregateWord.Value> found = distinct.stream()
                            .filter(value -> test.test(value.key()))
                            .toList();
                    if (found.size() == 1) {
                        return Optional.of(found.get(0));
                    }
                }
                return Optional.empty();
            }

            private boolean isRelated(ElementKey key) {
                String family = key.element().substring(0, key.element().indexOf('_') + 1);
                return !family.equals("person_")
                        && groupKeys.stream().anyMatch(title -> title.element().startsWith(family));
            }

            private boolean isOfSiblings(ElementKey key) {
                long shared = siblingValues.stream()
                        .filter(values ->
                                values.stream().anyMatch(value -> value.key().equals(key)))
                        .count();
                return shared >= 2;
            }

            @Override
            public boolean isSettled(ElementKey key) {
                return siblingValues.size() > 2
                        && isOfSiblings(key)
                        && !key.element().startsWith("person_political");
            }

            @Override
            public boolean isAboutAge(List<ElementKey> attributes) {
                return isAmongAges
                        || attributes.contains(ElementKey.of("person_age"))
                        || above.contains(ElementKey.of("person_age"));
            }
        }
    }

    private static boolean isNumber(ElementKey key) {
        ValueType type = Catalogue.standard()
                .element(key.element())
                .map(element -> element.valueType())
                .orElse(ValueType.STRING);
        return type == ValueType.INTEGER || type == ValueType.DECIMAL || type == ValueType.MONEY;
    }
}
