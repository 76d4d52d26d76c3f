package cn.qingzhuang.app.ledger;

/** How an entry came into the ledger. */
public enum EntryKind {
    /** A row of a file. */
    IMPORT(1),
    /** A clerk answered a question. */
    ANSWER(2),
    /** Somebody said that a value still holds. */
    CONFIRM(3),
    /** Somebody said that a value is wrong and what is right. */
    CORRECTION(4),
    /** Somebody said that a value is wrong and does not know what is right. */
    DISPUTE(5),
    /** What follows from a life event that a person recorded. */
    EVENT(6),
    /** Somebody takes a life event back. */
    REVERSAL(7);

    private final int number;

    EntryKind(int number) {
        this.number = number;
    }

    /** The word for it in JSON. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    int number() {
        return number;
    }

    static EntryKind of(int number) {
        for (EntryKind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of entry: " + number);
    }

    /** A person looked at the value and decided. */
    boolean isDecision() {
        return this != IMPORT && this != DISPUTE && this != REVERSAL;
    }
}
