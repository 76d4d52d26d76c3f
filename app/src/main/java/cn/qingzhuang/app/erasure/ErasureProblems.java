package cn.qingzhuang.app.erasure;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.Problem.Blame;
import cn.qingzhuang.engine.Problem.Place;

/** The problems of erasure. */
final class ErasureProblems {
    private ErasureProblems() {}

    private static Problem of(String code, String text, String action) {
        return new Problem(code, Blame.USER, Place.NOWHERE, text, action);
    }

    /** A request without its basis, without whose it is, or for what nobody knows. */
    static Problem notWhole(String why) {
        return of("ERASURE-001", "清除申请不能保存：" + why + "。", "请补全后再提交。");
    }

    /** Decided already, or by whoever asked. */
    static Problem notDecidable() {
        return of("ERASURE-002", "这份清除申请已经有人处理过，或者是您自己提出的。", "请刷新后再看；自己提出的申请要由另一个人来批。");
    }
}
