package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.server.Server;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.shared.ServerFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "serve", mixinStandardHelpOptions = true, description = "启动网页服务（只监听本机）。")
final class ServeCommand implements Callable<Integer> {
    static final int PORT = 8080;
    private final Session session;

    @Option(names = "--port", defaultValue = "" + PORT, description = "端口，0 为任取一个空闲端口（默认 ${DEFAULT-VALUE}）。")
    private int port;

    private static boolean letGo(Home.Hold hold) {
        hold.close();
        return true;
    }

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (session.home().hold().map(ServeCommand::letGo).isEmpty()) {
            ServerFile.find(session.home())
                    .ifPresent(running -> session.err().println("轻装已经在运行： http://127.0.0.1:" + running.port() + "/"));
        }
        Server server = Server.start(session.home(), session.facades(), port);
        session.err().println("轻装已启动： http://127.0.0.1:" + server.port() + "/   （按 Ctrl+C 停止）");
        server.await();
        return 0;
    }
}
