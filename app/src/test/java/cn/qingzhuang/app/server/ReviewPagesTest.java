package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.Sheets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Reviewing what sources say differently, as the page does; every test leaves all open again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ReviewPagesTest {
    private static final String UNIT = "?unit=" + Sheets.VILLAGE;
    private static final String[] HEAD = {"姓名", "性别", "身份证号", "联系电话", "文化程度"};
    private Pages pages;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        pages = new Pages(folder);
        pages.taken(pages.book(
                "甲表.xlsx",
                new String[] {"高桥村户籍人口花名册", "", "", "", ""},
                HEAD,
                new String[] {"单玉梅", "女", "990201194003190022", "10011112222", "小学"},
                new String[] {"何一鸣", "男", "990201196502080018", "10011113333", "初中"}));
        pages.taken(pages.book(
                "乙表.xlsx",
                new String[] {"高桥村户籍人口花名册", "", "", "", ""},
                HEAD,
                new String[] {"单玉梅", "女", "990201194003190022", "10011112222", "初中"},
                new String[] {"何一明", "男", "990201196502080018", "10011114444", "初中"}));
    }

    @AfterAll
    void stop() {
        pages.close();
    }

    private JsonNode open() throws Exception {
        return pages.get("/api/review" + UNIT);
    }

    private JsonNode item(String person, String element) throws Exception {
        for (JsonNode group : open().get("open")) {
            for (JsonNode item : group.get("items")) {
                if (group.get("subject").get("name").asString().equals(person)
                        && item.get("element").asString().equals(element)) {
                    return item;
                }
            }
        }
        throw new AssertionError("nothing is open about " + element + " of " + person);
    }

    private JsonNode decide(JsonNode item, String how, String entry) throws Exception {
        return pages.write(
                "POST",
                "/api/review/" + item.get("conflict").asString(),
                Map.of("unit", Sheets.VILLAGE, "how", how, "entry", entry),
                200);
    }

    private void undo(JsonNode ruling) throws Exception {
        String path = "/api/review/decided/" + ruling.get("ruling").asInt() + "/undo";
        pages.write("POST", path, Map.of("unit", Sheets.VILLAGE), 200);
    }

    @Test
    void showsWhoItIsFirstWithBothValuesAndSources() throws Exception {
        JsonNode page = open();
        assertThat(page.get("subjects").asInt()).isEqualTo(2);
        JsonNode first = page.get("open").get(0);
        assertThat(first.get("subject").get("name").asString()).isEqualTo("何一鸣");
        JsonNode phone = item("何一鸣", "person_phone");
        assertThat(phone.get("current").get("value").asString()).isEqualTo("10011114444");
        assertThat(phone.get("current").get("source").get("file").asString()).isEqualTo("乙表.xlsx");
        assertThat(phone.get("others").get(0).get("value").asString()).isEqualTo("10011113333");
        assertThat(phone.get("others").get(0).get("days").asInt()).isZero();
        assertThat(item("何一鸣", "person_name").get("others").get(0).get("apart").asBoolean())
                .isTrue();
    }

    @Test
    void takesAValueAndTakesTheDecisionBack() throws Exception {
        JsonNode phone = item("何一鸣", "person_phone");
        int conflicts = open().get("conflicts").asInt();
        JsonNode ruling =
                decide(phone, "take", phone.get("others").get(0).get("entry").asString());
        assertThat(pages.get("/api/people" + UNIT + "&q=10011113333").size()).isEqualTo(1);
        assertThat(open().get("conflicts").asInt()).isEqualTo(conflicts - 1);
        JsonNode decided =
                pages.get("/api/review/decided" + UNIT).get("decided").get(0);
        assertThat(decided.get("value").asString()).isEqualTo("10011113333");
        assertThat(decided.get("name").asString()).contains("电话");
        undo(ruling);
        assertThat(open().get("conflicts").asInt()).isEqualTo(conflicts);
        assertThat(pages.get("/api/review/decided" + UNIT)
                        .get("decided")
                        .get(0)
                        .get("undone")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void partsARowAndTheSearchSeesTwoAndOneAgain() throws Exception {
        JsonNode name = item("何一鸣", "person_name");
        JsonNode ruling =
                decide(name, "apart", name.get("others").get(0).get("entry").asString());
        assertThat(pages.get("/api/people" + UNIT + "&q=" + Pages.word("何一明")).size())
                .isEqualTo(1);
        undo(ruling);
        assertThat(pages.get("/api/people" + UNIT + "&q=" + Pages.word("何一明")).size())
                .isZero();
    }

    @Test
    void mergesAndSplitsByHand() throws Exception {
        JsonNode both = pages.get("/api/people/list" + UNIT).get("people");
        String one = both.get(0).get("id").asString();
        String two = both.get(1).get("id").asString();
        JsonNode ruling =
                pages.write("POST", "/api/review/merges", Map.of("unit", Sheets.VILLAGE, "one", one, "two", two), 200);
        assertThat(pages.get("/api/people/list" + UNIT).get("people").size()).isEqualTo(1);
        assertThat(pages.get("/api/people/" + one + UNIT).get("id"))
                .isEqualTo(pages.get("/api/people/" + two + UNIT).get("id"));
        undo(ruling);
        JsonNode history = pages.get("/api/people/" + one + UNIT).get("history");
        String entry = "";
        for (JsonNode told : history) {
            entry = told.get("kind").asString().equals("import")
                    ? told.get("entry").asString()
                    : entry;
        }
        JsonNode split = pages.write(
                "POST",
                "/api/review/splits",
                Map.of("unit", Sheets.VILLAGE, "subject", one, "entries", List.of(entry)),
                200);
        assertThat(pages.get("/api/people/list" + UNIT).get("people").size()).isEqualTo(3);
        undo(split);
        assertThat(pages.get("/api/people/list" + UNIT).get("people").size()).isEqualTo(2);
    }

    @Test
    void refusesWhatIsNoDecisionOrWasDecided() throws Exception {
        JsonNode item = item("单玉梅", "person_education");
        String path = "/api/review/" + item.get("conflict").asString();
        Map<String, String> said = Map.of("unit", Sheets.VILLAGE, "how", "keep");
        assertThat(pages.write("POST", path, Map.of("unit", Sheets.VILLAGE, "how", "perhaps"), 422)
                        .toString())
                .contains("APP-024");
        JsonNode ruling = pages.write("POST", path, said, 200);
        assertThat(pages.write("POST", path, said, 422).toString()).contains("LEDGER-030");
        undo(ruling);
    }
}
