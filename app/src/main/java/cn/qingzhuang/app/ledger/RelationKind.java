package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.ElementKey;
import java.util.Optional;

/** How one subject stands to another. Stated ones are kept as facts {@code _relation@role} whose value is the other's id. */
public enum RelationKind {
    /** A person belongs to a household. */
    MEMBER("member"),
    /** A person is the head of a household. */
    HEAD("head"),
    /** Kept with both. */
    SPOUSE("spouse"),
    /** Kept with the ward; the other is the guardian. */
    GUARDIAN("guardian"),
    /** Kept with the child. */
    FATHER("father"),
    /** Kept with the child. */
    MOTHER("mother"),
    /** Kept with who is looked after, a person or a household; the other is who is responsible. */
    RESPONSIBLE("responsible"),
    /** A person lives in a dwelling. */
    LIVES_IN("lives_in"),
    /** A person works at an organisation. */
    WORKS_AT("works_at");

    static final String ELEMENT = "_relation";
    /** The value where the relation has ended and there is no other. */
    static final String NOBODY = "-";

    private final String role;

    RelationKind(String role) {
        this.role = role;
    }

    /** The word for it in JSON and stored keys. */
    public String role() {
        return role;
    }

    /** The stored key of a stated relation. */
    public ElementKey key() {
        return new ElementKey(ELEMENT, role);
    }

    /** The key under which rows of files tell of it, by the other's ID number. */
    ElementKey numberKey() {
        return new ElementKey("person_id_no", role);
    }

    static Optional<RelationKind> of(ElementKey key) {
        for (RelationKind kind : values()) {
            if (kind.key().equals(key) || kind.numberKey().equals(key) && Mentions.isMention(key)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
