package cn.qingzhuang.app.server;

import cn.qingzhuang.app.feed.Retries;
import cn.qingzhuang.app.feed.WebhookSender;
import cn.qingzhuang.app.wiring.Facades;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends changes while the server runs: a few threads, so that a target that hangs holds up itself and few others. */
final class WebhookRunner implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WebhookRunner.class.getName());
    private static final int THREADS = 4;
    private static final long PAUSE_MILLIS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Facades facades;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean isSealed = new AtomicBoolean();
    private volatile boolean isClosed;

    private WebhookRunner(Facades facades) {
        this.facades = facades;
    }

    static WebhookRunner start(Facades facades) {
        WebhookRunner out = new WebhookRunner(facades);
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(out::run, "qz-webhooks-" + i);
            thread.setDaemon(true);
            out.threads.add(thread);
            thread.start();
        }
        return out;
    }

    private void run() {
        while (!isClosed) {
            try {
                if (isSealed.compareAndSet(false, true)) {
                    facades.webhooks().sealOld();
                }
                if (!sender().sendOne()) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) { // the outermost loop: a lost connection is tried again
                if (isClosed) {
                    return;
                }
                LOG.log(System.Logger.Level.WARNING, "webhooks are not sent", e);
                rest();
            }
        }
    }

    /** Made anew for each delivery: the catalogue may have changed. */
    private WebhookSender sender() {
        return facades.webhookSender(new Retries(new SecureRandom()), PATIENCE);
    }

    private void rest() {
        try {
            Thread.sleep(PAUSE_MILLIS * 5);
        } catch (InterruptedException e) {
            isClosed = true;
        }
    }

    @Override
    public void close() {
        isClosed = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
