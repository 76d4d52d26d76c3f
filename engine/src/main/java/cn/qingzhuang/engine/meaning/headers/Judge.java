package cn.qingzhuang.engine.meaning.headers;

import java.util.List;

/** Whether an answer agrees with a label. */
final class Judge {
    private Judge() {}

    /** As the gold is written: element and role, or the kind of answer that is no element. */
    static boolean isRight(LabelledForm.Label label, Candidate c) {
        return c.profile()
                .map(p -> label.kind() == LabelledForm.Kind.ELEMENT
                        && label.answer().element().equals(p.element().id())
                        && label.answer().role().equals(c.role()))
                .orElseGet(() -> c.none().orElseThrow() == label.kind());
    }

    /** As the gold is written or as the second reading accepts. */
    static boolean isAccepted(LabelledForm.Label label, Candidate c) {
        if (isRight(label, c)) {
            return true;
        }
        List<LabelledForm.Answer> accepted = label.accepted();
        return c.profile()
                .map(p -> accepted.stream()
                        .anyMatch(a ->
                                a.element().equals(p.element().id()) && a.role().equals(c.role())))
                .orElseGet(() -> label.isNoneAccepted() && c.none().orElseThrow() == LabelledForm.Kind.NEW);
    }
}
