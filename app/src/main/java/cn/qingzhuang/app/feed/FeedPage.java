package cn.qingzhuang.app.feed;

import cn.qingzhuang.app.ledger.Change;
import cn.qingzhuang.app.ledger.Changes;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** A page of changes as a subscriber takes it. */
public final class FeedPage {
    private FeedPage() {}

    /**
     * What of a subscription is taken.
     *
     * @param unitCode of the subscription or below it
     * @param elements some of the subscription's
     */
    public record Wanted(String unitCode, List<String> elements) {
        public Wanted {
            elements = List.copyOf(elements);
        }

        /** Problem FEED-007 when it is more than the subscription has. */
        public static Wanted of(Subscription subscription, String unitCode, List<String> elements) {
            String region = cn.qingzhuang.app.access.Place.digits(subscription.unitCode());
            if (!subscription.elements().containsAll(elements) || !unitCode.startsWith(region)) {
                throw FeedProblems.beyond();
            }
            return new Wanted(unitCode, elements.isEmpty() ? subscription.elements() : elements);
        }

        /** As the ledger is asked. */
        public Changes.Wanted followed() {
            Set<ElementKey> keys = elements.stream().map(ElementKey::parse).collect(Collectors.toSet());
            return new Changes.Wanted(unitCode, keys);
        }
    }

    /** Of which elements changes tell a value, for the log of looks. */
    public static List<String> elements(Collection<Change> changes) {
        Set<String> out = new TreeSet<>();
        for (Change change : changes) {
            change.values().stream()
                    .filter(v -> v.said().isPresent() || v.now().isPresent())
                    .forEach(v -> out.add(v.key().toString()));
            if (change.household().isPresent()) {
                out.add(Change.MEMBERSHIP.toString());
            }
        }
        return List.copyOf(out);
    }

    /** Of whom changes tell. */
    public static List<UUID> subjects(Collection<Change> changes) {
        return changes.stream()
                .map(c -> UUID.fromString(c.subject()))
                .distinct()
                .toList();
    }
}
