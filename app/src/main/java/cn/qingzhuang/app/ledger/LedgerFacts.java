package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.FileRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.SubjectFilter;
import cn.qingzhuang.app.ledger.store.SubjectPageStore;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.FactSource;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.Provenance;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.fill.SubjectQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the ledger knows, as of a day. Units, elements and files are looked up once, however many templates are filled. */
final class LedgerFacts implements FactSource {
    /** So many subjects are sorted anew for each page; of more the county is walked. */
    private static final int NARROW_MAX = 10_000;

    @SuppressWarnings("unchecked")
    private static final Map.Entry<ElementKey, KnownValue>[] ENTRIES = new Map.Entry[0];

    private final LedgerStore store;
    private final Catalogue catalogue;
    private final Freshness freshness;
    private final LocalDate asOf;
    private final Map<String, Reader> readers = new ConcurrentHashMap<>();
    private final Map<LedgerStore.Scope, Boolean> narrow = new ConcurrentHashMap<>();
    private final Map<String, UnitTree> units = new ConcurrentHashMap<>();

    LedgerFacts(LedgerStore store, Catalogue catalogue, Freshness freshness, LocalDate asOf) {
        this.store = store;
        this.catalogue = catalogue;
        this.freshness = freshness;
        this.asOf = asOf;
    }

    @Override
    public void each(SubjectQuery query, Consumer<SubjectFacts> consumer) {
        String county = UnitRow.countyOf(query.unitCode());
        Reader reader = reader(county);
        Set<ElementKey> wanted = query.elements();
        LedgerStore.Scope scope =
                new LedgerStore.Scope(county, query.unitCode(), query.type().ordinal());
        Consumer<SubjectRow> each = row -> consumer.accept(reader.facts(row, wanted));
        SubjectQuery.Whom whom = query.whom();
        if (whom instanceof SubjectQuery.Keyed keyed) {
            store.subjectsByKey(scope, keyed.keys(), each);
        } else if (whom instanceof SubjectQuery.Identified identified) {
            store.subjectsByIds(scope, ids(identified.ids()), each);
        } else if (whom instanceof SubjectQuery.MembersOf members) {
            store.membersOf(scope, ids(members.households()), each);
        } else if (whom instanceof SubjectQuery.Satisfying && query.type() == SubjectType.PERSON) {
            store.subjects(scope, filter(query, reader), each);
        } else {
            store.subjects(scope, each);
        }
    }

    /** What the database can leave out; of other subjects than persons nobody. */
    private SubjectFilter filter(SubjectQuery query, Reader reader) {
        return query.whom() instanceof SubjectQuery.Satisfying all && query.type() == SubjectType.PERSON
                ? PopulationFilter.of(all.conditions(), all.asOf(), reader.numbers, catalogue)
                : new SubjectFilter.All(List.of());
    }

    /** The first of a query by id, after an id. */
    List<SubjectFacts> page(SubjectPageStore pages, SubjectQuery query, UUID after, int max) {
        String county = UnitRow.countyOf(query.unitCode());
        Reader reader = reader(county);
        LedgerStore.Scope scope =
                new LedgerStore.Scope(county, query.unitCode(), query.type().ordinal());
        boolean isWide = !narrow.computeIfAbsent(scope, s -> store.hasAtMost(NARROW_MAX, s));
        return pages.page(scope, filter(query, reader), after, max, isWide).stream()
                .map(row -> reader.facts(row, query.elements()))
                .toList();
    }

    /** Whether a unit has no more than so many subjects of a type. */
    boolean hasAtMost(int most, String unitCode, SubjectType type) {
        return store.hasAtMost(most, new LedgerStore.Scope(UnitRow.countyOf(unitCode), unitCode, type.ordinal()));
    }

    private static List<UUID> ids(Set<String> ids) {
        return ids.stream().map(UUID::fromString).toList();
    }

    private Reader reader(String county) {
        return readers.computeIfAbsent(county, Reader::new);
    }

    /** A subject by its id, or by that of one that became part of it. */
    Optional<SubjectFacts> find(String unitCode, UUID id) {
        String county = UnitRow.countyOf(unitCode);
        return store.findSubject(county, id)
                .or(() -> store.findSubject(
                        county, Rulings.of(store.rulings(county)).current(id)))
                .map(row -> reader(county).facts(row, Set.of()));
    }

    /** What is known of subjects whose views were read. */
    List<SubjectFacts> of(String county, List<SubjectRow> rows) {
        return rows.stream().map(row -> reader(county).facts(row, Set.of())).toList();
    }

    @Override
    public Optional<UnitNames> unit(String unitCode) {
        return units(unitCode).names(unitCode);
    }

    @Override
    public List<UnitNames> unitsBelow(String unitCode) {
        return units(unitCode).below(unitCode);
    }

    private UnitTree units(String unitCode) {
        return units.computeIfAbsent(UnitRow.countyOf(unitCode), county -> new UnitTree(store.units(county)));
    }

    /** Where a subject's values come from, and the day they speak of. */
    private record Seen(Provenance provenance, LocalDate validOn) {}

