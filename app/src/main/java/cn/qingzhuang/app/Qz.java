package cn.qingzhuang.app;

import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.shared.Home;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The program: {@code qz COMMAND}. Answers go to standard output, everything else to standard error. */
public final class Qz {
    private Qz() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setOut(err); // a library that prints must not spoil the answers
        Path here = Path.of(System.getProperty("qz.cwd", "")).toAbsolutePath();
        int code = new Shell(Home.of(System.getenv()), here, out, err).run(args);
        out.flush();
        err.flush();
        System.exit(code);
    }
}
