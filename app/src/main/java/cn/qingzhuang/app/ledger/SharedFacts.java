package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.FactSource;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.fill.SubjectQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the ledger knows, for several templates of one command: a unit that is small enough is read once, with every fact,
 * and all templates are filled from that. What is taken in meanwhile is not seen. Not for more than one thread.
 */
final class SharedFacts implements FactSource {
    static final int SUBJECTS_MOST = 20_000;

    private final LedgerFacts source;
    private final Map<Scope, Optional<Whole>> read = new HashMap<>();

    SharedFacts(LedgerFacts source) {
        this.source = source;
    }

    private record Scope(String unit, SubjectType type) {}

    /** All subjects of a type in a unit, in the order of the source. */
    private record Whole(
            List<SubjectFacts> all, Map<String, Integer> places, Map<String, List<SubjectFacts>> byHousehold) {
        static Whole of(List<SubjectFacts> all) {
            Map<String, Integer> places = new HashMap<>();
            Map<String, List<SubjectFacts>> byHousehold = new HashMap<>();
            for (SubjectFacts subject : all) {
                places.put(subject.id(), places.size());
                subject.householdId().ifPresent(h -> byHousehold
                        .computeIfAbsent(h, x -> new ArrayList<>())
                        .add(subject));
            }
            return new Whole(all, places, byHousehold);
        }

        Stream<SubjectFacts> identified(Collection<String> ids) {
            return ids.stream()
                    .map(places::get)
                    .filter(Objects::nonNull)
                    .sorted()
                    .map(all::get);
        }

        Stream<SubjectFacts> membersOf(Collection<String> households) {
            return households.stream()
                    .flatMap(h -> byHousehold.getOrDefault(h, List.of()).stream())
                    .sorted(Comparator.comparing(s -> places.getOrDefault(s.id(), 0)));
        }
    }

    @Override
    public void each(SubjectQuery query, Consumer<SubjectFacts> consumer) {
        if (query.whom() instanceof SubjectQuery.Keyed) {
            source.each(query, consumer);
            return;
        }
        Optional<Whole> whole = read.computeIfAbsent(new Scope(query.unitCode(), query.type()), this::read);
        if (whole.isEmpty()) {
            source.each(query, consumer);
        } else if (query.whom() instanceof SubjectQuery.Identified identified) {
            whole.get().identified(identified.ids()).forEach(consumer);
        } else if (query.whom() instanceof SubjectQuery.MembersOf members) {
            whole.get().membersOf(members.households()).forEach(consumer);
        } else {
            whole.get().all().forEach(consumer);
        }
    }

    private Optional<Whole> read(Scope scope) {
        return source.hasAtMost(SUBJECTS_MOST, scope.unit(), scope.type())
                ? Optional.of(Whole.of(source.subjects(scope.unit(), scope.type())))
                : Optional.empty();
    }

    @Override
    public Optional<UnitNames> unit(String unitCode) {
        return source.unit(unitCode);
    }

    @Override
    public List<UnitNames> unitsBelow(String unitCode) {
        return source.unitsBelow(unitCode);
    }
}
