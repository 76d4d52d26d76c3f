package cn.qingzhuang.sim.bench;

import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.sim.workbook.BulkTable;
import cn.qingzhuang.sim.world.BulkPeople;
import cn.qingzhuang.sim.world.Elements;
import cn.qingzhuang.sim.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ingest of 100,000 rows against the limit measured in the same run, and fill of a 10,000-row template. */
final class SpeedSection implements Section {
    static final String TOWN = "999001101000";
    private static final int COLUMNS = 20;
    private static final int INGESTED = 100_000;
    private static final int LISTED = 10_000;
    private static final int FILLS = 3;
    private static final Figure.Bars HEAP = new Figure.Bars("≤ 512", "≤ 256");

    @Override
    public String name() {
        return "speed";
    }

    @Override
    public List<Figure> measure(Setting setting, Consumer<String> log) {
        try {
            Path folder = Files.createTempDirectory("qz-speed");
            try (Facades facades = new Facades(new Home(folder.resolve("home")), Map.of())) {
                return measure(folder, facades, log);
            } finally {
                Township.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Figure> measure(Path folder, Facades facades, Consumer<String> log) throws IOException {
        Path workbook = folder.resolve("people.xlsx");
        Path rows = folder.resolve("people.csv");
        Set<Integer> all = IntStream.range(0, COLUMNS).boxed().collect(Collectors.toSet());
        BulkTable.write(workbook, INGESTED, Setting.SEED, all);
        BulkTable.csv(rows, INGESTED, Setting.SEED);
        units(folder, facades);
        log.accept("speed: workbook of %d MB written".formatted(Files.size(workbook) >> 20));
        double walk = SpeedLimit.walk(workbook);
        double copy = SpeedLimit.copy(rows, facades.database().source(), COLUMNS);
        Peak.reset();
        double ingest =
                Commands.timed(() -> Commands.qz(folder, facades, "ingest", workbook.toString(), "--unit", TOWN));
        double ingestHeap = Peak.used();
        String on =
                "100,000 x 20, inflate and XML walk %.1f s, COPY %.1f s, ingest %.1f s".formatted(walk, copy, ingest);
        List<Figure> out = new ArrayList<>();
        double multiple = ingest / (walk + copy);
        out.add(Figure.of(
                "speed", "ingest, multiple of the limit", multiple, "x", new Figure.Bars("≤ 4", "≤ 1.5"), on));
        out.add(Figure.of("speed", "  peak heap used", ingestHeap, "MB", HEAP, "garbage included"));
        out.addAll(fill(folder, facades));
        return out;
    }

    /** Loads the units of the town that bulk people live in. */
    static void units(Path folder, Facades facades) throws IOException {
        World world = new World(Elements.standard(), 1, new World.Size(TOWN, World.Size.TOWNSHIP.villages(), 1, 0));
        StringBuilder csv = new StringBuilder("code,name,parent\n");
        world.units().forEach(u -> csv.append("%s,%s,%s\n".formatted(u.code(), u.name(), u.parent())));
        Path file = folder.resolve("units.csv");
        Files.writeString(file, csv);
        Commands.qz(folder, facades, "units", file.toString());
    }

    private static List<Figure> fill(Path folder, Facades facades) throws IOException {
        Path template = folder.resolve("template.xlsx");
        BulkTable.write(template, LISTED, Setting.SEED, new HashSet<>(BulkPeople.IDENTITY));
        List<Double> times = new ArrayList<>();
        Peak.reset();
        for (int i = 0; i < FILLS; i++) {
            times.add(Commands.timed(() -> Commands.qz(
                    folder,
                    facades,
                    "fill",
                    template.toString(),
                    "--unit",
                    TOWN,
                    "-o",
                    folder.resolve("out").toString())));
        }
        double heap = Peak.used();
        List<Double> sorted = times.stream().sorted().toList();
        String on =
                "10,000 listed people, 18 columns to fill, %d subjects in the ledger, median of %d in one process with an open ledger, first %.1f s"
                        .formatted(INGESTED, FILLS, times.get(0));
        return List.of(
                Figure.of(
                        "speed", "fill of 10,000 x 20", sorted.get(FILLS / 2), "s", new Figure.Bars("≤ 3", "≤ 1"), on),
                Figure.of("speed", "  peak heap used", heap, "MB", HEAP, "garbage included"));
    }
}
