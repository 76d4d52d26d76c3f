package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.FileRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.app.ledger.store.RelationStore;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.Provenance;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityKeys;
import cn.qingzhuang.engine.identity.IdentityPart;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How subjects stand to each other, with dates: from the households that entries put people into, from the ID numbers of
 * others in somebody's facts, and from what was stated. Nothing of it is kept twice: it is the entries, read from both ends.
 */
public final class Relations {
    private static final ElementKey ID_NUMBER = ElementKey.of("person_id_no");
    private static final int ID_LENGTH = 36;
    private static final Set<String> SPOUSES = Set.of("配偶", "夫", "妻");

    private final RelationStore store;
    private final LedgerStore ledger;
    private final Catalogue catalogue;

    public Relations(DataSource source, Catalogue catalogue) {
        this.store = new RelationStore(source);
        this.ledger = new LedgerStore(source);
        this.catalogue = catalogue;
    }

    /**
     * A relation of the subject that was asked about.
     *
     * @param isOfOther true when it is kept with the other: the subject is the guardian, not the ward
     * @param since the day from which it is known to have held
     * @param as 与户主关系 of a member; else ""
     */
    public record Relation(
            RelationKind kind,
            boolean isOfOther,
            String other,
            SubjectType otherType,
            String otherName,
            LocalDate since,
            Optional<LocalDate> until,
            String as,
            Provenance from) {}

    /**
     * An act that was recorded of a subject.
     *
     * @param number under which it is taken back
     * @param about the name of whom it is about, "" where that is the subject itself
     * @param isLast whether it is the last of the subject that still counts: it can be taken back
     */
    public record Recorded(
            int number,
            String kind,
            LocalDate on,
            String about,
            String note,
            LocalDate recordedOn,
            String actor,
            boolean isReversed,
            boolean isLast) {}

    /** The acts of which a subject's entries tell, the latest first. */
    public List<Recorded> acts(String unitCode, String subjectId) {
        String county = UnitRow.countyOf(unitCode);
        List<EntryRow> entries = store.entriesOf(county, List.of(UUID.fromString(subjectId)));
        ActLog log = new ActLog(entries, new ElementNumbers(catalogue, ledger.elements(county)));
        Set<Integer> numbers = log.acts().stream().map(ActLog.Told::batch).collect(Collectors.toSet());
        Map<Integer, LinkRow> batches = store.batches(county, numbers);
        int last = log.latest().map(ActLog.Told::batch).orElse(0);
        Set<UUID> first = log.acts().stream()
                .flatMap(act -> act.subjects().stream().limit(1))
                .filter(id -> !id.toString().equals(subjectId))
                .collect(Collectors.toSet());
        Map<UUID, SubjectRow> views = store.views(county, first);
        List<Recorded> out = new ArrayList<>();
        for (ActLog.Told act : log.acts()) {
            LinkRow batch = batches.get(act.batch());
            if (batch != null) {
                out.add(
                        0,
                        new Recorded(
                                act.batch(),
                                act.kind(),
                                act.on(),
                                act.subjects().stream()
                                        .limit(1)
                                        .flatMap(id -> Optional.ofNullable(views.get(id)).stream())
                                        .map(SubjectRow::name)
                                        .collect(Collectors.joining()),
                                act.note(),
                                LocalDate.ofInstant(batch.batch().recordedAt(), Ingest.ZONE),
                                batch.batch().actor(),
                                log.isReversed(act.batch()),
                                act.batch() == last));
            }
        }
        return out;
    }

    /** The relations of a subject of the county, those that hold first, then the latest first. */
    public List<Relation> of(String unitCode, String subjectId) {
        return new Look(UnitRow.countyOf(unitCode)).of(UUID.fromString(subjectId));
    }

