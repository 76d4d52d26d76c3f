package cn.qingzhuang.app.tables;

import cn.qingzhuang.app.access.Access;
import cn.qingzhuang.app.access.Grants;
import cn.qingzhuang.app.access.Release;
import cn.qingzhuang.app.access.Secrets;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.forms.Forms;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.ledger.SubjectPages;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.tables.store.TableRow;
import cn.qingzhuang.app.tables.store.TableStore;
import cn.qingzhuang.app.tables.store.TakeRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.ElementTable;
import cn.qingzhuang.engine.fill.ElementTable.Row;
import cn.qingzhuang.engine.mask.Masking;
import cn.qingzhuang.engine.meaning.Expressions;
import cn.qingzhuang.engine.meaning.Population;
import cn.qingzhuang.engine.meaning.PopulationReader;
import cn.qingzhuang.engine.sheet.TableKind;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Tables that a department describes: understood, looked at for what is known, kept. {@link TableTaking} takes them,
 * {@link OwnerRequests} asks the owners for what is missing.
 */
public final class Tables {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int KEPT_MAX = 500;
    private static final int NAME_MAX = 60;
    private static final int BASIS_MAX = 300;
    private static final int WORDS_MAX = 100;
    private static final int SECRET = 16;
    private static final int TAKES_SHOWN = 10;
    private static final List<ElementKey> NAMES = List.of(ElementKey.of("person_name"), ElementKey.of("person_id_no"));
    private static final List<ElementKey> NAMES_OF_HEAD =
            List.of(new ElementKey("person_name", "head"), new ElementKey("person_id_no", "head"));
    /** What many are alike in, so that a condition on it tells of nobody. */
    private static final Set<ElementKey> OF_MANY = Set.of(ElementKey.of("person_age"), ElementKey.of("person_sex"));

    private final TableStore store;
    private final Ledger ledger;
    private final Forms forms;
    private final Grants grants;
    private final Clock clock;
    private final Access access = new Access();
    private final SecureRandom random = new SecureRandom();

    public Tables(DataSource source, Ledger ledger, Forms forms, Grants grants, Clock clock) {
        this.store = new TableStore(source);
        this.ledger = ledger;
        this.forms = forms;
        this.grants = grants;
        this.clock = clock;
    }

    /**
     * Whom some words name.
     *
     * @param conditions as a described table keeps them
     * @param text the same in the words of the catalogue
     * @param unexplained words that were not understood: no condition says them
     */
    public record Understood(SubjectType subject, String conditions, String text, List<String> unexplained) {}

    /** Reads whom words name, as the title of a list is read; Problem TABLE-002 when there are too many. */
    public Understood understand(String words) {
        String said = words.strip();
        if (said.length() > WORDS_MAX) {
            throw TableProblems.badConditions("超过 " + WORDS_MAX + " 字");
        }
        boolean isOfHouseholds = said.endsWith("户") || said.endsWith("家庭");
        List<ElementKey> columns = isOfHouseholds ? List.of() : List.of(ElementKey.of("person_name"));
        Population read = PopulationReader.of(forms.catalogue()).read(said + "名单", TableKind.ROSTER, columns);
        SubjectType subject = isOfHouseholds ? SubjectType.HOUSEHOLD : SubjectType.PERSON;
        Population known = new Population(subject, read.conditions(), List.of());
        List<String> unexplained = Stream.concat(read.unexplained().stream(), read.matters().stream())
                .distinct()
                .toList();
        return new Understood(
                subject,
                Expressions.conjunction(read.conditions()),
                forms.populationText(known),
                said.isEmpty() ? List.of() : unexplained);
    }

    /** A described table; Problems TABLE-001 and TABLE-002. */
    public WantedTable want(String unitCode, SubjectType subject, String conditions, List<String> columns) {
        return WantedTable.require(unitCode, subject, conditions, columns, forms.catalogue());
    }

    /** Whom a table lists, in the words of the catalogue. */
    public String populationText(WantedTable wanted) {
        return forms.populationText(new Population(wanted.subject(), wanted.population(), List.of()));
    }

