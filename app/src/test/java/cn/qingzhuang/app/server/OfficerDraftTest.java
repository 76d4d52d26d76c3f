package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.drafts.Drafts;
import cn.qingzhuang.app.drafts.store.DraftStore.ListingKind;
import cn.qingzhuang.app.drafts.store.DraftStore.ListingRow;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.fill.Listing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    private Facades facades;
    private Server server;
    private Entrance entrance;
    private String cookie;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Home home = new Home(folder.resolve("home"));
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
        byte[] template = TEMPLATE.getBytes(StandardCharsets.UTF_8);
        UUID id = facades.drafts()
                .start(
                        new Drafts.Arrival("残联表.csv", template, VILLAGE, DEPARTMENT, purpose, LocalDate.of(2026, 6, 1)),
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
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .header("Cookie", cookie)
                                .build(),
                        BodyHandlers.ofString());
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
}
