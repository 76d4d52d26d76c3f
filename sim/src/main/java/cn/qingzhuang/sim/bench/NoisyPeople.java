package cn.qingzhuang.sim.bench;

import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityPart;
import cn.qingzhuang.sim.world.IdNumbers;
import cn.qingzhuang.sim.world.Person;
import cn.qingzhuang.sim.world.World;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * People as the ledger knows them, and rows about them and about strangers with what goes wrong in real sheets. What goes
 * wrong is drawn without a look at how rows are matched.
 */
final class NoisyPeople {
    static final String MIXTURE =
            "of the rows 70 % with an ID number, 20 % with name and birth date, 10 % with name and phone or household; "
                    + "15 % with something wrong; 8 % about strangers, half of these a known person's twin or namesake";

    private static final double STRANGERS = 0.08;
    private static final double NUMBERED = 0.7;
    private static final double BORN = 0.9;
    private static final double TWINS = 0.02;
    private static final double NAMESAKES = 0.02;
    /** Characters of names that sound alike and are mistaken for one another. */
    private static final List<String> ALIKE = List.of(
            "丽莉利", "军君均", "英瑛", "华桦骅", "伟炜玮", "芳方", "玉钰", "明铭", "志智治", "建健剑", "红洪宏虹", "秀绣", "燕艳雁", "霞侠", "平萍苹", "珍真贞",
            "梅玫", "俊骏峻", "涛滔", "兰岚", "云芸", "林琳霖", "生声升", "荣容蓉", "文雯", "永勇", "金今", "凤奉", "福富", "德得", "成诚城", "杰捷", "辉晖",
            "琴勤", "香湘", "清青", "新欣鑫", "亮良", "小晓", "佳嘉家", "静婧", "欢环", "雪学", "宇雨", "浩皓", "慧惠", "倩茜", "晶精", "娟鹃");

    private static final String SIMPLE = "张刘陈杨赵黄吴孙马罗梁宋郑谢韩冯于邓许苏卢蒋贾叶阎钟汤廖邹陆孔万钱严顾龚汪华国兰荣凤丽军伟伦杰庆娇铁钢珍贵云";
    private static final String TRADITIONAL = "張劉陳楊趙黃吳孫馬羅梁宋鄭謝韓馮於鄧許蘇盧蔣賈葉閻鐘湯廖鄒陸孔萬錢嚴顧龔汪華國蘭榮鳳麗軍偉倫傑慶嬌鐵鋼珍貴雲";

    private final List<Known> known = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Random random;

    /** A person of the ledger. */
    record Known(String id, Identity identity) {}

    /**
     * A row of a sheet.
     *
     * @param person whom it is about; "" for somebody the ledger does not know
     * @param trouble what is wrong with it or missing
     */
    record Row(String person, Identity identity, String trouble) {}

    /** Somebody with everything that could be said of them. */
    private record Human(
            String id,
            String name,
            String number,
            LocalDate birth,
            boolean isMale,
            String phone,
            String household,
            String village) {
        Human named(String other) {
            return new Human(id, other, number, birth, isMale, phone, household, village);
        }

        Human numbered(String other) {
            return new Human(id, name, other, birth, isMale, phone, household, village);
        }

        Human at(String otherHousehold) {
            return new Human(id, name, number, birth, isMale, phone, otherHousehold, village);
        }

        Human calling(String other) {
            return new Human(id, name, number, birth, isMale, other, household, village);
        }
    }

    NoisyPeople(World world, long seed) {
        random = new Random(seed);
        List<Human> people = new ArrayList<>();
        for (Person p : world.everybody()) {
            if (!p.isDead()) {
                String village = world.householdOf(p).village();
                String phone = Optional.ofNullable(p.phone()).orElse("");
                people.add(new Human(
                        p.id(), p.name(), p.idNumber(), p.birth(), p.isMale(), phone, p.householdId(), village));
            }
        }
        List<Human> strangers = new ArrayList<>();
        for (Human p : List.copyOf(people)) {
            double draw = random.nextDouble();
            if (draw < TWINS) {
                (random.nextBoolean() ? people : strangers).add(twin(p));
            } else if (draw < TWINS + NAMESAKES) {
                (random.nextBoolean() ? people : strangers).add(namesake(p));
            } else if (draw < TWINS + NAMESAKES + STRANGERS / 2) {
                people.remove(p);
                strangers.add(p);
            }
        }
        people.forEach(p -> known.add(new Known(p.id(), known(p))));
        people.forEach(p -> rows.add(row(p, p.id())));
        strangers.forEach(p -> rows.add(row(p, "")));
    }

    List<Known> known() {
        return known;
    }

    List<Row> rows() {
        return rows;
    }

    /** Born on the same day into the same household; named alike but for the last character. */
    private Human twin(Human p) {
        String name = p.name.substring(0, p.name.length() - 1) + one(List.of("双", "才", "玲", "强", "喜", "莲"));
        return new Human(p.id + "t", name, number(p, p.birth, p.isMale), p.birth, p.isMale, "", p.household, p.village);
    }

    /** A father or son, or a neighbour, of the very same name. */
    private Human namesake(Human p) {
        LocalDate birth = p.birth.minusDays(8_000L + random.nextInt(4_000));
        String household = random.nextBoolean() ? p.household : p.household + "n";
        String phone = "100" + (10_000_000 + random.nextInt(80_000_000));
        return new Human(p.id + "n", p.name, number(p, birth, p.isMale), birth, p.isMale, phone, household, p.village);
    }

