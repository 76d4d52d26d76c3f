package cn.qingzhuang.app.server;

import cn.qingzhuang.app.wiring.Facades;

/** Does while the server runs what is done each night: erases what is kept too long. Looks again after some minutes. */
final class NightRunner implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NightRunner.class.getName());
    /** Whoever starts a server wants its pages first. */
    private static final long FIRST_MILLIS = 60_000;

    private static final long PAUSE_MILLIS = 300_000;

    private final Facades facades;
    private final Thread thread = new Thread(this::run, "qz-night");
    private volatile boolean isClosed;

    private NightRunner(Facades facades) {
        this.facades = facades;
    }

    static NightRunner start(Facades facades) {
        NightRunner out = new NightRunner(facades);
        out.thread.setDaemon(true);
        out.thread.start();
        return out;
    }

    private void run() {
        long pause = FIRST_MILLIS;
        while (!isClosed) {
            try {
                Thread.sleep(pause);
                pause = PAUSE_MILLIS;
                int entries = facades.erasures().nightly();
                if (entries > 0) {
                    LOG.log(System.Logger.Level.INFO, "kept too long and erased: {0} entries", entries);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) { // the outermost loop: what was broken off is taken over later
                if (isClosed) {
                    return;
                }
                LOG.log(System.Logger.Level.WARNING, "retention has not run", e);
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
