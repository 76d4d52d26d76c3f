package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityKeys;
import cn.qingzhuang.engine.identity.IdentityPart;
import org.jspecify.annotations.Nullable;

/** What one row says of one subject, before it is known which subject that is. */
final class Claim {
    private final SubjectType type;
    private String unit;
    private final ValueList said;
    private @Nullable Identity identity;
    private long @Nullable [] lookups;

    Claim(SubjectType type, String unit) {
        this(type, unit, new ValueList());
    }

    Claim(SubjectType type, String unit, ValueList said) {
        this.type = type;
        this.unit = unit;
        this.said = said;
    }

    SubjectType type() {
        return type;
    }

    String unit() {
        return unit;
    }

    void unit(String code) {
        unit = code;
        forget();
    }

    /** Takes a value; the first one of an element stays. */
    void put(Numbered element, String value) {
        said.put(element, value);
        forget();
    }

    void putAll(Claim other) {
        said.putAll(other.said);
        forget();
    }

    private void forget() {
        identity = null;
        lookups = null;
    }

    boolean isEmpty() {
        return said.size() == 0;
    }

    ValueList said() {
        return said;
    }

    /** The value of an element, or "". */
    String value(@Nullable Numbered element) {
        return element == null ? "" : said.valueOf(element);
    }

    /** What of it identifies the subject; the household is not known yet. */
    Identity identity() {
        Identity known = identity;
        if (known == null) {
            Identity.Builder out = new Identity.Builder(type);
            for (int i = 0; i < said.size(); i++) {
                IdentityPart part = said.element(i).part(type);
                if (part != null) {
                    out.put(part, said.value(i));
                }
            }
            known = out.build("", unit);
            identity = known;
        }
        return known;
    }

    /** The keys under which its subject is looked for. */
    long[] lookups() {
        long[] known = lookups;
        if (known == null) {
            known = IdentityKeys.lookups(identity());
            lookups = known;
        }
        return known;
    }
}
