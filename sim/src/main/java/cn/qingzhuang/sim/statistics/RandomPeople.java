package cn.qingzhuang.sim.statistics;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Conditions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Persons, households, organisations, places and events with a random value for every element, each independent of the others, so that two expressions
 * that differ in any condition give different numbers. One value in twenty is not known.
 */
final class RandomPeople {
    static final LocalDate DAY = LocalDate.of(2025, 6, 30);
    private static final int HOUSEHOLDS = 3000;
    private static final int LARGEST = 5;
    private static final int UNKNOWN_ONE_IN = 20;

    private final Random random;
    private final List<Known> persons = new ArrayList<>();
    private final List<Known> households = new ArrayList<>();
    private final Map<SubjectType, List<Known>> others = new EnumMap<>(SubjectType.class);

    /** One subject. */
    static final class Known implements Conditions.Facts {
        private final SubjectType type;
        private final Map<ElementKey, String> values = new HashMap<>();
        private final List<Known> around = new ArrayList<>();

        Known(SubjectType type) {
            this.type = type;
        }

        @Override
        public SubjectType type() {
            return type;
        }

        @Override
        public Optional<String> value(ElementKey key) {
            return Optional.ofNullable(values.get(key));
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
        this.random = new Random(seed);
        for (int i = 0; i < HOUSEHOLDS; i++) {
            Known household = filled(SubjectType.HOUSEHOLD);
            households.add(household);
            int members = 1 + random.nextInt(LARGEST);
            for (int j = 0; j < members; j++) {
                Known person = filled(SubjectType.PERSON);
                person.around.add(household);
                household.around.add(person);
                persons.add(person);
            }
        }
        for (SubjectType type :
                List.of(SubjectType.ORGANISATION, SubjectType.PLACE, SubjectType.EVENT, SubjectType.UNIT)) {
            others.put(type, Stream.generate(() -> filled(type)).limit(HOUSEHOLDS).toList());
        }
    }

    List<Known> of(SubjectType type) {
        return switch (type) {
            case PERSON -> persons;
            case HOUSEHOLD -> households;
            default -> others.getOrDefault(type, List.of());
        };
    }

    private Known filled(SubjectType type) {
        Known out = new Known(type);
        Catalogue catalogue = Catalogue.standard();
        for (Element element : catalogue.elements()) {
            ElementKey key = Catalogue.storageKey(element.id(), "");
            boolean isKept = catalogue.subjectOf(key) == type && key.role().isEmpty();
            if (isKept && random.nextInt(UNKNOWN_ONE_IN) > 0) {
                value(catalogue, element).ifPresent(value -> out.values.put(key, value));
            }
        }
        out.values.remove(ElementKey.of("person_age"));
        out.values.remove(ElementKey.of("person_id_no"));
        return out;
    }

    private Optional<String> value(Catalogue catalogue, Element element) {
        Optional<CodeList> list = catalogue.codesOf(element.id());
        if (list.isPresent()) {
            List<String> labels = list.get().labels();
            return Optional.of(labels.get(random.nextInt(labels.size())));
        }
        return switch (element.valueType()) {
            case BOOLEAN -> Optional.of(random.nextBoolean() ? "是" : "否");
            case DATE ->
                Optional.of(DAY.minusDays(random.nextInt(element.id().contains("birth") ? 38_000 : 7_000))
                        .toString());
            case INTEGER -> Optional.of(Integer.toString(random.nextInt(5)));
            case DECIMAL, MONEY -> Optional.of(Integer.toString(random.nextInt(10_000)));
            case STRING, CODE, TEXT -> random.nextBoolean() ? Optional.of("有") : Optional.of("无");
            default -> Optional.empty();
        };
    }
}
