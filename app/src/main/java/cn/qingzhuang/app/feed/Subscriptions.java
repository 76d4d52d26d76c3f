package cn.qingzhuang.app.feed;

import cn.qingzhuang.app.access.Access;
import cn.qingzhuang.app.access.Grants;
import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Release;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.feed.store.SubscriptionStore;
import cn.qingzhuang.app.feed.store.SubscriptionStore.SubscriptionRow;
import cn.qingzhuang.app.ledger.Act;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What departments follow. A subscription gives nothing by itself: whether an element may leave is asked each time it does, so a
 * grant or a post that is taken away ends it at once.
 */
public final class Subscriptions {
    private static final int COUNTY = 6;
    private static final int ELEMENTS_MAX = 200;
    private static final int OF_DEPARTMENT_MAX = 100;

    private final SubscriptionStore store;
    private final Catalogue catalogue;
    private final Grants grants;
    private final Clock clock;
    private final Access access = new Access();

    public Subscriptions(DataSource source, Catalogue catalogue, Grants grants, Clock clock) {
        this.store = new SubscriptionStore(source);
        this.catalogue = catalogue;
        this.grants = grants;
        this.clock = clock;
    }

    /** What is wanted: stored elements of the subjects in a unit and below it, for a purpose. */
    public record Wanted(String department, String unitCode, List<String> elements, String purpose) {
        public Wanted {
            elements = List.copyOf(elements);
        }
    }

    /**
     * Subscribes; Problem FEED-004 when an element is none, FEED-005 when one may not leave for that purpose, FEED-006 when there
     * are too many, FEED-008 for more than a county, ACCESS-020 without a purpose.
     */
    public Subscription make(Viewer viewer, Wanted wanted) {
        List<String> elements = List.copyOf(new TreeSet<>(wanted.elements()));
        if (Place.digits(wanted.unitCode()).length() < COUNTY) {
            throw FeedProblems.moreThanACounty();
        }
        requireElements(elements);
        requireReleased(wanted.department(), wanted.unitCode(), elements, wanted.purpose());
        long others = store.of(wanted.unitCode().substring(0, 6)).stream()
                .filter(row -> row.department().equals(wanted.department()))
                .count();
        if (others >= OF_DEPARTMENT_MAX) {
            throw FeedProblems.tooMany(OF_DEPARTMENT_MAX);
        }
        SubscriptionRow row = new SubscriptionRow(
                UUID.randomUUID(),
                wanted.department(),
                wanted.unitCode(),
                elements,
                wanted.purpose().strip(),
                viewer.account(),
                clock.instant(),
                viewer.title());
        store.add(row);
        return subscription(row);
    }

    private void requireElements(List<String> elements) {
        if (elements.isEmpty() || elements.size() > ELEMENTS_MAX) {
            throw FeedProblems.badElements("要 1 到 " + ELEMENTS_MAX + " 个");
        }
        for (String element : elements) {
            ElementKey key = ElementKey.parse(element);
            if (Act.isInner(key) || catalogue.elementOf(key).isEmpty()) {
                throw FeedProblems.badElements("目录里没有“" + element + "”");
            }
        }
    }

    /**
     * How each element of a subscription may leave now; Problem FEED-005 when one may not any more.
     *
     * @param unitCode of the subscription or below it
     */
    public Map<String, Release> released(Subscription subscription, String unitCode, Collection<String> elements) {
        return requireReleased(subscription.department(), unitCode, elements, subscription.purpose());
    }

    private Map<String, Release> requireReleased(
            String department, String unitCode, Collection<String> elements, String purpose) {
        Map<String, Release> out = grants.entitled(department, unitCode, elements, purpose);
        String refused = out.entrySet().stream()
                .filter(e -> e.getValue() == Release.REFUSED)
                .map(e -> nameOf(e.getKey()))
                .collect(Collectors.joining("、"));
        if (!refused.isEmpty()) {
            throw FeedProblems.notEntitled(refused);
        }
        return out;
    }

    private String nameOf(String element) {
        return catalogue.elementOf(ElementKey.parse(element)).map(Element::name).orElse(element);
    }

    /** One that has not ended. */
    public Optional<Subscription> find(UUID id) {
        return store.find(id).map(Subscriptions::subscription);
    }

    /** Those that the viewer may see whose region begins in a unit or below it, oldest first. */
    public List<Subscription> list(Viewer viewer, String unitCode) {
        String digits = Place.digits(unitCode);
        return store.of(unitCode.substring(0, 6)).stream()
                .map(Subscriptions::subscription)
                .filter(s -> s.unitCode().startsWith(digits) && access.may(viewer, Verb.CHANGE_READ, s.place()))
                .toList();
    }

    /** Ends a subscription at once. */
    public void end(Viewer viewer, UUID id) {
        store.end(id, clock.instant(), viewer.name());
    }

    private static Subscription subscription(SubscriptionRow row) {
        return new Subscription(
                row.id(),
                row.department(),
                row.unitCode(),
                row.elements(),
                row.purpose(),
                row.account(),
                row.madeAt(),
                row.madeBy());
    }

    /** To be called after values were erased: takes these words out of purposes, as grants do. */
    public void erased(String county, Set<String> words) {
        store.erase(county, words);
    }
}
