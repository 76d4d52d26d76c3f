package cn.qingzhuang.app.server;

import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.shared.ServerFile;
import cn.qingzhuang.app.wiring.Facades;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** The running web server of one home. */
public final class Server implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final Home home;
    private final int port;
    private final SearchFollower follower;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Server(ConfigurableApplicationContext context, Home home, int port, SearchFollower follower) {
        this.context = context;
        this.home = home;
        this.port = port;
        this.follower = follower;
    }

    /** Starts the database if needed and then the pages; port 0 takes any free port. */
    public static Server start(Home home, Facades facades, int port) {
        facades.database();
        String token = ServerFile.newToken();
        SpringApplication application = new SpringApplication(ServerApplication.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(settings(home, port));
        application.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("home", home);
            context.getBeanFactory().registerSingleton("facades", facades);
            context.getBeanFactory().registerSingleton("serverToken", new Token(token));
        });
        ConfigurableApplicationContext context = run(application, port);
        int bound = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        try {
            new ServerFile(bound, token).write(home);
        } catch (IOException e) {
            context.close();
            throw AppProblems.homeUnusable(home.root());
        }
        Server server = new Server(context, home, bound, SearchFollower.start(facades));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "qz-server-stop"));
        return server;
    }

    private static Map<String, Object> settings(Home home, int port) {
        return Map.ofEntries(
                Map.entry("server.port", Integer.toString(port)),
                Map.entry("server.address", "127.0.0.1"),
                Map.entry("spring.main.lazy-initialization", "true"),
                Map.entry("spring.jmx.enabled", "false"),
                Map.entry("server.compression.enabled", "true"),
                Map.entry("server.error.whitelabel.enabled", "false"),
                Map.entry("spring.servlet.multipart.max-file-size", "100MB"),
                Map.entry("spring.servlet.multipart.max-request-size", "200MB"),
                Map.entry("logging.config", "classpath:logback-server.xml"),
                Map.entry(
                        "logging.file.name", home.logs().resolve("server.jsonl").toString()),
                Map.entry("logging.structured.ecs.service.name", "qingzhuang"),
                Map.entry("logging.structured.json.stacktrace.printer", FramesPrinter.class.getName()),
                Map.entry("logging.structured.json.exclude", "error.message"));
    }

    private static ConfigurableApplicationContext run(SpringApplication application, int port) {
        try {
            return application.run();
        } catch (org.springframework.context.ApplicationContextException e) {
            if (e.getCause() instanceof PortInUseException) {
                throw AppProblems.portTaken(port);
            }
            throw e;
        }
    }

    public int port() {
        return port;
    }

    /** Waits until the server is closed. */
    public void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ServerFile.remove(home);
        follower.close();
        context.close();
        closed.countDown();
    }

    /** The secret that commands of the same user know. */
    record Token(String text) {}
}
