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
final class ListedSubjects {
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

    ListedSubjects(Facts facts, Population population, List<SlotColumn> columns) {
        this.facts = facts;
        this.population = population;
        this.asksForGone = Membership.asksForGone(population.conditions()) || population.isAbout(OF_THE_DEAD);
        this.isByHousehold = columns.stream().anyMatch(ListedSubjects::isOfHousehold);
        for (SlotColumn column : columns) {
            if (column.confidence() >= SlotFiller.SURE && column.stored().isPresent()) {
                ElementKey key = column.stored().get();
                String said = String.join("", column.meaning().slot().path()).replaceAll("\\s", "");
                boolean isGeneral = GENERAL.contains(key.element());
                if (!isGeneral && (population.isAbout(said) || population.isAbout(facts.nameOf(key)))) {
                    telling.add(key);
                }
            }
        }
    }

    /** Whom a person said, or by the title. */
    Found find(SubjectType type, Optional<Listing> said) {
        if (said.isPresent() && said.get() instanceof Listing.Members members) {
            List<SubjectFacts> named = facts.identified(type, members.subjects());
            return found(
                    type == SubjectType.PERSON
                            ? named.stream().filter(s -> !isLeftOut(s)).toList()
                            : named,
                    "");
        }
        boolean isEverybody = said.isPresent() && said.get() instanceof Listing.Everybody;
        List<Condition> conditions = isEverybody ? List.of() : population.conditions();
        if (said.isEmpty() && !population.isUnderstood()) {
            List<SubjectFacts> remembered = remembered(type);
            boolean isConcerning = remembered.isEmpty() && !telling.isEmpty();
            List<SubjectFacts> listed = isConcerning
                    ? concerned(
                            Membership.of(facts, type, conditions, asksForGone).listed())
                    : remembered;
            return found(listed, "这张表列哪些对象？表题中的“" + whom() + "”台账里没有依据");
        }
        Membership members = Membership.of(facts, type, conditions, asksForGone);
        return found(
                members.listed(), members.unclear() > 0 ? "台账中有" + members.unclear() + "个对象是否应列入不清楚" : "台账中没有符合表题的对象");
    }

    private Found found(List<SubjectFacts> listed, String why) {
        facts.fetchHouseholds(listed);
        return new Found(ordered(listed), why);
    }

    private boolean isLeftOut(SubjectFacts subject) {
        return subject.type() == SubjectType.PERSON && !asksForGone && facts.isGone(subject);
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
            boolean isHead =
                    facts.head(subject).filter(h -> h.id().equals(subject.id())).isPresent();
            members.add(isHead ? 0 : members.size(), subject);
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
        List<SubjectFacts> out = new ArrayList<>();
        String[] latest = {""};
        facts.each(type, List.of(new Condition.Known(group.get())), subject -> {
            KnownValue known = subject.values().get(group.get());
            if (known == null || isLeftOut(subject) || known.value().compareTo(latest[0]) < 0) {
                return;
            }
            if (known.value().compareTo(latest[0]) > 0) {
                out.clear();
                latest[0] = known.value();
            }
            out.add(subject);
        });
        return out;
    }

    /** Of those not excluded, the ones of whom something of the matter is known. */
    private List<SubjectFacts> concerned(List<SubjectFacts> subjects) {
        return subjects.stream()
                .filter(s -> telling.stream().anyMatch(key -> isConcerned(s, key)))
                .toList();
    }

    private boolean isConcerned(SubjectFacts subject, ElementKey key) {
        return facts.settled(subject, key)
                .map(KnownValue::value)
                .filter(value -> !Set.of("无", "否", "0", "0.0", "0.00").contains(value))
                .isPresent();
    }
}
