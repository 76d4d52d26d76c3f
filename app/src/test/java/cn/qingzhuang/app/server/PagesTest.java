package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.Sheets;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the pages ask of the server, beyond dropping a template. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PagesTest {
    private Pages pages;
    private Path folder;
    private String roster;

    @BeforeAll
    void start(@TempDir Path given) throws Exception {
        folder = given;
        pages = new Pages(folder);
        roster = pages.taken(Sheets.roster(folder));
    }

    @AfterAll
    void stop() {
        pages.close();
    }

    @Test
    void showsTheSheetOfAnImportAndWhatItsColumnsWereReadAs() throws Exception {
        JsonNode sheet = pages.get(roster).get("sheets").get(0);
        assertThat(sheet.get("rows").get("cells").toString()).contains("郑玉梅", "10011112222");
        assertThat(slot(sheet, "D").get("meaning").get("element").asString()).isEqualTo("person_phone");
        assertThat(pages.get(roster)
                        .get("report")
                        .get("refused")
                        .get(0)
                        .get("row")
                        .asInt())
                .isEqualTo(6);
        assertThat(pages.get("/api/imports?unit=" + Sheets.VILLAGE).toString()).contains("高桥村人员花名册.xlsx");
    }

    @Test
    void takesAnImportAgainWhenAColumnIsCorrected() throws Exception {
        Path file = pages.book(
                "高桥村联系卡.xlsx",
                new String[] {"高桥村联系卡", "", "", ""},
                new String[] {"序号", "姓名", "身份证号", "联系电话"},
                new String[] {"1", "钱桂芳", "990201194505050026", "10011119999"});
        String taken = pages.taken(file);
        JsonNode corrected = pages.put(
                taken + "/meanings", Map.of("sheet", "花名册", "ref", "D", "element", "person_phone", "role", "guardian"));
        JsonNode slot = slot(corrected.get("sheets").get(0), "D").get("meaning");
        assertThat(slot.get("role").asString()).isEqualTo("guardian");
        assertThat(slot.get("confidence").asDouble()).isEqualTo(1);
        assertThat(corrected.get("report").get("facts").asInt()).isPositive();
        JsonNode before =
                pages.write("DELETE", taken + "/meanings?sheet=" + Pages.word("花名册") + "&ref=D", Map.of(), 200);
        assertThat(slot(before.get("sheets").get(0), "D")
                        .get("meaning")
                        .get("role")
                        .asString())
                .isEqualTo("self");
    }

    @Test
    void keepsWhatIsSaidOfSeveralColumnsOrNothing() throws Exception {
        Path file = pages.book(
                "高桥村联系册.xlsx",
                new String[] {"高桥村联系册", "", "", ""},
                new String[] {"序号", "姓名", "身份证号", "联系电话"},
                new String[] {"1", "钱桂芳", "990201194505050026", "10011119999"});
        String taken = pages.taken(file);
        Map<String, String> guardian =
                Map.of("sheet", "花名册", "ref", "D", "element", "person_phone", "role", "guardian");
        Map<String, String> nowhere = Map.of("sheet", "花名册", "ref", "ZZ", "element", "person_name", "role", "");
        JsonNode refused = pages.write("PUT", taken + "/meanings/all", List.of(guardian, nowhere), 422);
        assertThat(refused.get("error").get("code").asString()).isEqualTo("APP-023");
        assertThat(column(pages.get(taken), "D").get("role").asString()).isEqualTo("self");
        Map<String, String> name = Map.of("sheet", "花名册", "ref", "B", "element", "person_name", "role", "");
        JsonNode said = pages.write("PUT", taken + "/meanings/all", List.of(guardian, name), 200);
        assertThat(column(said, "D").get("role").asString()).isEqualTo("guardian");
        assertThat(column(said, "B").get("confidence").asDouble()).isEqualTo(1);
    }

    private static JsonNode column(JsonNode taken, String ref) {
        return slot(taken.get("sheets").get(0), ref).get("meaning");
    }

    @Test
    void listsTheRowsThatNeedAPersonAsAWorkbook() throws Exception {
        var grid = WorkbookReader.read("处理.xlsx", pages.download(roster + "/report"))
                .sheets()
                .get(0);
        List<String> line = new ArrayList<>();
        for (int c = 0; c < grid.columns(); c++) {
            line.add(grid.text(1, c));
        }
        assertThat(line).contains("花名册", "6", "没有收下", "10011114444");
    }

    @Test
    void correctsAKnownValueInPlace() throws Exception {
        String draft = pages.draft(Sheets.template(folder));
        JsonNode known = Pages.cell(pages.get(draft), "person_phone", "何一鸣");
        assertThat(known.get("state").asString()).isEqualTo("known");
        JsonNode change = pages.put(draft + "/answers", said(known, "10011113334"));
        assertThat(change.get("cells").get(0).get("text").asString()).isEqualTo("10011113334");
        JsonNode claims = pages.get(draft + "/claims?sheet=" + Pages.word("花名册") + "&ref="
                + known.get("ref").asString());
        assertThat(claims.get(0).get("kind").asString()).isEqualTo("correction");
        assertThat(claims.get(1).get("value").asString()).isEqualTo("10011113333");
    }

    @Test
    void asksAgainForAValueThatIsDoubtedUntilSomebodyDecides() throws Exception {
        String draft = pages.draft(Sheets.template(folder));
        JsonNode known = Pages.cell(pages.get(draft), "person_phone", "郑玉梅");
        JsonNode change = pages.put(draft + "/doubts", Pages.at(known));
        assertThat(change.get("cells").get(0).get("state").asString()).isEqualTo("unknown");
        assertThat(change.get("counts").get("unknown").asInt()).isPositive();
        JsonNode decided = pages.put(draft + "/answers", said(known, "10011112222"));
        assertThat(decided.get("cells").get(0).get("state").asString()).isEqualTo("known");
    }

    @Test
    void findsTheNextUnknownCellInReadingOrderAndRoundToTheFirst() throws Exception {
        String draft = pages.draft(Sheets.template(folder));
        String ask = draft + "/next?state=unknown&sheet=" + Pages.word("花名册");
        JsonNode first = pages.get(ask).get("cell");
        JsonNode second = pages.get(ask + "&r=" + first.get("r").asInt() + "&c="
                        + first.get("c").asInt())
                .get("cell");
        assertThat(second.get("r").asInt()).isGreaterThan(first.get("r").asInt());
        assertThat(pages.get(ask + "&r=9999").get("cell")).isEqualTo(first);
    }

    @Test
    void listsWhomAPersonSaysWhereTheTitleLeavesItOpen() throws Exception {
        Path template = pages.book(
                "年度发展对象花名册.xlsx", new String[] {"年度发展对象花名册", "", ""}, new String[] {"序号", "姓名", "联系电话"}, new String[] {
                    "", "", ""
                });
        String draft = pages.draft(template);
        JsonNode open = pages.get(draft).get("unlisted").get(0);
        assertThat(open.get("subject").asString()).isEqualTo("person");
        String table = open.get("table").asString();
        JsonNode all = pages.put(draft + "/listing", Map.of("sheet", "花名册", "table", table, "kind", "everybody"));
        assertThat(all.get("unlisted").isEmpty()).isTrue();
        assertThat(all.toString()).contains("张晓燕", "何一鸣");
        JsonNode lists = pages.get(draft + "/lists?subject=person");
        int file = -1;
        for (JsonNode list : lists) {
            file = list.get("name").asString().contains("花名册")
                    ? list.get("file").asInt()
                    : file;
        }
        JsonNode some =
                pages.put(draft + "/listing", Map.of("sheet", "花名册", "table", table, "kind", "file", "file", file));
        assertThat(some.toString()).contains("张晓燕").doesNotContain("钱桂芳");
        JsonNode none = pages.put(draft + "/listing", Map.of("sheet", "花名册", "table", table));
        assertThat(none.get("unlisted").size()).isEqualTo(1);
    }

    @Test
    void fillsABlankCardForThePersonThatIsChosen() throws Exception {
        Path card = pages.book(
                "走访登记表.xlsx", new String[] {"走访登记表", "", "", ""}, new String[] {"姓名", "", "身份证号", ""}, new String[] {
                    "性别", "", "联系电话", ""
                });
        String draft = pages.draft(card);
        assertThat(pages.get(draft).get("unlisted").size()).isEqualTo(1);
        JsonNode found = pages.get("/api/people?unit=" + Sheets.VILLAGE + "&q=" + Pages.word("晓燕"));
        JsonNode filled = pages.put(
                draft + "/subject", Map.of("subject", found.get(0).get("id").asString()));
        assertThat(filled.get("unlisted").isEmpty()).isTrue();
        assertThat(filled.toString()).contains("990201198506150024");
    }

    @Test
    void forgetsADraftThatIsDeleted() throws Exception {
        String draft = pages.draft(Sheets.template(folder));
        assertThat(pages.get("/api/drafts?unit=" + Sheets.VILLAGE).toString()).contains(draft.substring(12));
        pages.write("DELETE", draft, Map.of(), 204);
        pages.write("DELETE", draft, Map.of(), 404);
        assertThat(pages.get("/api/drafts?unit=" + Sheets.VILLAGE).toString()).doesNotContain(draft.substring(12));
    }

    @Test
    void keepsAComplaintAndRefusesOneWithoutWords() throws Exception {
        Map<String, String> said = Map.of("unit", Sheets.VILLAGE, "page", "/", "about", "表", "words", "电话上个月刚报过");
        assertThat(pages.write("POST", "/api/complaints", said, 201).toString()).contains("电话上个月刚报过");
        JsonNode refused = pages.write("POST", "/api/complaints", Map.of("unit", Sheets.VILLAGE, "words", " "), 422);
        assertThat(refused.get("error").get("code").asString()).isEqualTo("APP-040");
        assertThat(pages.get("/api/complaints").toString()).contains("电话上个月刚报过");
    }

    private static Map<String, String> said(JsonNode cell, String value) {
        return Map.of(
                "sheet", cell.get("sheet").asString(), "ref", cell.get("ref").asString(), "value", value);
    }

    private static JsonNode slot(JsonNode sheet, String ref) {
        for (JsonNode slot : sheet.get("tables").get(0).get("slots")) {
            if (slot.get("ref").asString().equals(ref)) {
                return slot;
            }
        }
        throw new AssertionError("no slot " + ref);
    }
}
