package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.Sheets;
import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.drafts.Drafts;
import cn.qingzhuang.app.drafts.store.DraftStore.ListingKind;
import cn.qingzhuang.app.drafts.store.DraftStore.ListingRow;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.fill.Listing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A department's template holds what the department may have of the village's people, and nothing more. */
@SuppressWarnings("NullAway.Init")
class OfficerDraftTest {
    private static final String VILLAGE = "990201101201";
    private static final String DEPARTMENT = "县残联";
    private static final String WHY = "核对残疾人基本情况";
    private static final String PEOPLE = """
            姓名,性别,身份证号,联系电话,残疾证号,残疾等级
            欧阳百川,男,990201196203144219,10011112222,99020119620314421942,二级
            """;
    private static final String TEMPLATE = "序号,姓名,性别,身份证号,联系电话,残疾等级\n,,,,,\n";

    private static final byte[] TABLE = Sheets.workbook(new String[][] {
        {"村民花名册", "", "", "", "", "", "", ""},
        {"序号", "姓名", "性别", "身份证号", "出生日期", "联系电话", "现住址", "银行账号"},
        {"", "", "", "", "", "", "", ""}
    });

    private Home home;
    private Facades facades;
    private Server server;
    private Entrance entrance;
    private String cookie;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        home = new Home(folder.resolve("home"));
        facades = new Facades(home, Map.of());
        server = Server.start(home, facades, 0);
        EndpointScene.units(facades, folder);
        facades.imports().start("欧阳百川一家.csv", PEOPLE.getBytes(StandardCharsets.UTF_8), VILLAGE, stage -> {});
        entrance = new Entrance(facades);
        cookie = Entrance.cookie(
                server.port(), entrance.token(new Entrance.At(Role.OFFICER, "990201000000", DEPARTMENT)));
    }

    @AfterEach
    void stop() {
        assertThat(facades.ledger().check()).isEmpty();
        server.close();
        facades.close();
    }

    private String draft(String purpose) {
        return draft("残联表.csv", TEMPLATE.getBytes(StandardCharsets.UTF_8), purpose);
    }

    private String draft(String name, byte[] template, String purpose) {
        UUID id = facades.drafts()
                .start(
                        new Drafts.Arrival(name, template, VILLAGE, DEPARTMENT, purpose, LocalDate.of(2026, 6, 1)),
                        stage -> {})
                .id();
        Reading reading = facades.drafts().get(id).reading();
        Listing.Place table = new Listing.Place(
                reading.sheets().get(0).grid().name(),
                reading.mappings().get(0).get(0).table().range().a1());
        facades.drafts().list(id, table, Optional.of(new ListingRow(table, ListingKind.EVERYBODY, 0)));
        return "/api/drafts/" + id;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient().send(request(path), BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Cookie", cookie)
                .build();
    }

    @Test
    void holdsWhatTheDepartmentOwnsAndNothingElse() throws Exception {
        String draft = draft(WHY);
        String shown = get(draft).body();
        assertThat(shown).contains("\"text\":\"二级\"").contains("\"state\":\"withheld\"");
        assertThat(shown).doesNotContain("欧阳", "990201196203144219", "10011112222", "\"text\":\"男\"");
        String book = get(draft + "/workbook").body();
        assertThat(book).contains("二级").doesNotContain("欧阳", "9902011962", "10011112222", "男");
        assertThat(get(draft + "/lists?subject=person").body()).isEqualTo("[]");
        String sheet = Pages.word(facades.drafts()
                .get(UUID.fromString(draft.substring("/api/drafts/".length())))
                .reading()
                .sheets()
                .get(0)
                .grid()
                .name());
        assertThat(get(draft + "/claims?ref=F2&sheet=" + sheet).body()).isEqualTo("[]");
    }

    @Test
    void aGrantAddsItsElementsForItsPurposeAndEndsAtOnce() throws Exception {
        UUID grant = entrance.grant(VILLAGE, DEPARTMENT, WHY, false, "person_name", "person_sex");
        String draft = draft(WHY);
        assertThat(get(draft).body())
                .contains("\"text\":\"欧阳百川\"", "\"text\":\"男\"")
                .doesNotContain("10011112222");
        assertThat(get(draft("办理别的事")).body()).doesNotContain("欧阳");
        entrance.revoke(grant);
        assertThat(get(draft).body()).doesNotContain("欧阳", "\"text\":\"男\"");
        assertThat(get(draft("")).body()).contains("ACCESS-020").doesNotContain("二级");
    }

    /** Somebody of whom nothing occurs twice. */
    private record Marked(String name, String number, String born, String phone, String house, String account) {
        static Marked of(int i) {
            String name = "欧阳" + (char) ('一' + 37 * i) + (char) ('丁' + 53 * i);
            String born = "19%02d-%02d-%02d".formatted(30 + i, 1 + i % 12, 1 + i % 28);
            String number = "990201" + born.replace("-", "") + "%04d".formatted(7_000 + 31 * i);
            String house = "高桥村%d组%d号".formatted(50 + i, 8_000 + 7 * i);
            return new Marked(
                    name,
                    number,
                    born,
                    "139%08d".formatted(57_000_000 + 1_234_567 * (i % 30)),
                    house,
                    "622202%013d".formatted(7_654_321_000_000L + 98_765_431L * i));
        }

        String line() {
            return String.join(",", name, "女", number, born, phone, house, account);
        }

        /** What must stand nowhere when all of it is masked. */
        List<String> hidden() {
            return List.of(
                    name.substring(0, 3),
                    name.substring(1),
                    number.substring(0, 8),
                    number.substring(6, 14),
                    number.substring(10),
                    born,
                    born.replace("-", ""),
                    phone.substring(2),
                    phone.substring(0, 8),
                    house.substring(3),
                    account.substring(0, 10),
                    account.substring(6, 16));
        }
    }

    @Test
    void whatIsMaskedStandsInNoByteOfAnyAnswer() throws Exception {
        List<Marked> people = IntStream.range(0, 30).mapToObj(Marked::of).toList();
        String head = "姓名,性别,身份证号,出生日期,联系电话,现住址,银行账号\n";
        String csv = head + people.stream().map(Marked::line).collect(Collectors.joining("\n"));
        facades.imports()
                .start(people.get(0).name() + "等人.csv", csv.getBytes(StandardCharsets.UTF_8), VILLAGE, stage -> {});
        entrance.grant(
                VILLAGE,
                DEPARTMENT,
                WHY,
                true,
                "person_name",
                "person_sex",
                "person_id_no",
                "person_birth_date",
                "person_phone",
                "person_residence_address",
                "bank_account");
        String draft = draft("核对表.xlsx", TABLE, WHY);
        String officer = everything(draft);
        assertThat(officer).contains("9****************", "139****");
        cookie = Entrance.cookie(server.port(), entrance.token(new Entrance.At(Role.COORDINATOR, "990201101000")));
        String coordinator = everything(draft);
        for (Marked person : people) {
            assertThat(person.hidden()).noneMatch(officer::contains);
            assertThat(coordinator)
                    .contains(person.name(), person.number(), person.phone()); // else nothing was looked at
        }
        assertThat(officer).doesNotContain("等人.csv");
        String log = Files.readString(home.logs().resolve("server.jsonl"));
        assertThat(log).contains("\"pattern\":");
        people.forEach(p -> assertThat(p.hidden()).noneMatch(log::contains));
    }

    /** All bytes that any answer about a draft holds, the parts of its workbook unpacked. */
    private String everything(String draft) throws Exception {
        StringBuilder out = new StringBuilder(get(draft).body());
        String sheet = "&sheet="
                + Pages.word(facades.drafts()
                        .get(UUID.fromString(draft.substring("/api/drafts/".length())))
                        .reading()
                        .sheets()
                        .get(0)
                        .grid()
                        .name());
        for (String asked : List.of("/rows?from=0", "/rows?from=10", "/next?state=unknown", "/next?state=stale")) {
            HttpResponse<String> got = get(draft + asked + sheet);
            out.append(got.body()).append(got.headers().map());
        }
        for (String column : "A,B,C,D,E,F,G,H".split(",")) {
            out.append(get(draft + "/claims?ref=" + column + "5" + sheet).body());
            out.append(get(draft + "/claims?ref=" + column + "999" + sheet).body());
        }
        out.append(get(draft + "/lists?subject=person").body());
        HttpResponse<byte[]> book =
                HttpClient.newHttpClient().send(request(draft + "/workbook"), BodyHandlers.ofByteArray());
        out.append(book.headers().map());
        try (ZipInputStream parts = new ZipInputStream(new ByteArrayInputStream(book.body()))) {
            for (ZipEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
                out.append(part.getName()).append(new String(parts.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return out.toString();
    }

    /** Takes a post away while a file is on its way: what the client has is broken, and its beginning only. */
    @Test
    void aRightTakenAwayBreaksADownload() throws Exception {
        Entrance.At at = new Entrance.At(Role.OFFICER, "990201000000", DEPARTMENT);
        UUID account = entrance.account("leaving", at).id();
        String draft = draft("核对表.xlsx", withPicture(TABLE, 16_000_000), WHY);
        String token = entrance.token("leaving");
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(1 << 16);
            socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
            String request = "GET " + draft + "/workbook HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nCookie: "
                    + Entrance.cookie(server.port(), token) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String head = new String(in.readNBytes(2_000), StandardCharsets.ISO_8859_1);
            Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
            assertThat(length.find()).isTrue();
            long wanted = Long.parseLong(length.group(1)) + head.indexOf("\r\n\r\n") + 4;
            assertThat(wanted).isGreaterThan(16_000_000);
            entrance.takePosts(account);
            long got = 2_000;
            byte[] piece = new byte[1 << 16];
            try {
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    got += read;
                }
            } catch (SocketException broken) {
                assertThat(broken).isNotNull();
            }
            assertThat(got).isLessThan(wanted);
        }
        cookie = Entrance.cookie(server.port(), token);
        assertThat(get(draft).body()).contains("ACCESS-003");
    }

    /** A workbook with a part that cannot be made smaller. */
    private static byte[] withPicture(byte[] workbook, int size) throws Exception {
        byte[] noise = new byte[size];
        new Random(7).nextBytes(noise);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook));
                ZipOutputStream book = new ZipOutputStream(out)) {
            for (ZipEntry part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
                book.putNextEntry(new ZipEntry(part.getName()));
                in.transferTo(book);
            }
            book.putNextEntry(new ZipEntry("xl/media/image1.png"));
            book.write(noise);
        }
        return out.toByteArray();
    }

    @Test
    void aSessionUsedFromElsewhereEndsForBoth() throws Exception {
        assertThat(get("/api/units").statusCode()).isEqualTo(200);
        HttpRequest stolen = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/units"))
                .header("Cookie", cookie)
                .header("User-Agent", "another browser")
                .build();
        HttpResponse<String> refused = HttpClient.newHttpClient().send(stolen, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(get("/api/units").statusCode()).isEqualTo(401);
    }
}
