package cn.qingzhuang.sim.bench;

import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.access.SigningIn;
import cn.qingzhuang.app.server.Server;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.sim.workbook.BulkTable;
import cn.qingzhuang.sim.world.BulkPeople;
import cn.qingzhuang.sim.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Finding people over HTTP, at a tenth of the people and at all of them: alone, and with eight clients at once. */
final class PeopleSection implements Section {
    private static final int COUNTY = 1_150_000;
    private static final int TENTH = 100_000;
    private static final int FILE = 50_000;
    private static final int CLIENTS = 8;
    private static final double SECONDS = 5;
    private static final Figure.Bars SEARCH = new Figure.Bars("≤ 100", "≤ 20");
    private static final Figure.Bars LIST = new Figure.Bars("≤ 200", "≤ 50");

    @Override
    public String name() {
        return "people";
    }

    @Override
    public List<Figure> measure(Setting setting, Consumer<String> log) {
        int all = setting.isFullSize() ? COUNTY : TENTH;
        List<Figure> out = new ArrayList<>();
        for (int people : List.of(all / 10, all)) {
            try {
                Path folder = Files.createTempDirectory("qz-people");
                Home home = new Home(folder.resolve("home"));
                try (Facades facades = new Facades(home, Map.of())) {
                    load(folder, facades, people, log);
                    try (Server server = Server.start(home, facades, 0)) {
                        out.addAll(
                                new Run(people, facades, server.port(), cookie(facades, server.port()), log).figures());
                    }
                } finally {
                    Township.delete(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return out;
    }

    /** The session of a coordinator of the county, who is signed in as a demonstration signs people in. */
    private static String cookie(Facades facades, int port) {
        SigningIn.Invented one = new SigningIn.Invented("bench", "测量", Role.COORDINATOR, World.COUNTY, "");
        return "qz-session-" + port + "=" + facades.signingIn().demonstrate(one);
    }

    private static void load(Path folder, Facades facades, int people, Consumer<String> log) throws IOException {
        SpeedSection.units(folder, facades);
        BulkPeople generator = new BulkPeople(Setting.SEED);
        for (int made = 0; made < people; made += FILE) {
            Path file = folder.resolve("people%d.xlsx".formatted(made));
            int rows = Math.min(FILE, people - made);
            BulkTable.write(file, new BulkTable.Content("户籍人口花名册", BulkPeople.HEADERS, rows, generator::next));
            Commands.qz(folder, facades, "ingest", file.toString(), "--unit", SpeedSection.TOWN);
            Files.delete(file);
        }
        log.accept("people: %,d people loaded".formatted(people));
    }

    /** One size: what is asked for, over how many people. */
    private record Run(int people, Facades facades, int port, String cookie, Consumer<String> log) {
        List<Figure> figures() throws IOException {
            List<Figure> out = new ArrayList<>(follow());
            List<String[]> known = known();
            out.addAll(asked("search by a part of the name", SEARCH, r -> q(pick(known, r)[0].substring(1))));
            out.addAll(asked("search by initials", SEARCH, r -> q(letters(r))));
            out.addAll(asked("search by the end of an ID number", SEARCH, r -> q(pick(known, r)[1])));
            out.addAll(asked("list of everybody, first page", LIST, r -> "/list?" + unit()));
            out.addAll(asked(
                    "list by age, sex and an item, first page",
                    LIST,
                    r -> "/list?" + unit() + "&ageFrom=" + (60 + r.nextInt(20)) + "&sex=" + (1 + r.nextInt(2))
                            + "&flag=" + word("disability_flag=是")));
            return out;
        }

        /** The server follows the ledger by itself; how long until nothing is behind. */
        private List<Figure> follow() throws IOException {
            double seconds = Commands.timed(() -> {
                while (facades.search().behind(SpeedSection.TOWN) > 0) {
                    pause();
                }
            });
            log.accept(String.format(Locale.ROOT, "people: %,d followed in %.1f s", people, seconds));
            String size = "select pg_total_relation_size('people'), pg_total_relation_size('subjects')";
            try (Connection connection = facades.database().source().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("analyze people");
                try (ResultSet rows = statement.executeQuery(size)) {
                    rows.next();
                    return List.of(
                            Figure.plain(
                                    "people",
                                    "search rows made, people a second",
                                    people / seconds,
                                    "/s",
                                    "%,d people, beside nothing else".formatted(people)),
                            Figure.plain(
                                    "people",
                                    "  search rows with their indexes",
                                    rows.getLong(1) / (double) (1 << 20),
                                    "MB",
                                    "%,d people; the current view beside them has %d MB"
                                            .formatted(people, rows.getLong(2) >> 20)));
                }
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        private static void pause() {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Names and ends of ID numbers of some people. */
        private List<String[]> known() throws IOException {
            String sql = "select name, id_tail from people where subject_type = 0 and length(name) = 3"
                    + " order by md5(subject_id::text) limit 500";
            try (Connection connection = facades.database().source().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                List<String[]> out = new ArrayList<>();
                while (rows.next()) {
                    out.add(new String[] {rows.getString(1), rows.getString(2)});
                }
                return out;
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        private static String[] pick(List<String[]> known, Random random) {
            return known.get(random.nextInt(known.size()));
        }

        private static String letters(Random random) {
            String usual = "wlzcyxhjgs";
            return "" + usual.charAt(random.nextInt(usual.length())) + (char) ('a' + random.nextInt(25))
                    + usual.charAt(random.nextInt(usual.length()));
        }

        private static String unit() {
            return "unit=" + World.COUNTY;
        }

        private static String q(String text) {
            return "?" + unit() + "&q=" + word(text);
        }

        private static String word(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        private List<Figure> asked(String what, Figure.Bars bars, Function<Random, String> request) throws IOException {
            times(1, request); // a warm server
            long[] alone = times(1, request);
            long[] together = times(CLIENTS, request);
            String on = String.format(
                    Locale.ROOT,
                    "%,d people of one county, one client; median %.1f ms, slowest %.1f ms of %d",
                    people,
                    alone[alone.length / 2] / 1e6,
                    alone[alone.length - 1] / 1e6,
                    alone.length);
            return List.of(
                    Figure.of("people", what, alone[(int) (alone.length * 0.95)] / 1e6, "ms", bars, on),
                    Figure.plain(
                            "people",
                            "  with 8 clients",
                            together.length / SECONDS,
                            "/s",
                            String.format(
                                    Locale.ROOT,
                                    "95 of 100 within %.0f ms",
                                    together[(int) (together.length * 0.95)] / 1e6)));
        }

        /** How long each request took, in order of length. */
        private long[] times(int clients, Function<Random, String> request) throws IOException {
            ExecutorService threads = Executors.newFixedThreadPool(clients);
            try {
                List<Callable<long[]>> work = new ArrayList<>();
                for (int i = 0; i < clients; i++) {
                    int seed = i;
                    work.add(() -> client(new Random(seed), request));
                }
                List<long[]> all = new ArrayList<>();
                for (Future<long[]> one : threads.invokeAll(work)) {
                    all.add(one.get());
                }
                return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            } catch (ExecutionException e) {
                throw new IOException(e);
            } finally {
                threads.shutdownNow();
            }
        }

        private long[] client(Random random, Function<Random, String> request)
                throws IOException, InterruptedException {
            HttpClient client = HttpClient.newHttpClient();
            List<Long> out = new ArrayList<>();
            long end = System.nanoTime() + (long) (SECONDS * 1e9);
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                URI address = URI.create("http://127.0.0.1:" + port + "/api/people" + request.apply(random));
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(address).header("Cookie", cookie).build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException(answer.body());
                }
                out.add(System.nanoTime() - start);
            }
            return out.stream().mapToLong(Long::longValue).toArray();
        }
    }
}
