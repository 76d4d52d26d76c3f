package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Elements of a population, without a template: who of some subjects belongs, and what is known of each, the same
 * values that a blank roster would be filled with. Nothing is kept from one call to the next, so that a table has any
 * number of rows.
 */
public final class ElementTable {
    private static final int WHOLE_DAY = "2025-06-30".length();

    private final Wanted wanted;
    private final Facts facts;
    private final AskedElements asked;
    private final List<Column> columns;
    private final boolean isWithGone;

    /**
     * What a table holds.
     *
     * @param conditions all must hold; none lists everybody who lives and is registered
     */
    public record Wanted(
            String unitCode, LocalDate asOf, SubjectType type, List<Condition> conditions, List<ElementKey> columns) {
        public Wanted {
            conditions = List.copyOf(conditions);
            columns = List.copyOf(columns);
        }
    }

    /**
     * What is known for one cell.
     *
     * @param value canonical; empty where it is unknown
     */
    public record Cell(CellState state, String value) {
        private static final Cell UNKNOWN = new Cell(CellState.UNKNOWN, "");

        static Cell of(KnownValue known) {
            return known.isDisputed()
                    ? UNKNOWN
                    : new Cell(known.isStale() ? CellState.STALE : CellState.KNOWN, known.value());
        }

        static Cell of(Answer answer) {
            return answer.value().map(value -> new Cell(answer.state(), value)).orElse(UNKNOWN);
        }
    }

    /**
     * One of the listed, with a cell for each column.
     *
     * @param id of the subject
     */
    public record Row(String id, String unitCode, List<Cell> cells) {}

    /**
     * A column.
     *
     * @param isPlain whether the subject's own stored value, where there is one, is the answer
     * @param isOfHome whether it is looked for with the household next
     * @param ofUnits what a unit says of whoever lives there; null for what units say nothing of
     */
    private record Column(
            ElementKey asked,
            ElementKey stored,
            boolean isPlain,
            boolean isDate,
            boolean isOfHome,
            @Nullable Map<String, Cell> ofUnits) {}

    public ElementTable(Catalogue catalogue, FactSource source, Wanted wanted) {
        this.wanted = wanted;
        this.asked = new AskedElements();
        this.asked.conditions(wanted.conditions());
        this.asked.elements(wanted.columns());
        this.facts = new Facts(catalogue, source, wanted.unitCode(), wanted.asOf(), asked);
        this.isWithGone = Membership.asksForGone(wanted.conditions());
        FollowingValues following = new FollowingValues(facts, wanted.asOf());
        this.columns = wanted.columns().stream()
                .map(key -> column(key, following, catalogue, wanted.type()))
                .toList();
    }

    private static Column column(ElementKey key, FollowingValues following, Catalogue catalogue, SubjectType type) {
        ElementKey stored = Catalogue.storageKey(key.element(), key.role());
        boolean isPlain = type == SubjectType.PERSON && !following.isAlwaysDerived(stored);
        SubjectType keptWith = catalogue.subjectOf(stored);
        boolean isOfUnit =
                isPlain && keptWith == SubjectType.UNIT && stored.role().isEmpty();
        return new Column(
                key,
                stored,
                isPlain,
                stored.element().equals("person_birth_date"),
                isOfUnit
                        || isPlain
                                && keptWith == SubjectType.HOUSEHOLD
                                && !stored.role().equals("head"),
                isOfUnit ? new HashMap<>() : null);
    }

    /** Who may belong, and what of them {@link #rows} looks at. */
    public SubjectQuery query() {
        return new SubjectQuery(
                wanted.unitCode(),
                wanted.type(),
                asked.keys(),
                new SubjectQuery.Satisfying(wanted.conditions(), wanted.asOf()));
    }

    /** The rows of those who belong, in the order of the subjects. */
    public List<Row> rows(List<SubjectFacts> read) {
        List<SubjectFacts> listed = Membership.among(read, facts, wanted.conditions(), isWithGone);
        List<@Nullable Cell[]> own = new ArrayList<>(listed.size());
        List<SubjectFacts> incomplete = new ArrayList<>();
        for (SubjectFacts subject : listed) {
            @Nullable Cell[] cells = own(subject);
            own.add(cells);
            if (Arrays.asList(cells).contains(null)) {
                incomplete.add(subject);
            }
        }
        Facts here = facts.apart();
        here.fetchHouseholds(incomplete);
        List<Row> out = new ArrayList<>(listed.size());
        for (int i = 0; i < listed.size(); i++) {
            out.add(row(listed.get(i), own.get(i), here));
        }
        return out;
    }

    private Row row(SubjectFacts subject, @Nullable Cell[] own, Facts here) {
        Cell[] cells = new Cell[own.length];
        Optional<SubjectFacts> home = Optional.empty();
        boolean isHomeSought = false;
        for (int i = 0; i < cells.length; i++) {
            Cell known = own[i];
            if (known == null && !isHomeSought) {
                home = here.household(subject);
                isHomeSought = true;
            }
            cells[i] = known == null ? cell(subject, home, columns.get(i), here) : known;
        }
        return new Row(subject.id(), subject.unitCode(), List.of(cells));
    }

    private static Cell cell(SubjectFacts subject, Optional<SubjectFacts> home, Column column, Facts here) {
        KnownValue ofHome =
                column.isOfHome() && home.isPresent() ? home.get().values().get(column.stored()) : null;
        if (ofHome != null) {
            return Cell.of(ofHome);
        }
        Map<String, Cell> ofUnits = column.ofUnits();
        return ofUnits == null
                ? cell(subject, column, here)
                : ofUnits.computeIfAbsent(subject.unitCode(), unit -> cell(subject, column, here));
    }

    private static Cell cell(SubjectFacts subject, Column column, Facts here) {
        return here.answer(subject, column.asked()).map(Cell::of).orElse(Cell.UNKNOWN);
    }

    /** The subject's own values where they are surely the answers, each looked up once; else null. */
    private @Nullable Cell[] own(SubjectFacts subject) {
        Map<ElementKey, KnownValue> values = subject.values();
        @Nullable Cell[] out = new Cell[columns.size()];
        for (int i = 0; i < out.length; i++) {
            Column column = columns.get(i);
            KnownValue own = column.isPlain() ? values.get(column.stored()) : null;
            if (own != null && !(column.isDate() && own.value().length() < WHOLE_DAY)) {
                out[i] = Cell.of(own);
            }
        }
        return out;
    }
}
