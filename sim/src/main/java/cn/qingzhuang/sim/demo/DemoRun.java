package cn.qingzhuang.sim.demo;

import cn.qingzhuang.app.access.Grants;
import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Post;
import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.access.SigningIn;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.returns.ReturnFlow;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One run of the demonstration: pages first, then the villages one after another, then three templates filled. */
public final class DemoRun {
    private static final String TOWN = "999001101000";
    private static final String FIRST_VILLAGE = "999001101201";
    private static final String COUNTY = "999001000000";
    private static final List<SigningIn.Invented> PEOPLE = List.of(
            new SigningIn.Invented("demo-clerk", "小李", Role.CLERK, FIRST_VILLAGE, ""),
            new SigningIn.Invented("demo-coordinator", "王主任", Role.COORDINATOR, TOWN, ""),
            new SigningIn.Invented("demo-officer", "小陈", Role.OFFICER, COUNTY, "县残联"),
            new SigningIn.Invented("demo-burden-office", "老赵", Role.BURDEN_OFFICE, COUNTY, ""),
            new SigningIn.Invented("demo-system", "小孙", Role.SYSTEM_ADMINISTRATOR, Place.EVERYWHERE, ""),
            new SigningIn.Invented("demo-security", "小周", Role.SECURITY_ADMINISTRATOR, Place.EVERYWHERE, ""),
            new SigningIn.Invented("demo-auditor", "小吴", Role.AUDITOR, Place.EVERYWHERE, ""));
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
        files.units();
        try (Facades facades = new Facades(home, Map.of());
                Server server = Server.demonstrate(home, facades, port, PEOPLE)) {
            qz(facades, "units", files.unitsFile().toString());
            grants(facades);
            returned(facades);
            say("网页已打开： http://127.0.0.1:%d/".formatted(server.port()));
            if (files.isLoaded()) {
                say("十六个村上次已经装入。");
                fill(facades, FIRST_VILLAGE, templates);
            } else {
                load(facades, templates);
            }
            if (!isOnce) {
                say("演示已就绪，按 Ctrl+C 停止。要填整个乡镇的表，在网页上选单位 %s。".formatted(TOWN));
                server.await();
            }
            return 0;
        } catch (Problem problem) {
            err.println("✗ " + problem.text() + "\n  下一步：" + problem.action() + "  [" + problem.code() + "]");
            return 1;
        }
    }

    /** What the invented bureau may take, as its invented security administrator would record it. */
    private static void grants(Facades facades) {
        Post post = new Post(
                UUID.randomUUID(),
                Role.SECURITY_ADMINISTRATOR,
                Place.EVERYWHERE,
                "",
                LocalDate.EPOCH,
                Optional.empty());
        Viewer viewer = new Viewer(UUID.randomUUID(), "demo-security", "小周", List.of(post), false);
        if (!facades.grants().list(viewer).isEmpty()) {
            return;
        }
        facades.grants().give(viewer, wanted(false, "person_name", "person_sex", "person_birth_date"));
        facades.grants().give(viewer, wanted(true, "person_id_no", "person_phone", "person_residence_address"));
    }

    /** What the invented clerk asks of the invented bureau, so that its officer finds something that waits. */
    private static void returned(Facades facades) {
        Post post = new Post(UUID.randomUUID(), Role.CLERK, FIRST_VILLAGE, "", LocalDate.EPOCH, Optional.empty());
        Viewer clerk = new Viewer(UUID.randomUUID(), "demo-clerk", "小李", List.of(post), false);
        if (facades.returns().list(clerk, FIRST_VILLAGE).isEmpty()) {
            List<String> elements = List.of("disability_cert_no", "disability_cert_date");
            facades.returns()
                    .ask(clerk, new ReturnFlow.Asked(FIRST_VILLAGE, "县残联", elements, "本村持证残疾人", "核对两项补贴名单，演示用"));
        }
    }

    private static Grants.Wanted wanted(boolean isMasked, String... elements) {
        return new Grants.Wanted(
                "县残联",
                COUNTY,
                List.of(elements),
                "核查残疾人基本情况",
                "《政务数据共享条例》（国务院令第809号），演示用",
                isMasked,
                Optional.empty(),
                Optional.empty());
    }

    /** Village after village; the templates are filled as soon as the first village is in. */
    private void load(Facades facades, List<DemoHome.TemplateFile> templates) throws IOException {
        World world = files.township();
        boolean isWhole = true;
        for (String village : world.populatedVillages()) {
            for (DemoHome.LedgerFile ledger : files.ledgers(world, village)) {
                isWhole &= qz(facades, "ingest", ledger.file().toString(), "--unit", village) == 0;
            }
            say("已装入 %s".formatted(world.unitName(village)));
            if (village.equals(FIRST_VILLAGE)) {
                fill(facades, village, templates);
            }
        }
        if (isWhole) {
            files.markLoaded();
        }
    }

    private void fill(Facades facades, String village, List<DemoHome.TemplateFile> templates) {
        for (DemoHome.TemplateFile template : templates) {
            Path folder = files.filledFolder().resolve(template.bureau());
            Path filled = folder.resolve(template.file().getFileName());
            String[] command = {"fill", template.file().toString(), "--unit", village, "-o", folder.toString()};
            if (qz(facades, command) == 0) {
                say("%s的表已填好： %s".formatted(template.bureau(), filled));
            }
        }
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
