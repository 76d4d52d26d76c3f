package cn.qingzhuang.sim.statistics;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Conditions;
import cn.qingzhuang.engine.meaning.Expressions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Persons, households, organisations, places and events with a random value for every element, each independent of the
 * others, so that two expressions that differ in any condition give different numbers; only what a fact implies holds of
 * them as it does of real people: an orphan is a minor. One value in twenty is not known. A value is drawn when it is
 * asked for, always the same one, so that nothing is drawn that no header asks about.
 */
final class RandomPeople {
    static final LocalDate DAY = LocalDate.of(2025, 6, 30);
    private static final int HOUSEHOLDS = 2000;
    private static final int LARGEST = 5;
    private static final int UNKNOWN_ONE_IN = 20;

    /** Derived from the date of birth. */
    private static final Set<String> DERIVED = Set.of("person_age", "person_id_no");

    private static final String PARTY = "person_political_status in (中共党员,中共预备党员)";

    /** What a fact implies; where that does not hold the fact is not known. Written for judging, not the reader's list. */
    private static final List<Implied> IMPLIED = List.of(
            implied("disability_type is known", "disability_flag=是"),
            implied("disability_level is known", "disability_flag=是"),
            implied("disability_cert_no is known", "disability_flag=是"),
            implied("disability_subsidy is known", "disability_flag=是"),
            implied("party_status is known", PARTY),
            implied("party_member_type is known", PARTY),
            implied("party_join_date is known", PARTY),
            implied("party_checkin_status is known", PARTY),
            implied("support_mode is known", "tekun_flag=是"),
            implied("dibao_grade is known", "dibao_flag=是"),
            implied("dibao_monthly_amount is known", "dibao_flag=是"),
            implied("school_stage is known", "in_school_flag=是"),
            implied("student_boarding is known", "in_school_flag=是"),
            implied("poverty_monitor_type is known", "household_type=监测户"),
            implied("poverty_risk_removed is known", "household_type=监测户"),
            implied("relocation_movedin is known", "relocation_place is known"),
            implied("relocation_area is known", "relocation_place is known"),
            implied("mental_risk_level is known", "mental_diagnosis is known"),
            implied("correction_out_of_control is known", "correction_type is known"),
            implied("correction_missed is known", "correction_type is known"),
            implied("elderly_allowance is known", "person_age>=60"),
            implied("youth_type is known", "person_age 6..25"),
            implied("childless_elder=是", "person_age>=60"),
            implied("orphan_flag=是", "person_age<=17"),
            implied("left_behind_type=留守儿童", "person_age<=17"),
            implied("left_behind_type=留守老人", "person_age>=60"),
            implied("left_behind_type=留守妇女", "person_sex=女"),
            implied("fp_pregnancy_status=已怀孕", "person_sex=女"));

    /** What others imply, or are worked out from, is known of everybody. */
    private static final Set<String> ALWAYS_KNOWN = Set.of(
            "disability_flag",
            "tekun_flag",
            "dibao_flag",
            "in_school_flag",
            "household_type",
            "person_political_status",
            "person_birth_date",
            "person_sex",
            "relocation_place",
            "mental_diagnosis",
            "correction_type");

    private final long seed;
    private final Map<SubjectType, Map<ElementKey, Function<SplittableRandom, String>>> draws =
            new EnumMap<>(SubjectType.class);
    private final List<Known> persons = new ArrayList<>();
    private final List<Known> households = new ArrayList<>();
    private final Map<SubjectType, List<Known>> others = new EnumMap<>(SubjectType.class);
    private int subjects;

    /** That a fact implies another. */
    private record Implied(ElementKey key, Optional<String> value, Condition told) {
        boolean isAbout(ElementKey asked, String drawn) {
            return key.equals(asked) && value.filter(v -> !v.equals(drawn)).isEmpty();
        }
    }

    /** One subject. */
    static final class Known implements Conditions.Facts {
        private final SubjectType type;
        private final long seed;
        private final Map<ElementKey, Function<SplittableRandom, String>> draws;
        private final List<Known> around = new ArrayList<>();

        Known(SubjectType type, long seed, Map<ElementKey, Function<SplittableRandom, String>> draws) {
            this.type = type;
            this.seed = seed;
            this.draws = draws;
        }

