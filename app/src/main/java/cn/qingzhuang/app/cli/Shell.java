package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.shared.ProblemJson;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.Problem;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Reads the arguments and runs the command. Exit codes: 0 done, 1 some input refused, 2 wrong use.
 *
 * <p>A command that needs the database runs here when nobody holds the home, and inside the server when one runs on it.
 */
public final class Shell {
    private static final int REFUSED = 1;
    private static final int WRONG_USE = 2;

    private final Home home;
    private final Path here;
    private final PrintStream out;
    private final PrintStream err;

    public Shell(Home home, Path here, PrintStream out, PrintStream err) {
        this.home = home;
        this.here = here;
        this.out = out;
        this.err = err;
    }

    /** Runs a command in this process or through the server; answers the exit code. */
    public int run(String... args) {
        try (Facades facades = new Facades(home, System.getenv())) {
            return run(facades, new Relay(home, here, out, err), args);
        }
    }

    /** Runs a command over facades that are open already, as the server does for a relayed command. */
    public int run(Facades facades, String... args) {
        return run(facades, null, args);
    }

    private int run(Facades facades, @org.jspecify.annotations.Nullable Relay relay, String... args) {
        Session session = new Session(home, here, out, err, facades);
        CommandLine line = new CommandLine(new Top())
                .addSubcommand(new UnitsCommand(session))
                .addSubcommand(new ReadCommand(session))
                .addSubcommand(new IngestCommand(session))
                .addSubcommand(new FillCommand(session))
                .addSubcommand(new ConfirmCommand(session))
                .addSubcommand(new CatalogueCommand(session))
                .addSubcommand(new CheckCommand(session))
                .addSubcommand(new RebuildCommand(session))
                .addSubcommand(new RetentionCommand(session))
                .addSubcommand(new LooksCommand(session))
                .addSubcommand(new BackupCommand(session))
                .addSubcommand(new RestoreCommand(session))
                .addSubcommand(new ServeCommand(session))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, List.of(args)));
        line.setExecutionStrategy(parsed -> {
            CommandLine last =
                    parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
            boolean needsDatabase = last.getCommand() instanceof NeedsDatabase && !last.isUsageHelpRequested();
            if (relay != null && needsDatabase && relay.isServerThere()) {
                return relay.run(args);
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        return line.execute(args);
    }

    private int failed(Exception e, List<String> args) throws Exception {
        if (!(e instanceof Problem problem)) {
            throw e;
        }
        if (args.contains("--json")) {
            var node = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
            node.set("error", ProblemJson.of(problem));
            out.println(node);
        }
        err.println("✗ " + problem.text() + "\n  下一步：" + problem.action() + "  [" + problem.code() + "]");
        return REFUSED;
    }

    /** A command that works on the ledger. */
    interface NeedsDatabase {}

    @Command(
            name = "qz",
            mixinStandardHelpOptions = true,
            version = "轻装 0.1",
            synopsisSubcommandLabel = "COMMAND",
            description = "轻装：把部门的表填好，只问没人知道的。",
            footer = {"", "  demo    装入一个生成的乡镇并打开网页（由 ./qz demo 启动）", "  bench   测量准确率和速度（由 ./qz bench 启动）"})
    static final class Top implements Runnable {
        @CommandLine.Spec
        @SuppressWarnings("NullAway.Init")
        private CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(spec.commandLine(), "缺少命令。");
        }
    }

    static int wrongUse() {
        return WRONG_USE;
    }
}
