package cn.qingzhuang.sim.world;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Who belongs in a list, by the words of its title. */
public final class Populations {
    /** One in so many holds an office, or is one of those to whom something happened. */
    private static final int FEW = 12;

    private final World world;
    private final Map<String, Predicate<Person>> traits = new LinkedHashMap<>();

    public Populations(World world) {
        this.world = world;
        Predicate<Person> dibao = p -> world.householdOf(p).isDibao();
        Predicate<Person> tekun = p -> world.householdOf(p).isTekun();
        traits.put("残疾", p -> p.disability() != null);
        List.of("伤残", "退役", "退伍", "优抚").forEach(w -> traits.put(w, world::isVeteran));
        List.of("低保", "救助").forEach(w -> traits.put(w, dibao));
        List.of("特困", "五保").forEach(w -> traits.put(w, tekun));
        traits.put("党", Person::isPartyMember);
        List.of("80岁", "80周岁", "高龄").forEach(w -> traits.put(w, p -> p.age() >= 80));
        List.of("60周岁", "老年", "老人", "养老").forEach(w -> traits.put(w, p -> p.age() >= 60));
        traits.put("独居", p -> world.householdOf(p).members().size() == 1);
        traits.put("志愿", p -> world.hash().below(6, "volunteer", p.id()) == 0 && p.age() >= 16);
        traits.put("学生", aged(6, 22));
        traits.put("幼儿", aged(2, 7));
        traits.put("留守儿童", aged(0, 16));
        traits.put("青少年", aged(6, 26));
        traits.put("青年", aged(14, 36));
        traits.put("妇女", p -> !p.isMale() && p.age() >= 18);
        traits.put("育龄", p -> !p.isMale() && aged(18, 50).test(p));
        List.of("死", "火化").forEach(w -> traits.put(w, Person::isDead));
        traits.put("贫", p -> world.householdOf(p).isPoor());
        traits.put("务工", world::isMigrantWorker);
        traits.put("移民", p -> world.householdOf(p).isMigrant());
        traits.put("股东", p -> p.age() >= 18);
        traits.put("特扶", p -> world.hash().below(15, "special", p.id()) == 0 && p.age() > 49);
        for (String office : List.of("代表", "组长", "楼长", "干部", "骨干", "团队", "队伍", "发展对象")) {
            traits.put(office, p -> p.age() >= 18 && world.hash().below(FEW, office, p.id()) == 0);
        }
        for (String some : List.of("异常", "变动", "转出", "转入", "新增", "减少")) {
            traits.put(some, p -> world.hash().below(FEW, some, p.id()) == 0);
        }
    }

    private static Predicate<Person> aged(int from, int below) {
        return p -> p.age() >= from && p.age() < below;
    }

    /** The test that the title's words make; a longer word hides the words inside it. */
    public Predicate<Person> titled(String title) {
        List<String> words = traits.keySet().stream()
                .filter(title::contains)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        boolean isOfDead = words.contains("死") || words.contains("火化");
        Predicate<Person> out = p -> isOfDead || !p.isDead();
        for (String word : words) {
            boolean isInside = words.stream().anyMatch(o -> !o.equals(word) && o.contains(word));
            if (!isInside) {
                out = out.and(traits.getOrDefault(word, p -> true));
            }
        }
        return out;
    }

    /** Whether any word of the title restricts who is listed. */
    public boolean restricts(String title) {
        return traits.keySet().stream().anyMatch(title::contains);
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
