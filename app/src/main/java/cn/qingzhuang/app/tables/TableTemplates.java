package cn.qingzhuang.app.tables;

import cn.qingzhuang.app.forms.Forms;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Expressions;
import cn.qingzhuang.engine.meaning.Population;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.TableKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A department's own workbook as the description of a table: its widest roster, what each column means, and whom its title
 * lists. Only what its headers and title say is used, and nothing of it is kept.
 */
public final class TableTemplates {
    /** The kinds with a row for each of the listed: 走访意见 among the columns makes a ledger of a roster. */
    private static final Set<TableKind> ROWS = Set.of(TableKind.ROSTER, TableKind.LEDGER);

    private final Forms forms;

    public TableTemplates(Forms forms) {
        this.forms = forms;
    }

    /**
     * What the officer says of a column of the roster.
     *
     * @param element empty: none fits
     * @param isWithdrawn what was said before is taken back
     */
    public record Said(String ref, Optional<String> element, String role, boolean isWithdrawn) {}

    /** A roster as it was read. */
    public record Described(Grid grid, TableMapping table, Tables.Understood whom) {}

    /**
     * Reads a workbook, after learning what is said of its columns; tells its stage. Problem TABLE-012 when it has no roster of
     * persons or households, APP-022 and APP-023 for what cannot be said of a column.
     */
    public Described read(String fileName, byte[] bytes, List<Said> said, Consumer<String> stage) {
        Reading reading = forms.read(fileName, bytes, stage);
        Described first = roster(reading);
        if (said.isEmpty()) {
            return first;
        }
        String sheet = first.grid().name();
        said.stream().filter(Said::isWithdrawn).forEach(s -> forms.withdraw(fileName, sheet, s.ref()));
        forms.confirmAll(
                reading.file(),
                said.stream()
                        .filter(s -> !s.isWithdrawn())
                        .map(s -> new Forms.Said(sheet, s.ref(), s.element(), s.role()))
                        .toList());
        return roster(forms.understand(reading.file()));
    }

    private Described roster(Reading reading) {
        List<Described> all = new ArrayList<>();
        for (Reading.SheetReading sheet : reading.sheets()) {
            sheet.tables().stream()
                    .filter(t ->
                            !sheet.grid().isHidden() && ROWS.contains(t.table().kind()))
                    .filter(t -> t.population().subject() == SubjectType.PERSON
                            || t.population().subject() == SubjectType.HOUSEHOLD)
                    .forEach(t -> all.add(new Described(sheet.grid(), t, whom(t.population()))));
        }
        return all.stream()
                .max(Comparator.comparingInt(d -> d.table().slots().size()))
                .orElseThrow(TableProblems::noRoster);
    }

    private Tables.Understood whom(Population said) {
        Population known = new Population(said.subject(), said.conditions(), List.of());
        List<String> unexplained = Stream.concat(said.unexplained().stream(), said.matters().stream())
                .distinct()
                .toList();
        return new Tables.Understood(
                said.subject(), Expressions.conjunction(said.conditions()), forms.populationText(known), unexplained);
    }
}
