package cn.qingzhuang.sim.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Villages of one invented county with their households. Subjects are ids: p00001 a person, h00001 a household, a 12-digit
 * unit code, or e:FORM:N for one line of a ledger of events.
 *
 * <p>The same arguments give the same world on any machine. Nothing in it is real.
 */
public final class World {
    /** The day every filled sheet speaks of. */
    public static final LocalDate AS_OF = LocalDate.of(2025, 6, 30);

    public static final String COUNTY = "999001000000";
    public static final String COUNTY_NAME = "临川县";
    static final String PROVINCE = "清源省";
    static final String PREFECTURE = "安平市";
    private static final int FIRST_TOWN = 101;
    private static final int FIRST_VILLAGE = 201;

    private final Hash hash;
    private final Elements elements;
    private final Map<String, String> unitNames = new LinkedHashMap<>();
    private final List<String> villages = new ArrayList<>();
    private final List<String> populated;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final List<Person> everybody;
    private final Map<String, Household> households = new LinkedHashMap<>();
    private final Map<String, List<Household>> byVillage = new LinkedHashMap<>();

    /** An administrative unit; the parent of the county is "". */
    public record Unit(String code, String name, String parent) {}

    /** Villages of one town with so many people each, and further villages of the town with nobody. */
    public record Size(String town, int villages, int peoplePerVillage, int emptyVillages) {
        public static final Size VILLAGE = new Size("999001101000", 1, 160, 5);
        public static final Size TOWNSHIP = new Size("999001101000", 16, 1781, 0);
    }

    public World(Elements elements, long seed, Size size) {
        this.elements = elements;
        this.hash = new Hash(seed);
        unitNames.put(COUNTY, COUNTY_NAME);
        nameTown("999001101000");
        nameTown("999001102000");
        nameTown(size.town);
        for (int i = 0; i < size.villages + size.emptyVillages; i++) {
            String code = "%s%03d".formatted(size.town.substring(0, 9), FIRST_VILLAGE + i);
            villages.add(code);
            unitNames.put(code, villageName(code));
        }
        populated = List.copyOf(villages.subList(0, size.villages));
        Settlement settlement = new Settlement(hash);
        for (String village : populated) {
            settle(village, settlement.settle(village, address(village), size.peoplePerVillage));
        }
        everybody = List.copyOf(people.values());
    }

    private void settle(String village, List<Household> settled) {
        byVillage.put(village, List.copyOf(settled));
        for (Household h : settled) {
            households.put(h.id(), h);
            h.members().forEach(m -> people.put(m.id(), m));
        }
    }

    private void nameTown(String code) {
        int index = Integer.parseInt(code.substring(6, 9)) - FIRST_TOWN;
        unitNames.put(code, Names.TOWNS.get(Math.floorMod(index, Names.TOWNS.size())));
    }

    private static String villageName(String code) {
        int town = Integer.parseInt(code.substring(6, 9));
        int village = Integer.parseInt(code.substring(9));
        return Names.VILLAGES.get((town * 7 + village) % Names.VILLAGES.size()) + "村";
    }

    String address(String village) {
        return PROVINCE + PREFECTURE + COUNTY_NAME + unitName(townOf(village)) + unitName(village);
    }

    static String townOf(String village) {
        return village.substring(0, 9) + "000";
    }

    public Hash hash() {
        return hash;
    }

    public Elements elements() {
        return elements;
    }

    /** County, towns and villages, parents first. */
    public List<Unit> units() {
        return unitNames.keySet().stream().map(this::unit).toList();
    }

    private Unit unit(String code) {
        String parent = code.equals(COUNTY) ? "" : code.endsWith("000") ? COUNTY : townOf(code);
        return new Unit(code, unitName(code), parent);
    }

    public String unitName(String code) {
        return unitNames.getOrDefault(code, "");
    }

    /** All villages, those without people last. */
    public List<String> villages() {
        return List.copyOf(villages);
    }

    public List<String> populatedVillages() {
        return populated;
    }

    public boolean isVillage(String subject) {
        return subject.length() == 12 && villages.contains(subject);
    }

    public List<Household> householdsOf(String village) {
        return byVillage.getOrDefault(village, List.of());
    }

    public List<Person> everybody() {
        return everybody;
    }

    public Optional<Person> findPerson(String subject) {
        return Optional.ofNullable(people.get(subject));
    }

    public Optional<Household> findHousehold(String subject) {
        return Optional.ofNullable(households.get(subject));
    }

    public Household householdOf(Person person) {
        return Objects.requireNonNull(households.get(person.householdId()));
    }

    /** Whether the subject is a person or a household, and so known by name. */
    public boolean isResident(String subject) {
        return people.containsKey(subject) || households.containsKey(subject);
    }

    /** The person behind a subject; for anything else one of the people, always the same for the same salt. */
    public Person person(String subject, String salt) {
        Person found = people.get(subject);
        if (found != null) {
            return found;
        }
        Household household = households.get(subject);
        return household != null ? household.head() : hash.pick(everybody, "who", subject, salt);
    }

    public String villageOf(String subject) {
        if (isResident(subject)) {
            return householdOf(person(subject, "")).village();
        }
        return isVillage(subject) ? subject : hash.pick(populated, "where", subject);
    }

    /** Who looks after a minor or a disabled person: an adult of the household, or nobody. */
    @Nullable
    Person guardian(Person p) {
        if (p.age() >= 26 && p.disability() == null) {
            return null;
        }
        List<Person> adults = householdOf(p).members().stream()
                .filter(m -> !m.equals(p) && m.age() >= 22 && !m.isDead())
                .toList();
        if (adults.isEmpty()) {
            return null;
        }
        boolean isChild = p.relation().equals("子") || p.relation().equals("女");
        return adults.stream()
                .filter(m ->
                        isChild && (m.relation().equals("户主") || m.relation().equals("配偶")))
                .findFirst()
                .orElse(adults.get(0));
    }

    @Nullable
    Person parent(Person p, boolean isFather) {
        if (!p.relation().equals("子") && !p.relation().equals("女")) {
            return null;
        }
        return householdOf(p).members().stream()
                .filter(m -> (m.relation().equals("户主") || m.relation().equals("配偶")) && m.isMale() == isFather)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    Person spouse(Person p) {
        String other = p.relation().equals("户主") ? "配偶" : p.relation().equals("配偶") ? "户主" : "";
        return householdOf(p).members().stream()
                .filter(m -> m.relation().equals(other))
                .findFirst()
                .orElse(null);
    }

    public boolean isVeteran(Person p) {
        return hash.below(12, "veteran", p.id()) == 0 && p.age() > 20;
    }

    public boolean isMigrantWorker(Person p) {
        return p.age() >= 18 && p.age() < 60 && hash.below(3, "migrant", p.id()) == 0;
    }
}