        @Override
        public SubjectType type() {
            return type;
        }

        @Override
        public Optional<String> value(ElementKey key) {
            Function<SplittableRandom, String> draw = draws.get(key);
            if (draw == null) {
                return Optional.empty();
            }
            SplittableRandom random = new SplittableRandom(seed + key.hashCode());
            boolean isKnown = random.nextInt(UNKNOWN_ONE_IN) > 0 || ALWAYS_KNOWN.contains(key.element());
            return isKnown ? Optional.of(draw.apply(random)).filter(drawn -> isBorneOut(key, drawn)) : Optional.empty();
        }

        private boolean isBorneOut(ElementKey key, String drawn) {
            return IMPLIED.stream()
                    .filter(implied -> implied.isAbout(key, drawn))
                    .allMatch(implied -> Conditions.test(implied.told(), this, DAY) == Conditions.Truth.YES);
        }

        @Override
        public Optional<Conditions.Facts> household() {
            return type == SubjectType.PERSON ? Optional.of(around.get(0)) : Optional.empty();
        }

        @Override
        public List<Conditions.Facts> members() {
            return type == SubjectType.HOUSEHOLD ? List.copyOf(around) : List.of();
        }
    }

    RandomPeople(long seed) {
        this.seed = seed;
        Catalogue catalogue = Catalogue.standard();
        for (Element element : catalogue.elements()) {
            ElementKey key = Catalogue.storageKey(element.id(), "");
            boolean isDrawn = key.role().isEmpty() && !DERIVED.contains(key.element());
            if (isDrawn) {
                draw(catalogue, element)
                        .ifPresent(draw -> draws.computeIfAbsent(catalogue.subjectOf(key), type -> new HashMap<>())
                                .put(key, draw));
            }
        }
        Random sizes = new Random(seed);
        for (int i = 0; i < HOUSEHOLDS; i++) {
            Known household = subject(SubjectType.HOUSEHOLD);
            households.add(household);
            int members = 1 + sizes.nextInt(LARGEST);
            for (int j = 0; j < members; j++) {
                Known person = subject(SubjectType.PERSON);
                person.around.add(household);
                household.around.add(person);
                persons.add(person);
            }
        }
        for (SubjectType type :
                List.of(SubjectType.ORGANISATION, SubjectType.PLACE, SubjectType.EVENT, SubjectType.UNIT)) {
            others.put(
                    type, Stream.generate(() -> subject(type)).limit(HOUSEHOLDS).toList());
        }
    }

    List<Known> of(SubjectType type) {
        return switch (type) {
            case PERSON -> persons;
            case HOUSEHOLD -> households;
            default -> others.getOrDefault(type, List.of());
        };
    }

    private static Implied implied(String fact, String told) {
        Condition known = Expressions.parseConditions(fact).get(0);
        Condition other = Expressions.parseConditions(told).get(0);
        return known instanceof Condition.OneOf one
                ? new Implied(one.key(), Optional.of(one.values().get(0)), other)
                : new Implied(((Condition.Known) known).key(), Optional.empty(), other);
    }

    private Known subject(SubjectType type) {
        subjects++;
        long own = new SplittableRandom(seed + subjects).nextLong();
        return new Known(type, own, draws.getOrDefault(type, Map.of()));
    }

    private static Optional<Function<SplittableRandom, String>> draw(Catalogue catalogue, Element element) {
        Optional<CodeList> list = catalogue.codesOf(element.id());
        if (list.isPresent()) {
            List<String> labels = list.get().labels();
            return Optional.of(random -> labels.get(random.nextInt(labels.size())));
        }
        int days = element.id().contains("birth") ? 38_000 : 7_000;
        return switch (element.valueType()) {
            case BOOLEAN -> Optional.of(random -> random.nextBoolean() ? "是" : "否");
            case DATE ->
                Optional.of(random -> DAY.minusDays(random.nextInt(days)).toString());
            case INTEGER -> Optional.of(random -> Integer.toString(random.nextInt(5)));
            case DECIMAL, MONEY -> Optional.of(random -> Integer.toString(random.nextInt(10_000)));
            case STRING, CODE, TEXT -> Optional.of(random -> random.nextBoolean() ? "有" : "无");
            default -> Optional.empty();
        };
    }
}
