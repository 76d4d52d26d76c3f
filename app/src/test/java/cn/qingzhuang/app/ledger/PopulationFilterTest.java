package cn.qingzhuang.app.ledger;

import static cn.qingzhuang.app.ledger.Sheets.aRoster;
import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.FactSource;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.fill.SubjectQuery;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Conditions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database and the conditions as the engine tests them, over random people whose values are missing, vague and disputed. */
class PopulationFilterTest {
    private static final String TOWN = "999001101000";
    private static final LocalDate DAY = LocalDate.of(2026, 2, 28);
    private static final int PEOPLE = 500;
    private static final List<String> LEVELS = List.of("一级", "二级", "三级", "四级");

    private final Random random = new Random(4);
    private final Ledger ledger = new Ledger(
            TestDatabase.fresh(),
            Catalogue.standard(),
            Clock.fixed(Instant.parse("2026-02-28T02:00:00Z"), ZoneOffset.UTC));

    @BeforeEach
    void takeInRandomPeople() {
        Sheets first = aRoster(
                "person_name",
                "person_id_no",
                "person_birth_date",
                "person_sex",
                "person_age",
                "disability_level",
                "disability_cert_no",
                "household_no",
                "household_size");
        Sheets second = aRoster("person_name", "person_id_no", "person_birth_date", "disability_level")
                .named("另一册.xlsx");
        for (int i = 0; i < PEOPLE; i++) {
            LocalDate birth = LocalDate.of(1920, 1, 1).plusDays(random.nextInt(39_000));
            String id = sometimes(0.7, number(birth, i));
            String name = "王" + (char) (0x4e00 + i);
            first.row(
                    name,
                    id,
                    sometimes(0.5, vague(random.nextInt(8) == 0 ? birth.plusYears(3) : birth)),
                    sometimes(0.5, i % 2 == 0 ? "男" : "女"),
                    sometimes(0.2, Integer.toString(random.nextInt(100))),
                    sometimes(0.3, pick(LEVELS)),
                    sometimes(0.2, number(birth, i) + (1 + random.nextInt(7)) + (1 + random.nextInt(4))),
                    sometimes(0.6, "户" + i / 3),
                    sometimes(0.4, "3"));
            if (random.nextInt(3) == 0) {
                second.row(name, id, vague(birth.plusDays(random.nextInt(400))), sometimes(0.5, pick(LEVELS)));
            }
        }
        ledger.ingest(first.build(), TOWN, "小李");
        ledger.ingest(second.build(), TOWN, "小李");
    }

    private String sometimes(double chance, String value) {
        return random.nextDouble() < chance ? value : "";
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String vague(LocalDate day) {
        int length = List.of(10, 10, 10, 7, 4).get(random.nextInt(5));
        return day.toString().substring(0, length);
    }

    private static String number(LocalDate birth, int i) {
        String seventeen = "999001%s%03d".formatted(birth.toString().replace("-", ""), i % 1000);
        for (char c : "0123456789X".toCharArray()) {
            if (IdNumbers.hasRightCheckDigit(seventeen + c)) {
                return seventeen + c;
            }
        }
        throw new IllegalStateException(seventeen);
    }

    private Condition condition(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0, 1 -> age();
            case 2 ->
                new Condition.OneOf(
                        ElementKey.of("disability_level"), random.nextBoolean() ? LEVELS.subList(0, 2) : List.of("三级"));
            case 3 -> new Condition.Known(ElementKey.of(pick(List.of("disability_level", "disability_flag"))));
            case 4 -> new Condition.OneOf(ElementKey.of("person_sex"), List.of("女"));
            case 5 ->
                new Condition.Between(ElementKey.of("household_size"), Optional.of("2"), Optional.empty());
            case 6 -> new Condition.Not(condition(0));
            default -> new Condition.AnyOf(List.of(condition(0), condition(0)));
        };
    }

    private Condition age() {
        int from = random.nextInt(100);
        return new Condition.Between(
                ElementKey.of("person_age"),
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(Integer.toString(from)),
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(Integer.toString(from + random.nextInt(20))));
    }

    @Test
    void theDatabaseLeavesOutManyAndNobodyWhoBelongs() {
        FactSource facts = ledger.asOf(DAY);
        Map<String, SubjectFacts> households = new HashMap<>();
        facts.subjects(TOWN, SubjectType.HOUSEHOLD).forEach(h -> households.put(h.id(), h));
        List<SubjectFacts> people = facts.subjects(TOWN, SubjectType.PERSON);
        int others = 0;
        int leftOut = 0;
        int belonging = 0;
        for (int i = 0; i < 300; i++) {
            List<Condition> conditions = new ArrayList<>(List.of(condition(1)));
            if (random.nextBoolean()) {
                conditions.add(condition(1));
            }
            Set<String> let = facts
                    .subjects(new SubjectQuery(
                            TOWN, SubjectType.PERSON, Set.of(), new SubjectQuery.Satisfying(conditions, DAY)))
                    .stream()
                    .map(SubjectFacts::id)
                    .collect(Collectors.toSet());
            for (SubjectFacts person : people) {
                Conditions.Truth truth = Conditions.testAll(conditions, new View(person, households), DAY);
                if (truth == Conditions.Truth.YES) {
                    assertThat(let).as("%s %s", conditions, person).contains(person.id());
                    belonging++;
                } else {
                    others++;
                    leftOut += let.contains(person.id()) ? 0 : 1;
                }
            }
        }
        assertThat(belonging).isGreaterThan(5_000);
        assertThat((double) leftOut / others).as("share of the others that is left out").isGreaterThan(0.25);
    }

    /** A person as conditions see it. */
    private record View(SubjectFacts subject, Map<String, SubjectFacts> households) implements Conditions.Facts {
        @Override
        public SubjectType type() {
            return subject.type();
        }

        @Override
        public Optional<String> value(ElementKey key) {
            return Optional.ofNullable(subject.values().get(key))
                    .filter(known -> !known.isDisputed())
                    .map(KnownValue::value);
        }

        @Override
        public Optional<Conditions.Facts> household() {
            return subject.householdId().map(households::get).map(h -> new View(h, households));
        }
    }
}
