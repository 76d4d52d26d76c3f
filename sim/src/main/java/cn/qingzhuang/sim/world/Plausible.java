package cn.qingzhuang.sim.world;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values of an element's type that follow from subject, element and seed alone. */
final class Plausible {
    static final List<String> WORDS = Names.words("一号 东片 西片 南沟 北坡 中心 上湾 下湾");
    private static final List<String> REMARKS =
            List.of("情况属实，已登记。", "按计划推进，无异常。", "已上门走访核实。", "需继续跟踪。", "已完成整改并复查。", "群众反映良好。");
    private static final List<Map.Entry<Pattern, List<String>>> KINDS = List.of(
            kind("bank_name|开户行|开户银行", "临川县农村商业银行青石支行 邮政储蓄银行青石支行 农业银行临川支行"),
            kind("school|学校", "青石镇中心小学 白沙镇初级中学 临川县第一中学 青石镇中心幼儿园"),
            kind("hospital|医院", "临川县人民医院 青石镇卫生院 安平市中医院"),
            kind("post|职务|职称|岗位", "村主任 网格员 会计 组长 副站长 干事"),
            kind("disease|疾病|病种|患病", "高血压 糖尿病 冠心病 慢性支气管炎"),
            kind("org|单位|企业|公司|机构|组织|部门", "红星种植专业合作社 青石镇中心小学 向阳农机服务队 永安建材厂 和平卫生室 团结养殖场 光明电商服务站 新华超市"));
    private static final Pattern IS_NAME = Pattern.compile("姓名|人$");
    private static final Pattern IS_PLACE = Pattern.compile("地点|地址|住所|位置");
    private final World world;
    private final Hash hash;

    Plausible(World world) {
        this.world = world;
        this.hash = world.hash();
    }

    private static Map.Entry<Pattern, List<String>> kind(String regex, String words) {
        return Map.entry(Pattern.compile(regex), Names.words(words));
    }

    Datum of(String subject, ElementInfo e) {
        long x = hash.of("value", subject, e.id());
        return switch (e.type()) {
            case "boolean" -> Datum.of(x % 10 < 6);
            case "code", "id18" -> Datum.of(code(subject, e, x));
            case "phone" -> Datum.of("100%08d".formatted(x % 100_000_000));
            case "date" -> Datum.of(LocalDate.of(2012, 1, 1).plusDays(x % 4800));
            case "datetime" ->
                new Datum.Moment(LocalDateTime.of(
                        2025, (int) (1 + x % 6), (int) (1 + x / 6 % 28), (int) (8 + x / 168 % 10), (int)
                                (x / 1680 % 12 * 5)));
            case "year" -> Datum.of(2015 + x % 11);
            case "year-month" -> Datum.of(LocalDate.of(2025, (int) (1 + x % 6), 1));
            case "integer" -> Datum.of(e.id().contains("age") ? 20 + x % 60 : x % 12 + 1);
            case "money" -> Datum.of(money(e, x));
            case "decimal" -> Datum.of(Math.round((x % 3000 + 50) / 20.0 * 100) / 100.0);
            case "percent" -> Datum.of((x % 1000) / 1000.0);
            case "geometry" -> Datum.of("%.6f,%.6f".formatted(110 + x % 1e6 / 1e6, 24 + x / 7 % 1_000_000 / 1e6));
            case "file" -> Datum.of("附件%d.pdf".formatted(x % 90 + 1));
            default -> Datum.of(words(subject, e, x));
        };
    }

    private static double money(ElementInfo e, long x) {
        if (e.id().contains("income") || e.id().contains("value")) {
            return (x % 900 + 60) * 100.0;
        }
        return (x % 400 + 1) * (x % 3 == 0 ? 37.5 : 50);
    }

    private String code(String subject, ElementInfo e, long x) {
        Optional<List<String>> options = world.elements().options(e.id(), e.name());
        if (e.type().equals("code") && options.isPresent()) {
            return options.get().get((int) (x % options.get().size()));
        }
        if (e.id().endsWith("uscc")) {
            return "91%06dMA%08dX".formatted(x % 1_000_000, x / 7 % 100_000_000);
        }
        if (e.id().contains("account") || e.name().contains("卡号") || e.name().contains("账号")) {
            return "6217%015d".formatted(x % 1_000_000_000_000_000L);
        }
        if (e.type().equals("id18")) {
            return someone(subject, e).idNumber();
        }
        if (x % 3 == 0 && !e.id().endsWith("_code")) {
            return "%s%08d".formatted(hash.pick(List.of("A", "B", "C", "D", "H", "J"), e.id()), x % 100_000_000);
        }
        return "%010d".formatted(1_000_000_000L + x % 9_000_000_000L);
    }

    private Person someone(String subject, ElementInfo e) {
        return hash.pick(world.everybody(), "someone", subject, e.id());
    }

    private String words(String subject, ElementInfo e, long x) {
        if (e.type().equals("address")) {
            String road = hash.pick(WORDS, subject, e.id(), "road") + "路";
            String town = World.PROVINCE + World.PREFECTURE + World.COUNTY_NAME + "青石镇";
            return "%s%s%d号".formatted(town, road, x % 300 + 1);
        }
        if (e.type().equals("text")) {
            return REMARKS.get((int) (x % REMARKS.size()));
        }
        if (e.type().equals("name")) {
            return someone(subject, e).name();
        }
        for (Map.Entry<Pattern, List<String>> kind : KINDS) {
            boolean isKind = kind.getKey().matcher(e.id()).find()
                    || kind.getKey().matcher(e.name()).find();
            if (isKind) {
                return kind.getValue().get((int) (x % kind.getValue().size()));
            }
        }
        if (IS_NAME.matcher(e.name()).find()) {
            return someone(subject, e).name();
        }
        if (IS_PLACE.matcher(e.name()).find()) {
            return hash.pick(WORDS, subject, e.id()) + "路%d号".formatted(x % 90 + 1);
        }
        return "%s%d".formatted(WORDS.get((int) (x % 8)), x / 8 % 40 + 1);
    }
}
