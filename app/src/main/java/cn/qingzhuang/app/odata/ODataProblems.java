package cn.qingzhuang.app.odata;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.Problem.Blame;
import cn.qingzhuang.engine.Problem.Place;

/** What is told to programs that read tables by OData, and to those who set them up; listed in docs/problems.md. */
public final class ODataProblems {
    private ODataProblems() {}

    static Problem unreadable(String option, int at, String why) {
        return of("ODATA-001", option + " 读不懂，第 " + (at + 1) + " 个字符处：" + why + "。", "请按 docs/spec/odata.md 改写。");
    }

    static Problem unknownField(String name) {
        return of("ODATA-002", "这张表没有叫“" + cut(name) + "”的列。", "列名见 $metadata。");
    }

    static Problem tooMuch(String option, String why) {
        return of("ODATA-003", option + " 太长或套得太深：" + why + "。", "请拆成几次读取。");
    }

    static Problem notOffered(String option) {
        return of("ODATA-004", "不支持 " + cut(option) + "。", "支持的写法见 docs/spec/odata.md。");
    }

    static Problem badValue(String option, String why) {
        return of("ODATA-005", option + " 的值不对：" + why + "。", "请改正后再读取。");
    }

    static Problem masked(String name) {
        return of("ODATA-006", "“" + cut(name) + "”已遮盖，不能用来筛选或排序。", "请去掉这个条件。");
    }

    /** Neither a key nor one that is in force. */
    public static Problem noKey() {
        return of("ODATA-007", "没有给出密钥，或密钥已停用。", "请在取表页面重新生成密钥，登录方式选“基本”，密码处填密钥。");
    }

    private static String cut(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }

    private static Problem of(String code, String message, String action) {
        return new Problem(code, Blame.USER, Place.NOWHERE, message, action);
    }
}
