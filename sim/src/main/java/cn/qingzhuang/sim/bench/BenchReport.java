package cn.qingzhuang.sim.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Runs sections and prints their figures, as text or as JSON Lines. */
public final class BenchReport {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<Section> SECTIONS = List.of(
            new LayoutSection(),
            new HeaderSection(),
            new StatisticsSection(),
            new EndToEndSection(),
            new SpeedSection(),
            new CountySection(),
            new IdentitySection(),
            new PeopleSection(),
            new TableSection(),
            new CrashSection(),
            new FeedSection(),
            new StartSection());
    private final Setting setting;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean isJson;

    public BenchReport(Setting setting, PrintStream out, PrintStream err, boolean isJson) {
        this.setting = setting;
        this.out = out;
        this.err = err;
        this.isJson = isJson;
    }

    /** The names of all sections. */
    public static List<String> names() {
        return SECTIONS.stream().map(Section::name).toList();
    }

    /** Runs the sections of those names; false when one could not be measured. */
    public boolean run(List<String> only) {
        head();
        boolean isWhole = true;
        for (Section section : SECTIONS) {
            if (only.contains(section.name())) {
                isWhole &= run(section);
            }
        }
        return isWhole;
    }

    private boolean run(Section section) {
        long start = System.nanoTime();
        try {
            List<Figure> figures = section.measure(setting, text -> err.println("  " + text));
            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            if (!isJson) {
                out.printf("%n%s (%d s)%n", section.name(), seconds);
            }
            figures.forEach(this::print);
            return true;
        } catch (RuntimeException e) { // the outermost loop: one section must not lose the others
            err.println("section " + section.name() + " could not be measured: " + e);
            e.printStackTrace(err);
            return false;
        }
    }

    private void print(Figure f) {
        if (!isJson) {
            out.println("  " + f.line());
            return;
        }
        ObjectNode node = JSON.createObjectNode()
                .put("section", f.section())
                .put("name", f.name().strip())
                .put("unit", f.unit());
        if (Double.isNaN(f.value())) {
            node.putNull("value");
        } else {
            node.put("value", Math.round(f.value() * 1000) / 1000.0);
        }
        node.put("must", f.must().orElse(null)).put("goal", f.goal().orElse(null));
        node.put("verdict", f.verdict()).put("on", f.on());
        out.println(node);
    }

    private void head() {
        String machine = "%d cores, %d MB heap at most, Java %s, %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory() >> 20,
                        System.getProperty("java.version"),
                        System.getProperty("os.name"));
        String date = LocalDateTime.now().truncatedTo(ChronoUnit.MINUTES).toString();
        String commit = commit();
        if (isJson) {
            out.println(JSON.createObjectNode()
                    .put("section", "run")
                    .put("command", "./qz bench")
                    .put("machine", machine)
                    .put("commit", commit)
                    .put("date", date));
        } else {
            out.printf("qz bench, %s, commit %s, %s%n", date, commit, machine);
        }
    }

    private String commit() {
        @Nullable String id = git("rev-parse", "--short", "HEAD");
        @Nullable String changes = git("status", "--porcelain");
        if (id == null) {
            return "unknown";
        }
        return changes == null || changes.isEmpty() ? id : id + " with changes";
    }

    private @Nullable String git(String... words) {
        try {
            ProcessBuilder builder = new ProcessBuilder("git");
            builder.command().addAll(List.of(words));
            Process process = builder.directory(setting.root().toFile()).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? text.strip() : null;
        } catch (IOException e) {
            return null; // no git on this machine: the commit stays unknown
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
