package cn.qingzhuang.app.forms;

import cn.qingzhuang.app.catalog.CatalogueBook;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Confirmation;
import cn.qingzhuang.engine.meaning.Confirmations;
import cn.qingzhuang.engine.meaning.MeaningReader;
import cn.qingzhuang.engine.meaning.Population;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.Layout;
import cn.qingzhuang.engine.sheet.LayoutReader;
import cn.qingzhuang.engine.sheet.SheetFile;
import cn.qingzhuang.engine.sheet.Slot;
import cn.qingzhuang.engine.sheet.Table;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads workbooks and keeps what officers said about them. Needs no database. */
public final class Forms {
    private final ConfirmationFile confirmations;
    private final Catalogue catalogue;
    private final MeaningReader meanings;

    private Forms(ConfirmationFile confirmations, Catalogue catalogue, MeaningReader meanings) {
        this.confirmations = confirmations;
        this.catalogue = catalogue;
        this.meanings = meanings;
    }

    /** The forms of a home, read with its catalogue. */
    public static Forms of(Home home) {
        Catalogue catalogue = CatalogueBook.ofHome(home);
        return new Forms(new ConfirmationFile(home.confirmations()), catalogue, MeaningReader.of(catalogue));
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /** Reads a file; a Problem names it when it cannot be read. */
    public Reading read(Path file) {
        return understand(WorkbookReader.read(file), stage -> {});
    }

    /** Reads the bytes of a file of that name. */
    public Reading read(String fileName, byte[] bytes) {
        return read(fileName, bytes, stage -> {});
    }

    /** As {@link #read(String, byte[])}, telling the stage: {@code reading}, then {@code understanding}. */
    public Reading read(String fileName, byte[] bytes, Consumer<String> stage) {
        stage.accept("reading");
        return understand(WorkbookReader.read(fileName, bytes), stage);
    }

    /** Reads cells again, after something was confirmed. */
    public Reading understand(SheetFile file) {
        return understand(file, stage -> {});
    }

    private Reading understand(SheetFile file, Consumer<String> stage) {
        stage.accept("understanding");
        Confirmations confirmed = confirmations.read();
        List<Reading.SheetReading> sheets = new ArrayList<>();
        for (Grid grid : file.sheets()) {
            Layout layout = LayoutReader.read(grid);
            sheets.add(new Reading.SheetReading(grid, layout, meanings.read(file, layout, confirmed)));
        }
        return new Reading(file, sheets);
    }

    /**
     * Learns what an officer says that a slot means; element empty: none fits. Problem APP-022 for an unknown element,
     * APP-023 for a place that is no slot.
     */
    public void confirm(SheetFile file, String sheet, String ref, Optional<String> element, String role) {
        confirmAll(file, List.of(new Said(sheet, ref, element, role)));
    }

    private Confirmation confirmation(SheetFile file, Said said) {
        said.element().filter(id -> catalogue.element(id).isEmpty()).ifPresent(id -> {
            throw AppProblems.noSuchElement(id);
        });
        Confirmation.Answer answer = new Confirmation.Answer(said.element().orElse(""), said.role());
        return find(file, said.sheet(), said.ref(), answer)
                .orElseThrow(() -> AppProblems.noSuchSlot(file.fileName(), said.sheet(), said.ref()));
    }

    /** What an officer says of a slot; element empty: none fits. */
    public record Said(String sheet, String ref, Optional<String> element, String role) {}

    /** As {@link #confirm} for several slots at once: all are learnt, or none when one is refused. */
    public void confirmAll(SheetFile file, List<Said> all) {
        List<Confirmation> found = new ArrayList<>();
        for (Said said : all) {
            found.add(confirmation(file, said));
        }
        confirmations.change(before -> {
            Confirmations after = before;
            for (Confirmation said : found) {
                after = after.with(said);
            }
            return after;
        });
    }

    /**
     * Learns whom an officer says a table lists: {@code all}, {@code none}, or conditions on elements. Problem APP-023 for
     * a place in no table; {@link IllegalArgumentException} for conditions that cannot be read.
     */
    public void confirmPopulation(SheetFile file, String sheet, String ref, String population) {
        new Population(SubjectType.PERSON, List.of(), List.of()).as(population);
        Table table = file.sheets().stream()
                .filter(grid -> grid.name().equals(sheet))
                .flatMap(grid -> LayoutReader.read(grid).tables().stream())
                .filter(t -> t.range().overlaps(CellRange.of(ref)))
                .findFirst()
                .orElseThrow(() -> AppProblems.noSuchSlot(file.fileName(), sheet, ref));
        confirmations.change(all -> all.with(Confirmation.ofTable(file.fileName(), sheet, table, ref, population)));
    }

    /** Whom a table lists, in the words of the catalogue. */
    public String populationText(Population population) {
        return PlainChinese.population(population, catalogue);
    }

    /** Takes back what was said of a slot or a table; nothing happens when nothing was said. */
    public void withdraw(String fileName, String sheet, String ref) {
        confirmations.change(all -> all.without(fileName, sheet, ref));
    }

    private static Optional<Confirmation> find(SheetFile file, String sheet, String ref, Confirmation.Answer answer) {
        for (Grid grid : file.sheets()) {
            if (!grid.name().equals(sheet)) {
                continue;
            }
            for (Table table : LayoutReader.read(grid).tables()) {
                for (Slot slot : table.slots()) {
                    if (slot.ref().equals(ref)) {
                        return Optional.of(Confirmation.of(file.fileName(), sheet, table, slot, answer));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** To be called after values were erased: takes these words out of the names of files that were confirmed. */
    public void erased(Set<String> words) {
        confirmations.change(all -> {
            String lines = all.toJsonLines();
            for (String word : words) {
                lines = lines.replace(word, "＊");
            }
            return Confirmations.parse(lines);
        });
    }
}
