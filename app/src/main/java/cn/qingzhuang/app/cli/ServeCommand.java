package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.access.SigningIn;
import cn.qingzhuang.app.server.Server;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.shared.ServerFile;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "serve", mixinStandardHelpOptions = true, description = "启动网页服务（默认只监听本机）。")
final class ServeCommand implements Callable<Integer> {
    static final int PORT = 8080;
    private final Session session;

    @Option(names = "--port", defaultValue = "" + PORT, description = "端口，0 为任取一个空闲端口（默认 ${DEFAULT-VALUE}）。")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "也让别的电脑用这个地址或主机名打开（默认只有本机）。传输不加密，只用于可信的网络，或放在提供 HTTPS 的代理之后。")
    @org.jspecify.annotations.Nullable
    private String host;

    @Option(names = "--new-administrator", description = "显示一个一次性口令，用来再设一名安全管理员（忘了密码时用）。")
    private boolean isNewAdministrator;

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
        Server server =
                Server.start(session.home(), session.facades(), new Server.Listening(Optional.ofNullable(host), port));
        SigningIn signingIn = session.facades().signingIn();
        if (isNewAdministrator || signingIn.needsSettingUp()) {
            session.err().println("设立安全管理员的一次性口令： " + signingIn.newSecret() + "   （在网页上输入，用过即失效；别人看不到它）");
        }
        session.err().println("轻装已启动： http://127.0.0.1:" + server.port() + "/   （按 Ctrl+C 停止）");
        server.await();
        return 0;
    }
}
