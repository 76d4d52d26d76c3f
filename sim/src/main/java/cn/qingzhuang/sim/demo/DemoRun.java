package cn.qingzhuang.sim.demo;

import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.server.Server;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.sim.world.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run of the demonstration: pages first, then the villages one after another, then three templates filled. */
public final class DemoRun {
    private static final String TOWN = "999001101000";
    private final Home home;
    private final DemoHome files;
    private final int port;
    private final boolean isOnce;
    private final PrintStream out;
    private final PrintStream err;
    private final long start = System.nanoTime();

    /** @param isOnce leave when all is loaded and filled */
    public DemoRun(Path homeRoot, int port, boolean isOnce, PrintStream out, PrintStream err) {
        this.home = new Home(homeRoot);
        this.files = new DemoHome(homeRoot);
        this.port = port;
        this.isOnce = isOnce;
        this.out = out;
        this.err = err;
    }

    /** The exit code. */
    public int run() throws IOException {
        say("轻装演示：一个生成的乡镇，16 个村、约 28,500 人。所有人名、证件号、电话和数字都是编造的，与任何真人无关。");
        files.sweep();
        List<DemoHome.TemplateFile> templates = files.templates();
        World world = files.township();
        try (Facades facades = new Facades(home, Map.of());
                Server server = Server.start(home, facades, port)) {
            qz(facades, "units", files.unitsFile().toString());
            say("网页已打开： http://127.0.0.1:%d/".formatted(server.port()));
            if (!files.isLoaded()) {
                load(facades, world);
            }
            fill(facades, world, templates);
            if (!isOnce) {
                say("演示已就绪，按 Ctrl+C 停止。下次启动不再重新装入。");
                server.await();
            }
            return 0;
        } catch (Problem problem) {
            err.println("✗ " + problem.text() + "\n  下一步：" + problem.action() + "  [" + problem.code() + "]");
            return 1;
        }
    }

    private void load(Facades facades, World world) throws IOException {
        boolean isWhole = true;
        for (String village : world.populatedVillages()) {
            for (DemoHome.LedgerFile ledger : files.ledgers(world, village)) {
                isWhole &= qz(facades, "ingest", ledger.file().toString(), "--unit", village) == 0;
            }
            say("已装入 %s".formatted(world.unitName(village)));
        }
        if (isWhole) {
            files.markLoaded();
        }
    }

    private void fill(Facades facades, World world, List<DemoHome.TemplateFile> templates) {
        String village = world.populatedVillages().get(0);
        for (DemoHome.TemplateFile template : templates) {
            Path folder = files.filledFolder().resolve(template.bureau());
            qz(facades, "fill", template.file().toString(), "--unit", village, "-o", folder.toString());
            say("%s的《%s》已按%s填好： %s"
                    .formatted(
                            template.bureau(),
                            template.file().getFileName(),
                            world.unitName(village),
                            folder.resolve(template.file().getFileName())));
        }
        say("要整个乡镇的，在网页上选 %s（%s）。".formatted(world.unitName(TOWN), TOWN));
    }

    /** Runs a command quietly; what it says is shown only when it fails. */
    private int qz(Facades facades, String... command) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream quiet = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = new Shell(home, home.root(), quiet, quiet).run(facades, command);
        if (code != 0) {
            err.println(said.toString(StandardCharsets.UTF_8));
        }
        return code;
    }

    private void say(String text) {
        double seconds = (System.nanoTime() - start) / 1e9;
        out.println(String.format(Locale.ROOT, "[%5.1f s] %s", seconds, text));
    }
}
