package cn.qingzhuang.sim.world;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settles villages: draws households and their members. Counters run over all villages of one world. */
final class Settlement {
    private static final int ADULT = 16;
    private static final int OLD = 60;
    private final Hash hash;
    private final Map<String, Integer> sequences = new HashMap<>();
    private final Set<String> usedIds = new HashSet<>();
    private int households;
    private int persons;

    Settlement(Hash hash) {
        this.hash = hash;
    }

    private record Plan(String relation, int age, boolean isMale) {}

    /** The households of one village, in the order they were registered. */
    List<Household> settle(String village, String villageAddress, int people) {
        Random random = hash.random("village", village);
        List<Household> out = new ArrayList<>();
        int made = 0;
        while (made < people) {
            Household h = household(random, village, villageAddress, people - made);
            made += h.members().size();
            out.add(h);
        }
        return out;
    }

    private Household household(Random random, String village, String villageAddress, int room) {
        households++;
        String id = "h%05d".formatted(households);
        int group = 1 + random.nextInt(8);
        String address = "%s%d组%d号".formatted(villageAddress, group, 1 + random.nextInt(199));
        boolean isDibao = random.nextDouble() < .12;
        boolean isTekun = !isDibao && random.nextDouble() < .03;
        boolean isPoor = random.nextDouble() < .18;
        boolean isMigrant = random.nextDouble() < .2;
        String family = Names.surname(random);
        List<Plan> plans = plans(random);
        List<Person> members = new ArrayList<>();
        for (Plan plan : plans.subList(0, Math.min(plans.size(), room))) {
            members.add(person(random, plan, id, village, family, address));
        }
        if (members.size() > 1 && members.get(1).relation().equals("配偶")) {
            members.set(0, members.get(0).married());
        }
        String number = village.substring(0, 9) + "%05d".formatted(households);
        return new Household(id, number, village, group, address, isDibao, isPoor, isTekun, isMigrant, members);
    }

    private static List<Plan> plans(Random random) {
        int headAge = 26 + random.nextInt(60);
        boolean isHeadMale = random.nextDouble() < .8;
        List<Plan> out = new ArrayList<>();
        out.add(new Plan("户主", headAge, isHeadMale));
        if (random.nextDouble() < .75) {
            out.add(new Plan("配偶", Math.max(22, headAge - 4 + random.nextInt(9)), !isHeadMale));
        }
        double x = random.nextDouble();
        int children = x < .30 ? 0 : x < .68 ? 1 : x < .93 ? 2 : 3;
        for (int i = 0; i < children; i++) {
            int age = headAge - 21 - random.nextInt(15);
            boolean isMale = random.nextBoolean();
            if (age >= 0) {
                out.add(new Plan(isMale ? "子" : "女", age, isMale));
            }
        }
        if (headAge < OLD && random.nextDouble() < .25) {
            boolean isMale = random.nextDouble() < .4;
            out.add(new Plan(isMale ? "父亲" : "母亲", Math.min(94, headAge + 20 + random.nextInt(12)), isMale));
        }
        if (headAge > 55 && random.nextDouble() < .3) {
            boolean isMale = random.nextBoolean();
            out.add(new Plan(isMale ? "孙子" : "孙女", random.nextInt(15), isMale));
        }
        return out;
    }

    private Person person(Random random, Plan plan, String householdId, String village, String family, String address) {
        persons++;
        LocalDate birth =
                LocalDate.of(World.AS_OF.getYear() - plan.age, 1 + random.nextInt(12), 1 + random.nextInt(28));
        if (birth.isAfter(World.AS_OF)) {
            birth = birth.minusYears(1);
        }
        int age = birth.until(World.AS_OF).getYears();
        boolean isKin = !plan.relation.equals("配偶") && !plan.relation.equals("母亲");
        String name = (isKin ? family : Names.surname(random)) + Names.given(random, plan.isMale);
        String politics = politics(random, age);
        String away = World.PROVINCE + World.PREFECTURE + World.COUNTY_NAME + "白沙镇幸福社区%d号楼%d室";
        String residence = random.nextDouble() < .75
                ? address
                : away.formatted(1 + random.nextInt(29), 101 + random.nextInt(1700));
        return new Person(
                "p%05d".formatted(persons),
                householdId,
                name,
                idNumber(village.substring(0, 6), birth, plan.isMale),
                plan.isMale,
                birth,
                Names.ethnicity(random),
                age < 12 ? null : "100%08d".formatted(random.nextInt(100_000_000)),
                plan.relation,
                education(random, age),
                marriage(random, plan.relation, age),
                politics,
                age < ADULT || age >= 75 ? null : Names.pick(random, Names.EMPLOYERS),
                random.nextDouble() < .1 ? Names.pick(random, List.of("一级", "二级", "三级", "四级")) : null,
                residence,
                !plan.relation.equals("户主") && age > OLD && random.nextDouble() < .12);
    }

    private static @Nullable String education(Random random, int age) {
        if (age < ADULT) {
            return age < 6 ? null : age < 12 ? "小学" : "初中";
        }
        return Names.pick(
                random, age >= OLD ? Names.SCHOOLING_OLD : age >= 35 ? Names.SCHOOLING_MIDDLE : Names.SCHOOLING_YOUNG);
    }

    private static String marriage(Random random, String relation, int age) {
        if (relation.equals("配偶")) {
            return "已婚";
        }
        if (age < 22) {
            return "未婚";
        }
        return Names.pick(random, age < OLD ? List.of("已婚", "已婚", "未婚", "离婚") : List.of("已婚", "丧偶"));
    }

    private static String politics(Random random, int age) {
        if (age >= 14 && age < 28 && random.nextBoolean()) {
            return "共青团员";
        }
        return age >= 20 && random.nextDouble() < .15 ? "中共党员" : "群众";
    }

    /** The next free number of the day and sex; odd sequence numbers are male. */
    private String idNumber(String area, LocalDate birth, boolean isMale) {
        String day = birth.format(DateTimeFormatter.BASIC_ISO_DATE);
        int nth = sequences.merge(day + isMale, 1, Integer::sum) - 1;
        int sequence = 2 * (nth * 7 + hash.below(50, "sequence", day)) % 998 + (isMale ? 1 : 0);
        String id = withCheck(area + day, sequence);
        while (!usedIds.add(id)) {
            sequence = (sequence + 2) % 1000;
            id = withCheck(area + day, sequence);
        }
        return id;
    }

    private static String withCheck(String areaAndDay, int sequence) {
        String seventeen = areaAndDay + "%03d".formatted(sequence);
        return seventeen + IdNumbers.checkDigit(seventeen);
    }
}
