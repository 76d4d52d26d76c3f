package cn.qingzhuang.sim;

import cn.qingzhuang.sim.demo.DemoRun;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code ./qz demo}: an invented township in a home of its own, with the pages open while it is loaded. */
public final class Demo {
    private static final int WRONG_USE = 2;
    private static final int PORT = 8080;
    private static final String USE = "用法: qz demo [--port 端口] [--once]\n  --once  装入、填好三张表后退出，不停留在网页服务上\n";

    private Demo() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setOut(err); // a library that prints must not spoil the answers
        int port = PORT;
        boolean isOnce = false;
        List<String> words = List.of(args);
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("--port")
                    && i + 1 < words.size()
                    && words.get(i + 1).matches("\\d{1,5}")) {
                port = Integer.parseInt(words.get(++i));
            } else if (words.get(i).equals("--once")) {
                isOnce = true;
            } else {
                err.print(USE);
                System.exit(words.get(i).equals("--help") || words.get(i).equals("-h") ? 0 : WRONG_USE);
            }
        }
        System.exit(new DemoRun(home(), port, isOnce, out, err).run());
    }

    /** Never the home that holds real data. */
    private static Path home() {
        String named = System.getenv("QZ_HOME");
        return named == null || named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".qingzhuang-demo")
                : Path.of(named, "demo");
    }
}
