package cn.qingzhuang.app.server;

import cn.qingzhuang.app.wiring.Facades;

/** Lets the search for people follow the ledger while the server runs: works new batches off and looks again after a second. */
final class SearchFollower implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SearchFollower.class.getName());
    private static final long PAUSE_MILLIS = 1_000;

    private final Facades facades;
    private final Thread thread = new Thread(this::run, "qz-search");
    private volatile boolean isClosed;

    private SearchFollower(Facades facades) {
        this.facades = facades;
    }

    static SearchFollower start(Facades facades) {
        SearchFollower out = new SearchFollower(facades);
        out.thread.setDaemon(true);
        out.thread.start();
        return out;
    }

    private void run() {
        while (!isClosed) {
            try {
                if (facades.search().follow() == 0) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) { // the outermost loop: a lost connection is tried again
                if (isClosed) {
                    return;
                }
                LOG.log(System.Logger.Level.WARNING, "search is behind", e);
                rest();
            }
        }
    }

    private void rest() {
        try {
            Thread.sleep(PAUSE_MILLIS * 10);
        } catch (InterruptedException e) {
            isClosed = true;
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
