package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The facts of one unit, looked up as a table asks for them.
 *
 * <p>A value asked of a person may be kept with the household (address of the household, its head), and the other way
 * round. Where it is not kept at all it may follow from another: see {@link FollowingValues}.
 */
final class Facts {
    static final ElementKey RELATION = ElementKey.of("relation_to_head");
    private static final Set<String> GONE = Set.of("注销", "死亡", "迁出");
    private static final ElementKey ALIVE = ElementKey.of("person_alive");
    private static final ElementKey STATUS = ElementKey.of("person_population_status");
    private static final ElementKey DEATH = ElementKey.of("person_death_date");
    private static final ElementKey NAME = ElementKey.of("person_name");
    private static final ElementKey ID_NUMBER = ElementKey.of("person_id_no");
    private static final String BIRTH = "person_birth_date";
    private static final int MONTH_LENGTH = 7;
    private static final String BELOW_TOWN = "000";
    private static final Set<String> OF_MEMBERS = Set.of("member", "obligor");

    private static final int FETCHED = 2_000;

    private final Catalogue catalogue;
    private final FactSource source;
    private final String unitCode;
    private final LocalDate asOf;
    private final AskedElements asked;
    private final FollowingValues following;
    private final Map<SubjectType, List<SubjectFacts>> byType = new EnumMap<>(SubjectType.class);
    private final Map<String, Optional<SubjectFacts>> byId = new HashMap<>();
    private final Map<String, List<SubjectFacts>> members = new HashMap<>();
    private final Map<String, Optional<FactSource.UnitNames>> units = new HashMap<>();

    Facts(Catalogue catalogue, FactSource source, String unitCode, LocalDate asOf, AskedElements asked) {
        this.catalogue = catalogue;
        this.source = source;
        this.unitCode = unitCode;
        this.asOf = asOf;
        this.asked = asked;
        this.following = new FollowingValues(this, asOf);
    }

    /** The same unit and day, with nothing fetched yet: for what is looked at once and forgotten. */
    Facts apart() {
        return new Facts(catalogue, source, unitCode, asOf, asked);
    }

    /** Whether everybody is kept already. */
    boolean isWhole() {
        return byType.containsKey(SubjectType.PERSON) && byType.containsKey(SubjectType.HOUSEHOLD);
    }

    /** Everybody of a type, kept from then on. Whoever needs but some asks {@link #each} or {@link #keyed}. */
    List<SubjectFacts> subjects(SubjectType type) {
        List<SubjectFacts> known = byType.get(type);
        if (known != null) {
            return known;
        }
        List<SubjectFacts> found = source.subjects(query(type, new SubjectQuery.Satisfying(List.of(), asOf)));
        byType.put(type, found);
        found.forEach(s -> byId.put(s.id(), Optional.of(s)));
        if (type == SubjectType.PERSON) {
            members.clear();
            found.forEach(this::addToHousehold);
        }
        return found;
    }

    /** Streams those of whom the conditions may hold; nothing is kept. */
    void each(SubjectType type, List<Condition> conditions, Consumer<SubjectFacts> consumer) {
        List<SubjectFacts> known = byType.get(type);
        if (known != null) {
            known.forEach(consumer);
        } else {
            source.each(query(type, new SubjectQuery.Satisfying(conditions, asOf)), consumer);
        }
    }

    /** Those found under identity keys, kept; everybody where the towns are not known, which name keys hold to. */
    List<SubjectFacts> keyed(SubjectType type, Set<Long> keys) {
        if (unitCode.endsWith(BELOW_TOWN + BELOW_TOWN) && towns().size() == 1) {
            return subjects(type);
        }
        List<SubjectFacts> found =
                keys.isEmpty() ? List.of() : source.subjects(query(type, new SubjectQuery.Keyed(keys)));
        found.forEach(s -> byId.putIfAbsent(s.id(), Optional.of(s)));
        return found;
    }

    /** Those of these ids that are of the type, in the order of the source. */
    List<SubjectFacts> identified(SubjectType type, Set<String> ids) {
        return ids.isEmpty() ? List.of() : source.subjects(query(type, new SubjectQuery.Identified(ids)));
    }

    /** Fetches the households of these subjects at once, with their members where heads are asked about. */
    void fetchHouseholds(Collection<SubjectFacts> subjects) {
        boolean ofHouseholds = subjects.stream().anyMatch(s -> s.type() == SubjectType.HOUSEHOLD);
        List<String> households = subjects.stream()
                .flatMap(s -> householdId(s).stream())
                .distinct()
                .toList();
        subjects.forEach(s -> byId.putIfAbsent(s.id(), Optional.of(s)));
        for (int from = 0; from < households.size(); from += FETCHED) {
            List<String> some = households.subList(from, Math.min(households.size(), from + FETCHED));
            fetch(SubjectType.HOUSEHOLD, some);
            if (ofHouseholds || asked.isOfHead()) {
                fetchMembers(some);
            }
        }
    }

