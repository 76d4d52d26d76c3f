package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.catalog.ValueType;
import cn.qingzhuang.engine.meaning.AggregateWord.Sense;
import java.util.ArrayList;
import java.util.HashMap;
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
        private final Map<List<String>, Resolved> totals = new HashMap<>();
        private final Map<List<String>, Resolved> last = new HashMap<>();
        private final Map<List<String>, List<Resolved>> siblings = new HashMap<>();
        private final Set<ElementKey> titleKeys = new LinkedHashSet<>();

        Table(Population population, List<Header> headers) {
            this.population = population;
            this.headers = headers;
            population.conditions().forEach(condition -> titleKeys.addAll(AggregateConditions.keys(condition)));
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
            Levels levels = levels(header);
            if (!levels.isMeasure()) {
                return Optional.empty();
            }
            Resolved resolved = resolve(levels);
            remember(levels, resolved);
            return Optional.of(resolved.expression());
        }

        // ---- levels

        private Levels levels(Header header) {
            List<String> path = header.path();
            List<AggregateClause> uppers = new ArrayList<>();
            Context context = new Context(siblingValues(header), attributesAbove(header));
            for (String text : path.subList(0, path.size() - 1)) {
                uppers.add(AggregateClauseReader.read(text, true, lexer, context));
            }
            AggregateClause leaf = AggregateClauseReader.read(path.get(path.size() - 1), false, lexer, context);
            List<AggregateClause> stubs = new ArrayList<>();
            for (String stub : header.rowStub()) {
                stubs.add(AggregateClauseReader.read(stub, false, lexer, context.forStub()));
            }
            return new Levels(path, uppers, leaf, stubs);
        }

        private List<ElementKey> attributesAbove(Header header) {
            List<ElementKey> out = new ArrayList<>();
            for (String text : header.path()) {
                lexer.words(text).forEach(word -> word.attribute().ifPresent(out::add));
            }
            return out;
        }

        /** The values that headers beside this one name: 视力 | 听力 | 言语 belong to one list. */
        private List<List<AggregateWord.Value>> siblingValues(Header header) {
            List<List<AggregateWord.Value>> out = new ArrayList<>();
            List<String> parent = header.path().subList(0, header.path().size() - 1);
            for (Header other : headers) {
                boolean isBeside = other.path().size() == header.path().size()
                        && other.path().subList(0, parent.size()).equals(parent)
                        && !other.path().equals(header.path());
                if (isBeside) {
                    lexer.words(other.path().get(parent.size())).stream()
                            .filter(word -> word.is(Sense.VALUE))
                            .forEach(word -> out.add(word.valueOf()));
                }
            }
            return out;
        }

        // ---- joining the levels

        private Resolved resolve(Levels levels) {
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
            Optional<Resolved> total = levels.inherits() ? total(levels) : Optional.empty();
            boolean isEverybody = leaf.marks().isReset();
            List<Condition> inherited = new ArrayList<>();
            if (!isEverybody) {
                AggregateConditions.addAll(inherited, population.conditions());
                unexplained.addAll(population.unexplained());
                total.ifPresent(t -> {
                    AggregateConditions.addAll(inherited, t.conditions());
                    unexplained.addAll(t.expression().unexplained());
                });
                AggregateConditions.addAll(inherited, soft);
            }
            List<Condition> said = new ArrayList<>();
            AggregateConditions.addAll(said, hard);
            AggregateConditions.addAll(said, own);
            List<Condition> all = AggregateConditions.inherit(inherited, said);
            return measured(levels, total, all, unexplained);
        }

        private void gatherUppers(Levels levels, List<Condition> hard, List<Condition> soft, List<String> unexplained) {
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

        private Optional<Resolved> total(Levels levels) {
            return Optional.ofNullable(totals.get(levels.prefix()));
        }

        private Resolved measured(
                Levels levels, Optional<Resolved> total, List<Condition> all, List<String> unexplained) {
            AggregateClause leaf = levels.leaf();
            Optional<SubjectType> subject = subject(levels, total, all);
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
        private Resolved rate(
                Levels levels,
                Optional<Resolved> total,
                List<Condition> all,
                Optional<SubjectType> subject,
                List<String> unexplained) {
            AggregateClause leaf = levels.leaf();
            List<Condition> base =
                    leaf.base().orElseGet(() -> total.map(Resolved::conditions).orElse(population.conditions()));
            if (!leaf.conditions().isEmpty()) {
                boolean isShare = leaf.base().isPresent() || levels.leafText().matches(".*(占比|比例|比重|百分比).*");
                if (!isShare) {
                    unexplained.add("率");
                }
                return resolved(Expression.Measure.RATE, subject, Optional.empty(), all, base, unexplained);
            }
            Resolved before = last.get(levels.path().subList(0, levels.path().size() - 1));
            if (before == null || before.expression().measure() != Expression.Measure.COUNT) {
                unexplained.add("率");
                return resolved(Expression.Measure.RATE, subject, Optional.empty(), all, base, unexplained);
            }
            unexplained.addAll(before.expression().unexplained());
            Optional<SubjectType> counted = Optional.of(before.expression().subject());
            return resolved(Expression.Measure.RATE, counted, Optional.empty(), before.conditions(), base, unexplained);
        }

        /** 合计 without a base: all that its neighbours count, if they count alternatives of one kind. */
        private Resolved sumOfSiblings(
                Levels levels, List<Condition> all, Optional<SubjectType> subject, List<String> unexplained) {
            List<Resolved> beside = siblings.getOrDefault(levels.prefix(), List.of());
            Set<SubjectType> subjects = new LinkedHashSet<>();
            beside.forEach(sibling -> subjects.add(sibling.expression().subject()));
            Optional<Condition> union =
                    AggregateConditions.union(beside.stream().map(Resolved::own).toList());
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

        private Optional<SubjectType> subject(Levels levels, Optional<Resolved> total, List<Condition> all) {
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

        private Resolved resolved(
                Expression.Measure measure,
                Optional<SubjectType> subject,
                Optional<ElementKey> operand,
                List<Condition> conditions,
                List<Condition> base,
                List<String> unexplained) {
            Optional<SubjectType> over = measure == Expression.Measure.SUM || measure == Expression.Measure.AVERAGE
                    ? operand.map(Catalogue.standard()::subjectOf)
                    : subject;
            Set<String> open = new LinkedHashSet<>(unexplained);
            if (over.isEmpty()) {
                open.add("数");
            }
            return new Resolved(new Expression(
                    measure,
                    over.orElse(SubjectType.OTHER),
                    operand,
                    AggregateConditions.simplified(conditions),
                    AggregateConditions.simplified(base),
                    List.copyOf(open)));
        }

        private void remember(Levels levels, Resolved resolved) {
            AggregateClause leaf = levels.leaf();
            boolean isCount = resolved.expression().measure() == Expression.Measure.COUNT;
            last.put(levels.path().subList(0, levels.path().size() - 1), resolved);
            if (!isCount || !levels.stubs().isEmpty()) {
                return;
            }
            boolean isSelfStanding = !levels.inherits();
            if (isSelfStanding) {
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
            private final boolean isStub;

            Context(List<List<AggregateWord.Value>> siblingValues, List<ElementKey> above) {
                this(siblingValues, above, false);
            }

            private Context(List<List<AggregateWord.Value>> siblingValues, List<ElementKey> above, boolean isStub) {
                this.siblingValues = siblingValues;
                this.above = above;
                this.isStub = isStub;
            }

            Context forStub() {
                return new Context(siblingValues, above, true);
            }

            @Override
            public Optional<AggregateWord.Value> choose(
                    List<AggregateWord.Value> candidates, List<ElementKey> attributes) {
                List<AggregateWord.Value> distinct =
                        candidates.stream().distinct().toList();
                if (distinct.size() == 1) {
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
                        && titleKeys.stream().anyMatch(title -> title.element().startsWith(family));
            }

            private boolean isOfSiblings(ElementKey key) {
                long shared = siblingValues.stream()
                        .filter(values ->
                                values.stream().anyMatch(value -> value.key().equals(key)))
                        .count();
                return shared >= 2;
            }

            @Override
            public boolean isAboutAge(List<ElementKey> attributes) {
                return isStub
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

    /** An expression with what its leaf alone added. */
    private record Resolved(Expression expression, List<Condition> own) {
        Resolved(Expression expression) {
            this(expression, List.of());
        }

        List<Condition> conditions() {
            return expression.conditions();
        }

        Resolved withOwn(List<Condition> conditions) {
            return new Resolved(expression, conditions);
        }
    }

    /** A header path read level by level. */
    private record Levels(
            List<String> path, List<AggregateClause> uppers, AggregateClause leaf, List<AggregateClause> stubs) {

        /** A header asks for a number when the leaf says so, or an upper header does and the leaf is understood. */
        boolean isMeasure() {
            boolean isUpperMeasure = uppers.stream().anyMatch(AggregateClause::isMeasure);
            return leaf.isMeasure()
                    || isUpperMeasure && leaf.unexplained().isEmpty()
                    || stubs.stream().anyMatch(AggregateClause::isMeasure)
                            && leaf.unexplained().isEmpty();
        }

        /** The upper headers that the header shares with its total: those before 其中 and before a breakdown. */
        List<String> prefix() {
            int end = path.size() - 1;
            for (int i = uppers.size() - 1; i >= 0; i--) {
                AggregateClause upper = uppers.get(i);
                boolean isBreakdown =
                        !upper.attributes().isEmpty() && upper.conditions().isEmpty();
                if (upper.marks().isOf() || isBreakdown) {
                    end = i;
                }
            }
            return path.subList(0, end);
        }

        /** Whether the last total beside it holds for it as well. */
        boolean inherits() {
            boolean isUnderOf = leaf.marks().isOf()
                    || uppers.stream().anyMatch(upper -> upper.marks().isOf());
            boolean isUnderBreakdown = prefix().size() < path.size() - 1;
            boolean isShare = leaf.marks().isRate() && leaf.conditions().isEmpty();
            return isUnderOf || isUnderBreakdown || leaf.isModifier() || isShare;
        }

        boolean hasHardConditions() {
            return uppers.stream().anyMatch(upper -> !upper.conditions().isEmpty() || upper.isSubjectSaid())
                    || stubs.stream().anyMatch(stub -> !stub.conditions().isEmpty());
        }

        Optional<ElementKey> upperOperand() {
            return uppers.stream().flatMap(upper -> upper.operand().stream()).findFirst();
        }

        String leafText() {
            return path.get(path.size() - 1);
        }
    }
}