    private String number(Human like, LocalDate birth, boolean isMale) {
        String area = like.number.substring(0, 6);
        int order = 2 * random.nextInt(490) + (isMale ? 1 : 0);
        String digits = area + birth.toString().replace("-", "") + "%03d".formatted(order);
        return digits + IdNumbers.checkDigit(digits);
    }

    private Identity known(Human p) {
        Map<IdentityPart, String> parts = new EnumMap<>(IdentityPart.class);
        parts.put(IdentityPart.NAME, p.name);
        parts.put(IdentityPart.SEX, p.isMale ? "男" : "女");
        parts.put(IdentityPart.BIRTH_DATE, p.birth.toString());
        if (random.nextDouble() < 0.95) {
            parts.put(IdentityPart.NUMBER, p.number);
        }
        if (random.nextDouble() < 0.7) {
            parts.put(IdentityPart.PHONE, p.phone);
        }
        return IdentitySection.identity(parts, p.household, p.village);
    }

    /** What can go wrong: its name, how often, and what it does. */
    private record Trouble(String name, double share, Function<Human, Human> change) {}

    private Row row(Human p, String person) {
        List<Trouble> troubles = List.of(
                new Trouble("digit of the number mistyped", 0.025, h -> h.numbered(mistyped(h.number))),
                new Trouble("digits of the number swapped", 0.015, h -> h.numbered(swapped(h.number))),
                new Trouble("number of 15 digits", 0.01, h -> h.numbered(old(h.number))),
                new Trouble("character of the name that sounds alike", 0.025, h -> h.named(alike(h.name))),
                new Trouble("name in traditional characters", 0.015, h -> h.named(traditional(h.name))),
                new Trouble("other household", 0.02, h -> h.at(h.household + "x")),
                new Trouble("other phone", 0.03, h -> h.calling("100" + (10_000_000 + random.nextInt(80_000_000)))),
                new Trouble("month of birth only", 0.01, h -> h));
        double draw = random.nextDouble();
        Trouble found = new Trouble("nothing wrong", 1, h -> h);
        for (Trouble t : troubles) {
            if (draw >= 0 && draw < t.share) {
                found = t;
            }
            draw -= t.share;
        }
        Human said = found.change.apply(p);
        boolean isMonth = found.name.startsWith("month");
        boolean isNumberTold = found.name.contains("number");
        double shape = isNumberTold ? 0 : isMonth ? NUMBERED : random.nextDouble();
        String kind = shape < NUMBERED ? "numbered" : shape < BORN ? "born" : "named";
        String trouble = found.name.equals("nothing wrong") || found.name.startsWith("other")
                ? found.name + ", " + kind
                : found.name;
        String whose = p.id.endsWith("t") ? "twin" : p.id.endsWith("n") ? "namesake" : "";
        String label = person.isEmpty() ? "stranger " + whose : whose.isEmpty() ? trouble : whose + ", " + kind;
        return new Row(person, said(said, kind, isMonth), label.strip());
    }

    private Identity said(Human p, String kind, boolean isMonth) {
        Map<IdentityPart, String> parts = new EnumMap<>(IdentityPart.class);
        parts.put(IdentityPart.NAME, p.name);
        if (random.nextDouble() < 0.8) {
            parts.put(IdentityPart.SEX, p.isMale ? "男" : "女");
        }
        if (kind.equals("numbered")) {
            parts.put(IdentityPart.NUMBER, p.number);
        }
        if (kind.equals("born")) {
            parts.put(IdentityPart.BIRTH_DATE, isMonth ? p.birth.toString().substring(0, 7) : p.birth.toString());
        }
        boolean isCalled = random.nextDouble() < 0.6;
        if (isCalled) {
            parts.put(IdentityPart.PHONE, p.phone);
        }
        boolean isHoused = random.nextDouble() < 0.4 || kind.equals("named") && !isCalled;
        return IdentitySection.identity(parts, isHoused ? p.household : "", p.village);
    }

    private String mistyped(String number) {
        int at = random.nextInt(17);
        char other = (char) ('0' + (number.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
        return number.substring(0, at) + other + number.substring(at + 1);
    }

    private String swapped(String number) {
        for (int tries = 0; tries < 20; tries++) {
            int at = 6 + random.nextInt(10);
            if (number.charAt(at) != number.charAt(at + 1)) {
                return number.substring(0, at) + number.charAt(at + 1) + number.charAt(at) + number.substring(at + 2);
            }
        }
        return number;
    }

    private static String old(String number) {
        return number.startsWith("19", 6) ? number.substring(0, 6) + number.substring(8, 17) : number;
    }

    private String alike(String name) {
        for (int i = name.length() - 1; i > 0; i--) {
            String here = name.substring(i, i + 1);
            for (String set : ALIKE) {
                String others = set.replace(here, "");
                if (set.contains(here) && !others.isEmpty()) {
                    char other = others.charAt(random.nextInt(others.length()));
                    return name.substring(0, i) + other + name.substring(i + 1);
                }
            }
        }
        return name;
    }

    private static String traditional(String name) {
        StringBuilder out = new StringBuilder();
        name.chars().forEach(c -> out.append(SIMPLE.indexOf(c) < 0 ? (char) c : TRADITIONAL.charAt(SIMPLE.indexOf(c))));
        return out.toString();
    }

    private String one(List<String> items) {
        return items.get(random.nextInt(items.size()));
    }
}