    /**
     * How each column would leave for somebody, by stored key; what only masks judged together would hide is among the
     * masked. What a condition looks at is as good as told of
     * everybody listed: it has to be in plain for him as well, and nothing that masks judged together would hide (of age
     * and sex there are many alike), else it is among the answer as refused. Problem ACCESS-020 without a purpose.
     */
    public Map<ElementKey, Release> releases(Viewer viewer, WantedTable wanted, String purpose) {
        Set<ElementKey> asked = wanted.asked();
        Set<ElementKey> all = Stream.concat(wanted.columns().stream(), asked.stream())
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        Map<ElementKey, Release> out = entitled(viewer, wanted, all, purpose);
        List<ElementKey> keys = List.copyOf(out.keySet());
        Masking judged = masking(viewer, wanted, out, purpose);
        for (int i = 0; i < keys.size(); i++) {
            ElementKey key = keys.get(i);
            boolean isPlain = out.get(key) == Release.PLAIN;
            if (asked.contains(key)) {
                boolean isKnown = isPlain && (!judged.isHidden(i) || OF_MANY.contains(key));
                out.put(key, isKnown ? Release.PLAIN : Release.REFUSED);
            } else if (isPlain && judged.isHidden(i)) {
                out.put(key, Release.MASKED);
            }
        }
        return out;
    }

    private Map<ElementKey, Release> entitled(
            Viewer viewer, WantedTable wanted, Collection<ElementKey> keys, String purpose) {
        List<String> stored = keys.stream().map(ElementKey::toString).toList();
        Map<String, Release> said = grants.entitled(viewer, wanted.unitCode(), stored, purpose);
        Map<ElementKey, Release> out = new LinkedHashMap<>();
        keys.forEach(key -> out.put(key, said.getOrDefault(key.toString(), Release.REFUSED)));
        return out;
    }

    /** What leaves of these elements, judged together; who may have a name or an ID number has rows of people he knows. */
    private Masking masking(Viewer viewer, WantedTable wanted, Map<ElementKey, Release> releases, String purpose) {
        List<ElementKey> names = wanted.subject() == SubjectType.PERSON ? NAMES : NAMES_OF_HEAD;
        boolean isNamed = entitled(viewer, wanted, names, purpose).containsValue(Release.PLAIN);
        List<String> masked = new ArrayList<>();
        releases.forEach((key, release) -> {
            if (release == Release.MASKED) {
                masked.add(key.toString());
            }
        });
        List<String> columns =
                releases.keySet().stream().map(ElementKey::toString).toList();
        return masking(columns, masked, isNamed);
    }

    Masking masking(List<String> columns, List<String> masked, boolean isNamed) {
        return new Masking(forms.catalogue(), columns, masked, isNamed);
    }

    /** What leaves of the columns of a table; Problem TABLE-003 naming what is refused, ACCESS-020 without a purpose. */
    public Masking requireEntitled(Viewer viewer, WantedTable wanted, String purpose) {
        Map<ElementKey, Release> releases = releases(viewer, wanted, purpose);
        List<String> refused = releases.entrySet().stream()
                .filter(e -> e.getValue() == Release.REFUSED)
                .map(e -> nameOf(e.getKey()))
                .toList();
        if (!refused.isEmpty()) {
            throw TableProblems.refused(refused);
        }
        return masking(viewer, wanted, entitled(viewer, wanted, wanted.columns(), purpose), purpose);
    }

    /** How much of a table is known today; nobody is asked. */
    public Coverage coverage(WantedTable wanted) {
        Coverage out = new Coverage(wanted.columns().size());
        try (RowsAhead rows = rows(wanted)) {
            for (List<Row> block = rows.next(); !block.isEmpty(); block = rows.next()) {
                out.add(block);
            }
        }
        return out;
    }

    RowsAhead rows(WantedTable wanted) {
        return new RowsAhead(reader(wanted, SubjectPages.START));
    }

