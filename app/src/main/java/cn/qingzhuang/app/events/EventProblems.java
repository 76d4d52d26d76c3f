package cn.qingzhuang.app.events;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.Problem.Blame;
import cn.qingzhuang.engine.Problem.Place;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.SubjectFacts;

/** What the recording of life events tells people; listed in docs/problems.md. */
final class EventProblems {
    private EventProblems() {}

    /** The event cannot be so. */
    static Problem refused(String message, String action) {
        return new Problem("LEDGER-011", Blame.USER, Place.NOWHERE, message, action);
    }

    static Problem incomplete(String what) {
        return new Problem("LEDGER-012", Blame.USER, Place.NOWHERE, "还缺：" + what + "。", "请补填后再保存。");
    }

    static void requirePerson(SubjectFacts subject, Register register) {
        if (subject.type() != SubjectType.PERSON) {
            throw refused(register.nameOf(subject) + "不是人。", "请在人的页面上登记。");
        }
    }
}
