package cn.qingzhuang.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.server.Server;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.sim.world.Elements;
import cn.qingzhuang.sim.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser: web/e2e runs against a server with an empty ledger and one generated village. */
class FirstPageIT {
    private static final Path WEB = Path.of("..", "web");
    private static final Path BROWSER = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

    /** In this order: the first makes the people, and what others put in the last ones find. */
    private static final List<String> TESTS =
            List.of("access", "tables", "openapi", "first-page", "catalogue", "people", "review", "feed");

    @TempDir
    Path folder;

    private String secret = "";

    @Test
    void aPersonDropsARosterAndATemplateAndTakesTheFilledWorkbookAway() throws Exception {
        String missing = "no browser: apt-get install chromium fonts-wqy-microhei, or name it in CHROMIUM";
        Assumptions.assumeTrue(System.getenv("CI") != null || Files.isExecutable(BROWSER), missing);
        assertThat(BROWSER).as(missing).isExecutable();
        Home home = new Home(folder.resolve("home"));
        DemoHome files = new DemoHome(folder.resolve("files"));
        files.units();
        World world = new World(Elements.standard(), 7, new World.Size("999001101000", 1, 600, 0));
        String village = world.villages().get(0);
        Path roster = named(
                files.ledgers(world, village).stream()
                        .map(DemoHome.LedgerFile::file)
                        .toList(),
                "残疾");
        Path template = named(
                files.templates().stream().map(DemoHome.TemplateFile::file).toList(), "残疾");
        try (Facades facades = new Facades(home, Map.of());
                Server server = Server.start(home, facades, 0)) {
            PrintStream quiet =
                    new PrintStream(Files.newOutputStream(folder.resolve("units.log")), true, StandardCharsets.UTF_8);
            assertThat(new Shell(home, folder, quiet, quiet)
                            .run(facades, "units", files.unitsFile().toString()))
                    .isZero();
            secret = facades.signingIn().newSecret();
            for (String test : TESTS) {
                assertThat(run(test, server.port(), village, roster, template))
                        .as(Files.readString(folder.resolve(test + ".log")))
                        .isZero();
            }
            assertThat(reread(template.getFileName().toString())).contains("10019998888");
            assertThat(reread("需要处理的行－缺姓名.xlsx")).contains("没有收下", "10011110001");
            assertThat(facades.ledger().check()).isEmpty();
        }
    }

    /** All texts of the first sheet of a download, read by another library than the one that wrote it. */
    private List<String> reread(String name) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(name));
                ReadableWorkbook book = new ReadableWorkbook(in);
                Stream<org.dhatim.fastexcel.reader.Row> rows =
                        book.getFirstSheet().openStream()) {
            return rows.flatMap(org.dhatim.fastexcel.reader.Row::stream)
                    .filter(Objects::nonNull)
                    .map(cell -> String.valueOf(cell.getRawValue()))
                    .toList();
        }
    }

    private static Path named(List<Path> files, String word) {
        return files.stream()
                .filter(f -> f.getFileName().toString().contains(word))
                .findFirst()
                .orElseThrow();
    }

    private int run(String test, int port, String village, Path roster, Path template)
            throws IOException, InterruptedException {
        ProcessBuilder node = new ProcessBuilder("node", "--test", "--test-reporter=spec", "e2e/" + test + ".test.mjs");
        node.directory(WEB.toFile());
        node.environment()
                .putAll(Map.of(
                        "QZ_URL",
                        "http://127.0.0.1:" + port + "/",
                        "QZ_UNIT",
                        village,
                        "QZ_ROSTER",
                        roster.toAbsolutePath().toString(),
                        "QZ_TEMPLATE",
                        template.toAbsolutePath().toString(),
                        "QZ_OUT",
                        folder.toAbsolutePath().toString(),
                        "QZ_SECRET",
                        secret,
                        "QZ_NAME",
                        "xiaoli",
                        "QZ_PASSWORD",
                        "稻谷与山泉，一年又一年地来",
                        "CHROMIUM",
                        BROWSER.toString()));
        node.redirectErrorStream(true)
                .redirectOutput(folder.resolve(test + ".log").toFile());
        Process process = node.start();
        if (!process.waitFor(20, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }
}
