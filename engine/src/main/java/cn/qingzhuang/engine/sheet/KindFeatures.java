package cn.qingzhuang.engine.sheet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What can be seen of a list's kind: whom the first columns name, which share of the columns are counts, personal
 * facts, dates or long answers, the words of the title, and the pairs of characters in the headers. Serial numbers
 * and remarks tell nothing and are left out.
 */
final class KindFeatures {
    private static final Pattern BRACKETS = Pattern.compile("[(（][^()（）]*[)）]");
    private static final Pattern IDLE = Pattern.compile("序号|编号|行号|户编号|号|备注|说明|行次");
    private static final Pattern PERSONAL = Pattern.compile(
            ".{0,4}姓名|性别|身份证.*|.*身份证号码?|证件号码|公民身份.*|出生年月|出生日期|民族|年龄|文化程度|政治面貌|.{0,2}(联系)?电话|手机.*|.*住址|户主.*|与.*关系|.*银行.*|开户.*|户籍.*|婚姻.*|学历");
    private static final Pattern COUNT =
            Pattern.compile("(数|率|占比|比例|合计|总计|小计|人次|总额|总量|总数|户|人口)$|^(男|女|计)$|^[0-9]+.*岁.*|以上$|以下$|^其中");
    private static final Pattern MEASURE =
            Pattern.compile("[(（](人|户|个|次|份|元|亩|%|％|件|起|张|人次|平方米|万元|头|只|块|处|米|公里|条|人数|户数|所|家|吨|公斤|天|岁)[)）]");
    private static final Pattern NAME = Pattern.compile("(姓名|^户主|^农户|.人|.者|对象|.长|.员)$|^户主|^农户");
    private static final Pattern ORGANISATION = Pattern.compile("名称|单位|企业|场所|机构|养殖户|业主|门店|项目|物资|器材|资料|设施|点$|地块|楼|房屋");
    private static final Pattern UNIT =
            Pattern.compile("单位|.*(乡镇|街道|行政村|村居|村社区|社区|村|镇|县区|区县|机构|学校)(名称)?|填报单位|单位名称|机构名称");
    private static final Pattern DATE = Pattern.compile("时间|日期|年份|年度|月份|^年|^月");
    private static final Pattern LONG = Pattern.compile("内容|事由|处理|结果|情况|整改|问题|措施|意见|原因|反映|回复|记录|要求|标准|简述|过程|经过");
    private static final Pattern SIGNED = Pattern.compile("签名|签字|签收|接待人|检查人|排查人|记录人|经办人|负责人|填报人|登记人|巡查|责任人");
    /** The day of what happened to a subject once and for all; such a column makes no event of the row. */
    private static final Pattern OWN_DATE = Pattern.compile("出生|入伍|入党|团|参加工作|结婚|毕业|领证|发证|生日|取得|成立|建成|建造|年龄");

    private static final Pattern EVENT_DATE = Pattern.compile("^(日期|时间|年份|月份|年月)$"
            + "|(受理|登记|发放|救助|检查|巡查|走访|接待|来访|上报|发现|处置|处理|活动|培训|办理|借阅|接收|配备|服务|捐赠|收文|用印|用车|变动|变更|迁|死亡|转|就餐|排查"
            + "|申请|申报|慰问|劳动|领用|入库|出库|采购|投诉|来电|举报|监督|家访|收缴|缴费|参保|发生).{0,3}(日期|时间|年月)$");
    private static final List<String> TITLE_WORDS = List.of(
            "名册", "名单", "花名", "清册", "统计", "汇总", "月报", "季报", "年报", "分解", "台账", "台帐", "记录", "登记", "清单", "处置", "排查", "信息",
            "明细", "目录", "公示", "发放", "导入", "人员", "检查", "监测", "总表", "情况表", "对象", "概况");
    private static final int LOOKED_AT = 4;
    private static final int SHARE = 3;

    private KindFeatures() {}

    /** The features of a list with this title and these header paths; each is named and at least 0. */
    static Map<String, Double> of(Optional<String> title, List<List<String>> paths) {
        Map<String, Double> out = new HashMap<>();
        List<List<String>> telling = paths.stream()
                .filter(p -> !p.isEmpty() && !IDLE.matcher(bare(leaf(p))).matches())
                .toList();
        if (telling.isEmpty()) {
            telling = paths.stream().filter(p -> !p.isEmpty()).toList();
        }
        List<String> leaves = telling.stream().map(p -> bare(leaf(p))).toList();
        out.put("bias", 1.0);
        shares(out, telling, leaves);
        out.put("subject:" + subject(leaves), 1.0);
        facts(out, leaves);
        events(out, leaves);
        boolean isKeyed =
                paths.stream().anyMatch(p -> !p.isEmpty() && bare(leaf(p)).matches("户(编)?号|(登记|受理|案件|工单|线索|资产|合同)?编号"));
        out.put("has:number of a record", isKeyed ? 1.0 : 0.0);
        title.ifPresent(t -> titleWords(out, Phrases.tight(t)));
        for (String leaf : leaves) {
            Set<String> pairs = new HashSet<>();
            for (int i = 0; i + 1 < leaf.length(); i++) {
                pairs.add("header:" + leaf.substring(i, i + 2));
            }
            pairs.forEach(p -> out.merge(p, 0.5, (a, b) -> Math.min(1, a + b)));
        }
        return out;
    }