    private void fetch(SubjectType type, Collection<String> ids) {
        Set<String> missing = ids.stream().filter(id -> !byId.containsKey(id)).collect(Collectors.toSet());
        if (missing.isEmpty() || byType.containsKey(type)) {
            return;
        }
        source.each(query(type, new SubjectQuery.Identified(missing)), s -> byId.put(s.id(), Optional.of(s)));
        missing.forEach(id -> byId.putIfAbsent(id, Optional.empty()));
    }

    private void fetchMembers(Collection<String> households) {
        Set<String> missing =
                households.stream().filter(id -> !members.containsKey(id)).collect(Collectors.toSet());
        if (missing.isEmpty() || byType.containsKey(SubjectType.PERSON)) {
            return;
        }
        missing.forEach(id -> members.put(id, new ArrayList<>()));
        source.each(query(SubjectType.PERSON, new SubjectQuery.MembersOf(missing)), this::addToHousehold);
    }

    private void addToHousehold(SubjectFacts person) {
        person.householdId()
                .ifPresent(
                        h -> members.computeIfAbsent(h, x -> new ArrayList<>()).add(person));
    }

    private SubjectQuery query(SubjectType type, SubjectQuery.Whom whom) {
        return new SubjectQuery(unitCode, type, asked.keys(), whom);
    }

    AskedElements asked() {
        return asked;
    }

