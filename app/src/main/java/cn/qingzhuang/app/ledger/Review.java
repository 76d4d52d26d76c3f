package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.ConflictRow;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.FileRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.ReviewStore;
import cn.qingzhuang.app.ledger.store.RulingRow;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.fill.Provenance;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a person shall look at: where sources differ, where two may be one. Every decision is appended and can be taken
 * back; nothing that was said is lost by one.
 */
public final class Review {
    private static final int ITEMS_MOST = 50;

    private final ReviewStore reviews;
    private final LedgerStore store;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Deciding deciding;
    private final ReviewStore.Weights weights;

    public Review(DataSource source, Catalogue catalogue, Clock clock) {
        this.reviews = new ReviewStore(source);
        this.store = new LedgerStore(source);
        this.catalogue = catalogue;
        this.clock = clock;
        this.deciding = new Deciding(store, catalogue, clock, new Uuid7(clock));
        this.weights = ElementNumbers.weights(catalogue);
    }

    /** What has to be decided. */
    public enum Kind {
        /** Which of several values holds. */
        VALUES,
        /** Whether two are one. */
        WHO,
        /** Somebody doubts a value, or a cell could not be read: there is nothing to choose from. */
        DOUBT
    }

    /**
     * A value with where it comes from.
     *
     * @param entry that says so
     * @param saidOn the day of which it was said
     */
    public record Choice(
            String entry, String value, EntryKind kind, Provenance from, LocalDate saidOn, boolean isDifferentPerson) {}

    /**
     * One thing to decide.
     *
     * @param conflict by which the decision is sent
     * @param element the stored element, or what stood for it
     * @param other whom the subject may be as well
     */
    public record Item(
            String conflict,
            Kind kind,
            String element,
            String reason,
            Optional<Choice> current,
            List<Choice> others,
            Optional<SubjectFacts> other) {}

    /** A subject with what is open about it; {@code conflicts} counts what is not shown as well. */
    public record Open(SubjectFacts subject, List<Item> items, int conflicts) {}

    /**
     * A page of what is open.
     *
     * @param subjects with something open in the unit
     * @param conflicts open in the unit
     * @param after where the next page begins, if there is one
     */
    public record Page(List<Open> open, int subjects, int conflicts, Optional<String> after) {}

    /**
     * A decision.
     *
     * @param ruling its number, by which it is taken back
     * @param value what was kept, or empty
     */
    public record Decided(
            int ruling,
            Instant at,
            String actor,
            RulingKind kind,
            String subject,
            String name,
            Optional<ElementKey> key,
            String value,
            boolean isUndone) {}

    /** What is open in a unit and below it, most telling first, subject by subject. */
    public Page open(String unitCode, Optional<String> after, int max) {
        String county = UnitRow.countyOf(unitCode);
        List<ReviewStore.GroupRow> found =
                reviews.groups(county, unitCode, weights, after.flatMap(Review::place), max + 1);
        List<ReviewStore.GroupRow> groups = found.subList(0, Math.min(max, found.size()));
        ReviewStore.Counts counts =
                found.isEmpty() ? new ReviewStore.Counts(0, 0) : found.get(0).all();
        Optional<String> next = found.size() <= max
                ? Optional.empty()
                : Optional.of(
                        groups.get(max - 1).weight() + "|" + groups.get(max - 1).subject());
        return new Page(items(county, groups), counts.subjects(), counts.conflicts(), next);
    }

    private static Optional<ReviewStore.Place> place(String after) {
        String[] parts = after.split("\\|", 2);
        return parts.length == 2 && parts[0].matches("\\d{1,9}") && parts[1].matches("[0-9a-f-]{36}")
                ? Optional.of(new ReviewStore.Place(Integer.parseInt(parts[0]), UUID.fromString(parts[1])))
                : Optional.empty();
    }

    private List<Open> items(String county, List<ReviewStore.GroupRow> groups) {
        Map<UUID, List<ConflictRow>> bySubject = new LinkedHashMap<>();
        groups.forEach(group -> bySubject.put(group.subject(), new ArrayList<>()));
        List<ConflictRow> conflicts = reviews.open(county, bySubject.keySet(), ITEMS_MOST);
        Set<UUID> subjects = new HashSet<>(bySubject.keySet());
        Set<UUID> entries = new HashSet<>();
        for (ConflictRow c : conflicts) {
            bySubject.computeIfAbsent(c.subject(), id -> new ArrayList<>()).add(c);
            Optional.ofNullable(c.otherSubject()).ifPresent(subjects::add);
            Optional.ofNullable(c.keptEntry()).ifPresent(entries::add);
            Optional.ofNullable(c.otherEntry()).ifPresent(entries::add);
        }
        Looked looked = new Looked(county, subjects, entries);
        List<Open> out = new ArrayList<>();
        for (ReviewStore.GroupRow group : groups) {
            SubjectFacts subject = looked.facts.get(group.subject());
            if (subject != null) {
                List<Item> items = looked.items(bySubject.getOrDefault(group.subject(), List.of()));
                out.add(new Open(subject, items, group.conflicts()));
            }
        }
        return out;
    }