    /** One look at one subject. */
    private final class Look {
        private final String county;
        private final ElementNumbers numbers;
        private final Rulings rulings;
        private final Map<Integer, FileRow> files = new HashMap<>();
        private Map<UUID, Timeline> timelines = new HashMap<>();
        private Map<UUID, SubjectRow> views = new HashMap<>();
        private Map<Integer, LinkRow> batches = new HashMap<>();

        Look(String county) {
            this.county = county;
            this.numbers = new ElementNumbers(catalogue, ledger.elements(county));
            this.rulings = Rulings.of(ledger.rulings(county));
        }

        List<Relation> of(UUID subject) {
            Optional<SubjectRow> self = ledger.findSubject(county, subject);
            if (self.isEmpty()) {
                return List.of();
            }
            Set<UUID> all = around(self.get());
            read(all);
            List<Relation> out = new ArrayList<>();
            for (Timeline.Period period : timeline(subject).periods()) {
                for (UUID other : others(period)) {
                    relation(period, other, false).ifPresent(out::add);
                }
            }
            Set<String> own = namesOf(self.get());
            all.stream().filter(id -> !id.equals(subject)).forEach(id -> {
                for (Timeline.Period period : timeline(id).periods()) {
                    if (own.contains(period.other) && period.kind != RelationKind.SPOUSE) {
                        relation(period, id, true).ifPresent(out::add);
                    } else if (own.contains(period.other) && !has(out, RelationKind.SPOUSE, id)) {
                        relation(period, id, false).ifPresent(out::add);
                    }
                }
            });
            spouseOfHead(subject, self.get().household(), out);
            out.sort(Comparator.comparing((Relation r) -> r.until().isPresent())
                    .thenComparing(r -> r.kind().ordinal())
                    .thenComparing(Relation::since, Comparator.reverseOrder())
                    .thenComparing(Relation::other));
            return out;
        }

        /** Whoever may stand to the subject: who speaks of it, its household's members, and itself. */
        private Set<UUID> around(SubjectRow self) {
            Set<UUID> out = new LinkedHashSet<>(Set.of(self.id()));
            Set<Long> keys = namesOf(self).stream().map(Mentions::key).collect(Collectors.toSet());
            store.byKey(county, keys).values().forEach(out::addAll);
            UUID home = self.type() == SubjectType.HOUSEHOLD.ordinal() ? self.id() : self.household();
            if (home != null) {
                out.addAll(store.membersOf(county, home));
            }
            return out;
        }

        /** What others call it: its id, its ID number. */
        private Set<String> namesOf(SubjectRow row) {
            Set<String> out = new HashSet<>(Set.of(row.id().toString()));
            rulings.partsOf(row.id()).forEach(part -> out.add(part.toString()));
            idNumber(row).ifPresent(number -> {
                out.add(number);
                out.add(IdNumbers.toLong(number));
            });
            return out;
        }

        private Optional<String> idNumber(SubjectRow row) {
            return numbers.find(ID_NUMBER)
                    .map(n -> SubjectState.of(row).facts().get(n.number()))
                    .map(Fact::value);
        }

        private void read(Set<UUID> all) {
            List<EntryRow> entries = store.entriesOf(county, all);
            batches =
                    store.batches(county, entries.stream().map(EntryRow::batch).collect(Collectors.toSet()));
            Fold fold = new Fold(
                    new Fold.Basis(
                            List.copyOf(batches.values()),
                            store.replacedFiles(county),
                            List.of(),
                            rulings,
                            new UnitTree(List.of())),
                    numbers);
            entries.stream()
                    .collect(Collectors.groupingBy(rulings::subjectOf))
                    .forEach((id, own) -> timelines.put(id, new Timeline(fold.counting(own), numbers)));
            Set<UUID> named = new HashSet<>(all);
            timelines.values().forEach(t -> t.periods().forEach(p -> named.addAll(others(p))));
            views = store.views(county, named);
        }

        private Timeline timeline(UUID id) {
            return timelines.getOrDefault(id, new Timeline(List.of(), numbers));
        }