    private static String leaf(List<String> path) {
        return path.get(path.size() - 1);
    }

    private static String bare(String text) {
        return BRACKETS.matcher(Phrases.tight(text).replaceAll("[*：:]", "")).replaceAll("");
    }

    private static boolean isCount(List<String> path) {
        boolean isMeasured = path.stream()
                .map(Phrases::tight)
                .anyMatch(t -> MEASURE.matcher(t).find() || t.contains("其中"));
        return isMeasured || COUNT.matcher(bare(leaf(path))).find();
    }

    private static void shares(Map<String, Double> out, List<List<String>> paths, List<String> leaves) {
        double n = Math.max(1, leaves.size());
        double counts = paths.stream().filter(KindFeatures::isCount).count() / n;
        out.put("share:count", SHARE * counts);
        out.put("mostly:count", counts >= 0.5 ? 1.0 : 0.0);
        out.put(
                "share:person",
                SHARE * leaves.stream().filter(PERSONAL.asMatchPredicate()).count() / n);
        out.put("share:long", SHARE * share(LONG, leaves));
        out.put("share:date", SHARE * share(DATE, leaves));
        out.put("share:signed", SHARE * share(SIGNED, leaves));
        out.put("share:organisation", SHARE * share(ORGANISATION, leaves));
        out.put("few", n <= LOOKED_AT ? 1.0 : 0.0);
        out.put("many", n >= 20 ? 1.0 : 0.0);
        out.put("grouped", paths.stream().anyMatch(p -> p.size() > 1) ? 1.0 : 0.0);
    }

    private static double share(Pattern pattern, List<String> leaves) {
        return leaves.stream().filter(pattern.asPredicate()).count() / (double) Math.max(1, leaves.size());
    }

    /** Whom or what the first columns name. */
    private static String subject(List<String> leaves) {
        for (String leaf : leaves.subList(0, Math.min(LOOKED_AT, leaves.size()))) {
            if (NAME.matcher(leaf).find() && !SIGNED.matcher(leaf).find()) {
                return "person";
            }
            if (DATE.matcher(leaf).find()) {
                return "date";
            }
            if (!UNIT.matcher(leaf).matches() && ORGANISATION.matcher(leaf).find()) {
                return "organisation";
            }
        }
        boolean isUnit = !leaves.isEmpty() && UNIT.matcher(leaves.get(0)).matches();
        return isUnit ? "unit" : "none";
    }

    private static void facts(Map<String, Double> out, List<String> leaves) {
        Map<String, Pattern> facts = Map.of(
                "has:identity", Pattern.compile("身份证|证件号|残疾证"),
                "has:sex", Pattern.compile("^(性别|男)$"),
                "has:birth", Pattern.compile("出生|^年龄$"),
                "has:phone", Pattern.compile("电话"),
                "has:bank", Pattern.compile("银行|开户|卡号"),
                "has:name", Pattern.compile("姓名$"),
                "has:plain name", Pattern.compile("^(姓名|户主姓名|农户姓名)$"),
                "has:year", Pattern.compile("^(年份|年度|数据年份)$"));
        facts.forEach((name, pattern) -> out.put(name, leaves.stream().anyMatch(pattern.asPredicate()) ? 1.0 : 0.0));
    }

    /** Whether a row tells of something that happened on a day, and whether it begins with that day. */
    private static void events(Map<String, Double> out, List<String> leaves) {
        List<Integer> days = IntStream.range(0, leaves.size())
                .filter(i -> EVENT_DATE.matcher(leaves.get(i)).find()
                        && !OWN_DATE.matcher(leaves.get(i)).find())
                .boxed()
                .toList();
        out.put("event:any", days.isEmpty() ? 0.0 : 1.0);
        out.put("event:first", !days.isEmpty() && days.get(0) <= 1 ? 1.0 : 0.0);
        out.put("event:many", days.size() >= 2 ? 1.0 : 0.0);
        out.put("date:first", !leaves.isEmpty() && DATE.matcher(leaves.get(0)).find() ? 1.0 : 0.0);
    }

    private static void titleWords(Map<String, Double> out, String title) {
        out.put("titled", 1.0);
        for (String word : TITLE_WORDS) {
            if (title.contains(word)) {
                out.put("title:" + word, 1.0);
            }
        }
    }
}
