package cn.qingzhuang.sim.bench;

import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.sim.workbook.BulkTable;
import cn.qingzhuang.sim.world.CountyPeople;
import cn.qingzhuang.sim.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The ledger of a whole county: load, size on disk, single saves, and a roster out of all its people. At a tenth of its
 * people, or at all of them.
 */
final class CountySection implements Section {
    private static final int COUNTY = 1_150_000;
    private static final int TENTH = 115_000;
    private static final List<String> ROSTER =
            List.of("姓名", "公民身份号码", "性别", "出生日期", "民族", "联系电话", "所在村", "现住址", "文化程度", "健康状况", "是否独居", "医疗保障方式");

    @Override
    public String name() {
        return "county";
    }

    @Override
    public List<Figure> measure(Setting setting, Consumer<String> log) {
        int people = setting.isFullSize() ? COUNTY : TENTH;
        try {
            Path folder = Files.createTempDirectory("qz-county");
            try (Facades facades = new Facades(new Home(folder.resolve("home")), Map.of());
                    MemoryWatch memory = new MemoryWatch()) {
                return measure(new Run(folder, facades, people / CountyPeople.TOWNS, memory, log));
            } finally {
                Township.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one measurement has at hand; {@code aTown} people in each town. */
    private record Run(Path folder, Facades facades, int aTown, MemoryWatch memory, Consumer<String> log) {
        int people() {
            return aTown * CountyPeople.TOWNS;
        }
    }

    private static List<Figure> measure(Run run) throws IOException {
        List<Figure> out = new ArrayList<>(load(run));
        out.addAll(CountySaves.measure(run.facades(), CountyPeople.code(0), run.log()));
        out.add(roster(run));
        out.add(Figure.of(
                "county",
                "memory of server and database, most at once",
                run.memory().most(),
                "MB",
                new Figure.Bars("≤ 1024", "≤ 512"),
                "resident, shared pages counted once; during load, saves and roster"));
        double start = System.nanoTime();
        int findings = run.facades().ledger().check().size();
        out.add(Figure.of(
                "county",
                "findings of check afterwards",
                findings,
                "",
                new Figure.Bars("≤ 0", "≤ 0"),
                String.format(Locale.ROOT, "in %.0f s", (System.nanoTime() - start) / 1e9)));
        return out;
    }

    /** Loads every town from one file, workbooks and CSV in turn; the limit is COPY of the same rows. */
    private static List<Figure> load(Run run) throws IOException {
        units(run);
        double seconds = 0;
        double copied = 0;
        long bytes = 0;
        for (int town = 0; town < CountyPeople.TOWNS; town++) {
            Path csv = run.folder().resolve("town%d.csv".formatted(town));
            Path file = town % 2 == 0 ? run.folder().resolve("town%d.xlsx".formatted(town)) : csv;
            write(csv, town, run.aTown());
            if (town % 2 == 0) {
                BulkTable.write(file, content(town, run.aTown()));
            }
            bytes += Files.size(csv);
            copied += PlainCopy.copy(csv, run.facades().database().source(), CountyPeople.HEADERS.size());
            double one = Commands.timed(
                    () -> Commands.qz(run.folder(), run.facades(), "ingest", file.toString(), "--unit", unitOf(file)));
            seconds += one;
            run.log().accept(String.format(Locale.ROOT, "county: %s loaded in %.1f s", file.getFileName(), one));
            Files.delete(csv);
            Files.deleteIfExists(file);
        }
        PlainCopy.Sizes sizes = PlainCopy.sizes(run.facades().database().source());
        long facts = run.facades().ledger().counts().facts();
        String on = String.format(
                Locale.ROOT,
                "%,d people x 60 columns, %.1f facts a person, 8 .xlsx and 8 .csv; %.0f s, COPY into a table with three indexes %.0f s",
                run.people(),
                (double) facts / run.people(),
                seconds,
                copied);
        String where = String.format(
                Locale.ROOT,
                "%d MB for %d MB of CSV; entries %d, current view %d, keys %d MB with their indexes",
                sizes.all() >> 20,
                bytes >> 20,
                sizes.entries() >> 20,
                sizes.subjects() >> 20,
                sizes.keys() >> 20);
        return List.of(
                Figure.of(
                        "county",
                        "load, share of the speed of COPY",
                        copied / seconds,
                        "x",
                        new Figure.Bars("≥ 0.25", "≥ 0.5"),
                        on),
                Figure.plain(
                        "county", "  people a second", run.people() / seconds, "/s", "reading of the files included"),
                Figure.of(
                        "county",
                        "on disk, multiple of the CSV",
                        (double) sizes.all() / bytes,
                        "x",
                        new Figure.Bars("≤ 5", "≤ 2.5"),
                        where));
    }

    private static String unitOf(Path file) {
        return CountyPeople.code(
                Integer.parseInt(String.valueOf(file.getFileName()).replaceAll("\\D", "")));
    }

    private static void units(Run run) throws IOException {
        StringBuilder csv = new StringBuilder("code,name,parent\n");
        List<World.Unit> units = new ArrayList<>();
        for (int town = 0; town < CountyPeople.TOWNS; town++) {
            units.addAll(new CountyPeople(Setting.SEED, town, 0).units());
        }
        units.stream().distinct().forEach(u -> csv.append("%s,%s,%s\n".formatted(u.code(), u.name(), u.parent())));
        Path file = run.folder().resolve("units.csv");
        Files.writeString(file, csv);
        Commands.qz(run.folder(), run.facades(), "units", file.toString());
    }

    private static BulkTable.Content content(int town, int people) {
        CountyPeople generator = new CountyPeople(Setting.SEED, town, town * people);
        return new BulkTable.Content("户籍人口花名册", CountyPeople.HEADERS, people, generator::next);
    }

    /** Title and header are left out: as a clerk's export has them, the header alone stands first. */
    private static void write(Path csv, int town, int people) throws IOException {
        CountyPeople generator = new CountyPeople(Setting.SEED, town, town * people);
        try (var out = Files.newBufferedWriter(csv)) {
            out.append(String.join(",", CountyPeople.HEADERS)).append('\n');
            for (int i = 0; i < people; i++) {
                out.append(String.join(",", generator.next())).append('\n');
            }
        }
    }

    private static Figure roster(Run run) throws IOException {
        Path template = run.folder().resolve("roster.xlsx");
        BulkTable.write(
                template,
                new BulkTable.Content("80周岁以上老年人花名册", ROSTER, 20, () -> Collections.nCopies(ROSTER.size(), "")));
        Path filled = run.folder().resolve("out");
        double seconds = Commands.timed(() -> Commands.qz(
                run.folder(),
                run.facades(),
                "fill",
                template.toString(),
                "--unit",
                World.COUNTY,
                "--as-of",
                World.AS_OF.toString(),
                "-o",
                filled.toString()));
        return Figure.of(
                "county",
                "roster of all aged 80 and over",
                seconds,
                "s",
                new Figure.Bars("≤ 5", "≤ 2"),
                "12 columns, %,d people in the county, %d rows written, to a finished workbook"
                        .formatted(run.people(), rows(filled.resolve("roster.xlsx"))));
    }

    private static int rows(Path workbook) {
        return cn.qingzhuang.engine.sheet.WorkbookReader.read(workbook)
                        .sheets()
                        .get(0)
                        .rows()
                - 2;
    }
}
