package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Population;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a blank list is written for.
 *
 * <p>Where the title says it in words that can be tested, those who pass. Where it names a group that no element holds
 * (楼组长), those who stood in the latest list of that group. Where it says what happened to the listed (土地流转), those of
 * whom the table's own columns about it are known. Else nobody: who is unclear is asked, never guessed.
 */
final class Listing {
    private static final double SURE = 0.9;
    /** These are known of everybody and tell nothing of a matter. */
    private static final Set<String> GENERAL = Set.of(
            "person_name",
            "person_id_no",
            "person_sex",
            "person_birth_date",
            "person_age",
            "person_phone",
            "person_ethnicity",
            "person_home_address",
            "person_hukou_address",
            "person_residence_address",
            "household_no",
            "household_size",
            "household_address",
            "household_phone",
            "villager_group",
            "village",
            "town",
            "county",
            "relation_to_head");

    private static final String OF_THE_DEAD = "死亡、火化、殡葬、丧葬、安葬、骨灰";

    private final Facts facts;
    private final Population population;
    private final List<ElementKey> telling = new ArrayList<>();
    private final boolean asksForGone;
    private final boolean isByHousehold;

    /** The listed, or why there are none. */
    record Found(List<SubjectFacts> subjects, String why) {}

    Listing(Facts facts, Population population, List<SlotColumn> columns) {
        this.facts = facts;
        this.population = population;
        this.asksForGone = asksForGone(population.conditions()) || population.isAbout(OF_THE_DEAD);
        this.isByHousehold = columns.stream().anyMatch(Listing::isOfHousehold);
        for (SlotColumn column : columns) {
            if (column.confidence() >= SURE && column.stored().isPresent()) {
                ElementKey key = column.stored().get();
                String said = String.join("", column.meaning().slot().path()).replaceAll("\\s", "");
                boolean isGeneral = GENERAL.contains(key.element());
                if (!isGeneral && (population.isAbout(said) || population.isAbout(facts.nameOf(key)))) {
                    telling.add(key);
                }
            }
        }
    }

    Found find(SubjectType type) {
        if (population.isUnderstood()) {
            Membership members = members(type, Optional.empty());
            String why = members.unclear() > 0 ? "台账中有" + members.unclear() + "个对象是否应列入不清楚" : "台账中没有符合表题的对象";
            return new Found(ordered(members.listed()), why);
        }
        List<SubjectFacts> listed = remembered(type);
        if (listed.isEmpty() && !telling.isEmpty()) {
            listed = members(type, Optional.of(this::isConcerned)).listed();
        }
        return new Found(ordered(listed), "这张表列哪些对象？表题中的“" + whom() + "”台账里没有依据");
    }

    private Membership members(SubjectType type, Optional<Membership.Test> also) {
        return Membership.of(facts, type, new Membership.Rule(population.conditions(), asksForGone, also));
    }

    private static boolean isOfHousehold(SlotColumn column) {
        return column.stored()
                .filter(key -> key.equals(Facts.RELATION)
                        || key.role().equals("head")
                        || key.element().equals("household_no"))
                .isPresent();
    }

    /** A list that asks for the household has its members together, the head first. */
    private List<SubjectFacts> ordered(List<SubjectFacts> listed) {
        if (!isByHousehold) {
            return listed;
        }
        Map<String, List<SubjectFacts>> homes = new LinkedHashMap<>();
        for (SubjectFacts subject : listed) {
            String home = subject.householdId().orElse(subject.id());
            List<SubjectFacts> members = homes.computeIfAbsent(home, h -> new ArrayList<>());
            members.add(facts.isHeadOfHousehold(subject) ? 0 : members.size(), subject);
        }
        return homes.values().stream().flatMap(List::stream).toList();
    }

    private String whom() {
        List<String> said = population.unexplained().isEmpty() ? population.matters() : population.unexplained();
        return String.join("、", said);
    }

    /** Those in the latest list of the group. */
    private List<SubjectFacts> remembered(SubjectType type) {
        Optional<ElementKey> group = population.group();
        if (group.isEmpty()) {
            return List.of();
        }
        Latest latest = new Latest();
        facts.each(type, List.of(new Condition.Known(group.get())), subject -> {
            KnownValue known = subject.values().get(group.get());
            if (known != null && !(type == SubjectType.PERSON && facts.isGone(subject))) {
                latest.add(subject, known.value());
            }
        });
        facts.fetchHouseholds(latest.subjects);
        return latest.subjects;
    }

    /** Those who stood in the list of the latest day. */
    private static final class Latest {
        private final List<SubjectFacts> subjects = new ArrayList<>();
        private String day = "";

        void add(SubjectFacts subject, String listedOn) {
            int order = listedOn.compareTo(day);
            if (order > 0) {
                subjects.clear();
                day = listedOn;
            }
            if (order >= 0) {
                subjects.add(subject);
            }
        }
    }

    /** Whether something of the matter is known of somebody. */
    private boolean isConcerned(Facts known, SubjectFacts subject) {
        return telling.stream().anyMatch(key -> known.settled(subject, key)
                .map(KnownValue::value)
                .filter(value -> !Set.of("无", "否", "0", "0.0", "0.00").contains(value))
                .isPresent());
    }

    private static boolean asksForGone(List<Condition> conditions) {
        String text = conditions.toString();
        return text.contains("person_alive") || text.contains("death") || text.contains("person_population_status");
    }
}
