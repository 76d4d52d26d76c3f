package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.Map;
import java.util.Optional;

/**
 * What the ledger knows of one subject.
 *
 * @param id the ledger's surrogate key
 * @param name for people to recognise it
 * @param unitCode the 12-digit unit it belongs to
 * @param householdId the household of a person, if known
 */
public record SubjectFacts(
        String id,
        SubjectType type,
        String name,
        String unitCode,
        Optional<String> householdId,
        Map<ElementKey, KnownValue> values) {
    public SubjectFacts {
        values = Map.copyOf(values);
    }
}
