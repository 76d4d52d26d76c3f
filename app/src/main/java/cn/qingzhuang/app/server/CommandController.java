package cn.qingzhuang.app.server;

import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs a command that was given while the server holds the home; see the command line's relay. */
@RestController
final class CommandController {
    private final Home home;
    private final Facades facades;
    private final Server.Token token;

    CommandController(Home home, Facades facades, Server.Token token) {
        this.home = home;
        this.facades = facades;
        this.token = token;
    }

    /** A command line and the folder it was given in. */
    record Command(String here, List<String> args) {}

    @Open
    @PostMapping("/internal/command")
    void run(@RequestBody Command command, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!token.isGiven(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        response.setContentType("application/x-ndjson;charset=UTF-8");
        OutputStream sink = response.getOutputStream();
        PrintStream out = new PrintStream(new Tagged(sink, "out"), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new Tagged(sink, "err"), true, StandardCharsets.UTF_8);
        int code = new Shell(home, Path.of(command.here()), out, err)
                .run(facades, command.args().toArray(String[]::new));
        out.flush();
        err.flush();
        write(sink, JsonNodeFactory.instance.objectNode().put("exit", code));
    }

    private static void write(OutputStream sink, ObjectNode node) throws IOException {
        synchronized (sink) {
            sink.write((node + "\n").getBytes(StandardCharsets.UTF_8));
            sink.flush();
        }
    }

    /** Sends whole lines, each marked with its stream. */
    private static final class Tagged extends java.io.ByteArrayOutputStream {
        private final OutputStream sink;
        private final String name;

        Tagged(OutputStream sink, String name) {
            this.sink = sink;
            this.name = name;
        }

        @Override
        public void flush() throws IOException {
            String text = toString(StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            if (end == 0) {
                return;
            }
            reset();
            write(text.substring(end).getBytes(StandardCharsets.UTF_8));
            CommandController.write(sink, JsonNodeFactory.instance.objectNode().put(name, text.substring(0, end)));
        }
    }
}
