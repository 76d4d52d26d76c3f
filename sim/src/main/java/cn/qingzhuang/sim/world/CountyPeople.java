package cn.qingzhuang.sim.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** People of one town after another with 60 facts each, as several bureaus together would list them. */
public final class CountyPeople {
    public static final List<String> HEADERS = headers();
    /** The first of sixteen towns of the county. */
    public static final int FIRST_TOWN = 101;

    public static final int TOWNS = 16;
    /** Of whom two in a hundred are 80 or older at {@link World#AS_OF}. */
    private static final LocalDate OLDEST = World.AS_OF.minusYears(80).minusDays(600);

    private static final List<String> PLACES = Names.words("清源省安平市 清源省临江市 广东省 浙江省 江苏省 福建省");
    private static final List<String> BANKS = Names.words("农商银行青石支行 农业银行临川支行 邮储银行临川支行 工商银行临川支行");
    private static final int HOUSEHOLD_NUMBER = BulkPeople.HEADERS.indexOf("户号");
    private final BulkPeople base;
    private final Random random;
    private String lastHousehold = "";
    private List<String> lastHelpers = List.of();

    /**
     * The people of a town.
     *
     * @param town counted from 0
     * @param before how many people were made for the towns before
     */
    public CountyPeople(long seed, int town, int before) {
        this.base = new BulkPeople(seed + town, code(town), OLDEST, before);
        this.random = new Random(seed * 31 + town);
    }

    /** The 12-digit code of a town. */
    public static String code(int town) {
        return World.COUNTY.substring(0, 6) + (FIRST_TOWN + town) + "000";
    }

    public List<World.Unit> units() {
        return base.units();
    }

    private static List<String> headers() {
        List<String> out = new ArrayList<>(BulkPeople.HEADERS);
        out.addAll(Names.words("曾用名 籍贯 国籍 证件类型 证件失效日期 户口类型 入住时间 手机号码 毕业院校 宗教信仰 "
                + "职业 职务 特长 劳动能力 劳动技能 生活自理能力 就业状况 就业时间 务工地点 务工单位 "
                + "个人年收入 医疗保障方式 医疗保险号 是否参加居民医保 是否参加大病保险 养老保障方式 养老参保时间 参保状态 "
                + "缴费档次 缴费金额 缴费时间 开户银行 账户名称 银行账号 发放方式 残疾证号 帮扶人姓名 帮扶人联系电话 网格员姓名 "
                + "网格员联系电话"));
        return List.copyOf(out);
    }

    /** The next person. */
    public List<String> next() {
        List<String> out = new ArrayList<>(base.next());
        String name = out.get(0);
        boolean isDisabled = out.get(16).equals("是");
        out.addAll(List.of(
                random.nextInt(10) == 0 ? Names.surname(random) + Names.given(random, true) : "",
                Names.pick(random, PLACES),
                "中国",
                "居民身份证",
                day(2027, 15),
                Names.pick(random, List.of("家庭户", "家庭户", "集体户")),
                day(1990, 34),
                "100%08d".formatted(random.nextInt(100_000_000)),
                random.nextInt(3) == 0 ? "临川县第%d中学".formatted(1 + random.nextInt(9)) : "",
                "无",
                Names.pick(random, Names.EMPLOYERS),
                random.nextInt(8) == 0 ? "组长" : "",
                random.nextInt(6) == 0 ? "养殖" : "",
                Names.pick(random, List.of("有劳动能力", "有劳动能力", "部分丧失", "无劳动能力")),
                Names.pick(random, List.of("普通劳动力", "普通劳动力", "技能劳动力", "无劳动力")),
                Names.pick(random, List.of("自理", "自理", "自理", "半自理"))));
        out.addAll(work());
        out.addAll(insurance());
        out.addAll(List.of(
                Names.pick(random, BANKS),
                name,
                "6228%015d".formatted(random.nextLong(1_000_000_000_000_000L)),
                "银行发放",
                isDisabled ? out.get(1) + "%d%d".formatted(1 + random.nextInt(7), 1 + random.nextInt(4)) : ""));
        out.addAll(helpers(out.get(HOUSEHOLD_NUMBER)));
        return out;
    }

    /** Who helps a household and who looks after its grid: the same in the rows of all its members, but for one in fifty. */
    private List<String> helpers(String household) {
        if (random.nextInt(50) == 0) {
            return newHelpers();
        }
        if (!household.equals(lastHousehold)) {
            lastHousehold = household;
            lastHelpers = newHelpers();
        }
        return lastHelpers;
    }

    private List<String> newHelpers() {
        return List.of(
                Names.surname(random) + "伟",
                "100%08d".formatted(random.nextInt(2_000)),
                Names.surname(random) + "芳",
                "100%08d".formatted(random.nextInt(900)));
    }

    private List<String> work() {
        boolean isAway = random.nextInt(4) == 0;
        return List.of(
                Names.pick(random, List.of("在职", "灵活就业", "未登记失业")),
                day(2005, 20),
                isAway ? Names.pick(random, PLACES) : "",
                isAway ? "临川劳务有限公司" : "",
                Integer.toString(3_000 + random.nextInt(90_000)));
    }

    private List<String> insurance() {
        return List.of(
                Names.pick(random, List.of("城乡居民医保", "城乡居民医保", "职工医保")),
                "YB%09d".formatted(random.nextInt(1_000_000_000)),
                "是",
                random.nextInt(5) == 0 ? "否" : "是",
                Names.pick(random, List.of("城乡居保", "城乡居保", "职工养老")),
                day(2009, 15),
                "参保",
                "%d00元".formatted(1 + random.nextInt(20)),
                Integer.toString(100 * (1 + random.nextInt(20))),
                day(2024, 1));
    }

    private String day(int year, int years) {
        return LocalDate.of(year, 1, 1).plusDays(random.nextInt(365 * years)).toString();
    }
}
