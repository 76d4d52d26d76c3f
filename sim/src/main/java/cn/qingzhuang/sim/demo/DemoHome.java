package cn.qingzhuang.sim.demo;

import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.workbook.Workbook;
import cn.qingzhuang.sim.workbook.Workbooks;
import cn.qingzhuang.sim.world.Elements;
import cn.qingzhuang.sim.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a demonstration below one home: {@code demo/units.csv}, {@code demo/ledgers/<village>/*.xlsx} and
 * {@code demo/templates/<bureau>/*.xlsx}.
 */
final class DemoHome {
    private static final long SEED = 20_260_601;
    private final Path folder;

    DemoHome(Path homeRoot) {
        this.folder = homeRoot.resolve("demo");
    }

    /** A village's own workbook. */
    record LedgerFile(String village, Path file) {}

    /** A bureau's template. */
    record TemplateFile(String bureau, Path file) {}

    Path unitsFile() {
        return folder.resolve("units.csv");
    }

    Path filledFolder() {
        return folder.resolve("filled");
    }

    /** The templates, made now if they are missing; quick, so that the first page can offer them. */
    List<TemplateFile> templates() throws IOException {
        World small = new World(Elements.standard(), SEED, new World.Size("999001101000", 1, 40, 0));
        List<TemplateFile> out = new ArrayList<>();
        for (DemoForms.DemoForm demo : DemoForms.read()) {
            if (demo.isTemplate()) {
                Workbooks workbooks = new Workbooks(small, List.of());
                Workbook made = workbooks.render(new Workbooks.Request(
                        demo.form(), demo.shape(), false, small.villages().get(0), 0));
                Path file = folder.resolve("templates")
                        .resolve(demo.bureau())
                        .resolve(demo.form().title() + ".xlsx");
                write(file, made.bytes());
                out.add(new TemplateFile(demo.bureau(), file));
            }
        }
        return out;
    }

    /** Writes the list of units; needs no people, so it is quick. */
    void units() throws IOException {
        World.Size full = World.Size.TOWNSHIP;
        World empty = new World(Elements.standard(), SEED, new World.Size(full.town(), full.villages(), 1, 0));
        StringBuilder csv = new StringBuilder("code,name,parent\n");
        empty.units().stream()
                .filter(u -> !u.code().endsWith("000")
                        || u.code().equals(full.town())
                        || u.parent().isEmpty())
                .forEach(u -> csv.append("%s,%s,%s\n".formatted(u.code(), u.name(), u.parent())));
        write(unitsFile(), csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The township with all its people. */
    World township() {
        return new World(Elements.standard(), SEED, World.Size.TOWNSHIP);
    }

    /** The workbooks of one village. */
    List<LedgerFile> ledgers(World world, String village) throws IOException {
        Workbooks workbooks = new Workbooks(world, List.of());
        List<LedgerFile> out = new ArrayList<>();
        for (DemoForms.DemoForm demo : DemoForms.read()) {
            if (demo.isTemplate()) {
                continue;
            }
            Form form = demo.form();
            Path file =
                    folder.resolve("ledgers").resolve(world.unitName(village)).resolve(form.title() + ".xlsx");
            if (!Files.exists(file)) {
                Workbooks.Request request = new Workbooks.Request(form, demo.shape(), true, village, 0);
                write(file, workbooks.render(request).bytes());
            }
            out.add(new LedgerFile(village, file));
        }
        return out;
    }

    /** Whether every village's ledgers have been taken in. */
    boolean isLoaded() {
        return Files.exists(folder.resolve("loaded"));
    }

    void markLoaded() throws IOException {
        write(folder.resolve("loaded"), new byte[0]);
    }

    /** Removes what an interrupted run may have left half-written. */
    void sweep() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path p : files.filter(f -> f.toString().endsWith(".part")).toList()) {
                Files.delete(p);
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
