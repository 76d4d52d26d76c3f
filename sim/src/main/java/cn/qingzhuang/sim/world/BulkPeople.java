package cn.qingzhuang.sim.world;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

/** People without end, one row of 20 texts at a time, all of one invented township. Nobody is kept in memory. */
public final class BulkPeople {
    public static final List<String> HEADERS = Names.words(
            "姓名 公民身份号码 性别 出生日期 民族 联系电话 户号 与户主关系 所在村 户籍地址 现住址 " + "文化程度 婚姻状况 政治面貌 工作单位 是否享受低保 是否残疾 是否独居 户口性质 健康状况");
    /** The columns that say who somebody is. */
    public static final List<Integer> IDENTITY = List.of(0, 1);

    private static final String TOWN = "999001101000";
    private static final int HOUSEHOLD = 3;
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1935, 1, 1);
    private static final int BIRTH_DAYS = 30_000;
    private static final int PER_DAY = 500;
    private final Random random;
    private final World.Size size = World.Size.TOWNSHIP;
    private final World units;
    private final LocalDate firstBirth;
    private int made;

    public BulkPeople(long seed) {
        this(seed, TOWN, FIRST_BIRTH, 0);
    }

    /**
     * People of another town, the oldest born on that day.
     *
     * @param before how many people were made elsewhere, so that nobody has the number of another
     */
    public BulkPeople(long seed, String town, LocalDate firstBirth, int before) {
        this.random = new Random(seed);
        this.units = new World(Elements.standard(), 1, new World.Size(town, size.villages(), 1, 0));
        this.firstBirth = firstBirth;
        this.made = before;
    }

    /** The town, its villages and what lies above. */
    public List<World.Unit> units() {
        return units.units();
    }

    /** The next person; id numbers never repeat. */
    public List<String> next() {
        int n = made++;
        int household = n / HOUSEHOLD;
        boolean isMale = random.nextBoolean();
        LocalDate birth = firstBirth.plusDays(n % BIRTH_DAYS);
        int sequence = 2 * (n / BIRTH_DAYS % PER_DAY) + (isMale ? 1 : 0);
        String seventeen = "999001%s%03d".formatted(birth.format(DateTimeFormatter.BASIC_ISO_DATE), sequence);
        String village = units.villages().get(household % size.villages());
        String address = units.address(village) + "%d组%d号".formatted(1 + household % 9, 1 + household % 397);
        return List.of(
                Names.surname(random) + Names.given(random, isMale),
                seventeen + IdNumbers.checkDigit(seventeen),
                isMale ? "男" : "女",
                birth.toString(),
                Names.ethnicity(random),
                "100%08d".formatted(random.nextInt(100_000_000)),
                village.substring(0, 9) + "%07d".formatted(household),
                Names.pick(random, n % HOUSEHOLD == 0 ? List.of("户主") : List.of("配偶", "子", "女")),
                units.unitName(village),
                address,
                random.nextInt(4) == 0 ? units.address(village) + "新区%d栋".formatted(random.nextInt(90)) : address,
                Names.pick(random, Names.SCHOOLING_MIDDLE),
                Names.pick(random, List.of("未婚", "已婚", "已婚", "丧偶")),
                Names.pick(random, List.of("群众", "群众", "群众", "中共党员")),
                Names.pick(random, Names.EMPLOYERS),
                random.nextInt(16) == 0 ? "是" : "否",
                random.nextInt(18) == 0 ? "是" : "否",
                random.nextInt(20) == 0 ? "是" : "否",
                random.nextInt(3) == 0 ? "非农业" : "农业",
                random.nextInt(4) == 0 ? "有慢性病" : "健康");
    }
}