    /** Turns rows into facts; looks elements, files and equal provenances up once. */
    private final class Reader {
        private final String county;
        private ElementNumbers numbers;
        private final Map<Integer, Optional<FileRow>> files = new HashMap<>();
        private final List<@Nullable Kept> kept = new ArrayList<>();

        Reader(String county) {
            this.county = county;
            this.numbers = new ElementNumbers(catalogue, store.elements(county));
        }

        SubjectFacts facts(SubjectRow row, Set<ElementKey> wanted) {
            List<Map.Entry<ElementKey, KnownValue>> values = new ArrayList<>();
            Map<ElementKey, KnownValue> titled = new HashMap<>();
            Seen[] seen = new Seen[row.sources().length / PackedFacts.SOURCE_BYTES];
            FactList.each(
                    row,
                    number -> {
                        Kept kept = kept(number);
                        return !kept.isInner && (wanted.isEmpty() || kept.isIn(wanted));
                    },
                    (number, value, place, isDisputed) -> {
                        Kept kept = kept(number);
                        Seen from = seen[place] == null ? seen(PackedFacts.source(row.sources(), place)) : seen[place];
                        seen[place] = from;
                        boolean isStale = kept.isStale(from.validOn());
                        KnownValue known = new KnownValue(value, from.provenance(), isStale, isDisputed);
                        if (kept.isOfTitle) {
                            titled.put(kept.said, known);
                        } else {
                            values.add(Map.entry(kept.said, known));
                        }
                    });
            values.forEach(own -> titled.remove(own.getKey()));
            values.addAll(titled.entrySet());
            return new SubjectFacts(
                    row.id().toString(),
                    SubjectType.values()[row.type()],
                    row.name(),
                    row.unit(),
                    Optional.ofNullable(row.household()).map(UUID::toString),
                    Map.ofEntries(values.toArray(ENTRIES)));
        }

        /** What is looked up once of an element number: a county's table asks it for millions of values. */
        private final class Kept {
            private final ElementKey said;
            private final boolean isInner;
            private final boolean isOfTitle;
            private @Nullable Set<ElementKey> lastWanted;
            private boolean isLastWanted;
            private @Nullable LocalDate lastSeen;
            private boolean isLastStale;

            Kept(ElementKey key) {
                this.said = said(key);
                this.isInner = Act.isInner(key);
                this.isOfTitle = isOfTitle(key);
            }

            /** One question is asked of many subjects, one after another. */
            boolean isIn(Set<ElementKey> wanted) {
                if (wanted != lastWanted) {
                    lastWanted = wanted;
                    isLastWanted = wanted.contains(said);
                }
                return isLastWanted;
            }

            /** Most values of an element come from few days, one after another. */
            boolean isStale(LocalDate seenOn) {
                if (!seenOn.equals(lastSeen)) {
                    lastSeen = seenOn;
                    isLastStale = freshness.isStale(said, seenOn, asOf);
                }
                return isLastStale;
            }
        }

        private Kept kept(int number) {
            Kept known = number < kept.size() ? kept.get(number) : null;
            if (known == null) {
                while (kept.size() <= number) {
                    kept.add(null);
                }
                known = new Kept(key(number));
                kept.set(number, known);
            }
            return known;
        }

        private static boolean isOfTitle(ElementKey key) {
            return key.role().equals(ElementNumbers.TITLED);
        }

        /** What a stored key speaks of: the title of a list speaks of the listed themselves. */
        private static ElementKey said(ElementKey key) {
            return isOfTitle(key) ? ElementKey.of(key.element()) : key;
        }

        private Seen seen(Source source) {
            // An event of long ago that was recorded today is as fresh as the day it was recorded.
            boolean isEvent = source.kind() == EntryKind.EVENT;
            return new Seen(provenance(source), isEvent ? source.recordedOn() : source.validOn());
        }

        /** The element of a number; what was taken in since the last look is looked up anew. */
        private ElementKey key(int number) {
            if (!numbers.has(number)) {
                numbers = new ElementNumbers(catalogue, store.elements(county));
            }
            return numbers.of(number).key();
        }

        /** The file of a batch, if it took one in. */
        private Optional<FileRow> file(int number) {
            if (!files.containsKey(number)) {
                store.files(county).forEach(f -> files.put(f.number(), Optional.of(f)));
            }
            return files.computeIfAbsent(number, n -> Optional.empty());
        }

        private Provenance provenance(Source source) {
            String day = source.recordedOn().toString();
            String label = switch (source.kind()) {
                case CONFIRM -> "确认";
                case EVENT -> "生活事件";
                case IMPORT, ANSWER, CORRECTION, DISPUTE, REVERSAL -> "录入";
            };
            return file(source.file())
                    .map(file -> new Provenance(
                            file.name(),
                            Optional.of(file.sheets().get(source.sheet())),
                            Optional.of(source.row()),
                            day))
                    .orElseGet(() -> new Provenance(label, Optional.empty(), Optional.empty(), day));
        }
    }
}
