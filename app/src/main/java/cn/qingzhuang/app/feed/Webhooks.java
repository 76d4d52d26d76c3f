package cn.qingzhuang.app.feed;

import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.feed.store.WebhookStore;
import cn.qingzhuang.app.feed.store.WebhookStore.HookRow;
import cn.qingzhuang.app.feed.store.WebhookStore.UndeliveredRow;
import cn.qingzhuang.app.ledger.Changes;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.HomeKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Where the changes of a subscription are sent to, for those that cannot ask, and what could not be delivered. */
public final class Webhooks {
    static final String ON = "on";
    static final String PAUSED = "paused";
    static final String GONE = "gone";
    static final String REFUSED = "refused";
    private static final int PAGE = 100;

    private final WebhookStore store;
    private final Targets targets;
    private final Changes changes;
    private final HomeKey key;
    private final Clock clock;

    /** @param key under which the secrets lie in the database */
    public Webhooks(DataSource source, Changes changes, HomeKey key, Clock clock) {
        this.store = new WebhookStore(source);
        this.targets = new Targets(store, clock);
        this.changes = changes;
        this.key = key;
        this.clock = clock;
    }

    WebhookStore store() {
        return store;
    }

    Targets targets() {
        return targets;
    }

    /**
     * A webhook as it stands.
     *
     * @param state on, paused, gone (the target said that it is) or refused (a post or a grant was taken away)
     * @param attempts how often the next change has failed
     * @param failure the last one, in words, or ""
     * @param behind what was recorded since the last change that was sent or passed over
     */
    public record Webhook(
            String target,
            String state,
            int attempts,
            Instant nextAt,
            Optional<Instant> deliveredAt,
            String failure,
            Changes.Behind behind,
            List<Undelivered> undelivered) {
        public Webhook {
            undelivered = List.copyOf(undelivered);
        }

        /** Whether a person should look at it: it stands still, fails, or could not deliver something. */
        public boolean isFailing() {
            boolean isTryingAgain = state.equals(ON) && !failure.isEmpty() && behind.batches() > 0;
            return isTryingAgain || state.equals(GONE) || state.equals(REFUSED) || !undelivered.isEmpty();
        }
    }

    /** A change that the target did not take after all attempts. */
    public record Undelivered(UUID id, String event, int attempts, String failure, Instant givenUpAt) {}

    /**
     * Sends the changes of a subscription to a target from now on; answers the secret they are signed with, told this once. Problem
     * FEED-011 when the target is none, FEED-012 when nothing may be sent there.
     *
     * @param isFromBeginning all that is known as well, and not only what comes
     */
    public String put(Viewer viewer, Subscription subscription, String target, boolean isFromBeginning) {
        targets.require(target);
        String secret = Signature.newSecret();
        String unit = subscription.unitCode();
        store.put(
                unit.substring(0, 6),
                new HookRow(
                        subscription.id(),
                        target.strip(),
                        key.seal(secret, subscription.id().toString()),
                        viewer.account(),
                        ON,
                        isFromBeginning ? changes.beginning(unit) : changes.end(unit),
                        PAGE,
                        0,
                        clock.instant(),
                        Optional.empty(),
                        Optional.empty(),
                        ""));
        return secret;
    }

    /** The secret of a webhook; Problem FEED-013 when it was sealed under another home's key. */
    String secret(HookRow hook) {
        return HomeKey.isSealed(hook.secret())
                ? key.open(hook.secret(), hook.subscription().toString()).orElseThrow(FeedProblems::sealedElsewhere)
                : hook.secret();
    }

    /** Seals the secrets that an earlier version of the program kept as they are. */
    public void sealOld() {
        store.secrets().forEach((subscription, secret) -> {
            if (!HomeKey.isSealed(secret)) {
                store.setSecret(subscription, secret, key.seal(secret, subscription.toString()));
            }
        });
    }

    /** The webhook of a subscription; Problem APP-018 when it has none. */
    public Webhook get(Subscription subscription) {
        return find(subscription).orElseThrow(AppProblems::notFound);
    }

    /** The webhook of a subscription, if it has one. */
    public Optional<Webhook> find(Subscription subscription) {
        return store.find(subscription.id()).map(row -> webhook(subscription, row));
    }

    private Webhook webhook(Subscription subscription, HookRow row) {
        List<Undelivered> undelivered = store.undelivered(subscription.id()).stream()
                .map(u -> new Undelivered(u.id(), u.event(), u.attempts(), u.failure(), u.givenUpAt()))
                .toList();
        return new Webhook(
                row.target(),
                row.state(),
                row.attempts(),
                row.nextAt(),
                row.deliveredAt(),
                row.failure(),
                changes.behind(row.cursor()),
                undelivered);
    }

    /** Pauses it, or lets it go on at once in the name of the viewer. */
    public void set(Viewer viewer, Subscription subscription, boolean isOn) {
        get(subscription);
        store.setState(subscription.id(), isOn ? ON : PAUSED, viewer.account(), clock.instant());
    }

    public void remove(Subscription subscription) {
        get(subscription);
        store.remove(subscription.id());
    }

    /** Forgets all that could not be delivered; answers how many. */
    public int empty(Subscription subscription) {
        return store.forgetAll(subscription.id());
    }

    /** What could not be delivered, of that id; Problem APP-018 when there is none. */
    UndeliveredRow undelivered(Subscription subscription, UUID id) {
        return store.undelivered(subscription.id()).stream()
                .filter(u -> u.id().equals(id))
                .findFirst()
                .orElseThrow(AppProblems::notFound);
    }

    /** The hosts that changes may be sent to. */
    public List<String> hosts() {
        return targets.hosts();
    }

    /** Problem FEED-010 when it is no host with a port. */
    public void allow(String host, Viewer by) {
        targets.allow(host, by.name());
    }

    public void disallow(String host) {
        targets.disallow(host);
    }
}
