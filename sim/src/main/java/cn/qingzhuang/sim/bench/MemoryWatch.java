package cn.qingzhuang.sim.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks twice a second how much memory this process and those it started hold, shared pages counted once. */
final class MemoryWatch implements AutoCloseable {
    private static final int EVERY_MILLIS = 500;
    private final Thread thread = new Thread(this::run, "memory-watch");
    private volatile long most;

    MemoryWatch() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                long now = held(ProcessHandle.current())
                        + ProcessHandle.current()
                                .descendants()
                                .mapToLong(MemoryWatch::held)
                                .sum();
                most = Math.max(most, now);
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kilobytes; 0 of a process that has ended. */
    private static long held(ProcessHandle process) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"))) {
                if (line.startsWith("Pss:")) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }

    /** Megabytes. */
    double most() {
        return most / 1024.0;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
