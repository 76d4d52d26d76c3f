package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.shared.ServerFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs a command inside the server that holds the home, and prints here what it prints there. */
final class Relay {
    private static final int WAIT_MILLIS = 60_000;
    private static final int STEP_MILLIS = 100;

    private final Home home;
    private final Path here;
    private final PrintStream out;
    private final PrintStream err;

    Relay(Home home, Path here, PrintStream out, PrintStream err) {
        this.home = home;
        this.here = here;
        this.out = out;
        this.err = err;
    }

    /**
     * Whether a server holds the home. While another command holds it, or a server is just starting, waits for at most
     * a minute; Problem APP-010 after that.
     */
    boolean isServerThere() {
        for (int waited = 0; waited < WAIT_MILLIS; waited += STEP_MILLIS) {
            Optional<Home.Hold> hold = home.hold();
            if (hold.isPresent()) {
                hold.get().close();
                return false;
            }
            if (ServerFile.find(home).isPresent()) {
                return true;
            }
            if (waited == 0) {
                err.println("另一个命令正在使用数据目录 " + home.root() + "，等它结束……");
            }
            pause();
        }
        throw AppProblems.homeBusy(home.root());
    }

    int run(String... args) {
        ServerFile server = ServerFile.find(home).orElseThrow(() -> AppProblems.homeBusy(home.root()));
        ObjectNode command = JsonNodeFactory.instance.objectNode();
        command.put("here", here.toString());
        var list = command.putArray("args");
        for (String arg : args) {
            list.add(arg);
        }
        try {
            return send(server, command);
        } catch (IOException e) {
            throw AppProblems.serverSilent(server.port());
        }
    }

    private int send(ServerFile server, ObjectNode command) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://127.0.0.1:" + server.port() + "/internal/command")
                        .toURL()
                        .openConnection(java.net.Proxy.NO_PROXY);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("X-Qz-Token", server.token());
        connection.setDoOutput(true);
        connection.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
        JsonMapper json = JsonMapper.builder().build();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode told = json.readTree(line);
                if (told.has("exit")) {
                    return told.get("exit").asInt();
                }
                PrintStream stream = told.has("out") ? out : err;
                stream.print(told.get(told.has("out") ? "out" : "err").asString());
                stream.flush();
            }
        }
        throw new IOException("the answer broke off");
    }

    private static void pause() {
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AppProblems.interrupted();
        }
    }
}
