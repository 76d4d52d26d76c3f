package cn.qingzhuang.sim.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Who belongs in a list, by the words of its title, and what has to be known of them for anybody to tell. */
public final class Populations {
    /** One in so many holds an office, or is one of those to whom something happened. */
    private static final int FEW = 12;

    private static final Set<String> AGE =
            Set.of("person_birth_date", "person_id_no", "person_age", "head_id_no", "head_birth_date");
    private static final Set<String> SEX = Set.of("person_sex", "person_id_no", "head_id_no");
    private static final Set<String> DISABILITY =
            Set.of("disability_flag", "disability_type", "disability_level", "disability_cert_no");
    private static final Set<String> SERVICE = Set.of("veteran_category", "enlist_date", "discharge_date");
    private static final Set<String> DIBAO = Set.of(
            "dibao_flag", "dibao_grade", "dibao_cert_no", "dibao_start_date", "dibao_persons", "dibao_monthly_amount");
    private static final Set<String> TEKUN = Set.of("tekun_flag", "tekun_cert_no", "tekun_start_date", "support_mode");
    private static final Set<String> PARTY = Set.of("person_political_status", "party_join_date", "party_status");

    private final World world;
    private final Map<String, Trait> traits = new LinkedHashMap<>();

    /**
     * What a word says of who is listed.
     *
     * @param told of each set one element must be known; none at all where no element says who they are
     */
    private record Trait(Predicate<Person> holds, List<Set<String>> told) {}

    public Populations(World world) {
        this.world = world;
        Values values = new Values(world);
        put(List.of("残疾"), p -> p.disability() != null, DISABILITY);
        put(List.of("伤残", "退役", "退伍", "优抚"), world::isVeteran, SERVICE);
        put(List.of("低保", "救助"), p -> world.householdOf(p).isDibao(), DIBAO);
        put(List.of("特困", "五保"), p -> world.householdOf(p).isTekun(), TEKUN);
        put(List.of("党"), Person::isPartyMember, PARTY);
        put(List.of("80岁", "80周岁", "高龄"), p -> p.age() >= 80, AGE);
        put(List.of("60周岁", "老年", "老人", "养老"), p -> p.age() >= 60, AGE);
        put(List.of("独居"), p -> world.householdOf(p).members().size() == 1, Set.of("living_alone", "household_size"));
        put(
                List.of("志愿"),
                p -> world.hash().below(6, "volunteer", p.id()) == 0 && p.age() >= 16,
                Set.of("volunteer_kind", "volunteer_no"));
        put(List.of("学生"), aged(6, 22), AGE);
        put(List.of("幼儿"), aged(2, 7), AGE);
        put(List.of("留守儿童"), aged(0, 16), Set.of("left_behind_type"));
        put(List.of("青少年"), aged(6, 26), AGE);
        put(List.of("青年"), aged(14, 36), AGE);
        put(List.of("妇女"), p -> !p.isMale() && p.age() >= 18, AGE, SEX);
        put(List.of("育龄"), p -> !p.isMale() && aged(18, 50).test(p), AGE, SEX);
        put(List.of("死", "火化"), Person::isDead, Set.of("person_alive", "person_death_date"));
        put(List.of("贫"), p -> world.householdOf(p).isPoor(), Set.of("household_type", "poverty_monitor_type"));
        put(List.of("务工"), world::isMigrantWorker, Set.of("person_migrant_place", "person_migrant_now"));
        put(List.of("移民"), p -> world.householdOf(p).isMigrant());
        put(List.of("股东"), p -> p.age() >= 18);
        put(
                List.of("特扶"),
                p -> world.hash().below(15, "special", p.id()) == 0 && p.age() > 49,
                Set.of("special_family_planning_type"));
        put(
                List.of("团员"),
                p -> values.of(p.id(), "person_political_status", "", "").stream()
                        .anyMatch(v -> v.canonical().equals("共青团员")),
                Set.of("person_political_status"));
        for (String office : List.of("代表", "组长", "楼长", "干部", "骨干", "团队", "队伍", "发展对象")) {
            put(List.of(office), p -> p.age() >= 18 && world.hash().below(FEW, office, p.id()) == 0);
        }
        for (String some : List.of("异常", "变动", "转出", "转入", "新增", "减少", "在职", "无业", "困难")) {
            put(List.of(some), p -> world.hash().below(FEW, some, p.id()) == 0);
        }
    }

    @SafeVarargs
    private void put(List<String> words, Predicate<Person> holds, Set<String>... told) {
        words.forEach(word -> traits.put(word, new Trait(holds, List.of(told))));
    }

    private static Predicate<Person> aged(int from, int below) {
        return p -> p.age() >= from && p.age() < below;
    }

    /** The words that restrict, without those inside a longer one. */
    private List<String> words(String title) {
        List<String> all = traits.keySet().stream()
                .filter(title::contains)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        return all.stream()
                .filter(word -> all.stream().noneMatch(o -> !o.equals(word) && o.contains(word)))
                .toList();
    }

    private Trait trait(String word) {
        return traits.getOrDefault(word, new Trait(p -> true, List.of()));
    }

    /** The test that the title's words make. */
    public Predicate<Person> titled(String title) {
        List<String> words = words(title);
        boolean isOfDead = words.contains("死") || words.contains("火化");
        Predicate<Person> out = p -> isOfDead || !p.isDead();
        for (String word : words) {
            out = out.and(trait(word).holds);
        }
        return out;
    }

    /** Whether any word of the title restricts who is listed. */
    public boolean restricts(String title) {
        return !words(title).isEmpty();
    }

    /** Of each set one element must be known of a person for anybody to tell that the person belongs. */
    public List<Set<String>> told(String title) {
        List<Set<String>> out = new ArrayList<>();
        words(title).forEach(word -> out.addAll(trait(word).told));
        return out;
    }

    /** Words for groups that no element holds (楼组长, 转出): only an earlier list of them tells who they are. */
    public List<String> untold(String title) {
        return words(title).stream().filter(word -> trait(word).told.isEmpty()).toList();
    }

    /** The persons of the village whom a list of that title holds. */
    public List<Person> persons(String title, String village) {
        Predicate<Person> keep = titled(title);
        return world.householdsOf(village).stream()
                .flatMap(h -> h.members().stream())
                .filter(keep)
                .toList();
    }

    /** The households of the village of which a member belongs in a list of that title; all when nothing restricts. */
    public List<Household> households(String title, String village) {
        Predicate<Person> keep = titled(title);
        boolean isAll = !restricts(title);
        return world.householdsOf(village).stream()
                .filter(h -> isAll || h.members().stream().anyMatch(keep))
                .toList();
    }
}
