package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one row says of one subject, before it is known which subject that is. */
final class Claim {
    private final SubjectType type;
    private String unit;
    private final List<Numbered> elements = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    Claim(SubjectType type, String unit) {
        this.type = type;
        this.unit = unit;
    }

    SubjectType type() {
        return type;
    }

    String unit() {
        return unit;
    }

    void unit(String code) {
        unit = code;
    }

    /** Takes a value; the first one of an element stays. */
    void put(Numbered element, String value) {
        if (!value.isEmpty() && !elements.contains(element)) {
            elements.add(element);
            values.add(value);
        }
    }

    void putAll(Claim other) {
        for (int i = 0; i < other.elements.size(); i++) {
            put(other.elements.get(i), other.values.get(i));
        }
    }

    boolean isEmpty() {
        return elements.isEmpty();
    }

    int size() {
        return elements.size();
    }

    List<Numbered> elements() {
        return elements;
    }

    List<String> values() {
        return values;
    }

    Optional<String> value(Numbered element) {
        int at = elements.indexOf(element);
        return at < 0 ? Optional.empty() : Optional.of(values.get(at));
    }

    Identity identity(String household) {
        Identity.Builder out = new Identity.Builder(type);
        for (int i = 0; i < elements.size(); i++) {
            String value = values.get(i);
            IdentityPart.of(type, elements.get(i).key()).ifPresent(part -> out.put(part, value));
        }
        return out.build(household, unit);
    }
}
