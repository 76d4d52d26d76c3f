package cn.qingzhuang.app.server;

import cn.qingzhuang.app.imports.OpenImport;
import cn.qingzhuang.app.ledger.IngestReport;
import cn.qingzhuang.app.ledger.People;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.meaning.Meaning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Logs who looks at rows of an imported file: of whom they tell, and which elements its columns were read as. */
final class ImportLooks {
    private static final String FILE = "_file";

    private final Facades facades;
    private final Asker asker;

    ImportLooks(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    /** @param isShown rows that are about to be shown, counted from one */
    void looked(OpenImport taken, Predicate<People.RowTold> isShown) {
        List<String> subjects = facades
                .people()
                .rows(
                        facades.ledger().codesOf(taken.unitCode()),
                        facades.imports().hashOf(taken.id()))
                .stream()
                .filter(isShown)
                .map(People.RowTold::subject)
                .toList();
        List<String> elements = new ArrayList<>(elements(taken));
        elements.add(FILE);
        asker.lookedAtFile(Seen.of(subjects, elements));
    }

    /** The rows that a report names. */
    static Predicate<People.RowTold> named(IngestReport report) {
        Set<String> rows = new HashSet<>();
        report.conflicts().forEach(c -> rows.add(c.sheet() + "!" + c.row()));
        report.refused().forEach(r -> rows.add(r.sheet() + "!" + r.row()));
        return told -> rows.contains(told.sheet() + "!" + told.row());
    }

    private static Set<String> elements(OpenImport taken) {
        Set<String> out = new HashSet<>();
        taken.reading()
                .mappings()
                .forEach(sheet -> sheet.forEach(table -> table.slots().forEach(slot -> {
                    if (slot.meaning() instanceof Meaning.Element is) {
                        out.add(Catalogue.storageKey(is.element(), is.role()).toString());
                    }
                })));
        return out;
    }
}
