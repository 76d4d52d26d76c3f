package cn.qingzhuang.app.ledger;

/** What an officer decides about the ledger itself. */
public enum RulingKind {
    /** Which of two values holds. */
    KEEP(1),
    /** That nothing is to change: two people after all, or seen and known. */
    DISMISS(2),
    /** That two subjects are one. */
    MERGE(3),
    /** That some source rows speak of somebody else. */
    SPLIT(4),
    /** That an earlier ruling does not hold. */
    UNDO(5);

    private final int number;

    RulingKind(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static RulingKind of(int number) {
        for (RulingKind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of ruling: " + number);
    }
}
