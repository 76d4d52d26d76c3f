package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.catalog.ValueType;
import cn.qingzhuang.engine.identity.IdentityPart;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored element with its short number in a county.
 *
 * @param keptWith about whom the fact is kept
 * @param isIdentifying ID number, name, birth date, sex, who heads a household: a file of no higher authority never
 *     changes the current value
 * @param isPassing changes by itself (age) or happens again (a visit): newer wins and nobody is asked
 * @param isMention its value is the ID number or the id of another subject
 * @param isGuarded a key or sensitive: a person looks at every difference
 * @param owner the department that owns it (一数一源), or empty
 * @param lead the department that may ask the frontline for it, or empty
 * @param parts which part of an identity it is, of which types of subjects
 */
record Numbered(
        int number,
        ElementKey key,
        ValueType type,
        SubjectType keptWith,
        boolean isIdentifying,
        boolean isPassing,
        boolean isMention,
        boolean isGuarded,
        String owner,
        String lead,
        Map<SubjectType, IdentityPart> parts) {

    /** Which part of a subject's identity it is, if any. */
    @Nullable
    IdentityPart part(SubjectType subject) {
        return parts.get(subject);
    }

    static Map<SubjectType, IdentityPart> partsOf(ElementKey key) {
        Map<SubjectType, IdentityPart> out = new EnumMap<>(SubjectType.class);
        for (SubjectType subject : SubjectType.values()) {
            IdentityPart.of(subject, key).ifPresent(part -> out.put(subject, part));
        }
        return out;
    }
}
