package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.Sheets;
import cn.qingzhuang.app.forms.ReadingJson;
import cn.qingzhuang.app.looks.LookLog;
import cn.qingzhuang.app.tables.TableTemplates;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.SheetFile;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a department describes, sees and takes, as its page does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class TablePagesTest {
    private static final String PEOPLE = """
            姓名,身份证号,性别,联系电话,残疾等级,家庭住址
            郑玉梅,990201194003190022,女,10011112222,二级,高桥村1组
            何一鸣,990201193902080018,男,10011113333,,高桥村2组
            张晓燕,990201198506150024,女,,一级,
            """;

    private Offices offices;
    private String officer;

    @BeforeAll
    void start(@TempDir Path folder) {
        offices = new Offices(folder);
        offices.village("高桥村人员花名册.csv", PEOPLE);
        officer = offices.officer(Offices.ASKING);
        offices.grant(Offices.ASKING, false, "person_name", "person_sex", "person_age", "disability_level");
        offices.grant(Offices.ASKING, true, "person_phone");
    }

    @AfterAll
    void stop() {
        offices.close();
    }

    @Test
    void readsWhomPlainWordsName() throws Exception {
        JsonNode old = offices.post(officer, "/api/tables/understood", Map.of("words", "80周岁以上老年人"));
        assertThat(old.get("conditions").asString()).isEqualTo("person_age>=80");
        assertThat(old.get("unexplained").isEmpty()).isTrue();
        JsonNode strange = offices.post(officer, "/api/tables/understood", Map.of("words", "楼组长"));
        assertThat(strange.get("unexplained").toString()).contains("楼组长");
        JsonNode everybody = offices.post(officer, "/api/tables/understood", Map.of("words", ""));
        assertThat(everybody.get("conditions").asString()).isEqualTo("all");
    }

    @Test
    void partsWhomWordsNameSoThatAPageCanChangeIt() throws Exception {
        JsonNode old = offices.post(officer, "/api/tables/understood", Map.of("words", "80周岁以上老年人"));
        JsonNode part = old.get("parts").get(0);
        assertThat(part.get("test").asString()).isEqualTo("between");
        assertThat(part.get("element").asString()).isEqualTo("person_age");
        assertThat(part.get("name").asString()).isEqualTo("年龄");
        assertThat(part.get("from").asString()).isEqualTo("80");
        assertThat(part.get("home").asBoolean()).isFalse();
        assertThat(old.get("any").asBoolean()).isFalse();
    }

    @Test
    void readsADepartmentsWorkbookAsTheDescriptionOfATable() {
        TableTemplates templates = new TableTemplates(offices.facades.forms());
        byte[] bytes = "80周岁以上老年人花名册,,,\n序号,姓名,联系电话,怪列\n1,,,\n".getBytes(StandardCharsets.UTF_8);
        TableTemplates.Described read = templates.read("表样.csv", bytes, List.of(), stage -> {});
        assertThat(read.whom().conditions()).isEqualTo("person_age>=80");
        assertThat(read.table().slots())
                .extracting(s -> ReadingJson.element(s.meaning()).orElse(""))
                .contains("person_name", "person_phone");
        List<TableTemplates.Said> said =
                List.of(new TableTemplates.Said("D", Optional.of("disability_level"), "", false));
        assertThat(templates.read("表样.csv", bytes, said, stage -> {}).table().slots())
                .extracting(s -> ReadingJson.element(s.meaning()).orElse(""))
                .contains("disability_level");
        byte[] visits = "残疾人花名册,,\n姓名,联系电话,走访意见\n,,\n".getBytes(StandardCharsets.UTF_8);
        assertThat(templates
                        .read("走访.csv", visits, List.of(), stage -> {})
                        .whom()
                        .text())
                .isEqualTo("残疾的人员");
        byte[] prose = "通知,\n请各村报送,\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> templates.read("通知.csv", prose, List.of(), stage -> {}))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("TABLE-012"));
    }

    @Test
    void tellsWhatIsKnownByVillageBeforeAnybodyIsAsked() throws Exception {
        JsonNode told = offices.post(
                officer,
                "/api/tables/coverage",
                Offices.described("all", "person_name", "person_phone", "disability_level", "person_id_no"));
        assertThat(told.get("rows").asInt()).isEqualTo(3);
        assertThat(told.get("columns").get(1).get("known").asInt()).isEqualTo(2);
        assertThat(told.get("columns").get(1).get("release").asString()).isEqualTo("masked");
        assertThat(told.get("columns").get(2).get("owner").asString()).isEqualTo("残联");
        assertThat(told.get("columns").get(3).has("known")).isFalse();
        assertThat(told.get("refused").toString()).contains("身份");
        assertThat(told.get("units").get(0).get("code").asString()).isEqualTo(Sheets.VILLAGE);
        assertThat(told.get("units").get(0).get("known").get(2).asInt()).isEqualTo(2);
    }

    @Test
    void tellsNothingOfWhomAConditionWouldGiveAway() throws Exception {
        JsonNode told = offices.post(
                officer, "/api/tables/coverage", Offices.described("person_phone=10011112222", "person_name"));
        assertThat(told.get("rows").isNull()).isTrue();
        assertThat(offices.refusal(
                        officer, "POST", "/api/tables", Offices.described("person_phone=10011112222", "person_name")))
                .isEqualTo("TABLE-003");
    }

    @Test
    void takesAKeptTableInEveryFormAndHasItOnRecord() throws Exception {
        JsonNode kept = offices.post(
                officer,
                "/api/tables",
                Offices.described("person_age>=60", "person_name", "person_age", "person_phone", "disability_level"));
        String at = "/api/tables/" + kept.get("id").asString();
        SheetFile book = WorkbookReader.read("表.xlsx", offices.download(officer, at + "/file"));
        Grid rows = book.sheets().get(0);
        assertThat(rows.text(0, 0)).isEqualTo("姓名");
        assertThat(List.of(rows.text(1, 0), rows.text(2, 0))).containsExactlyInAnyOrder("郑玉梅", "何一鸣");
        assertThat(rows.text(1, 2)).doesNotContain("1001111");
        Grid about = book.sheets().get(1);
        assertThat(about.text(3, 1)).isEqualTo(Offices.PURPOSE);
        String csv = new String(offices.download(officer, at + "/file?form=csv"), StandardCharsets.UTF_8);
        assertThat(csv).contains("郑玉梅").doesNotContain("张晓燕", "1001111");
        JsonNode first = offices.get(officer, at + "/rows?limit=1");
        JsonNode second = offices.get(
                officer, at + "/rows?limit=1&after=" + first.get("after").asString());
        assertThat(second.get("after").isNull()).isTrue();
        assertThat(List.of(name(first), name(second))).containsExactlyInAnyOrder("郑玉梅", "何一鸣");
        JsonNode shown = offices.get(officer, at);
        assertThat(shown.get("takes").size()).isEqualTo(4);
        List<LookLog.Told> looks = offices.facades.looks().of(Offices.COUNTY, Optional.empty(), Optional.empty(), 50);
        assertThat(looks).anySatisfy(l -> {
            assertThat(l.look().purpose()).isEqualTo(Offices.PURPOSE);
            assertThat(l.look().subjects()).hasSize(2);
            assertThat(l.look().elements()).contains("disability_level");
        });
    }

    private static String name(JsonNode page) {
        return page.get("rows").get(0).get("values").get("姓名").asString();
    }

    @Test
    void keepsTheTablesOfADepartmentFromOthers() throws Exception {
        String id = offices.post(officer, "/api/tables", Offices.described("all", "person_name"))
                .get("id")
                .asString();
        String other = offices.officer("县林业局");
        for (String path : List.of("", "/coverage", "/rows", "/file")) {
            assertThat(offices.refusal(other, "GET", "/api/tables/" + id + path, Map.of()))
                    .isEqualTo("APP-018");
        }
        assertThat(offices.get(other, "/api/tables").size()).isZero();
    }

    @Test
    void refusesWhatIsNotWhole() throws Exception {
        assertThat(refusal(Map.of("name", " "))).isEqualTo("TABLE-004");
        assertThat(refusal(Map.of("basis", "工作需要"))).isEqualTo("TABLE-004");
        assertThat(refusal(Map.of("purpose", ""))).isEqualTo("ACCESS-020");
        assertThat(refusal(Map.of("columns", List.of()))).isEqualTo("TABLE-001");
        assertThat(refusal(Map.of("columns", List.of("no_such_element")))).isEqualTo("TABLE-001");
        assertThat(refusal(Map.of("conditions", "年龄大于八十"))).isEqualTo("TABLE-002");
        assertThat(refusal(Map.of("conditions", "(".repeat(2_500)))).isEqualTo("TABLE-002");
    }

    private String refusal(Map<String, Object> otherwise) throws Exception {
        Map<String, Object> body = new java.util.HashMap<>(Offices.described("all", "person_name"));
        body.putAll(otherwise);
        return offices.refusal(officer, "POST", "/api/tables", body);
    }

    @Test
    void asksTheOwnerForWhatIsMissingAndTakesHisAnswer() throws Exception {
        String id = offices.post(officer, "/api/tables", Offices.described("all", "person_name", "disability_level"))
                .get("id")
                .asString();
        String asking = "/api/tables/" + id + "/requests";
        JsonNode asked = offices.post(officer, asking, Map.of("columns", List.of("disability_level")));
        JsonNode again = offices.post(officer, asking, Map.of("columns", List.of("disability_level")));
        assertThat(again.get("mine").size()).isEqualTo(asked.get("mine").size());
        assertThat(offices.refusal(officer, "POST", asking, Map.of("columns", List.of("person_name"))))
                .isEqualTo("TABLE-006");
        String owner = offices.officer("县残联");
        JsonNode toOwner = offices.get(owner, "/api/owner-requests").get("toMe").get(0);
        assertThat(toOwner.get("lacking").asInt()).isEqualTo(1);
        JsonNode waiting = offices.get(owner, "/api/waiting");
        assertThat(waiting.get("requests").asInt()).isEqualTo(1);
        assertThat(waiting.get("overdue").asInt()).isZero();
        String request = "/api/owner-requests/" + toOwner.get("id").asString();
        Grid list = WorkbookReader.read("待补.xlsx", offices.download(owner, request + "/workbook"))
                .sheets()
                .get(0);
        assertThat(list.text(3, 1)).isEqualTo("***"); // of one alone neither the name's end nor the village is told
        assertThat(list.text(3, 2)).isEqualTo("9****************8");
        assertThat(list.text(3, 3)).isEqualTo("***");
        String stranger = offices.officer("县林业局");
        assertThat(offices.refusal(stranger, "GET", request + "/workbook", Map.of()))
                .isEqualTo("APP-018");
        assertThat(offices.refusal(owner, "PUT", request + "/outcome", Map.of("outcome", "refused", "reason", "")))
                .isEqualTo("TABLE-008");
        assertThat(offices.refusal(owner, "PUT", request + "/outcome", Map.of("outcome", "withdrawn")))
                .isEqualTo("APP-018");
        UUID known = UUID.fromString(toOwner.get("id").asString());
        offices.village("县残联残疾人名册.csv", "姓名,身份证号,残疾等级\n何一鸣,990201193902080018,三级\n");
        var viewer = offices.facades.signingIn().viewer(owner).orElseThrow();
        var row = offices.facades.ownerRequests().requireToMe(viewer, known);
        assertThat(offices.facades.ownerRequests().lacking(viewer, row).subjects())
                .isEmpty();
        offices.send(owner, "PUT", request + "/outcome", "{\"outcome\":\"answered\"}");
        assertThat(offices.get(officer, "/api/owner-requests")
                        .get("mine")
                        .get(0)
                        .get("outcome")
                        .asString())
                .isEqualTo("answered");
    }

    /**
     * The role is taken away while the first block is on its way: the file breaks off, and nobody takes it for a whole
     * one.
     */
    @Test
    void breaksOffWhenTheRoleIsTakenAwayDuringADownload(@TempDir Path folder) throws Exception {
        try (Offices here = new Offices(folder)) {
            StringBuilder csv = new StringBuilder("姓名,身份证号,备注说明,现住址\n");
            for (int i = 0; i < 12_000; i++) {
                csv.append("人")
                        .append((char) ('一' + i))
                        .append(",99020119%02d%02d%02d%04d,,"
                                .formatted(40 + i % 50, 1 + i % 12, 1 + i % 28, i % 10_000))
                        .append("高桥村".repeat(200))
                        .append(i)
                        .append('\n');
            }
            here.village("大册.csv", csv.toString());
            here.grant(Offices.ASKING, false, "person_name", "person_residence_address");
            String session = here.officer(Offices.ASKING);
            var viewer = here.facades.signingIn().viewer(session).orElseThrow();
            JsonNode kept = here.post(
                    session, "/api/tables", Offices.described("all", "person_name", "person_residence_address"));
            HttpRequest request = HttpRequest.newBuilder(
                            here.address("/api/tables/" + kept.get("id").asString() + "/file?form=csv"))
                    .header("Cookie", Entrance.cookie(here.port(), session))
                    .build();
            InputStream body = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofInputStream())
                    .body();
            assertThat(body.readNBytes(1_000)).hasSize(1_000);
            here.entrance().revokeAll(viewer);
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }
}
