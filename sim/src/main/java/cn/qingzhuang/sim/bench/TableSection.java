package cn.qingzhuang.sim.bench;

import cn.qingzhuang.app.access.Grants;
import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.access.SigningIn;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.server.Server;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.tables.KeptTable;
import cn.qingzhuang.app.tables.Tables;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.sim.workbook.BulkTable;
import cn.qingzhuang.sim.world.BulkPeople;
import cn.qingzhuang.sim.world.World;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * A table of 20 columns taken over HTTP as an officer takes it, each row logged, beside a plain COPY of the same rows.
 */
final class TableSection implements Section {
    private static final int PEOPLE = 100_000;
    private static final int TIMES = 5;
    private static final String PURPOSE = "测量取表的快慢";
    private static final List<String> COLUMNS = List.of(
            "person_name",
            "person_id_no",
            "person_sex",
            "person_birth_date",
            "person_ethnicity",
            "person_phone",
            "household_no",
            "relation_to_head",
            "village",
            "person_hukou_address",
            "person_residence_address",
            "person_education",
            "person_marital_status",
            "person_political_status",
            "person_employer",
            "dibao_flag",
            "disability_flag",
            "living_alone",
            "person_hukou_type",
            "person_health");

    @Override
    public String name() {
        return "tables";
    }

    @Override
    public List<Figure> measure(Setting setting, Consumer<String> log) {
        List<Figure> out = new ArrayList<>();
        for (int people : List.of(PEOPLE / 10, PEOPLE)) {
            try {
                Path folder = Files.createTempDirectory("qz-tables");
                Home home = new Home(folder.resolve("home"));
                try (Facades facades = new Facades(home, Map.of())) {
                    SpeedSection.units(folder, facades);
                    Path file = folder.resolve("people.xlsx");
                    BulkPeople generator = new BulkPeople(Setting.SEED);
                    BulkTable.write(
                            file, new BulkTable.Content("户籍人口花名册", BulkPeople.HEADERS, people, generator::next));
                    Commands.qz(folder, facades, "ingest", file.toString(), "--unit", SpeedSection.TOWN);
                    log.accept("tables: %,d people loaded".formatted(people));
                    out.addAll(measure(folder, facades, people, log));
                } finally {
                    Township.delete(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return out;
    }

    private static List<Figure> measure(Path folder, Facades facades, int people, Consumer<String> log)
            throws IOException {
        double copy = copyOut(folder, facades, people);
        Home home = new Home(folder.resolve("home"));
        try (Server server = Server.start(home, facades, 0)) {
            SigningIn.Invented officer =
                    new SigningIn.Invented("bench-officer", "测量", Role.OFFICER, World.COUNTY, "县测量局");
            String token = facades.signingIn().demonstrate(officer);
            grant(facades);
            KeptTable table = keep(facades, facades.signingIn().viewer(token).orElseThrow());
            Tables tables = facades.tables();
            double coverage = Commands.timed(() -> tables.coverage(table.wanted()));
            List<Double> times = new ArrayList<>();
            Peak.reset();
            long[] size = new long[1];
            for (int i = 0; i < TIMES; i++) {
                times.add(Commands.timed(() -> size[0] = take(server.port(), token, table)));
            }
            double heap = Peak.used();
            log.accept("tables: %,d rows in %s s".formatted(people, times));
            double median = times.stream().sorted().toList().get(TIMES / 2);
            String on = "%,d rows, %.1f MB, logged, over HTTP, median of %d, first %.1f s; plain COPY out %.2f s"
                    .formatted(people, size[0] / 1e6, TIMES, times.get(0), copy);
            Figure.Bars time = people == PEOPLE ? new Figure.Bars("≤ 5", "≤ 2") : new Figure.Bars("≤ 0.5", "≤ 0.2");
            Figure.Bars memory = new Figure.Bars("≤ 512", "≤ 256");
            return List.of(
                    Figure.of("tables", "table of %,d x 20 as Excel".formatted(people), median, "s", time, on),
                    Figure.of("tables", "  peak heap used", heap, "MB", memory, "garbage included"),
                    Figure.plain(
                            "tables", "  multiple of the limit", median / copy, "x", "plain COPY out of the same rows"),
                    Figure.plain("tables", "  coverage and freshness of it", coverage, "s", "first time"));
        }
    }

    private static void grant(Facades facades) {
        SigningIn.Invented security =
                new SigningIn.Invented("bench-security", "测量", Role.SECURITY_ADMINISTRATOR, Place.EVERYWHERE, "");
        Viewer viewer = facades.signingIn()
                .viewer(facades.signingIn().demonstrate(security))
                .orElseThrow();
        facades.grants()
                .give(
                        viewer,
                        new Grants.Wanted(
                                "县测量局",
                                World.COUNTY,
                                COLUMNS,
                                PURPOSE,
                                "测量〔2026〕1号",
                                false,
                                Optional.empty(),
                                Optional.empty()));
    }

    private static KeptTable keep(Facades facades, Viewer viewer) {
        Tables tables = facades.tables();
        return tables.keep(
                viewer,
                new Tables.Keeping(
                        tables.want(SpeedSection.TOWN, SubjectType.PERSON, "all", COLUMNS),
                        "测量",
                        "",
                        PURPOSE,
                        "测量〔2026〕1号"));
    }

    private static long take(int port, String token, KeptTable table) {
        URI address = URI.create("http://127.0.0.1:%d/api/tables/%s/file?form=xlsx".formatted(port, table.id()));
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Cookie", "qz-session-" + port + "=" + token)
                .build();
        try {
            HttpResponse<byte[]> got =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (got.statusCode() != 200) {
                throw new IOException("answered " + got.statusCode());
            }
            return got.body().length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Seconds in which the database gives the same rows as they are, from a table of texts. */
    private static double copyOut(Path folder, Facades facades, int people) throws IOException {
        Path csv = folder.resolve("people.csv");
        BulkTable.csv(csv, people, Setting.SEED);
        String names = IntStream.range(0, COLUMNS.size())
                .mapToObj(i -> "c" + i + " text")
                .collect(Collectors.joining(", "));
        try (Connection connection = facades.database().source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table bench_rows (" + names + ")");
            var copying = connection.unwrap(PGConnection.class).getCopyAPI();
            try (Reader rows = Files.newBufferedReader(csv)) {
                copying.copyIn("copy bench_rows from stdin with (format csv)", rows);
            }
            long start = System.nanoTime();
            copying.copyOut("copy bench_rows to stdout with (format csv)", OutputStream.nullOutputStream());
            double seconds = (System.nanoTime() - start) / 1e9;
            statement.execute("drop table bench_rows");
            return seconds;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
