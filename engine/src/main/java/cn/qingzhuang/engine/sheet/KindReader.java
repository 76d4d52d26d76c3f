package cn.qingzhuang.engine.sheet;

import java.util.List;
import java.util.regex.Pattern;

/** Tells a roster, a ledger and statistics apart by the words of title and headers. */
final class KindReader {
    private static final Pattern COUNT = Pattern.compile(
            ".*(人数|户数|数量|次数|个数|总数|合计|总计|小计|其中|人次|比例|占比|率|数)([(（].*)?$|.*[(（](人|户|个|次|份|元|亩|%|件|起|张|人次|平方米|万元)[)）]");
    private static final Pattern PERSON = Pattern.compile(
            "姓名|.{0,4}姓名|性别|身份证.*|.*身份证号码?|出生年月|出生日期|民族|年龄|文化程度|政治面貌|.*电话|.*住址|户主.*|.*关系|.*银行.*|开户.*|户籍.*");
    private static final Pattern EVENT = Pattern.compile(".*(时间|日期|地点|内容|事由|处理|结果|情况|来源|检查|整改|问题|签收|记录|发放|接待|回复).*");

    private KindReader() {}

    static TableKind read(String title, List<Slot> slots) {
        double count = 0;
        double person = 0;
        double event = 0;
        for (Slot slot : slots) {
            String leaf = Phrases.tight(slot.leaf()).replace("*", "");
            String all = Phrases.tight(String.join("/", slot.path()));
            count += COUNT.matcher(leaf).matches() || all.contains("其中") ? 1 : 0;
            person += PERSON.matcher(leaf).matches() ? 1 : 0;
            event += EVENT.matcher(leaf).matches() ? 1 : 0;
        }
        int n = Math.max(1, slots.size());
        String t = Phrases.tight(title);
        double statistics = 2 * count / n + (t.matches(".*(统计|汇总|月报|季报|年报|分解).*") ? 0.5 : 0);
        double roster = 2 * person / n + (t.matches(".*(名册|名单|花名|清册).*") ? 1 : 0);
        double ledger = 1.5 * event / n + 0.3 + (t.matches(".*(台[账帐]|记录|登记|清单|处置|排查|信息).*") ? 0.5 : 0);
        if (statistics > roster && statistics > ledger) {
            return TableKind.STATISTICS;
        }
        return roster > ledger ? TableKind.ROSTER : TableKind.LEDGER;
    }
}
