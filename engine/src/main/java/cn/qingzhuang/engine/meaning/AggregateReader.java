package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.AggregateWord.Sense;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
        return of(Catalogue.standard());
    }

    /** A reader over another catalogue, whose code lists and elements are words of headers as well. */
    public static AggregateReader of(Catalogue catalogue) {
        return new AggregateReader(AggregateVocabulary.of(catalogue));
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
        private final AggregateTotals totals = new AggregateTotals();
        private final Map<List<String>, AggregateResolved> last = new HashMap<>();
        private final Map<List<String>, List<AggregateResolved>> siblings = new HashMap<>();
        private final Set<ElementKey> titleKeys = new LinkedHashSet<>();
        private final Map<List<String>, AggregateStub> stubReadings = new HashMap<>();
        private final Map<List<String>, AggregateLevels> columns = new HashMap<>();
        private final AggregateDoubts doubts;
        private final boolean isOfStubs;
        private final boolean isAboutInsurance;

        Table(Population population, List<Header> headers) {
            this(population, headers, false);
            List<List<String>> stubs = headers.stream()
                    .map(Header::rowStub)
                    .filter(stub -> !stub.isEmpty())
                    .distinct()
                    .toList();
            if (!stubs.isEmpty()) {
                Table rows = new Table(
                        population,
                        stubs.stream().map(stub -> new Header(stub, List.of())).toList(),
                        true);
                rows.headers.forEach(row -> stubReadings.put(row.path(), rows.stub(row)));
            }
        }

        private Table(Population population, List<Header> headers, boolean isOfStubs) {
            this.population = population;
            this.headers = headers;
            this.isOfStubs = isOfStubs;
            this.doubts = new AggregateDoubts(population, this::words, headers);
            this.isAboutInsurance = !population.conditions().isEmpty()
                    && population.conditions().stream().allMatch(AggregateConditions::isInsurance);
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
            Optional<Expression> row = Optional.ofNullable(stubReadings.get(header.rowStub()))
                    .filter(stub -> stub.isWholeNumber() && levels.isOnlyNumber())
                    .map(AggregateStub::expression);
            return Optional.of(row.orElse(resolved.expression()));
        }

        /** The stubs of a matrix are read like headers of one column, 其中 and all; the cell joins both. */
        private AggregateStub stub(Header row) {
            AggregateLevels levels = levels(row);
            boolean isNamed =
                    levels.isNounSaid() || inherits(levels) && totals.of(levels).isPresent();
            AggregateResolved resolved = resolve(levels);
            remember(levels, resolved);
            boolean isTotalOfTitle = levels.leaf().isBareTotal()
                    && !population.conditions().isEmpty()
                    && levels.leaf().unexplained().isEmpty();
            return new AggregateStub(
                    levels.leaf(),
                    isNamed,
                    isTotalOfTitle ? AggregateStub.everybody(population) : resolved.expression());
        }

        // ---- levels

        private AggregateLevels levels(Header header) {
            if (header.rowStub().isEmpty()) {
                return columnLevels(header);
            }
            AggregateLevels column = columns.computeIfAbsent(header.path(), path -> columnLevels(header));
            List<AggregateClause> stubs = Optional.ofNullable(stubReadings.get(header.rowStub())).stream()
                    .map(AggregateStub::clause)
                    .toList();
            return column.withStubs(stubs);
        }

        /** The levels of a column; those of a matrix are the same in every row. */
        private AggregateLevels columnLevels(Header header) {
            List<String> path = withPeriod(header.path());
            List<AggregateClause> uppers = new ArrayList<>();
            AggregateContext context = new AggregateContext(
                    siblingValues(header),
                    attributesAbove(header),
                    isOfStubs || ages(header),
                    groupKeys(header),
                    groupsAbove(header));
            for (String text : path.subList(0, path.size() - 1)) {
                uppers.add(AggregateClauseReader.read(text, true, lexer, context));
            }
            AggregateClause leaf = AggregateClauseReader.read(path.get(path.size() - 1), false, lexer, context);
            return new AggregateLevels(
                    lexer.catalogue(),
                    path,
                    uppers,
                    leaf,
                    List.of(),
                    isAboutInsurance ? List.of() : population.conditions());
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
                Optional<AggregateResolved> total = totals.at(header.path().subList(0, i));
                if (total.isPresent()) {
                    total.get().conditions().forEach(condition -> out.addAll(AggregateConditions.keys(condition)));
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

        /** The conditions of groups that upper headers name, or else the title. */
        private List<Condition> groupsAbove(Header header) {
            List<Condition> out = new ArrayList<>();
            for (String text : header.path().subList(0, header.path().size() - 1)) {
                words(text).stream()
                        .filter(word -> word.is(Sense.GROUP))
                        .forEach(word -> out.addAll(word.conditions()));
            }
            return out.stream().anyMatch(AggregateConditions::isInsurance) ? out : population.conditions();
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
            Optional<AggregateResolved> total = totalOf(levels);
            boolean isEverybody = leaf.marks().isReset();
            if (isEverybody && leaf.conditions().isEmpty() && levels.leafText().contains("总") && !soft.isEmpty()) {
                unexplained.add(levels.leafText());
            }
            if (isOpenWhose(levels, total, own)) {
                unexplained.add(levels.leafText());
            }
            List<Condition> inherited = new ArrayList<>();
            boolean isOfMatter = !isAboutInsurance
                    || leaf.operand().filter(titleFamily()::test).isPresent();
            if (!isOfMatter && total.isEmpty() && levels.leansOnTitle() && !levels.isBareWhole()) {
                unexplained.add(levels.leafText());
            }
            if (!isEverybody) {
                AggregateConditions.addAll(inherited, isOfMatter ? population.conditions() : List.of());
                List<String> open = doubts.openOfTitle(levels, hard, own);
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
            List<Condition> said = AggregateConditions.inherit(hard, own);
            List<Condition> all = AggregateConditions.inherit(inherited, said);
            if (!isEverybody && AggregateConditions.isContrary(soft, said)) {
                unexplained.add(levels.leafText());
            }
            AggregateResolved read = measured(levels, total, all, unexplained);
            return read.with(doubts.of(levels, total, read));
        }

        /** Whether an element belongs to the insurance that the title is about. */
        private Predicate<ElementKey> titleFamily() {
            return key -> titleKeys.stream()
                    .anyMatch(title -> key.element().startsWith(title.element().split("_")[0] + "_"));
        }

        /** What the header narrows; a sum is narrowed by a sum only (承包地面积, 其中：水田). */
        private Optional<AggregateResolved> totalOf(AggregateLevels levels) {
            if (!inherits(levels)) {
                return Optional.empty();
            }
            boolean isSum = levels.leaf().operand().isPresent()
                    && levels.leaf().conditions().isEmpty();
            return isSum
                    ? Optional.ofNullable(last.get(levels.prefix()))
                            .filter(before -> before.expression().measure() == Expression.Measure.SUM)
                    : totals.of(levels);
        }

        private boolean isOpenWhose(AggregateLevels levels, Optional<AggregateResolved> total, List<Condition> own) {
            AggregateClause leaf = levels.leaf();
            if (totals.isInOpenList(levels)) {
                return totals.at(levels.prefix())
                        .filter(t -> !t.conditions().isEmpty() && AggregateConditions.changes(t.conditions(), own))
                        .isPresent();
            }
            boolean isOpen = totals.isOfPartOrWhole(levels)
                    || totals.isOpenBreakdown(levels)
                    || total.isPresent()
                            && (totals.isStale(levels)
                                    || leaf.isModifier() && !levels.isMarked() && totals.isAmongGroups(levels));
            return isOpen
                    && total.map(t -> AggregateConditions.changes(t.conditions(), own))
                            .orElse(true);
        }

        /** After 其中 a header about the same matter as the total still belongs to it: 预备党员 after 其中正式党员. */
        private boolean inherits(AggregateLevels levels) {
            if (levels.inherits()) {
                return true;
            }
            Optional<AggregateResolved> total = totals.at(levels.prefix());
            return total.isPresent()
                    && totals.isOpened(levels.prefix())
                    && !levels.leaf().marks().isTotal()
                    && !levels.leaf().marks().isReset()
                    && Collections.disjoint(
                            total.get().conditions(), levels.leaf().conditions())
                    && AggregateConditions.isRelated(
                            total.get().conditions(), levels.leaf().conditions());
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

        private AggregateResolved measured(
                AggregateLevels levels,
                Optional<AggregateResolved> total,
                List<Condition> all,
                List<String> unexplained) {
            AggregateClause leaf = levels.leaf();
            Optional<SubjectType> subject = subject(levels, total, all);
            boolean isNobodyNamed = !levels.isNounSaid()
                    && total.isEmpty()
                    && population.subject() == SubjectType.UNIT
                    && !isOfStubs
                    && !levels.isOfAttribute()
                    && !levels.hasOwnMatter();
            if (isNobodyNamed && (leaf.operand().isEmpty() || leaf.marks().isAverage())) {
                unexplained.add(levels.leafText());
            }
            if (leaf.marks().isRate()
                    || levels.stubs().stream().anyMatch(stub -> stub.marks().isRate())) {
                return rate(levels, total, all, subject, unexplained);
            }
            Optional<ElementKey> operand = leaf.operand().or(levels::upperOperand);
            if (levels.isOfOwners()) {
                List<Condition> owners = new ArrayList<>(all);
                owners.add(new Condition.Known(operand.orElseThrow()));
                return resolved(Expression.Measure.COUNT, subject, Optional.empty(), owners, List.of(), unexplained);
            }
            boolean isPerHead = operand.filter(AggregateLevels::isPerHead).isPresent();
            if (leaf.marks().isAverage() || isPerHead) {
                Optional<ElementKey> averaged = operand.or(() ->
                        leaf.attributes().stream().filter(levels::isNumber).findFirst());
                if (averaged.isEmpty() || levels.isOverOthers(averaged.get())) {
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
                            .filter(whole -> isBaseOf(whole, leaf.conditions()))
                            .orElse(population.conditions()));
            if (!leaf.conditions().isEmpty()) {
                boolean isShare = leaf.base().isPresent() || levels.isShare();
                boolean isKindOfOther = base.isEmpty()
                        && leaf.base().isEmpty()
                        && leaf.conditions().stream()
                                .anyMatch(condition -> !AggregateConditions.isOfEverybody(condition));
                if (!isShare || isKindOfOther || AggregateConditions.isWithin(base, all)) {
                    unexplained.add("率");
                }
                return resolved(Expression.Measure.RATE, subject, Optional.empty(), all, base, unexplained);
            }
            AggregateResolved before = levels.stubs().isEmpty() ? sharing(levels) : rowOf(levels);
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

        /** Whether a share of the total is meant: another matter, or a kind of the total; never the total of itself. */
        private boolean isBaseOf(List<Condition> whole, List<Condition> part) {
            boolean isKind = AggregateConditions.isWithin(part, whole) && !AggregateConditions.isWithin(whole, part);
            return isKind || !AggregateConditions.isRelated(whole, part);
        }

        /** In a matrix the share is that of the row, not of the column before. */
        private @Nullable AggregateResolved rowOf(AggregateLevels levels) {
            AggregateResolved before =
                    last.get(levels.path().subList(0, levels.path().size() - 1));
            if (before == null) {
                return null;
            }
            List<Condition> row = new ArrayList<>(population.conditions());
            levels.stubs().forEach(stub -> AggregateConditions.addAll(row, stub.conditions()));
            Expression of = before.expression();
            return new AggregateResolved(new Expression(
                    of.measure(),
                    of.subject(),
                    of.operand(),
                    AggregateConditions.simplified(row),
                    of.base(),
                    of.unexplained()));
        }

        /** Whose share is asked: of the number just before, but of a group's total where its base is everybody. */
        private @Nullable AggregateResolved sharing(AggregateLevels levels) {
            List<String> upper = levels.path().subList(0, levels.path().size() - 1);
            AggregateResolved before = last.get(upper);
            boolean isOfAll = levels.leaf().base().filter(List::isEmpty).isPresent();
            Optional<AggregateResolved> whole = totals.at(upper)
                    .filter(AggregateResolved::isWhole)
                    .filter(w -> !w.conditions().isEmpty())
                    .filter(w -> before != null && AggregateConditions.isWithin(before.conditions(), w.conditions()));
            return isOfAll && !upper.isEmpty() && whole.isPresent() ? whole.get() : before;
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
            if (leaf.isSubjectSaid()) {
                return leaf.subject();
            }
            if (leaf.marks().isThing()) {
                return leaf.subject().or(() -> Optional.of(SubjectType.EVENT));
            }
            List<AggregateClause> outer = new ArrayList<>(levels.uppers());
            outer.addAll(levels.stubs());
            for (int i = outer.size() - 1; i >= 0; i--) {
                if (outer.get(i).isSubjectSaid()) {
                    return outer.get(i).subject();
                }
            }
            if (leaf.subject().isEmpty() && levels.isOfHouseholds()) {
                return Optional.of(SubjectType.HOUSEHOLD);
            }
            Optional<SubjectType> group = leaf.subject();
            for (int i = outer.size() - 1; i >= 0 && group.isEmpty(); i--) {
                group = outer.get(i).subject();
            }
            return group.or(() -> total.map(t -> t.expression().subject()))
                    .or(() -> population.conditions().isEmpty() ? Optional.empty() : Optional.of(population.subject()))
                    .or(() -> AggregateConditions.subject(lexer.catalogue(), all));
        }

        private AggregateResolved resolved(
                Expression.Measure measure,
                Optional<SubjectType> subject,
                Optional<ElementKey> operand,
                List<Condition> conditions,
                List<Condition> base,
                List<String> unexplained) {
            Optional<SubjectType> over = measure == Expression.Measure.SUM || measure == Expression.Measure.AVERAGE
                    ? operand.map(lexer.catalogue()::subjectOf)
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
            boolean isCount = resolved.expression().measure() == Expression.Measure.COUNT;
            last.put(levels.path().subList(0, levels.path().size() - 1), resolved);
            totals.pass(levels);
            if (!isCount || !levels.stubs().isEmpty()) {
                return;
            }
            totals.remember(levels, resolved, !inherits(levels));
            if (!levels.leaf().isBareTotal()) {
                siblings.computeIfAbsent(levels.prefix(), key -> new ArrayList<>())
                        .add(resolved.withOwn(levels.leaf().conditions()));
            }
        }
    }
}
