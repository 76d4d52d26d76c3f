package cn.qingzhuang.app.returns;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.Problem.Blame;
import cn.qingzhuang.engine.Problem.Place;

/** The problems of the return flow. */
final class ReturnProblems {
    private ReturnProblems() {}

    private static Problem of(String code, String text, String action) {
        return new Problem(code, Blame.USER, Place.NOWHERE, text, action);
    }

    /** A request that lacks something. */
    static Problem notWhole(String why) {
        return of("FEED-030", "回流申请不能提交：" + why + "。", "请补全后再提交。");
    }

    /** A request that has ended. */
    static Problem ended() {
        return of("FEED-031", "这个回流申请已经办结。", "请刷新后再看。");
    }

    /** A refusal without words. */
    static Problem noReason() {
        return of("FEED-032", "不提供要说明理由。", "请用一句话写明依据和理由（500 字以内）。");
    }

    /** A file of which no row could be taken. */
    static Problem nothingTaken() {
        return of("FEED-033", "这个文件里没有一行能入账，申请还没有办结。", "请核对文件的表头和人员，再传一次。");
    }
}
