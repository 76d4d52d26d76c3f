package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.FileRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.FactSource;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.Provenance;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What the ledger knows, as of a day. */
final class LedgerFacts implements FactSource {
    private final LedgerStore store;
    private final Catalogue catalogue;
    private final Freshness freshness;
    private final LocalDate asOf;

    LedgerFacts(LedgerStore store, Catalogue catalogue, Freshness freshness, LocalDate asOf) {
        this.store = store;
        this.catalogue = catalogue;
        this.freshness = freshness;
        this.asOf = asOf;
    }

    @Override
    public List<SubjectFacts> subjects(String unitCode, SubjectType type) {
        List<SubjectFacts> out = new ArrayList<>();
        each(unitCode, type, out::add);
        return out;
    }

    /** Streams the subjects, so that a large unit need not be held at once. */
    void each(String unitCode, SubjectType type, Consumer<SubjectFacts> consumer) {
        String county = UnitRow.countyOf(unitCode);
        Reader reader = new Reader(county);
        store.subjects(county, unitCode, type.ordinal(), row -> consumer.accept(reader.facts(row)));
    }

    Optional<SubjectFacts> find(String unitCode, UUID id) {
        String county = UnitRow.countyOf(unitCode);
        return store.findSubject(county, id).map(row -> new Reader(county).facts(row));
    }

    @Override
    public Optional<UnitNames> unit(String unitCode) {
        return new UnitTree(store.units(UnitRow.countyOf(unitCode))).names(unitCode);
    }

    @Override
    public List<UnitNames> unitsBelow(String unitCode) {
        return new UnitTree(store.units(UnitRow.countyOf(unitCode))).below(unitCode);
    }

    /** Turns rows into facts; looks elements, files and equal provenances up once. */
    private final class Reader {
        private final ElementNumbers numbers;
        private final Map<Integer, FileRow> files = new HashMap<>();

        Reader(String county) {
            this.numbers = new ElementNumbers(catalogue, store.elements(county));
            store.files(county).forEach(f -> files.put(f.number(), f));
        }

        SubjectFacts facts(SubjectRow row) {
            SubjectState state = SubjectState.of(row);
            FactList facts = state.facts();
            Map<ElementKey, KnownValue> values = new HashMap<>(facts.size() * 2);
            Map<ElementKey, KnownValue> titled = new HashMap<>();
            Map<Source, Provenance> provenances = new HashMap<>();
            for (int i = 0; i < facts.size(); i++) {
                ElementKey key = numbers.of(facts.number(i)).key();
                Provenance provenance = provenances.computeIfAbsent(facts.source(i), this::provenance);
                boolean isStale = freshness.isStale(key, facts.source(i).validOn(), asOf);
                KnownValue known = new KnownValue(facts.value(i), provenance, isStale, facts.isDisputed(i));
                boolean isOfTitle = key.role().equals(ElementNumbers.TITLED);
                (isOfTitle ? titled : values).put(isOfTitle ? ElementKey.of(key.element()) : key, known);
            }
            titled.forEach(values::putIfAbsent);
            return new SubjectFacts(
                    row.id().toString(),
                    state.type(),
                    row.name(),
                    row.unit(),
                    state.household().map(UUID::toString),
                    values);
        }

        private Provenance provenance(Source source) {
            FileRow file = files.get(source.file());
            String day = source.recordedOn().toString();
            if (file == null) {
                String label = source.kind() == EntryKind.CONFIRM ? "确认" : "录入";
                return new Provenance(label, Optional.empty(), Optional.empty(), day);
            }
            return new Provenance(
                    file.name(), Optional.of(file.sheets().get(source.sheet())), Optional.of(source.row()), day);
        }
    }
}
