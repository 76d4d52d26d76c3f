package cn.qingzhuang.app.events;

import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.ledger.RelationKind;
import cn.qingzhuang.app.ledger.Relations;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.FactSource.UnitNames;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.fill.SubjectQuery;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The people of a county as the planning of events sees them. */
final class Register {
    static final ElementKey NAME = ElementKey.of("person_name");
    private static final Set<String> GONE = Set.of("注销", "死亡", "迁出");
    private static final Set<String> HEADS = Set.of("户主", "本人");
    private static final int COUNTY = 6;

    private final Ledger ledger;
    private final Relations relations;
    private final Catalogue catalogue;
    private final String unit;

    Register(Ledger ledger, Relations relations, Catalogue catalogue, String unit) {
        this.ledger = ledger;
        this.relations = relations;
        this.catalogue = catalogue;
        this.unit = unit;
    }

    String newId() {
        return ledger.newSubjectId();
    }

    String nobody() {
        return Ledger.NOBODY;
    }

    String canonical(ElementKey key, String text) {
        return ledger.canonical(key, text);
    }

    Optional<SubjectFacts> find(String id) {
        return ledger.find(unit, id);
    }

    SubjectFacts require(String id) {
        return ledger.requireSubject(unit, id);
    }

    /** All subjects of a type in the unit. */
    List<SubjectFacts> all(SubjectType type) {
        return ledger.subjects(unit, type);
    }

    /** The household a person is in, or the household itself. */
    Optional<SubjectFacts> household(SubjectFacts subject) {
        return subject.type() == SubjectType.HOUSEHOLD
                ? Optional.of(subject)
                : subject.householdId().flatMap(this::find);
    }

    /** The members of a household who are alive and registered. */
    List<SubjectFacts> living(SubjectFacts household) {
        SubjectQuery.MembersOf members = new SubjectQuery.MembersOf(Set.of(household.id()));
        String county = unit.substring(0, COUNTY) + "000000";
        return ledger.subjects(new SubjectQuery(county, SubjectType.PERSON, Set.of(), members)).stream()
                .filter(p -> !isGone(p))
                .toList();
    }

    boolean isGone(SubjectFacts person) {
        return value(person, "person_alive").equals("否")
                || GONE.contains(value(person, "person_population_status"))
                || !value(person, "person_death_date").isEmpty();
    }

    boolean isHead(SubjectFacts person, SubjectFacts household) {
        String relation = value(person, "relation_to_head");
        String number = value(person, "person_id_no");
        return relation.isEmpty()
                ? !number.isEmpty() && number.equals(value(household, "person_id_no@head"))
                : HEADS.contains(relation);
    }

    /** Whom somebody is married to, as far as the ledger knows, alive or not. */
    Optional<SubjectFacts> spouse(SubjectFacts person) {
        return relations.of(unit, person.id()).stream()
                .filter(r -> r.kind() == RelationKind.SPOUSE && r.until().isEmpty())
                .findFirst()
                .flatMap(r -> find(r.other()));
    }

    /** The name of whom somebody has this relation to today. */
    Optional<String> other(SubjectFacts subject, RelationKind kind) {
        return relations.of(unit, subject.id()).stream()
                .filter(r -> r.kind() == kind && !r.isOfOther() && r.until().isEmpty())
                .findFirst()
                .flatMap(r -> find(r.other()))
                .map(SubjectFacts::name);
    }

    /** A value, or "". */
    String value(SubjectFacts subject, String element) {
        KnownValue known = subject.values().get(ElementKey.parse(element));
        return known == null ? "" : known.value();
    }

    Optional<Integer> number(SubjectFacts subject, String element) {
        String text = value(subject, element);
        return text.matches("\\d{1,3}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    Optional<LocalDate> born(SubjectFacts person) {
        String stated = value(person, "person_birth_date");
        if (stated.isEmpty()) {
            return IdNumbers.birthDate(value(person, "person_id_no"));
        }
        try {
            return Optional.of(LocalDate.parse(stated));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // known to the month
        }
    }

    String sex(SubjectFacts person) {
        String stated = value(person, "person_sex");
        return stated.isEmpty() ? IdNumbers.sex(value(person, "person_id_no")).orElse("") : stated;
    }

    Optional<UnitNames> unitNamed(String code) {
        return code.matches("[0-9]{12}") ? ledger.unit(code) : Optional.empty();
    }

    String requireUnit(String code) {
        return ledger.requireUnit(code);
    }

    String unitName(String code) {
        return ledger.unit(code).map(UnitNames::name).orElse(code);
    }

    /** How people call it. */
    String nameOf(SubjectFacts subject) {
        if (subject.type() == SubjectType.HOUSEHOLD) {
            String head = value(subject, "person_name@head");
            String number = value(subject, "household_no");
            return (head.isEmpty() ? subject.name() : head) + "户" + (number.isEmpty() ? "" : "（" + number + "）");
        }
        String name = value(subject, "person_name");
        return name.isEmpty() ? subject.name() : name;
    }

    private static final Map<String, String> RELATIONS = Map.of(
            "spouse", "配偶",
            "guardian", "监护人",
            "responsible", "责任人",
            "lives_in", "住处",
            "works_at", "工作单位",
            "father", "父亲",
            "mother", "母亲");

    String label(ElementKey key) {
        if (cn.qingzhuang.app.ledger.Act.isInner(key)) {
            return RELATIONS.getOrDefault(key.role(), key.role());
        }
        return catalogue.elementOf(key).map(Element::name).orElse(key.toString());
    }

    /** A value as people read it: of a relation the other's name. */
    String shown(ElementKey key, String value) {
        if (!cn.qingzhuang.app.ledger.Act.isInner(key) || value.isEmpty()) {
            return value;
        }
        return value.equals(Ledger.NOBODY) ? "无" : find(value).map(this::nameOf).orElse(value);
    }

    /** The elements of a list that are known of somebody, with their names and values. */
    List<String> knownOf(SubjectFacts subject, List<String> elements) {
        return elements.stream()
                .map(ElementKey::parse)
                .filter(key -> subject.values().containsKey(key))
                .filter(key -> !value(subject, key.toString()).equals("否"))
                .map(key -> label(key) + "：" + value(subject, key.toString()))
                .toList();
    }
}
