package cn.qingzhuang.sim.bench;

import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs commands of the product in this process, over facades that stay open. */
final class Commands {
    private Commands() {}

    /** Runs one command in the home below a folder; throws what it said when it fails. */
    static void qz(Path folder, Facades facades, String... command) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream quiet = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = new Shell(new Home(folder.resolve("home")), folder, quiet, quiet).run(facades, command);
        if (code != 0) {
            String text = said.toString(StandardCharsets.UTF_8);
            throw new IllegalStateException(text.substring(0, Math.min(400, text.length())));
        }
    }

    /** Seconds that it takes. */
    static double timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
