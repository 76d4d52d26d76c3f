package cn.qingzhuang.app.looks;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.Problem.Blame;
import cn.qingzhuang.engine.Problem.Place;

/** The problems of the log of looks. */
final class LookProblems {
    private LookProblems() {}

    /** What cannot be logged is not shown. */
    static Problem notLogged() {
        return new Problem("ACCESS-013", Blame.US, Place.NOWHERE, "这次查看没能记入日志，所以没有给出资料。", "请稍后再试；仍不行，请系统管理员查看磁盘和数据库。");
    }
}
