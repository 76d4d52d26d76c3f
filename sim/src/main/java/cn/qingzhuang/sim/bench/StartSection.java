package cn.qingzhuang.sim.bench;

import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.workbook.Shape;
import cn.qingzhuang.sim.workbook.Workbooks;
import cn.qingzhuang.sim.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** From the start of the process: the first answer of {@code read}, the first page of the demonstration. */
final class StartSection implements Section {
    private static final int RUNS = 3;
    private static final int TEMPLATES = 3;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Figure> measure(Setting setting, Consumer<String> log) {
        try {
            Path folder = Files.createTempDirectory("qz-start");
            try {
                List<Figure> out = new ArrayList<>();
                out.add(read(setting, folder));
                out.addAll(demo(folder));
                return out;
            } finally {
                Township.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Figure read(Setting setting, Path folder) throws IOException {
        World world = new World(setting.elements(), Setting.SEED, World.Size.VILLAGE);
        Form form = setting.officeForms().get(0);
        Workbooks.Request request = new Workbooks.Request(
                form,
                Shape.named("office", 1, form.id()),
                false,
                world.villages().get(0),
                0);
        Path file = folder.resolve("template.xlsx");
        Files.write(file, new Workbooks(world, List.of()).render(request).bytes());
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            Process process = start(
                    folder,
                    List.of("-XX:TieredStopAtLevel=1"),
                    List.of("cn.qingzhuang.app.Qz", "read", "--json", file.toString()));
            @Nullable String first = lines(process).readLine();
            times.add((System.nanoTime() - start) / 1e9);
            stop(process);
            if (first == null) {
                throw new IOException("read gave no answer");
            }
        }
        List<Double> sorted = times.stream().sorted().toList();
        String on = "median of %d new processes".formatted(RUNS);
        return Figure.of("start", "read, first answer", sorted.get(RUNS / 2), "s", new Figure.Bars("≤ 2", "≤ 2"), on);
    }

    private static List<Figure> demo(Path folder) throws IOException {
        long start = System.nanoTime();
        Process process = start(folder, List.of(), List.of("cn.qingzhuang.sim.Demo", "--port", "0"));
        double page = Double.NaN;
        double filled = Double.NaN;
        int templates = 0;
        BufferedReader lines = lines(process);
        for (String line = lines.readLine(); line != null && templates < TEMPLATES; line = lines.readLine()) {
            double now = (System.nanoTime() - start) / 1e9;
            page = line.contains("网页已打开") ? now : page;
            templates += line.contains("的表已填好") ? 1 : 0;
            filled = templates == TEMPLATES ? now : filled;
            if (templates == TEMPLATES) {
                break;
            }
        }
        stop(process);
        String on = "new home, database made on the way";
        return List.of(
                Figure.of("start", "demo, first page", page, "s", new Figure.Bars("≤ 20", "≤ 20"), on),
                Figure.of("start", "demo, three templates filled", filled, "s", new Figure.Bars("≤ 60", "≤ 60"), on));
    }

    /** A Java process as the launcher starts it, with a home of its own. */
    private static Process start(Path folder, List<String> options, List<String> main) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Xshare:auto", "-Djava.awt.headless=true"));
        command.addAll(options);
        String path = System.getProperty("java.class.path", "");
        Arrays.stream(path.split(":"))
                .map(jar -> Path.of(jar).resolveSibling("qz.jsa"))
                .filter(Files::exists)
                .findFirst()
                .ifPresent(archive -> command.add("-XX:SharedArchiveFile=" + archive));
        command.addAll(List.of("-cp", path));
        command.addAll(main);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("QZ_HOME", folder.resolve("home").toString());
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