    /** The rows of a table as of today, after the subject of an id. */
    public RowReader reader(WantedTable wanted, UUID after) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        SubjectPages pages = ledger.pagesAsOf(today);
        return new RowReader(pages, new ElementTable(forms.catalogue(), pages.facts(), wanted.asOf(today)), after);
    }

    /**
     * Some rows of a table.
     *
     * @param after the key of the row after which the next begin, if there may be more
     */
    public record Page(List<Row> rows, Optional<String> after) {}

    /** The rows of a table after that of a key, at most so many; Problem APP-024 for a key that is none. */
    public Page page(KeptTable table, Optional<String> after, int max) {
        RowKeys keys = table.rowKeys();
        UUID start = after.map(key -> keys.subject(key).orElseThrow(AppProblems::malformedRequest))
                .orElse(SubjectPages.START);
        RowReader reader = reader(table.wanted(), start);
        List<Row> rows = new ArrayList<>();
        while (!reader.isEnd() && rows.size() <= max) {
            rows.addAll(reader.next());
        }
        List<Row> page = rows.subList(0, Math.min(max, rows.size()));
        return new Page(
                page,
                rows.size() <= max || page.isEmpty()
                        ? Optional.empty()
                        : Optional.of(keys.of(page.get(page.size() - 1).id())));
    }

    /** What is said of a table that shall be kept. */
    public record Keeping(WantedTable wanted, String name, String words, String purpose, String basis) {}

    /**
     * Keeps a table for the viewer's department; Problem TABLE-003 when part of it is refused, TABLE-004 and TABLE-009.
     */
    public KeptTable keep(Viewer viewer, Keeping keeping) {
        require(keeping);
        requireEntitled(viewer, keeping.wanted(), keeping.purpose());
        String unit = keeping.wanted().unitCode();
        String department =
                access.departmentsIn(viewer, unit).stream().findFirst().orElseThrow(AppProblems::notFound);
        if (store.of(List.of(department)).size() >= KEPT_MAX) {
            throw TableProblems.tooMany(KEPT_MAX);
        }
        byte[] secret = new byte[SECRET];
        random.nextBytes(secret);
        KeptTable kept = new KeptTable(
                UUID.randomUUID(),
                keeping.name().strip(),
                keeping.wanted(),
                labels(keeping.wanted().columns()),
                keeping.words().strip(),
                department,
                keeping.purpose().strip(),
                keeping.basis().strip(),
                viewer.name(),
                clock.instant(),
                secret);
        store.add(row(kept));
        return kept;
    }

    private static void require(Keeping keeping) {
        String name = keeping.name().strip();
        if (name.isEmpty() || name.length() > NAME_MAX) {
            throw TableProblems.badWords("没有写表名，或超过 " + NAME_MAX + " 字");
        }
        String basis = keeping.basis().strip();
        if (basis.length() > BASIS_MAX || !basis.matches("(?s).*(号|《.+》).*")) {
            throw TableProblems.badWords("没有写依据的文号或法规名称，或超过 " + BASIS_MAX + " 字");
        }
        if (keeping.words().length() > WORDS_MAX) {
            throw TableProblems.badWords("取哪些人的说明超过 " + WORDS_MAX + " 字");
        }
    }

    /** The names of columns, each once: of two of one name the second is numbered. */
    private List<String> labels(List<ElementKey> columns) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> out = new ArrayList<>();
        for (ElementKey key : columns) {
            String name = nameOf(key);
            int times = seen.merge(name, 1, Integer::sum);
            out.add(times == 1 ? name : name + times);
        }
        return out;
    }

    /** The catalogue's name of a stored key. */
    public String nameOf(ElementKey key) {
        return element(key).map(Element::name).orElse(key.toString());
    }

    /** The catalogue's element of a stored key. */
    public Optional<Element> element(ElementKey key) {
        return forms.catalogue().elementOf(key);
    }

    /** The department that the catalogue names as the owner of a stored key, or empty text. */
    public String ownerOf(ElementKey key) {
        Catalogue catalogue = forms.catalogue();
        return element(key)
                .flatMap(e -> catalogue.governance(e.id()))
                .map(g -> g.owner())
                .orElse("");
    }

    /** The tables of the viewer's departments, newest first. */
    public List<KeptTable> list(Viewer viewer) {
        return store.of(access.departments(viewer)).stream().map(this::kept).toList();
    }

    public Optional<KeptTable> find(UUID id) {
        return store.find(id).map(this::kept);
    }

    /**
     * A table that a program asks for by its key.
     *
     * @param keyBy the account that made the key, for which it stands
     */
    public record Keyed(KeptTable table, String keyBy) {}

    /** The table of a key. */
    public Optional<Keyed> ofKey(String key) {
        return store.ofKey(Secrets.hash(key)).map(row -> new Keyed(kept(row), row.keyBy()));
    }

    /** A new key by which programs read a table, in the place of any before; only its hash is kept. */
    public String newKey(Viewer viewer, UUID id) {
        String key = Secrets.token();
        store.setKey(id, Secrets.hash(key), viewer.name());
        return key;
    }

    /** Programs may no longer read a table. */
    public void removeKey(UUID id) {
        store.removeKey(id);
    }

    /** Whether programs may read a table. */
    public boolean hasKey(UUID id) {
        return store.find(id).filter(row -> !row.keyBy().isEmpty()).isPresent();
    }

    /** Nobody takes it any more; what was taken stays on record. Problem APP-018 when there is none of that id. */
    public void drop(UUID id) {
        if (!store.drop(id, clock.instant())) {
            throw AppProblems.notFound();
        }
    }

    /** The latest takes of a table, newest first. */
    public List<TakeRow> takes(UUID id) {
        return store.find(id).map(t -> store.takes(t, TAKES_SHOWN)).orElse(List.of());
    }

    /** Notes that somebody begins to take a table; answers the number of the take. */
    UUID begin(UUID table, String by, String form) {
        TableRow row = store.find(table).orElseThrow(AppProblems::notFound);
        TakeRow take = new TakeRow(UUID.randomUUID(), table, clock.instant(), by, form, Optional.empty());
        store.take(row, take);
        return take.id();
    }

    /** Notes how many rows left. */
    void end(UUID table, UUID take, int rows) {
        store.find(table).ifPresent(row -> store.taken(row, take, rows));
    }

    Clock clock() {
        return clock;
    }

    /** The units of a table's rows with their names. */
    public String unitName(String code) {
        return ledger.unit(code).map(u -> u.name()).orElse(code);
    }

    private static TableRow row(KeptTable kept) {
        WantedTable wanted = kept.wanted();
        return new TableRow(
                kept.id(),
                kept.name(),
                wanted.unitCode(),
                wanted.subject().name().toLowerCase(Locale.ROOT),
                kept.words(),
                wanted.conditions(),
                wanted.columns().stream().map(ElementKey::toString).toList(),
                kept.labels(),
                kept.department(),
                kept.purpose(),
                kept.basis(),
                kept.madeBy(),
                kept.madeAt(),
                kept.secret(),
                "");
    }

    private KeptTable kept(TableRow row) {
        return new KeptTable(
                row.id(),
                row.name(),
                new WantedTable(
                        ledger.requireUnit(row.unitCode()), // its unit may have been merged since
                        SubjectType.valueOf(row.subject().toUpperCase(Locale.ROOT)),
                        WantedTable.parsed(row.conditions(), forms.catalogue()),
                        row.columns().stream().map(ElementKey::parse).toList()),
                row.labels(),
                row.words(),
                row.department(),
                row.purpose(),
                row.basis(),
                row.madeBy(),
                row.madeAt(),
                row.secret());
    }

    /** The owners of a table's columns, each once, as the catalogue names them. */
    public Collection<String> owners(WantedTable wanted) {
        return wanted.columns().stream()
                .map(this::ownerOf)
                .filter(o -> !o.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** To be called after values were erased: takes these words out of what tables are called and ask. */
    public void erased(String county, Set<String> words) {
        store.erase(county, words);
    }
}
