package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityKeys;
import cn.qingzhuang.engine.identity.IdentityPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A ledger over a list, for tests: one village of invented people. */
final class Village implements FactSource {
    static final String CODE = "999001101201";
    private final List<SubjectFacts> subjects = new ArrayList<>();
    private final List<SubjectQuery> queries = new ArrayList<>();
    private int next = 1;

    /** Adds a subject; values as {@code element=value}, {@code element@role=value}. A leading ? marks stale, ! disputed. */
    SubjectFacts add(SubjectType type, String household, String... values) {
        Map<ElementKey, KnownValue> known = new HashMap<>();
        String name = "";
        for (String pair : values) {
            int at = pair.indexOf('=');
            String value = pair.substring(at + 1);
            boolean isStale = value.startsWith("?");
            boolean isDisputed = value.startsWith("!");
            String plain = isStale || isDisputed ? value.substring(1) : value;
            Provenance from = new Provenance("户籍底册.xlsx", Optional.of("Sheet1"), Optional.of(next + 3), "2025-06-01");
            known.put(ElementKey.parse(pair.substring(0, at)), new KnownValue(plain, from, isStale, isDisputed));
            name = pair.startsWith("person_name") ? plain : name;
        }
        String id = (type == SubjectType.HOUSEHOLD ? "h" : "p") + next++;
        SubjectFacts facts = new SubjectFacts(
                id, type, name, CODE, household.isEmpty() ? Optional.empty() : Optional.of(household), known);
        subjects.add(facts);
        return facts;
    }

    /** A household of two and one of one; 王五 has died. */
    static Village small() {
        Village village = new Village();
        String first = village.add(SubjectType.HOUSEHOLD, "", "household_address=高桥村1组3号", "household_size=2")
                .id();
        village.add(
                SubjectType.PERSON,
                first,
                "person_name=张三",
                "person_id_no=999001195002041018",
                "relation_to_head=户主",
                "person_phone=10012345678",
                "person_ethnicity=汉族",
                "disability_level=二级");
        village.add(
                SubjectType.PERSON,
                first,
                "person_name=李四",
                "person_sex=女",
                "person_birth_date=1985-03-01",
                "relation_to_head=配偶",
                "person_phone=?10087654321",
                "person_ethnicity=!苗族");
        String second =
                village.add(SubjectType.HOUSEHOLD, "", "household_size=1").id();
        village.add(
                SubjectType.PERSON,
                second,
                "person_name=王五",
                "person_birth_date=1940-01-01",
                "relation_to_head=户主",
                "person_alive=否");
        village.add(SubjectType.PERSON, second, "person_name=张三", "person_sex=男", "person_birth_date=1990-05-06");
        return village;
    }

    @Override
    public void each(SubjectQuery query, Consumer<SubjectFacts> consumer) {
        queries.add(query);
        subjects.stream()
                .filter(s -> s.type() == query.type())
                .filter(s -> isAsked(s, query))
                .forEach(s -> consumer.accept(only(s, query)));
    }

    private static boolean isAsked(SubjectFacts subject, SubjectQuery query) {
        SubjectQuery.Whom whom = query.whom();
        if (whom instanceof SubjectQuery.Keyed keyed) {
            return Arrays.stream(IdentityKeys.of(identity(subject))).anyMatch(key -> keyed.keys().contains(key));
        }
        if (whom instanceof SubjectQuery.Identified identified) {
            return identified.ids().contains(subject.id());
        }
        return !(whom instanceof SubjectQuery.MembersOf members)
                || subject.householdId().filter(members.households()::contains).isPresent();
    }

    private static Identity identity(SubjectFacts subject) {
        Identity.Builder who = new Identity.Builder(subject.type());
        subject.values()
                .forEach((key, known) ->
                        IdentityPart.of(subject.type(), key).ifPresent(part -> who.put(part, known.value())));
        return who.build(subject.householdId().orElse(""), subject.unitCode());
    }

    /** As little as a source may answer. */
    private static SubjectFacts only(SubjectFacts subject, SubjectQuery query) {
        Map<ElementKey, KnownValue> values = new HashMap<>(subject.values());
        values.keySet()
                .removeIf(k -> !query.elements().isEmpty() && !query.elements().contains(k));
        return new SubjectFacts(
                subject.id(), subject.type(), subject.name(), subject.unitCode(), subject.householdId(), values);
    }

    /** What was asked so far. */
    List<SubjectQuery> queries() {
        return queries;
    }

    @Override
    public Optional<UnitNames> unit(String unitCode) {
        return Optional.of(new UnitNames(unitCode, "高桥村", "清源省", "安平市", "临川县", "青石镇", "高桥村"));
    }

    @Override
    public List<UnitNames> unitsBelow(String unitCode) {
        return List.of();
    }
}
