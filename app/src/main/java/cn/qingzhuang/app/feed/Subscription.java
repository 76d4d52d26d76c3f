package cn.qingzhuang.app.feed;

import cn.qingzhuang.app.access.Place;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a department follows of a region.
 *
 * @param unitCode the top of the region
 * @param elements stored keys, sorted
 * @param purpose for what, in words
 * @param account whose post it stands on
 */
public record Subscription(
        UUID id,
        String department,
        String unitCode,
        List<String> elements,
        String purpose,
        UUID account,
        Instant madeAt,
        String madeBy) {
    public Subscription {
        elements = List.copyOf(elements);
    }

    /** Where it lies. */
    public Place place() {
        return new Place(unitCode, department);
    }
}
