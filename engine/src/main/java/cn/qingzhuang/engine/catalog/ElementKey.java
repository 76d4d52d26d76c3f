package cn.qingzhuang.engine.catalog;

import org.jspecify.annotations.Nullable;

/**
 * An element of the catalogue held by somebody: the role is a dimension of the catalogue, not part of the element.
 * {@code person_phone} with role {@code guardian} is the guardian's phone. The subject's own element has role "".
 */
public record ElementKey(String element, String role) {
    public static ElementKey of(String element) {
        return new ElementKey(element, "");
    }

    /** {@code person_phone} or {@code person_phone@guardian}. */
    public static ElementKey parse(String text) {
        int at = text.indexOf('@');
        return at < 0 ? of(text) : new ElementKey(text.substring(0, at), text.substring(at + 1));
    }

    /** As a record's own, but without its detour: tables look keys up millions of times. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof ElementKey key && element.equals(key.element) && role.equals(key.role);
    }

    @Override
    public int hashCode() {
        return 31 * element.hashCode() + role.hashCode();
    }

    @Override
    public String toString() {
        return role.isEmpty() ? element : element + "@" + role;
    }
}
