package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** How many months a value of an element may be believed without asking again, as the catalogue lays down; the rest does not age. */
final class Freshness {
    private final Map<ElementKey, Integer> months = new HashMap<>();

    Freshness(Catalogue catalogue) {
        for (Element element : catalogue.elements()) {
            catalogue
                    .governance(element.id())
                    .flatMap(g -> g.freshMonths())
                    .ifPresent(period -> months.put(Catalogue.storageKey(element.id(), ""), period));
        }
    }

    /** Whether a value seen on a day is past its period as of another day. A role's value ages as its element does. */
    boolean isStale(ElementKey key, LocalDate seenOn, LocalDate asOf) {
        Integer own = months.get(key);
        Integer period = own != null ? own : months.get(ElementKey.of(key.element()));
        return period != null && seenOn.plusMonths(period).isBefore(asOf);
    }
}
