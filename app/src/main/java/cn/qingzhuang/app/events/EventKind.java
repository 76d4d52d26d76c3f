package cn.qingzhuang.app.events;

import java.util.Locale;
import java.util.Optional;

/** The life events that a clerk can record. */
public enum EventKind {
    BIRTH("出生"),
    DEATH("死亡"),
    MOVE_IN("迁入"),
    MOVE_OUT("迁出"),
    MARRIAGE("结婚"),
    CERTIFICATE("办证"),
    /** Somebody is from now on somebody's guardian, responsible for somebody, lives or works somewhere; or no longer. */
    RELATION("关系");

    private final String label;

    EventKind(String label) {
        this.label = label;
    }

    /** The word for it in JSON and in the ledger. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }

    public static Optional<EventKind> of(String word) {
        for (EventKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
