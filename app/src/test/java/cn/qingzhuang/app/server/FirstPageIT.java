package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.Sheets;
import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first page in a real browser, driven by web/e2e/first-page.test.mjs. */
class FirstPageIT {
    private static final Path WEB = Path.of("..", "web").toAbsolutePath().normalize();
    private static final int MINUTES = 5;

    @Test
    void worksInARealBrowser(@TempDir Path folder) throws Exception {
        Path chromium = Path.of("/usr/bin/chromium");
        boolean isRequired = System.getenv("CI") != null;
        Assumptions.assumeTrue(
                isRequired || Files.isExecutable(chromium), "no browser: apt-get install chromium fonts-wqy-microhei");
        assertThat(chromium).as("apt-get install chromium fonts-wqy-microhei").isExecutable();
        assertThat(WEB.resolve("node_modules"))
                .as("made by the web module's build: run mvn verify from the root")
                .isDirectory();
        Home home = new Home(folder.resolve("home"));
        Path out = Files.createDirectories(folder.resolve("out"));
        try (Facades facades = new Facades(home, Map.of());
                Server server = Server.start(home, facades, 0)) {
            PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
            new Shell(home, folder, nowhere, nowhere)
                    .run(facades, "units", Sheets.units(folder).toString());
            ProcessBuilder builder = new ProcessBuilder("node", "--test", "e2e/first-page.test.mjs")
                    .directory(WEB.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("browser.log").toFile());
            builder.environment().put("QZ_URL", "http://127.0.0.1:" + server.port() + "/");
            builder.environment().put("QZ_ROSTER", Sheets.roster(folder).toString());
            builder.environment().put("QZ_TEMPLATE", Sheets.template(folder).toString());
            builder.environment().put("QZ_OUT", out.toString());
            builder.environment().put("CHROMIUM", chromium.toString());
            Process browser = builder.start();
            boolean isDone = browser.waitFor(MINUTES, TimeUnit.MINUTES);
            browser.destroyForcibly();
            assertThat(isDone && browser.exitValue() == 0)
                    .as(Files.readString(folder.resolve("browser.log")))
                    .isTrue();
            assertThat(facades.ledger().check()).isEmpty();
        }
    }
}
