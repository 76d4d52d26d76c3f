package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.Sheets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Life events as the page of a person records them, and what a roster makes of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class EventPagesTest {
    private static final String UNIT = "?unit=" + Sheets.VILLAGE;
    private static final String DAY = "2026-11-20";
    private Pages pages;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        pages = new Pages(folder);
        pages.taken(pages.book(
                "高桥村户籍花名册.xlsx",
                new String[] {"高桥村户籍花名册", "", "", "", "", ""},
                new String[] {"户编号", "姓名", "与户主关系", "性别", "身份证号", "联系电话"},
                new String[] {"17", "单玉梅", "户主", "女", "990201194003190022", "10011112222"},
                new String[] {"17", "何一鸣", "子", "男", "990201196502080018", "10011113333"},
                new String[] {"18", "张守田", "户主", "男", "990201193902080018", "10011114444"}));
    }

    @AfterAll
    void stop() {
        pages.close();
    }

    private JsonNode person(String name) throws Exception {
        for (JsonNode p : pages.get("/api/people" + UNIT + "&q=" + Pages.word(name))) {
            if (p.get("type").asString().equals("person")
                    && p.get("name").asString().equals(name)) {
                return pages.get("/api/people/" + p.get("id").asString() + UNIT);
            }
        }
        throw new AssertionError("nobody is called " + name);
    }

    private JsonNode event(String path, String kind, Map<String, String> fields, String basis, int status)
            throws Exception {
        return pages.write(
                "POST",
                path,
                Map.of("unit", Sheets.VILLAGE, "kind", kind, "on", DAY, "fields", fields, "basis", basis),
                status);
    }

    private String roster(String name) throws Exception {
        String draft = pages.draft(pages.book(
                name,
                new String[] {"高桥村80周岁以上老年人花名册", "", "", ""},
                new String[] {"序号", "姓名", "性别", "身份证号"},
                new String[] {"", "", "", ""},
                new String[] {"", "", "", ""},
                new String[] {"", "", "", ""}));
        return pages.get(draft).toString();
    }

    @Test
    void whoHasDiedIsOnTheRosterNoMoreUntilTheDeathIsTakenBack() throws Exception {
        assertThat(roster("一.xlsx")).contains("单玉梅", "张守田");
        JsonNode head = person("单玉梅");
        String events = "/api/people/" + head.get("id").asString() + "/events";
        JsonNode preview = event(events + "/preview", "death", Map.of(), "", 200);
        JsonNode need = preview.get("needs").get(0);
        assertThat(need.get("field").asString()).isEqualTo("newHead");
        assertThat(event(events, "death", Map.of(), preview.get("basis").asString(), 422)
                        .get("error")
                        .get("code")
                        .asString())
                .isEqualTo("LEDGER-012");
        Map<String, String> fields =
                Map.of("newHead", need.get("choices").get(0).get("value").asString());
        JsonNode ready = event(events + "/preview", "death", fields, "", 200);
        assertThat(ready.get("needs")).isEmpty();
        assertThat(ready.get("lines").toString()).contains("死亡日期", "何一鸣", "户主");

        JsonNode dead = event(events, "death", fields, ready.get("basis").asString(), 200);
        assertThat(dead.get("events").get(0).get("label").asString()).isEqualTo("死亡");
        assertThat(dead.get("relations").get(0).get("until").asString()).isEqualTo(DAY);
        assertThat(roster("二.xlsx")).contains("张守田").doesNotContain("单玉梅");
        assertThat(pages.get("/api/people/list" + UNIT + "&ageFrom=80")
                        .get("count")
                        .asInt())
                .isEqualTo(1);

        int number = dead.get("events").get(0).get("number").asInt();
        JsonNode alive = pages.write("DELETE", events + "/" + number + UNIT, Map.of(), 200);
        assertThat(alive.get("events").get(0).get("isReversed").asBoolean()).isTrue();
        assertThat(roster("三.xlsx")).contains("单玉梅", "张守田");
        assertThat(pages.write("DELETE", events + "/" + number + UNIT, Map.of(), 422)
                        .get("error")
                        .get("code")
                        .asString())
                .isEqualTo("LEDGER-010");
    }

    @Test
    void aNewbornStandsInTheHouseholdAndIsGoneWhenTheBirthIsTakenBack() throws Exception {
        String home = person("张守田").get("household").asString();
        String events = "/api/people/" + home + "/events";
        Map<String, String> fields = Map.of("name", "张小满", "sex", "女", "relation", "孙女");
        JsonNode preview = event(events + "/preview", "birth", fields, "", 200);
        JsonNode household = event(events, "birth", fields, preview.get("basis").asString(), 200);
        assertThat(household.get("members").toString()).contains("张小满");
        JsonNode child = person("张小满");
        int number = child.get("events").get(0).get("number").asInt();
        String own = "/api/people/" + child.get("id").asString() + "/events/" + number + UNIT;
        assertThat(pages.write("DELETE", own, Map.of(), 204).isNull()).isTrue();
        assertThat(pages.get("/api/people/" + home + UNIT).get("members").toString())
                .doesNotContain("张小满");
        assertThat(pages.get("/api/people" + UNIT + "&q=" + Pages.word("张小满"))).isEmpty();
    }

    @Test
    void refusesADayThatIsStillToComeAndAnEventThatIsNone() throws Exception {
        String events = "/api/people/" + person("张守田").get("id").asString() + "/events";
        JsonNode refused = pages.write(
                "POST",
                events + "/preview",
                Map.of("unit", Sheets.VILLAGE, "kind", "death", "on", "2999-01-01", "fields", Map.of()),
                422);
        assertThat(refused.get("error").get("code").asString()).isEqualTo("LEDGER-011");
        pages.write(
                "POST",
                events + "/preview",
                Map.of("unit", Sheets.VILLAGE, "kind", "divorce", "on", DAY, "fields", Map.of()),
                404);
        pages.write(
                "POST",
                events + "/preview",
                Map.of("unit", Sheets.VILLAGE, "kind", "death", "on", "去年", "fields", Map.of()),
                400);
    }
}
