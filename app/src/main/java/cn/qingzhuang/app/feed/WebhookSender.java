package cn.qingzhuang.app.feed;

import cn.qingzhuang.app.access.Access;
import cn.qingzhuang.app.access.Machines;
import cn.qingzhuang.app.access.Release;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.feed.store.WebhookStore;
import cn.qingzhuang.app.feed.store.WebhookStore.HookRow;
import cn.qingzhuang.app.feed.store.WebhookStore.UndeliveredRow;
import cn.qingzhuang.app.ledger.Change;
import cn.qingzhuang.app.ledger.Changes;
import cn.qingzhuang.app.looks.Look;
import cn.qingzhuang.app.looks.LookLog;
import cn.qingzhuang.engine.Problem;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends changes. Of one subscription one delivery is under way at a time, and the next begins where the target has acknowledged the
 * last: order holds, and what a crash leaves open is sent again under the same id. All state is in the database.
 *
 * <p>After a failure fewer changes are sent at once, down to one, so that one the target will never take is found. That one is
 * given up after all its attempts and those behind it go on; whoever takes the later ones holds what the ledger holds all the same,
 * for each change tells what holds when it is sent.
 */
public final class WebhookSender {
    private static final String ACT = "webhook";
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int PAGE_MAX = 100;
    private static final int GONE = 410;
    private static final Set<Integer> REJECTED = Set.of(400, 413, 415, 422);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "qz-webhook-post");
        thread.setDaemon(true);
        return thread;
    });

    private final Parts parts;
    private final Retries retries;
    private final Duration patience;
    private final Clock clock;
    private final Access access = new Access();

    /** What it works with. */
    public record Parts(
            Webhooks webhooks, Subscriptions subscriptions, Changes changes, Machines machines, LookLog looks) {}

    /** @param patience how long a target may take to answer */
    public WebhookSender(Parts parts, Retries retries, Duration patience, Clock clock) {
        this.parts = parts;
        this.retries = retries;
        this.patience = patience;
        this.clock = clock;
    }

    /** What a target answered. */
    private record Answer(boolean isTaken, boolean isRejected, boolean isGone, String words) {}

    /** Makes one delivery that is due, whole; false when none is. */
    public boolean sendOne() {
        Instant now = clock.instant();
        WebhookStore store = parts.webhooks().store();
        Optional<HookRow> due = store.take(now, now.plus(LEASE), now.plus(LEASE).plus(retries.most()));
        due.ifPresent(hook -> store.tried(hook, tried(hook)));
        return due.isPresent();
    }

    private HookRow tried(HookRow hook) {
        try {
            return send(hook);
        } catch (Problem refused) {
            return stopped(hook, Webhooks.REFUSED, refused.text());
        }
    }

    private HookRow send(HookRow hook) {
        Optional<Subscription> subscription = parts.subscriptions().find(hook.subscription());
        if (subscription.isEmpty() || !mayStill(hook, subscription.get())) {
            return stopped(hook, Webhooks.REFUSED, "订阅已停，或者办理人的岗位已收回");
        }
        Changes.Wanted wanted = FeedPage.Wanted.of(
                        subscription.get(), subscription.get().unitCode(), List.of())
                .followed();
        Map<String, Release> releases = parts.subscriptions()
                .released(
                        subscription.get(),
                        subscription.get().unitCode(),
                        subscription.get().elements());
        Changes.Page page = parts.changes().after(wanted, hook.cursor(), hook.pageMax());
        if (page.changes().isEmpty()) {
            return idle(hook, page);
        }
        Answer answer = deliver(hook, subscription.get(), page.changes(), releases);
        if (answer.isTaken()) {
            return taken(hook, page);
        }
        return answer.isGone()
                ? stopped(hook, Webhooks.GONE, answer.words())
                : failed(hook, subscription.get(), page, answer);
    }

    private boolean mayStill(HookRow hook, Subscription subscription) {
        return parts.machines()
                .absent(hook.account())
                .filter(viewer -> access.may(viewer, Verb.CHANGE_READ, subscription.place()))
                .isPresent();
    }

    private Answer deliver(
            HookRow hook, Subscription subscription, List<Change> changes, Map<String, Release> releases) {
        URI target = URI.create(hook.target());
        String secret = parts.webhooks().secret(hook);
        Targets.Checked checked = parts.webhooks().targets().check(target);
        if (checked.refusal().isPresent()) {
            return new Answer(false, false, false, checked.refusal().get());
        }
        byte[] body = CloudEvents.batch(subscription, changes, releases);
        look(hook, subscription, changes);
        String id = "msg_" + hook.subscription() + "_" + changes.get(0).id() + "_" + changes.size();
        long seconds = clock.instant().getEpochSecond();
        Map<String, String> headers = Map.of(
                "Content-Type",
                CloudEvents.BATCH,
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(seconds),
                "webhook-signature",
                Signature.of(secret, id, seconds, body));
        SSLSocketFactory secure = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return asked(new CheckedPost(target, checked.addresses(), secure), headers, body);
    }

    /** Who is on record for what leaves: whoever had it sent. */
    private void look(HookRow hook, Subscription subscription, List<Change> changes) {
        Viewer by = parts.machines().absent(hook.account()).orElseThrow();
        parts.looks()
                .record(new Look(
                        by.name(),
                        by.title(),
                        ACT,
                        subscription.purpose(),
                        subscription.unitCode(),
                        FeedPage.elements(changes),
                        FeedPage.subjects(changes)));
    }

    private Answer asked(CheckedPost post, Map<String, String> headers, byte[] body) {
        Future<Integer> answer = THREADS.submit(() -> post.send(headers, body));
        try {
            int status = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            boolean isTaken = status >= 200 && status < 300;
            return new Answer(isTaken, REJECTED.contains(status), status == GONE, words(status));
        } catch (TimeoutException e) {
            post.cut();
            return new Answer(false, false, false, "对方 " + patience.toSeconds() + " 秒没有答复");
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof SSLException
                    ? "对方的证书不对"
                    : e.getCause() instanceof IOException ? "连不上对方" : "没有发出";
            return new Answer(false, false, false, why);
        } catch (InterruptedException e) {
            post.cut();
            Thread.currentThread().interrupt();
            return new Answer(false, false, false, "没有发完");
        }
    }

    /** What an answer of a target means, for who knows no numbers. */
    private static String words(int status) {
        String meant = switch (status) {
            case 401, 403 -> "对方不认这个推送，请对方核对密钥";
            case 404, 405 -> "对方没有这个地址";
            case 429 -> "对方嫌送得太快";
            default -> status >= 500 ? "对方系统出错" : status >= 400 ? "对方拒收" : "对方没有收下";
        };
        return meant + "（答复 " + status + "）";
    }

    private HookRow idle(HookRow hook, Changes.Page page) {
        Instant next = page.isMore() ? clock.instant() : clock.instant().plus(IDLE);
        return new HookRow(
                hook.subscription(),
                hook.target(),
                hook.secret(),
                hook.account(),
                hook.state(),
                page.next(),
                hook.pageMax(),
                hook.attempts(),
                next,
                hook.deliveredAt(),
                hook.failedAt(),
                hook.failure());
    }

    private HookRow taken(HookRow hook, Changes.Page page) {
        Instant now = clock.instant();
        return new HookRow(
                hook.subscription(),
                hook.target(),
                hook.secret(),
                hook.account(),
                hook.state(),
                page.next(),
                Math.min(PAGE_MAX, hook.pageMax() * 2),
                0,
                now,
                Optional.of(now),
                Optional.empty(),
                "");
    }

    private HookRow failed(HookRow hook, Subscription subscription, Changes.Page page, Answer answer) {
        Instant now = clock.instant();
        int failures = hook.attempts() + 1;
        Change last = page.changes().get(page.changes().size() - 1);
        boolean isAlone = page.changes().size() == 1 || hook.pageMax() == 1; // what one ruling changes is not parted
        boolean isGivenUp = isAlone && retries.isEnough(failures, answer.isRejected());
        if (isGivenUp) {
            String county = subscription.unitCode().substring(0, 6);
            page.changes().forEach(change -> giveUp(county, hook, change, answer.words()));
        }
        return new HookRow(
                hook.subscription(),
                hook.target(),
                hook.secret(),
                hook.account(),
                hook.state(),
                isGivenUp ? last.cursor() : hook.cursor(),
                1,
                isGivenUp ? 0 : isAlone ? failures : hook.attempts(),
                isGivenUp ? now : now.plus(retries.after(failures)),
                hook.deliveredAt(),
                Optional.of(now),
                answer.words());
    }

    private void giveUp(String county, HookRow hook, Change change, String why) {
        UndeliveredRow row = new UndeliveredRow(
                UUID.randomUUID(),
                hook.subscription(),
                change.id(),
                hook.cursor(),
                hook.attempts() + 1,
                why,
                clock.instant());
        parts.webhooks().store().giveUp(county, row);
    }

    private HookRow stopped(HookRow hook, String state, String why) {
        return new HookRow(
                hook.subscription(),
                hook.target(),
                hook.secret(),
                hook.account(),
                state,
                hook.cursor(),
                hook.pageMax(),
                hook.attempts(),
                hook.nextAt(),
                hook.deliveredAt(),
                Optional.of(clock.instant()),
                why);
    }

    /**
     * Sends a change again that was given up, as it holds now; true when the target took it or it tells nothing any more. Problem
     * APP-018 when there is none.
     */
    public boolean again(Subscription subscription, UUID undelivered) {
        UndeliveredRow row = parts.webhooks().undelivered(subscription, undelivered);
        WebhookStore store = parts.webhooks().store();
        HookRow hook = store.find(subscription.id()).orElseThrow(cn.qingzhuang.app.shared.AppProblems::notFound);
        Changes.Wanted wanted = FeedPage.Wanted.of(subscription, subscription.unitCode(), List.of())
                .followed();
        Map<String, Release> releases =
                parts.subscriptions().released(subscription, subscription.unitCode(), subscription.elements());
        List<Change> found = parts.changes().after(wanted, row.before(), 1).changes().stream()
                .filter(c -> c.id().equals(row.event()))
                .toList();
        boolean isDone =
                found.isEmpty() || deliver(hook, subscription, found, releases).isTaken();
        if (isDone) {
            store.forget(subscription.id(), undelivered);
        }
        return isDone;
    }
}
