package cn.qingzhuang.engine.sheet;

import java.util.List;
import java.util.regex.Pattern;

/** The fixed phrases of office sheets: what marks a total, a note, a signature, a line of particulars, a label. */
final class Phrases {
    private static final Pattern SPACE = Pattern.compile("[\\s\u3000\u00a0]+");
    private static final Pattern TOTAL =
            Pattern.compile("(本页|全[省市县区镇乡村街社]{1,2})?(合计|总计|小计|共计|累计|总合计)([(（].{0,6}[)）])?[:：]?");
    private static final Pattern ANNEX = Pattern.compile("附(件|表|录)?[一二三四五六七八九十\\d０-９]{0,3}(-\\d+)?([:：].*)?");
    private static final Pattern PARTICULAR =
            Pattern.compile(".{0,8}(填报|填表|制表|编报|报送|上报|统计|汇总|报表|主管|呈报|申报|编制)(单位|日期|时间|部门|人|机关|村|社区|截止).{0,8}[:：].*"
                    + "|(计量|金额|面积)?单位[:：].*"
                    + "|.{0,6}(乡镇|镇|街道|村|社区|居委会|县|区|市|单位|学校|日期|时间|年度|月份|部门|编号|表号|文号|页码|制定机关|批准机关|批准文号|有效期)"
                    + "([、/（(].{1,14})?[:：].*"
                    + "|[（(]?单位[:：].{1,8}[)）]?"
                    + "|.{0,4}年.{0,4}月.{0,4}日"
                    + "|[（(](公章|盖章|章)[)）].*|第.{0,3}页.{0,6}(共.{0,3}页)?");
    private static final Pattern STRONG_PARTICULAR =
            Pattern.compile(".*(填报|填表|制表|报送|编报|上报|编制|盖章|公章).*|[（(]?(计量|金额|面积)?单位[:：].*");
    private static final Pattern NOTE =
            Pattern.compile("(备?注|说明|填表说明|填报说明|填写说明|注意事项|指标解释|要求|提示|温馨提示|审核关系|逻辑关系|补充资料|附注)\\d?[:：.、\\s].*"
                    + "|(填表说明|填报说明|填写说明|注意事项|说明)|[※★●◆].{8,}|\\*.{4,}[，。；].*"
                    + "|[(（]?[一二三四五六七八九十\\d]{1,2}[)）.、．][^\\d].{11,}|本表.{6,}|此表.{6,}");
    private static final Pattern SIGNATURE = Pattern.compile(
            ".{0,8}(审核|审批|复核|核实|填报|填表|制表|经办|负责|分管|主管|领导|联系|统计|校对|报送|签字|签名|签章|盖章|公章|书记|主任|调查|录入|报出)" + ".{0,8}[:：].*");
    private static final Pattern TITLE = Pattern.compile(
            ".*(表|册|单|台[账帐]|清单|名单|目录|记录|登记|统计|汇总|一览|明细|档案|报告|情况|信息|公示|花名|计划|方案|月报|季报|年报|处置|对象|团队|资料|关系转出)"
                    + "([(（].*[)）])?\\d*$");
    private static final Pattern INSIDE = Pattern.compile("[^：:]{1,14}[：:].*", Pattern.DOTALL);
    private static final Pattern MEASURE =
            Pattern.compile("[(（]?(单位[:：])?(亿元|万元|千元|元|元/[月年人亩]|人|户|人次|户次|个|次|份|件|处|座|家|所|起|条|公里|千米|米|平方米"
                    + "|万平方米|立方米|㎡|亩|公顷|吨|公斤|千克|斤|头|只|羽|株|台|套|辆|张|岁|天|小时|月|年|%|％)[)）]?");
    private static final Pattern COLUMN_LETTER = Pattern.compile("[甲乙丙丁戊己庚辛A-Z]");
    private static final Pattern COLUMN_NUMBER = Pattern.compile("[(（\\[]?(\\d{1,3})[)）\\]]?(栏|[=＝].*)?");
    private static final String LABEL_ENDS =
            "数号名间况话人址别期积位员型注称入月码量级额度区下容岁上地式目计金点会龄见施口费户否业质务庭限㎡亩系证他村比率出份委题因貌动险象态性保门至果源力议中"
                    + "组镇次族述所置部属年例孩贴由构猪道工职值围国织管标件用准助生扶贯女拔段类意字查求理增籍休书男";
    private static final Pattern VALUE = Pattern.compile(
            "[-+\\d.,，/:：年月日%~—\\s]+|[√×✓有无是否男女]|[^\u4e00-\u9fff]*\\d{3,}[^\u4e00-\u9fff]*|.*[A-Za-z]{3,}.*"
                    + "|.*(县|镇|乡|村|社区|街道|路).*\\d+(号|组|栋|室|单元).*|.*[县镇乡村]第?[一二三四五六七八九十\\d]+组|(初|高)中|小学|大专|本科|汉族|.{1,3}族|群众|中共党员|.级|[A-D]类|良好|健康");

