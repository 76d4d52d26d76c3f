package cn.qingzhuang.app;

import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.server.Server;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Goes once through what commands and server do at their start, in a home that is thrown away, so that the JVM can
 * record the classes they need. The launcher runs it after a build; nothing else does.
 */
public final class Warm {
    private Warm() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("qz-warm");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Home home = new Home(folder.resolve("home"));
        new Shell(home, folder, nowhere, nowhere).run("--help");
        try (Facades facades = new Facades(home, Map.of());
                Server server = Server.start(home, facades, 0)) {
            for (String address : new String[] {"/", "/api/state"}) {
                fetch("http://127.0.0.1:" + server.port() + address);
            }
        }
        System.exit(0);
    }

    private static void fetch(String address) throws IOException {
        try (InputStream in = URI.create(address).toURL().openStream()) {
            in.readAllBytes();
        } catch (java.io.FileNotFoundException e) {
            System.err.println("not served: " + address);
        }
    }
}