    /** What a page looks up at once. */
    private final class Looked {
        private final Map<UUID, SubjectRow> views = new HashMap<>();
        private final Map<UUID, SubjectFacts> facts = new HashMap<>();
        private final Map<UUID, EntryRow> entries = new HashMap<>();
        private final Map<Integer, FileRow> files = new HashMap<>();
        private final ElementNumbers numbers;
        private final Rulings rulings;

        Looked(String county, Collection<UUID> subjects, Collection<UUID> wanted) {
            numbers = new ElementNumbers(catalogue, store.elements(county));
            rulings = Rulings.of(store.rulings(county));
            Set<UUID> known = new HashSet<>();
            subjects.forEach(subject -> known.add(rulings.current(subject)));
            List<SubjectRow> rows = reviews.subjects(county, known);
            rows.forEach(row -> views.put(row.id(), row));
            LedgerFacts ledger = new LedgerFacts(
                    store, catalogue, new Freshness(catalogue), LocalDate.ofInstant(clock.instant(), Ingest.ZONE));
            ledger.of(county, rows).forEach(s -> facts.put(UUID.fromString(s.id()), s));
            store.entries(county, wanted).forEach(entry -> entries.put(entry.id(), entry));
            store.files(county).forEach(file -> files.put(file.number(), file));
        }

        /** The conflicts of one subject: those of one element together. */
        List<Item> items(List<ConflictRow> conflicts) {
            List<Item> out = new ArrayList<>();
            Map<String, List<ConflictRow>> byElement = new LinkedHashMap<>();
            Set<UUID> others = new HashSet<>();
            for (ConflictRow c : conflicts) {
                @Nullable UUID other = c.otherSubject();
                if (other == null) {
                    byElement
                            .computeIfAbsent(c.element(), e -> new ArrayList<>())
                            .add(c);
                } else if (others.add(rulings.current(other))) {
                    out.add(new Item(
                            c.id().toString(),
                            Kind.WHO,
                            c.element(),
                            c.reason(),
                            Optional.empty(),
                            List.of(),
                            Optional.ofNullable(facts.get(rulings.current(other)))));
                }
            }
            byElement.keySet().stream()
                    .sorted(Comparator.comparingInt(this::weight).reversed())
                    .forEach(element -> out.add(values(byElement.getOrDefault(element, List.of()))));
            return out;
        }

        private int weight(String element) {
            return weights.keys().contains(element) ? 2 : weights.sensitive().contains(element) ? 1 : 0;
        }

        private Item values(List<ConflictRow> all) {
            ConflictRow first = all.get(0);
            Optional<Numbered> element = numbers.find(ElementKey.parse(first.element()));
            SubjectRow view = views.get(first.subject());
            Fact current = element.isEmpty() || view == null
                    ? null
                    : SubjectState.of(view).facts().get(element.get().number());
            List<Choice> others = new ArrayList<>();
            if (element.isPresent()) {
                for (ConflictRow c : all) {
                    add(c.otherEntry(), element.get(), current, others);
                    add(c.keptEntry(), element.get(), current, others);
                }
            }
            Optional<Choice> now = Optional.ofNullable(current)
                    .map(fact -> new Choice(
                            fact.source().entry().toString(),
                            fact.value(),
                            fact.source().kind(),
                            from(fact.source()),
                            fact.source().validOn(),
                            false));
            return new Item(
                    first.id().toString(),
                    others.isEmpty() ? Kind.DOUBT : Kind.VALUES,
                    first.element(),
                    all.get(all.size() - 1).reason(),
                    now,
                    others,
                    Optional.empty());
        }

        /** Adds what an entry says of the element, unless it is what is current or was named already. */
        private void add(@Nullable UUID id, Numbered element, @Nullable Fact current, List<Choice> out) {
            EntryRow entry = id == null ? null : entries.get(id);
            if (entry == null || entry.elements() == null || entry.facts() == null) {
                return;
            }
            String value =
                    ValueList.unpack(entry.elements(), entry.facts(), numbers).valueOf(element);
            boolean isKnown = value.isEmpty()
                    || (current != null && Values.agree(element.type(), current.value(), value))
                    || out.stream().anyMatch(c -> c.value().equals(value));
            if (!isKnown) {
                EntryKind kind = EntryKind.of(entry.kind());
                int file = kind == EntryKind.IMPORT ? entry.batch() : 0;
                Source source = new Source(
                        entry.id(), kind, file, entry.sheet(), entry.row(), entry.validOn(), entry.validOn());
                boolean isWho = element.isIdentifying() && kind == EntryKind.IMPORT;
                out.add(new Choice(entry.id().toString(), value, kind, from(source), entry.validOn(), isWho));
            }
        }

