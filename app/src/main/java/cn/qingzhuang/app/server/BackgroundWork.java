package cn.qingzhuang.app.server;

import cn.qingzhuang.app.feed.Retries;
import cn.qingzhuang.app.wiring.Facades;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a server does beside answering. */
final class BackgroundWork {
    private static final System.Logger LOG = System.getLogger(BackgroundWork.class.getName());

    /** So few that a target that hangs holds up itself and few others. */
    private static final int SENDERS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private BackgroundWork() {}

    static List<AutoCloseable> start(Facades facades) {
        Background search = Background.start("qz-search", 1, Duration.ZERO, () -> search(facades));
        AtomicBoolean isSealed = new AtomicBoolean();
        Background webhooks = Background.start("qz-webhooks", SENDERS, Duration.ZERO, () -> send(facades, isSealed));
        // Whoever starts a server wants its pages first.
        Background nights = Background.start("qz-night", 1, Duration.ofMinutes(1), () -> tidy(facades));
        return List.of(search, webhooks, nights);
    }

    /** The search for people follows the ledger. */
    private static Duration search(Facades facades) {
        return facades.search().follow() == 0 ? Duration.ofSeconds(1) : Duration.ZERO;
    }

    /** Changes are sent; the sender is made anew for each delivery, because the catalogue may have changed. */
    private static Duration send(Facades facades, AtomicBoolean isSealed) {
        if (isSealed.compareAndSet(false, true)) {
            facades.webhooks().sealOld();
        }
        boolean isSent =
                facades.webhookSender(new Retries(new SecureRandom()), PATIENCE).sendOne();
        return isSent ? Duration.ZERO : Duration.ofSeconds(2);
    }

    /** What is kept too long is erased once each night. */
    private static Duration tidy(Facades facades) {
        int entries = facades.erasures().nightly();
        if (entries > 0) {
            LOG.log(System.Logger.Level.INFO, "kept too long and erased: {0} entries", entries);
        }
        return Duration.ofMinutes(5);
    }
}
