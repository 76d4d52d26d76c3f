package cn.qingzhuang.engine.identity;

/** Whether a row speaks of a known subject. */
public sealed interface Decision {
    /** The row speaks of this subject. */
    record Same(String subjectId) implements Decision {}

    /** Nobody known. */
    record New() implements Decision {}

    /**
     * The row speaks of this subject, but an identifying value differs: the row's other values are taken, the
     * difference is shown to a person.
     */
    record SameButDiffers(String subjectId, String element, String reason) implements Decision {}

    /** Taken as a new subject, shown to a person because it may be, or wrongly claims to be, the known one. */
    record NewButResembles(String subjectId, String element, String reason) implements Decision {}

    /** Cannot be told apart: the row is refused with what to do. */
    record Unclear(String element, String reason) implements Decision {}
}
