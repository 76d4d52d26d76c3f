package cn.qingzhuang.sim.bench;

import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.server.Server;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A server to be killed, with people who save: says {@code READY port} on standard output, then {@code S subject value} for each
 * value that was acknowledged, and {@code X} for what failed.
 */
public final class FeedWorker {
    private FeedWorker() {}

    /** @param args the home, then the subjects to save and the value of each, {@code id=7} */
    public static void main(String[] args) {
        PrintStream journal = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Home home = new Home(Path.of(args[0]));
        Facades facades = new Facades(home, Map.of());
        Server server = Server.start(home, facades, 0);
        say(journal, "READY " + server.port());
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> say(journal, "X " + e));
        for (int i = 1; i < args.length; i++) {
            String[] parts = args[i].split("=");
            new Thread(() -> save(facades.ledger(), journal, parts[0], Integer.parseInt(parts[1])), "save").start();
        }
        server.await();
    }

    private static void say(PrintStream journal, String line) {
        synchronized (journal) {
            journal.println(line);
        }
    }

    private static void save(Ledger ledger, PrintStream journal, String subject, int from) {
        Ledger.Author author = new Ledger.Author("campaign", CrashWorker.VILLAGE);
        int known = ledger.find(CrashWorker.VILLAGE, subject)
                .map(s -> s.values().get(CrashWorker.SAVED))
                .map(value -> Integer.parseInt(value.value()))
                .orElse(0);
        for (int value = Math.max(from, known) + 1; ; value++) {
            ledger.answer(subject, CrashWorker.SAVED, Integer.toString(value), author);
            say(journal, "S " + subject + " " + value);
        }
    }
}
