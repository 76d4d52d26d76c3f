package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.Problem.Blame;
import cn.qingzhuang.engine.Problem.Place;

/** What the ledger tells people; listed in docs/problems.md. */
final class LedgerProblems {
    private LedgerProblems() {}

    static Problem unknownUnit(String code) {
        return new Problem(
                "LEDGER-001",
                Blame.USER,
                Place.NOWHERE,
                "没有代码为“" + code + "”的单位。",
                "请核对 12 位区划代码，或先用 ./qz units 载入单位名册。");
    }

    static Problem unknownSubject() {
        return new Problem("LEDGER-002", Blame.USER, Place.NOWHERE, "台账里没有这个人或户，可能已经更新。", "请刷新后再试。");
    }

    static Problem unreadableAnswer(String element, String reason) {
        return new Problem("LEDGER-003", Blame.USER, Place.NOWHERE, "填的内容不能作为“" + element + "”：" + reason, "请改正后再提交。");
    }

    static Problem badUnits(String file, String cell, String message) {
        return new Problem(
                "LEDGER-004",
                Blame.USER,
                Place.file(file).cell(cell),
                "单位名册“" + file + "”不能载入：" + message,
                "请改为 code、name、parent 三列（可另加 valid_from、valid_to、successor），code 为 12 位数字，再试一次。什么也没有载入。");
    }

    static Problem nothingToConfirm(String element) {
        return new Problem("LEDGER-005", Blame.USER, Place.NOWHERE, "台账里还没有“" + element + "”，没有可以确认的值。", "请直接填写。");
    }

    static Problem unknownElement(String element) {
        return new Problem("LEDGER-006", Blame.USER, Place.NOWHERE, "目录里没有数据元“" + element + "”。", "请从目录中选择。");
    }

    static Problem closedUnit(String unit) {
        return new Problem(
                "LEDGER-007",
                Blame.USER,
                Place.NOWHERE,
                "单位" + unit + "已经撤销，没有登记由哪个单位接续。",
                "请改用现在的单位；或在单位名册里给它写上接续单位（successor），用 ./qz units 载入后再试。");
    }

    static Problem changedMeanwhile() {
        return new Problem("LEDGER-008", Blame.USER, Place.NOWHERE, "这里的资料刚刚被改过，与您看到的不同。", "请重新查看要改动的内容，再保存。");
    }

    static Problem laterActFirst() {
        return new Problem("LEDGER-009", Blame.USER, Place.NOWHERE, "这件事以后，同一个人或户又登记了别的事。", "请先撤销后来登记的，再撤销这一件。");
    }

    static Problem noSuchAct() {
        return new Problem("LEDGER-010", Blame.USER, Place.NOWHERE, "没有这件可以撤销的事，可能已经撤销。", "请刷新后再看。");
    }

    static Problem decidedAlready() {
        return new Problem("LEDGER-030", Blame.USER, Place.NOWHERE, "这一条已经有人处理过，或者已经撤销。", "请刷新后再看。");
    }

    static Problem notUndoable() {
        return new Problem("LEDGER-031", Blame.USER, Place.NOWHERE, "后来又有合并或拆分用到了它，不能先撤销这一次。", "请在“已处理”中先撤销后来的合并或拆分。");
    }

    static Problem notMergeable() {
        return new Problem("LEDGER-032", Blame.USER, Place.NOWHERE, "这两个不能合并：要么都是人，要么都是户，并且不是同一个。", "请重新选择。");
    }

    static Problem notSplittable() {
        return new Problem("LEDGER-033", Blame.USER, Place.NOWHERE, "不能这样拆分：要选这个人的来源行，并且至少留下一行。", "请重新选择来源行。");
    }

    static Problem notAChoice() {
        return new Problem("LEDGER-034", Blame.USER, Place.NOWHERE, "这一条里没有这个值，可能已经更新。", "请刷新后再选。");
    }

    static Problem noCursor() {
        return new Problem("FEED-001", Blame.USER, Place.NOWHERE, "这不是变更流的游标。", "请原样使用上一页给出的游标；从头取的，不带 after。");
    }

    static Problem foreignCursor() {
        return new Problem("FEED-002", Blame.USER, Place.NOWHERE, "这个游标是另一个县的。", "请用同一个订阅给出的游标；换了地方的，从头取。");
    }

    /** The ledger has no such place, or another batch stands there: it was restored from a backup. */
    static Problem otherChain() {
        return new Problem("FEED-003", Blame.USER, Place.NOWHERE, "台账里没有这个游标指的位置，可能恢复过备份。", "请从头取（不带 after），以新取到的为准。");
    }
}
