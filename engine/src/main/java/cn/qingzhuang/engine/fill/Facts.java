package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The facts of one unit, looked up as a table asks for them.
 *
 * <p>A value asked of a person may be kept with the household (address of the household, its head), and the other way
 * round. Where it is not kept at all it may follow from another: see {@link FollowingValues}.
 */
final class Facts {
    static final ElementKey RELATION = ElementKey.of("relation_to_head");
    private static final ElementKey NAME = ElementKey.of("person_name");
    private static final ElementKey ID_NUMBER = ElementKey.of("person_id_no");
    private static final String BIRTH = "person_birth_date";
    private static final int MONTH_LENGTH = 7;
    private static final Set<String> OF_MEMBERS = Set.of("member", "obligor");

    private final Catalogue catalogue;
    private final FactSource source;
    private final String unitCode;
    private final LocalDate asOf;
    private final FollowingValues following;
    private final Map<SubjectType, List<SubjectFacts>> byType = new HashMap<>();
    private final Map<String, SubjectFacts> byId = new HashMap<>();
    private final Map<String, List<SubjectFacts>> members = new HashMap<>();
    private final Map<String, Optional<FactSource.UnitNames>> units = new HashMap<>();

    Facts(Catalogue catalogue, FactSource source, String unitCode, LocalDate asOf) {
        this.catalogue = catalogue;
        this.source = source;
        this.unitCode = unitCode;
        this.asOf = asOf;
        this.following = new FollowingValues(this, asOf);
        load(SubjectType.HOUSEHOLD);
        for (SubjectFacts person : load(SubjectType.PERSON)) {
            person.householdId()
                    .ifPresent(h ->
                            members.computeIfAbsent(h, x -> new ArrayList<>()).add(person));
        }
    }

    private List<SubjectFacts> load(SubjectType type) {
        return byType.computeIfAbsent(type, t -> {
            List<SubjectFacts> found = List.copyOf(source.subjects(unitCode, t));
            found.forEach(s -> byId.put(s.id(), s));
            return found;
        });
    }

    List<SubjectFacts> subjects(SubjectType type) {
        return load(type);
    }

    LocalDate asOf() {
        return asOf;
    }

    String unitCode() {
        return unitCode;
    }

    Optional<SubjectFacts> findSubject(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<FactSource.UnitNames> unit(String code) {
        return units.computeIfAbsent(code, source::unit);
    }

    List<FactSource.UnitNames> unitsBelow() {
        return source.unitsBelow(unitCode);
    }

    List<SubjectFacts> membersOf(SubjectFacts subject) {
        String household = subject.type() == SubjectType.HOUSEHOLD
                ? subject.id()
                : subject.householdId().orElse("");
        return members.getOrDefault(household, List.of());
    }

    Optional<SubjectFacts> household(SubjectFacts subject) {
        return subject.type() == SubjectType.HOUSEHOLD
                ? Optional.of(subject)
                : subject.householdId().flatMap(this::findSubject);
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
        if (OF_MEMBERS.contains(asked.role()) && subject.type() != SubjectType.PERSON) {
            return Answer.unknown("一户有多人，表中只有一格，请填写");
        }
        ElementKey key = Catalogue.storageKey(asked.element(), asked.role());
        if (!following.isAlwaysDerived(key)) {
            Optional<KnownValue> known = known(subject, key);
            if (known.isPresent()) {
                return Answer.of(known.get());
            }
        }
        return following.find(subject, key).orElseGet(() -> Answer.unknown("台账中还没有“" + nameOf(asked) + "”"));
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
        return is(person, "person_alive", "否")
                || is(person, "person_population_status", "注销")
                || person.values().containsKey(ElementKey.of("person_death_date"));
    }

    private static boolean is(SubjectFacts person, String element, String value) {
        KnownValue known = person.values().get(ElementKey.of(element));
        return known != null && known.value().equals(value);
    }

    static String nameOf(SubjectFacts subject) {
        KnownValue name = subject.values().get(NAME);
        return name == null ? subject.name() : name.value();
    }
}
