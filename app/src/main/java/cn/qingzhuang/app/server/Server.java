package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.SigningIn;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.shared.ServerFile;
import cn.qingzhuang.app.wiring.Facades;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final List<AutoCloseable> workers;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Server(ConfigurableApplicationContext context, Home home, int port, List<AutoCloseable> workers) {
        this.context = context;
        this.home = home;
        this.port = port;
        this.workers = workers;
    }

    /**
     * Where a server listens.
     *
     * @param host a name or address of this machine besides loopback; empty: this machine only
     * @param port 0 takes any free one
     */
    public record Listening(Optional<String> host, int port) {}

    /** Starts the database if needed and then the pages, for this machine only. */
    public static Server start(Home home, Facades facades, int port) {
        return start(home, facades, new Listening(Optional.empty(), port));
    }

    /** Starts the database if needed and then the pages. */
    public static Server start(Home home, Facades facades, Listening listening) {
        facades.signingIn().endDemonstration();
        return start(home, facades, listening, List.of());
    }

    /**
     * Starts a demonstration, for this machine only, in which whoever comes is signed in as one of the people with one click;
     * Problem ACCESS-012 when real people sign in to this home.
     */
    public static Server demonstrate(Home home, Facades facades, int port, List<SigningIn.Invented> people) {
        facades.signingIn().requireDemonstration();
        return start(home, facades, new Listening(Optional.empty(), port), people);
    }

    private static Server start(Home home, Facades facades, Listening listening, List<SigningIn.Invented> people) {
        facades.database();
        String token = ServerFile.newToken();
        SpringApplication application = new SpringApplication(ServerApplication.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(settings(home, listening));
        application.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("home", home);
            context.getBeanFactory().registerSingleton("facades", facades);
            context.getBeanFactory().registerSingleton("serverToken", new Token(token));
            context.getBeanFactory().registerSingleton("listening", listening);
            context.getBeanFactory().registerSingleton("cast", new Demonstration.Cast(people));
        });
        ConfigurableApplicationContext context = run(application, listening.port());
        int bound = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        try {
            new ServerFile(bound, token).write(home);
        } catch (IOException e) {
            context.close();
            throw AppProblems.homeUnusable(home.root());
        }
        List<AutoCloseable> workers = BackgroundWork.start(facades);
        Server server = new Server(context, home, bound, workers);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "qz-server-stop"));
        return server;
    }

    private static Map<String, Object> settings(Home home, Listening listening) {
        return Map.ofEntries(
                Map.entry("server.port", Integer.toString(listening.port())),
                Map.entry("server.address", listening.host().map(h -> "0.0.0.0").orElse("127.0.0.1")),
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
        workers.forEach(Server::close);
        context.close();
        closed.countDown();
    }

    private static void close(AutoCloseable worker) {
        try {
            worker.close();
        } catch (Exception e) { // the server is closed whatever a worker says
            System.getLogger(Server.class.getName()).log(System.Logger.Level.WARNING, "not closed", e);
        }
    }

    /** The secret that commands of the same user know. */
    record Token(String text) {
        boolean isGiven(HttpServletRequest request) {
            String given = Optional.ofNullable(request.getHeader("X-Qz-Token")).orElse("");
            return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