        private Provenance from(Source source) {
            FileRow file = files.get(source.file());
            return file == null
                    ? new Provenance(
                            source.kind() == EntryKind.CONFIRM ? "确认" : "录入",
                            Optional.empty(),
                            Optional.empty(),
                            source.recordedOn().toString())
                    : new Provenance(
                            file.name(),
                            Optional.of(file.sheets().get(source.sheet())),
                            Optional.of(source.row()),
                            LocalDate.ofInstant(file.importedAt(), Ingest.ZONE).toString());
        }
    }

    /** How many conflicts nobody has decided, in all counties. */
    public long openConflicts() {
        return reviews.openConflicts();
    }

    private ConflictRow conflict(UUID conflict, Ledger.Author author) {
        return reviews.find(UnitRow.countyOf(author.unitCode()), conflict).orElseThrow(LedgerProblems::decidedAlready);
    }

    /** Whom a conflict is about: one subject, or two that may be one; empty when there is none of that id. */
    public List<String> subjectsOf(String unitCode, UUID conflict) {
        return reviews.find(UnitRow.countyOf(unitCode), conflict).stream()
                .flatMap(c -> Stream.concat(Stream.of(c.subject()), Optional.ofNullable(c.otherSubject()).stream()))
                .map(UUID::toString)
                .toList();
    }

    /** Whom a ruling is about; empty when there is none of that number. */
    public Optional<String> subjectOf(String unitCode, int ruling) {
        return reviews.subjectOf(UnitRow.countyOf(unitCode), ruling).map(UUID::toString);
    }

    /** The value that is current holds; answers the ruling. */
    public int keep(UUID conflict, Ledger.Author author) {
        return deciding.keep(conflict(conflict, author), Optional.empty(), author);
    }

    /** What an entry says holds; answers the ruling. */
    public int take(UUID conflict, UUID entry, Ledger.Author author) {
        return deciding.keep(conflict(conflict, author), Optional.of(entry), author);
    }

    /** Nothing is to change; answers the ruling. */
    public int dismiss(UUID conflict, Ledger.Author author) {
        return deciding.dismiss(conflict(conflict, author), author);
    }

    /** The two that a conflict speaks of are one; answers the ruling. */
    public int same(UUID conflict, Ledger.Author author) {
        ConflictRow row = conflict(conflict, author);
        UUID other = Optional.ofNullable(row.otherSubject()).orElseThrow(LedgerProblems::notMergeable);
        return deciding.merge(row.subject(), other, Optional.of(row.id()), author);
    }

    /** The row that an entry comes from speaks of somebody else; answers the ruling. */
    public int apart(UUID conflict, UUID entry, Ledger.Author author) {
        ConflictRow row = conflict(conflict, author);
        return deciding.split(row.subject(), List.of(entry), Optional.of(row.id()), author);
    }

    /** Two subjects are one; answers the ruling. */
    public int merge(UUID one, UUID two, Ledger.Author author) {
        return deciding.merge(one, two, Optional.empty(), author);
    }

    /** The rows that some entries of a subject come from speak of somebody else; answers the ruling. */
    public int split(UUID subject, Collection<UUID> entries, Ledger.Author author) {
        return deciding.split(subject, entries, Optional.empty(), author);
    }

    /** Takes a ruling back; answers the ruling that does. */
    public int undo(int ruling, Ledger.Author author) {
        return deciding.undo(ruling, author);
    }

    /** What was decided in a unit and below it, newest first; what was taken back stays in the list. */
    public List<Decided> decided(String unitCode, Optional<Integer> before, int max) {
        String county = UnitRow.countyOf(unitCode);
        List<ReviewStore.DecidedRow> rows = reviews.decided(county, unitCode, before.orElse(Integer.MAX_VALUE), max);
        Set<UUID> subjects = new HashSet<>();
        Set<UUID> entries = new HashSet<>();
        rows.forEach(row -> {
            subjects.add(row.ruling().subject());
            if (RulingKind.of(row.ruling().kind()) == RulingKind.KEEP) {
                entries.addAll(row.ruling().entries());
            }
        });
        Looked looked = new Looked(county, subjects, entries);
        return rows.stream().map(row -> decided(row, looked)).toList();
    }

    private static Decided decided(ReviewStore.DecidedRow row, Looked looked) {
        RulingRow ruling = row.ruling();
        UUID subject = looked.rulings.current(ruling.subject());
        Optional<ElementKey> key = Optional.ofNullable(ruling.element()).map(ElementKey::parse);
        String value = key.flatMap(looked.numbers::find)
                .flatMap(element -> ruling.entries().stream()
                        .flatMap(id -> Optional.ofNullable(looked.entries.get(id)).stream())
                        .filter(entry -> entry.elements() != null && entry.facts() != null)
                        .map(entry -> ValueList.unpack(entry.elements(), entry.facts(), looked.numbers)
                                .valueOf(element))
                        .findFirst())
                .orElse("");
        return new Decided(
                ruling.number(),
                row.at(),
                row.actor(),
                RulingKind.of(ruling.kind()),
                subject.toString(),
                Optional.ofNullable(looked.views.get(subject))
                        .map(SubjectRow::name)
                        .orElse(""),
                key,
                value,
                row.isUndone());
    }
}
