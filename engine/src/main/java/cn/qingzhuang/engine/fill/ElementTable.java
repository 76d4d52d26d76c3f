package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import java.time.LocalDate;
import java.util.ArrayList;
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
        Facts here = facts.apart();
        here.fetchHouseholds(listed.stream().filter(s -> !hasAll(s)).toList());
        List<Row> out = new ArrayList<>(listed.size());
        for (SubjectFacts subject : listed) {
            Optional<SubjectFacts> home = hasAll(subject) ? Optional.empty() : here.household(subject);
            List<Cell> cells = new ArrayList<>(columns.size());
            for (Column column : columns) {
                cells.add(cell(subject, home, column, here));
            }
            out.add(new Row(subject.id(), subject.unitCode(), cells));
        }
        return out;
    }

    private static Cell cell(SubjectFacts subject, Optional<SubjectFacts> home, Column column, Facts here) {
        KnownValue own = own(subject, column);
        if (own != null) {
            return Cell.of(own);
        }
        KnownValue ofHome =
                column.isOfHome() && home.isPresent() ? home.get().values().get(column.stored()) : null;
        if (ofHome != null) {
            return Cell.of(ofHome);
        }
        Map<String, Cell> ofUnits = column.ofUnits();
        return ofUnits == null
                ? Cell.of(here.find(subject, column.asked()))
                : ofUnits.computeIfAbsent(subject.unitCode(), unit -> Cell.of(here.find(subject, column.asked())));
    }

    private boolean hasAll(SubjectFacts subject) {
        for (Column column : columns) {
            if (own(subject, column) == null) {
                return false;
            }
        }
        return true;
    }

    /** The subject's own value where that is surely the answer; else null. */
    private static @Nullable KnownValue own(SubjectFacts subject, Column column) {
        KnownValue own = column.isPlain() ? subject.values().get(column.stored()) : null;
        return own == null || column.isDate() && own.value().length() < WHOLE_DAY ? null : own;
    }
}
