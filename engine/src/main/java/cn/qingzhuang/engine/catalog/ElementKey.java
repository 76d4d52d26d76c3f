package cn.qingzhuang.engine.catalog;

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

    @Override
    public String toString() {
        return role.isEmpty() ? element : element + "@" + role;
    }
}
