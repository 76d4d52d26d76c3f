package cn.qingzhuang.sim.statistics;

import cn.qingzhuang.engine.meaning.AggregateReader;
import cn.qingzhuang.engine.meaning.Aggregates;
import cn.qingzhuang.engine.meaning.Expression;
import cn.qingzhuang.engine.meaning.Expressions;
import cn.qingzhuang.engine.meaning.Population;
import cn.qingzhuang.engine.meaning.PopulationReader;
import cn.qingzhuang.engine.sheet.TableKind;
import cn.qingzhuang.sim.form.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what statistics headers are read into with the gold, by computing both. */
public final class StatisticsJudge {
    private static final long SEED = 20250630;

    /**
     * The figures.
     *
     * @param aggregates gold aggregates
     * @param recognised of these, read as an aggregate at all
     * @param formal gold aggregates whose conditions are in catalogue terms
     * @param right of the formal ones, computed and the same number
     * @param wrong of the formal ones, computed and another number
     * @param computedOpen numbers that were computed although the reading left a word of the header open
     * @param informalComputed gold aggregates in free words for which a number is computed: to be looked at by a person
     * @param lines one line per formal or computed aggregate
     */
    public record Score(
            int aggregates,
            int recognised,
            int formal,
            int right,
            int wrong,
            int computedOpen,
            int informalComputed,
            List<String> lines) {
        public Score {
            lines = List.copyOf(lines);
        }
    }

    private final AggregateReader aggregates = AggregateReader.standard();
    private final PopulationReader populations = PopulationReader.standard();
    private final RandomPeople people = new RandomPeople(SEED);
    private final Map<Expression, Aggregates.Result> computed = new HashMap<>();

    /** Judges the statistics forms among these. */
    public Score judge(List<Form> forms) {
        Tally tally = new Tally();
        for (Form form : forms) {
            boolean isStatistics = form.columns().stream().anyMatch(Form.Column::isAggregate) && !form.isSingle();
            if (isStatistics) {
                judge(form, tally);
            }
        }
        return tally.score();
    }

    private void judge(Form form, Tally tally) {
        Population population = populations.read(form.title(), TableKind.STATISTICS, List.of());
        List<List<String>> stubs = stubs(form);
        List<String> rows = form.rowConditions().values().stream().findFirst().orElse(List.of());
        List<AggregateReader.Header> headers = new ArrayList<>();
        stubs.forEach(stub -> form.columns().forEach(column -> headers.add(header(column, stub))));
        List<Optional<Expression>> read = aggregates.read(population, headers);
        int columns = form.columns().size();
        for (int i = 0; i < headers.size(); i++) {
            Form.Column column = form.columns().get(i % columns);
            if (column.isAggregate()) {
                int row = i / columns;
                Optional<String> condition = row < rows.size() ? Optional.of(rows.get(row)) : Optional.empty();
                judge(new Cell(form, column, stubs.get(row), condition), read.get(i), tally);
            }
        }
    }

    /** Where each row is an indicator with its number beside it, the layout hands over the indicator alone. */
    private static AggregateReader.Header header(Form.Column column, List<String> stub) {
        return column.elementFull().equals(GoldExpressions.WHOLE_CELL)
                ? new AggregateReader.Header(stub, List.of())
                : new AggregateReader.Header(column.path(), stub);
    }

    /** A number that is asked for: a column, or a row of it in a matrix. */
    private record Cell(Form form, Form.Column column, List<String> stub, Optional<String> rowCondition) {}

    private void judge(Cell cell, Optional<Expression> read, Tally tally) {
        Form form = cell.form();
        Form.Column column = cell.column();
        List<String> stub = cell.stub();
        tally.aggregates++;
        tally.recognised += read.isPresent() ? 1 : 0;
        Optional<Expression> gold = GoldExpressions.formal(column.elementFull(), stub, cell.rowCondition());
        boolean isComputed = read.isPresent() && isComputed(read.get());
        tally.computedOpen += isComputed && !read.get().unexplained().isEmpty() ? 1 : 0;
        String shown = read.map(Expressions::print).orElse("(no aggregate)");
        String place = form.id() + " " + String.join(" > ", column.path()).replaceAll("\\s", "")
                + (stub.isEmpty() ? "" : " × " + String.join("/", stub));
        if (gold.isEmpty()) {
            tally.informalComputed += isComputed ? 1 : 0;
            if (isComputed) {
                tally.lines.add("INFORMAL " + place + " | " + column.elementFull() + " | " + shown);
            }
            return;
        }
        tally.formal++;
        boolean isSame = isComputed && isSame(gold.get(), read.get());
        tally.right += isSame ? 1 : 0;
        tally.wrong += isComputed && !isSame ? 1 : 0;
        tally.lines.add((isSame ? "RIGHT " : isComputed ? "WRONG " : "SILENT ") + place + " | " + column.elementFull()
                + " | " + shown);
    }

    private boolean isComputed(Expression read) {
        boolean isCounted = read.measure() == Expression.Measure.COUNT || read.measure() == Expression.Measure.SUM;
        return isCounted ? computed(read).value().isPresent() : read.isComputable();
    }

    private boolean isSame(Expression gold, Expression read) {
        Aggregates.Result wanted = computed(gold);
        Aggregates.Result got = computed(read);
        boolean isSameMeasure = gold.measure() == read.measure() && gold.subject() == read.subject();
        return isSameMeasure && wanted.value().equals(got.value()) && wanted.counted() == got.counted();
    }

    private Aggregates.Result computed(Expression expression) {
        return computed.computeIfAbsent(
                expression, e -> Aggregates.compute(e, people.of(e.subject()), RandomPeople.DAY));
    }

    /** The printed row stubs of a matrix, each alone; one empty stub where there are none. */
    private static List<List<String>> stubs(Form form) {
        List<List<String>> out = new ArrayList<>();
        form.rowStubs().values().stream()
                .findFirst()
                .ifPresent(list -> list.stream()
                        .filter(stub -> !stub.startsWith("…"))
                        .forEach(stub -> out.add(List.of(stub.split(">")))));
        return out.isEmpty() ? List.of(List.of()) : out;
    }

    private static final class Tally {
        private int aggregates;
        private int recognised;
        private int formal;
        private int right;
        private int wrong;
        private int computedOpen;
        private int informalComputed;
        private final List<String> lines = new ArrayList<>();

        Score score() {
            return new Score(aggregates, recognised, formal, right, wrong, computedOpen, informalComputed, lines);
        }
    }
}
