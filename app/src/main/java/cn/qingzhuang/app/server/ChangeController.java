package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.AccessProblems;
import cn.qingzhuang.app.access.Release;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.feed.CloudEvents;
import cn.qingzhuang.app.feed.FeedPage;
import cn.qingzhuang.app.feed.Subscription;
import cn.qingzhuang.app.ledger.Changes;
import cn.qingzhuang.app.wiring.Facades;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The change feed. */
@RestController
@RequestMapping("/api/changes")
final class ChangeController {
    static final String NEXT = "Qz-Next";
    private static final int PAGE = 500;
    private static final int PAGE_MAX = 1_000;
    private static final int WAIT_MAX = 30;
    private static final long LOOK_MILLIS = 300;
    /** Each that waits holds a thread of the server. */
    private static final int WAITING_MAX = 50;

    private final Facades facades;
    private final Asker asker;
    private final Credentials credentials;
    private final Semaphore waiting = new Semaphore(WAITING_MAX);

    ChangeController(Facades facades, Asker asker, Credentials credentials) {
        this.facades = facades;
        this.asker = asker;
        this.credentials = credentials;
    }

    /**
     * What is asked.
     *
     * @param element some of the subscription's, by default all
     * @param unit below that of the subscription, by default that
     * @param after a cursor, {@code latest}, or empty for the beginning
     * @param limit so many changes at most
     * @param seconds to wait when there is nothing
     */
    record Query(
            @Nullable String subscription,
            @Nullable List<String> element,
            @Nullable String unit,
            @Nullable String after,
            @Nullable Integer limit,
            @BindParam("wait") @Nullable Integer seconds) {
        String id() {
            return subscription == null ? "" : subscription;
        }

        List<String> elements() {
            return element == null ? List.of() : element;
        }

        String cursor() {
            return after == null ? "" : after.strip();
        }

        int page() {
            return limit == null ? PAGE : Math.max(1, Math.min(PAGE_MAX, limit));
        }

        int patience() {
            return seconds == null ? 0 : Math.max(0, Math.min(WAIT_MAX, seconds));
        }
    }

    @Needs(value = Verb.CHANGE_READ, isForMachines = true)
    @GetMapping
    ResponseEntity<byte[]> changes(Query query, HttpServletRequest request) {
        Subscription subscription = SubscriptionController.require(facades, asker, query.id());
        String code = query.unit() == null ? subscription.unitCode() : asker.unit(Verb.CHANGE_READ, query.unit());
        FeedPage.Wanted wanted = FeedPage.Wanted.of(subscription, code, query.elements());
        facades.subscriptions().released(subscription, code, wanted.elements());
        Changes changes = facades.changes();
        if (query.cursor().equals("latest")) {
            return told(subscription, changes.end(code), new byte[] {'[', ']'}, false);
        }
        String cursor = query.cursor().isEmpty() ? changes.beginning(code) : query.cursor();
        Changes.Page page = changes.after(wanted.followed(), cursor, query.page());
        if (page.changes().isEmpty() && !page.isMore() && query.patience() > 0) {
            await(changes, page.next(), query.patience());
            // whoever waited may have lost his post, his token or the grant meanwhile
            Asker.set(request, credentials.viewer(request).orElseThrow(AccessProblems::notSignedIn));
            SubscriptionController.require(facades, asker, query.id());
            page = changes.after(wanted.followed(), page.next(), query.page());
        }
        Map<String, Release> releases = facades.subscriptions().released(subscription, code, wanted.elements());
        byte[] body = CloudEvents.batch(subscription, page.changes(), releases);
        asker.purpose(subscription.purpose());
        asker.looked(FeedPage.elements(page.changes()), FeedPage.subjects(page.changes()));
        return told(subscription, page.next(), body, page.isMore());
    }

    private void await(Changes changes, String cursor, int seconds) {
        if (!waiting.tryAcquire()) {
            return;
        }
        try {
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            while (!changes.hasMore(cursor) && System.nanoTime() < end) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
    }

    private static ResponseEntity<byte[]> told(Subscription subscription, String next, byte[] body, boolean isMore) {
        String link = "</api/changes?subscription=" + subscription.id() + "&after=" + next + ">; rel=\"next\"";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(CloudEvents.BATCH))
                .header(HttpHeaders.LINK, link)
                .header(NEXT, next)
                .header("Qz-More", Boolean.toString(isMore))
                .body(body);
    }
}