        private final Map<String, Set<UUID>> byName = new HashMap<>();

        /** Whom a period names: the subject of that id, or whoever has that ID number. */
        private Set<UUID> others(Timeline.Period period) {
            return byName.computeIfAbsent(period.other, this::named);
        }

        private Set<UUID> named(String name) {
            if (name.length() == ID_LENGTH) {
                return Set.of(rulings.current(UUID.fromString(name)));
            }
            Identity who = new Identity.Builder(SubjectType.PERSON)
                    .put(IdentityPart.NUMBER, name)
                    .build("", county + "000000");
            List<Long> keys =
                    java.util.Arrays.stream(IdentityKeys.of(who)).boxed().toList();
            Set<UUID> found = new HashSet<>();
            store.byKey(county, keys).values().forEach(found::addAll);
            return store.views(county, found).values().stream()
                    .filter(view -> namesOf(view).contains(IdNumbers.toLong(name)))
                    .map(SubjectRow::id)
                    .collect(Collectors.toSet());
        }

        private static boolean has(List<Relation> relations, RelationKind kind, UUID other) {
            return relations.stream()
                    .anyMatch(r -> r.kind() == kind && r.other().equals(other.toString()) && !r.isOfOther());
        }

        private Optional<Relation> relation(Timeline.Period period, UUID other, boolean isOfOther) {
            EntryRow entry = period.entry;
            SubjectRow view = views.get(other);
            if (view == null || entry == null) {
                return Optional.empty();
            }
            return Optional.of(new Relation(
                    period.kind,
                    isOfOther,
                    other.toString(),
                    SubjectType.values()[view.type()],
                    view.name(),
                    period.since,
                    Optional.ofNullable(period.until),
                    period.as,
                    from(entry)));
        }

        private Provenance from(EntryRow entry) {
            if (files.isEmpty()) {
                ledger.files(county).forEach(f -> files.put(f.number(), f));
            }
            LinkRow batch = batches.get(entry.batch());
            String day = batch == null
                    ? ""
                    : LocalDate.ofInstant(batch.batch().recordedAt(), Ingest.ZONE)
                            .toString();
            FileRow file = entry.kind() == EntryKind.IMPORT.number() ? files.get(entry.batch()) : null;
            return file == null
                    ? new Provenance(
                            batch == null ? "" : batch.batch().actor(), Optional.empty(), Optional.empty(), day)
                    : new Provenance(
                            file.name(), Optional.of(file.sheets().get(entry.sheet())), Optional.of(entry.row()), day);
        }

        /** 配偶 in a household is the spouse of its head. */
        private void spouseOfHead(UUID subject, @Nullable UUID home, List<Relation> out) {
            if (home == null) {
                return;
            }
            Timeline own = timeline(subject);
            boolean isHead = isHeadOf(own, home);
            for (Map.Entry<UUID, Timeline> each : timelines.entrySet()) {
                UUID other = each.getKey();
                SubjectRow view = views.get(other);
                boolean isMember = view != null && home.equals(view.household()) && !other.equals(subject);
                boolean isSpouse = isHead && SPOUSES.contains(each.getValue().position().other)
                        || SPOUSES.contains(own.position().other) && isHeadOf(each.getValue(), home);
                if (isMember && isSpouse && out.stream().noneMatch(r -> r.kind() == RelationKind.SPOUSE)) {
                    Timeline.Period told = isHead ? each.getValue().position() : own.position();
                    Timeline.Period period =
                            new Timeline.Period(RelationKind.SPOUSE, other.toString(), told.since, told.entry, "");
                    relation(period, other, false).ifPresent(out::add);
                }
            }
        }

        private static boolean isHeadOf(Timeline timeline, UUID household) {
            return timeline.periods().stream()
                    .anyMatch(p ->
                            p.kind == RelationKind.HEAD && p.until == null && p.other.equals(household.toString()));
        }
    }
}