    private Phrases() {}

    /** Blanks of every kind taken out, wide digits and letters narrowed. */
    static String tight(String text) {
        String t = hasSpace(text) ? SPACE.matcher(text).replaceAll("") : text;
        StringBuilder out = null;
        for (int i = 0; i < t.length(); i++) {
            char c = t.charAt(i);
            if (c >= '\uff10' && c <= '\uff19' || c >= '\uff21' && c <= '\uff3a' || c >= '\uff41' && c <= '\uff5a') {
                out = out == null ? new StringBuilder(t) : out;
                out.setCharAt(i, (char) (c - 0xfee0));
            }
        }
        return out == null ? t : out.toString();
    }

    private static boolean hasSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '\u3000' || c == '\u00a0') {
                return true;
            }
        }
        return false;
    }

    static boolean isTotal(String text) {
        String t = tight(text);
        return t.length() <= 12 && t.indexOf('计') >= 0 && TOTAL.matcher(t).matches();
    }

    static boolean isAnnex(String text) {
        return ANNEX.matcher(tight(text)).matches();
    }

    static boolean isParticular(String text) {
        return PARTICULAR.matcher(tight(text)).matches();
    }

    /** A particular that no card asks for by itself: 填报单位, 制表人, 单位：人. */
    static boolean isStrongParticular(String text) {
        return STRONG_PARTICULAR.matcher(tight(text)).matches();
    }

    static boolean isNote(String text) {
        return NOTE.matcher(text.replace('\u3000', ' ').strip()).matches();
    }

    static boolean isSignature(String text) {
        return SIGNATURE.matcher(tight(text)).matches();
    }

    static boolean isTitle(String text) {
        String t = tight(text);
        return t.length() >= 3 && t.length() <= 60 && TITLE.matcher(t).matches();
    }

    static boolean isColumnLetter(String text) {
        return COLUMN_LETTER.matcher(tight(text)).matches();
    }

    /** The number of a column-number cell such as 3, (3), 3栏 or 5=3+4; -1 when it is none. */
    static int columnNumber(String text) {
        var m = COLUMN_NUMBER.matcher(tight(text));
        return m.matches() ? Integer.parseInt(m.group(1)) : -1;
    }

    /** 姓名：张三 or 姓名：, a short label whose answer stands behind it in the same cell. */
    static boolean isAnsweredInside(String text) {
        return INSIDE.matcher(text).matches();
    }

    /** 元, （人）, 平方米: the unit of a column, told in a row of its own. */
    static boolean isMeasure(String text) {
        return MEASURE.matcher(tight(text)).matches();
    }

    /** How much a text looks like a printed label rather than an answer, from -1 to 1. */
    static double labelness(String text) {
        String t = tight(text).replaceAll("[(（][^()（）]*[)）]", "").replaceAll("[*：:]", "");
        if (t.isEmpty()) {
            return text.isEmpty() ? -0.2 : 0.5;
        }
        if (text.endsWith("：") || text.endsWith(":")) {
            return 1;
        }
        if (VALUE.matcher(t).matches() && !List.of("男", "女", "有", "无").contains(t)) {
            return -1;
        }
        boolean isEnd = LABEL_ENDS.indexOf(t.charAt(t.length() - 1)) >= 0;
        return isEnd ? 0.6 : -0.3;
    }
}
