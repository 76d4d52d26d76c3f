package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.FileRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.PeopleStore;
import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.Provenance;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The ledger for those who look at people: everything that was said of one, and who stood on which list. */
public final class People {
    private final PeopleStore people;
    private final LedgerStore ledger;
    private final Catalogue catalogue;

    public People(DataSource source, Catalogue catalogue) {
        this.people = new PeopleStore(source);
        this.ledger = new LedgerStore(source);
        this.catalogue = catalogue;
    }

    /**
     * What one source or person said of one element of a subject.
     *
     * @param entry of which it is a part
     * @param isUndone decided and taken back
     */
    public record Told(String entry, ElementKey key, String value, EntryKind kind, Provenance from, boolean isUndone) {}

    /**
     * A file that was taken and told of subjects.
     *
     * @param file its number in the county
     * @param subjects how many of the unit it told of
     */
    public record EarlierList(int file, String name, LocalDate takenOn, int subjects) {}

    /** Everything that was said of a subject, oldest first; the links between subjects are left out. */
    public List<Told> told(String unitCode, String subjectId) {
        String county = UnitRow.countyOf(unitCode);
        ElementNumbers numbers = new ElementNumbers(catalogue, ledger.elements(county));
        Map<Integer, FileRow> files = new HashMap<>();
        ledger.files(county).forEach(f -> files.put(f.number(), f));
        Rulings rulings = Rulings.of(ledger.rulings(county));
        List<Told> out = new ArrayList<>();
        for (PeopleStore.ClaimRow claim : people.claims(county, UUID.fromString(subjectId))) {
            ElementKey key = numbers.of(claim.element()).key();
            if (Act.isInner(key)) {
                continue;
            }
            out.add(new Told(
                    claim.entry().toString(),
                    key,
                    claim.value(),
                    EntryKind.of(claim.kind()),
                    from(claim, Optional.ofNullable(files.get(claim.file()))),
                    !rulings.isCounting(claim.entry())));
        }
        return out;
    }

    private static Provenance from(PeopleStore.ClaimRow claim, Optional<FileRow> file) {
        String day = day(claim.recordedAt()).toString();
        return file.map(f -> new Provenance(
                        f.name(), Optional.of(f.sheets().get(claim.sheet())), Optional.of(claim.row()), day))
                .orElseGet(() -> new Provenance(claim.actor(), Optional.empty(), Optional.empty(), day));
    }

    /** The files that told of subjects of a type in the unit and below, newest first. */
    public List<EarlierList> lists(String unitCode, SubjectType type) {
        return people.lists(UnitRow.countyOf(unitCode), unitCode, type.ordinal()).stream()
                .map(l -> new EarlierList(l.file(), l.name(), day(l.importedAt()), l.subjects()))
                .toList();
    }

    /** The ids of the subjects of a type in the unit and below that a file told of. */
    public Set<String> listed(String unitCode, SubjectType type, int file) {
        return people.listed(UnitRow.countyOf(unitCode), unitCode, type.ordinal(), file).stream()
                .map(UUID::toString)
                .collect(Collectors.toSet());
    }

    /** A row of a file and whom it tells of. */
    public record RowTold(String sheet, int row, String subject) {}

    /**
     * Whom the rows of a file tell of, as it counts today; none for a file that was not taken.
     *
     * @param unitCodes of the unit for which it was taken
     */
    public List<RowTold> rows(Collection<String> unitCodes, String sha256) {
        String county = UnitRow.countyOf(unitCodes.iterator().next());
        return ledger.findFile(county, sha256, unitCodes)
                .map(file -> people.rows(county, file).stream()
                        .map(r -> new RowTold(
                                file.sheets().get(r.sheet()),
                                r.row(),
                                r.subject().toString()))
                        .toList())
                .orElse(List.of());
    }

    /** The ids of persons of the unit whose name holds a text. */
    public List<String> named(String unitCode, String part, int max) {
        return people
                .named(UnitRow.countyOf(unitCode), unitCode, SubjectType.PERSON.ordinal(), part.strip(), max)
                .stream()
                .map(UUID::toString)
                .toList();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, Ingest.ZONE);
    }
}