    LocalDate asOf() {
        return asOf;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    String unitCode() {
        return unitCode;
    }

    /** A person or household of the unit. */
    Optional<SubjectFacts> findSubject(String id) {
        return find(SubjectType.PERSON, id).or(() -> {
            byId.remove(id);
            return find(SubjectType.HOUSEHOLD, id);
        });
    }

    private Optional<SubjectFacts> find(SubjectType type, String id) {
        if (!byId.containsKey(id)) {
            fetch(type, List.of(id));
        }
        return byId.getOrDefault(id, Optional.empty());
    }

    Optional<FactSource.UnitNames> unit(String code) {
        return units.computeIfAbsent(code, source::unit);
    }

    List<FactSource.UnitNames> unitsBelow() {
        return source.unitsBelow(unitCode);
    }

    /** The codes of the towns whose people are those of the unit, with that of the unit itself. */
    Set<String> towns() {
        Set<String> out = new LinkedHashSet<>(Set.of(unitCode));
        Deque<String> open = new ArrayDeque<>(List.of(unitCode));
        while (!open.isEmpty()) {
            String above = open.pop();
            if (above.endsWith(BELOW_TOWN + BELOW_TOWN)) {
                source.unitsBelow(above).forEach(u -> {
                    if (out.add(u.code())) {
                        open.push(u.code());
                    }
                });
            }
        }
        return out;
    }

    List<SubjectFacts> membersOf(SubjectFacts subject) {
        Optional<String> household = householdId(subject);
        household.ifPresent(h -> fetchMembers(List.of(h)));
        return household.map(h -> members.getOrDefault(h, List.of())).orElse(List.of());
    }

    private static Optional<String> householdId(SubjectFacts subject) {
        return subject.type() == SubjectType.HOUSEHOLD ? Optional.of(subject.id()) : subject.householdId();
    }

    Optional<SubjectFacts> household(SubjectFacts subject) {
        return subject.type() == SubjectType.HOUSEHOLD
                ? Optional.of(subject)
                : subject.householdId().flatMap(id -> find(SubjectType.HOUSEHOLD, id));
    }

    Optional<SubjectFacts> head(SubjectFacts subject) {
        return household(subject)
                .flatMap(household -> membersOf(household).stream()
                        .filter(p -> isHead(p, household))
                        .findFirst());
    }

    private static boolean isHead(SubjectFacts person, SubjectFacts household) {
        KnownValue relation = person.values().get(RELATION);
        if (relation != null) {
            return relation.value().equals("户主") || relation.value().equals("本人");
        }
        KnownValue headId = household.values().get(new ElementKey(ID_NUMBER.element(), "head"));
        KnownValue id = person.values().get(ID_NUMBER);
        return headId != null && id != null && headId.value().equals(id.value());
    }

    /** The answer for an element of a subject. */
    Answer find(SubjectFacts subject, ElementKey asked) {
        boolean isOfMany = OF_MEMBERS.contains(asked.role()) && subject.type() != SubjectType.PERSON;
        return answer(subject, asked)
                .orElseGet(() -> Answer.unknown(isOfMany ? "一户有多人，表中只有一格，请填写" : "台账中还没有“" + nameOf(asked) + "”"));
    }

    /** As {@link #find}, without saying why there is none. */
    Optional<Answer> answer(SubjectFacts subject, ElementKey asked) {
        if (OF_MEMBERS.contains(asked.role()) && subject.type() != SubjectType.PERSON) {
            return Optional.empty();
        }
        ElementKey key = Catalogue.storageKey(asked.element(), asked.role());
        if (!following.isAlwaysDerived(key)) {
            Optional<KnownValue> known = known(subject, key);
            if (known.isPresent()) {
                return known.map(Answer::of);
            }
        }
        return following.find(subject, key);
    }

    /** The stored value where no source speaks against it. */
    Optional<KnownValue> settled(SubjectFacts subject, ElementKey key) {
        return known(subject, key).filter(known -> !known.isDisputed());
    }

    /** What the unit and the day alone say. */
    Optional<Answer> constant(ElementKey key) {
        return constant(key, unitCode);
    }

    Optional<Answer> constant(ElementKey key, String ofUnit) {
        return following.ofUnit(ofUnit, key);
    }

    /** The stored value, wherever it is kept; a birth date known to the month only is completed by the ID number. */
    Optional<KnownValue> known(SubjectFacts subject, ElementKey key) {
        Optional<KnownValue> stored = stored(subject, key);
        boolean isMonth = key.element().equals(BIRTH)
                && stored.filter(v -> v.value().length() == MONTH_LENGTH).isPresent();
        return isMonth ? stored.map(month -> completed(subject, key, month)) : stored;
    }

    private KnownValue completed(SubjectFacts subject, ElementKey key, KnownValue month) {
        return stored(subject, new ElementKey(ID_NUMBER.element(), key.role()))
                .filter(id -> !id.isDisputed())
                .flatMap(id -> IdNumbers.birthDate(id.value())
                        .map(LocalDate::toString)
                        .filter(day -> day.startsWith(month.value()))
                        .map(day -> new KnownValue(day, id.provenance(), month.isStale(), month.isDisputed())))
                .orElse(month);
    }

    private Optional<KnownValue> stored(SubjectFacts subject, ElementKey key) {
        KnownValue own = subject.values().get(key);
        if (own != null) {
            return Optional.of(own);
        }
        SubjectType keptWith = catalogue.subjectOf(key);
        if (key.role().equals("head")) {
            return ofHead(subject, key);
        }
        if (subject.type() == SubjectType.PERSON) {
            if (keptWith == SubjectType.PERSON && key.role().isEmpty()) {
                return isHeadOfHousehold(subject)
                        ? household(subject).map(h -> h.values().get(new ElementKey(key.element(), "head")))
                        : Optional.empty();
            }
            return household(subject).map(h -> h.values().get(key));
        }
        if (subject.type() == SubjectType.HOUSEHOLD
                && keptWith == SubjectType.PERSON
                && key.role().isEmpty()) {
            return ofHead(subject, new ElementKey(key.element(), "head"));
        }
        return Optional.empty();
    }

    private boolean isHeadOfHousehold(SubjectFacts person) {
        return household(person).filter(h -> isHead(person, h)).isPresent();
    }

    private Optional<KnownValue> ofHead(SubjectFacts subject, ElementKey key) {
        Optional<KnownValue> own = head(subject).map(h -> h.values().get(ElementKey.of(key.element())));
        return own.isPresent() ? own : household(subject).map(h -> h.values().get(key));
    }

    String nameOf(ElementKey key) {
        return catalogue
                .elementOf(Catalogue.storageKey(key.element(), key.role()))
                .map(e -> e.name())
                .orElse(key.element());
    }

    SubjectType keptWith(ElementKey key) {
        return catalogue.subjectOf(key);
    }

    /** Whether the person is known to have died or left the register. */
    boolean isGone(SubjectFacts person) {
        KnownValue alive = person.values().get(ALIVE);
        KnownValue status = person.values().get(STATUS);
        return alive != null && alive.value().equals("否")
                || status != null && GONE.contains(status.value())
                || person.values().containsKey(DEATH);
    }

    static String nameOf(SubjectFacts subject) {
        KnownValue name = subject.values().get(NAME);
        return name == null ? subject.name() : name.value();
    }
}
