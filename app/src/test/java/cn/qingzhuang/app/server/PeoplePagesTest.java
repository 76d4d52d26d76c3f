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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Finding people and looking at one, as the pages do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PeoplePagesTest {
    private static final String UNIT = "?unit=" + Sheets.VILLAGE;
    private Pages pages;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path given) throws Exception {
        folder = given;
        pages = new Pages(folder);
        pages.taken(pages.book(
                "高桥村户籍花名册.xlsx",
                new String[] {"高桥村户籍花名册", "", "", "", "", "", ""},
                new String[] {"户编号", "姓名", "与户主关系", "性别", "身份证号", "联系电话", "文化程度"},
                new String[] {"17", "单玉梅", "户主", "女", "990201194003190022", "10011112222", "小学"},
                new String[] {"17", "何一鸣", "子", "男", "990201196502080018", "10011113333", "初中"},
                new String[] {"18", "何一鸣", "户主", "男", "990201193902080018", "10011114444", "小学"},
                new String[] {"18", "张晓燕", "儿媳", "女", "990201198506150024", "", "本科"}));
    }

    @AfterAll
    void stop() {
        pages.close();
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource({
        "玉梅,单玉梅,1",
        "梅,单玉梅,1",
        "何一鸣,何一鸣,2",
        "sym,单玉梅,1",
        "shanyu,单玉梅,1",
        "yimin,何一鸣,0",
        "yiming,何一鸣,2",
        "0022,单玉梅,1",
        "11114444,何一鸣,1",
        "990201198506150024,张晓燕,1",
        "99020119850615002x,张晓燕,0",
        "10011113333,何一鸣,1",
        "113333,何一鸣,1",
        "213333,何一鸣,0",
        "何 3333,何一鸣,1",
        "无此人,,0"
    })
    void findsByNamePinyinAndEndsOfNumbers(String text, String name, int count) throws Exception {
        List<String> names = new ArrayList<>();
        for (JsonNode p : find(text)) {
            if (p.get("type").asString().equals("person")) {
                names.add(p.get("name").asString());
            }
        }
        assertThat(names).hasSize(count).allMatch(n -> n.equals(name));
    }

    @Test
    void listsWithFiltersPageByPageAndAsAWorkbook() throws Exception {
        JsonNode old = pages.get("/api/people/list" + UNIT + "&ageFrom=80&sex=2");
        assertThat(old.get("count").asInt()).isEqualTo(1);
        assertThat(old.get("people").get(0).get("name").asString()).isEqualTo("单玉梅");
        JsonNode taught = pages.get("/api/people/list" + UNIT + "&flag=" + Pages.word("person_education=小学"));
        assertThat(taught.get("count").asInt()).isEqualTo(2);
        var grid = WorkbookReader.read("名单.xlsx", pages.download("/api/people/list/workbook" + UNIT + "&ageTo=60"))
                .sheets()
                .get(0);
        assertThat(grid.text(1, 1)).isEqualTo("张晓燕");
        assertThat(grid.text(1, 5)).isEqualTo("990201198506150024");
        assertThat(pages.get("/api/people/list/count" + UNIT).get("count").asInt())
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void showsOnePersonByThemeWithSourcesHouseholdAndHistory() throws Exception {
        JsonNode person = pages.get("/api/people/" + id("张晓燕") + UNIT);
        assertThat(person.get("themes").toString()).contains("990201198506150024", "高桥村户籍花名册.xlsx");
        assertThat(person.get("members").toString()).contains("何一鸣");
        assertThat(person.get("history").toString()).contains("import");
        JsonNode household = pages.get("/api/people/" + person.get("household").asString() + UNIT);
        assertThat(household.get("type").asString()).isEqualTo("household");
        assertThat(household.get("members").size()).isEqualTo(2);
    }

    @Test
    void correctsAndDoubtsAFactInPlaceAndSaysWhichFormsUseIt() throws Exception {
        pages.draft(Sheets.template(folder));
        String person = "/api/people/" + id("单玉梅");
        JsonNode corrected = pages.put(
                person + "/facts", Map.of("unit", Sheets.VILLAGE, "element", "person_phone", "value", "10011112223"));
        assertThat(fact(corrected, "person_phone").get("value").asString()).isEqualTo("10011112223");
        assertThat(fact(corrected, "person_phone").get("forms").toString()).contains("80周岁以上老年人花名册.xlsx");
        assertThat(find("2223").size()).isEqualTo(1);
        JsonNode doubted = pages.put(person + "/doubts", Map.of("unit", Sheets.VILLAGE, "element", "person_phone"));
        assertThat(fact(doubted, "person_phone").get("disputed").asBoolean()).isTrue();
        JsonNode settled = pages.put(person + "/fresh", Map.of("unit", Sheets.VILLAGE, "element", "person_phone"));
        assertThat(fact(settled, "person_phone").get("disputed").asBoolean()).isFalse();
    }

    @Test
    void followsAReadingThatReplacesAnother() throws Exception {
        String taken = pages.taken(pages.book(
                "东村名册.xlsx",
                new String[] {"东村户籍人口花名册", "", "", ""},
                new String[] {"姓名", "性别", "身份证号", "文化程度"},
                new String[] {"欧阳若水", "女", "990201199001010022", "初中"},
                new String[] {"欧阳若兰", "女", "990201199201010026", "高中"}));
        assertThat(find("oyrs").size()).isEqualTo(1);
        JsonNode sheet = pages.get(taken).get("sheets").get(0);
        String ref = "";
        for (JsonNode slot : sheet.get("tables").get(0).get("slots")) {
            boolean isSchooling = slot.path("elementName").asString("").contains("文化程度");
            ref = isSchooling ? slot.get("ref").asString() : ref;
        }
        String taught = "/api/people/list" + UNIT + "&flag=" + Pages.word("person_education=初中");
        int before = pages.get(taught).get("count").asInt();
        String name = sheet.get("name").asString();
        pages.put(taken + "/meanings", Map.of("sheet", name, "ref", ref, "element", "person_post", "role", ""));
        assertThat(pages.get(taught).get("count").asInt()).isEqualTo(before - 1);
        assertThat(find("oyrs").size()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} means {1}")
    @CsvSource({
        "张晓燕,张晓燕,1",
        "1\\t单 玉梅\\t女\\t'990201194003190022\\t小学,单玉梅,1",
        "何一鸣 10011114444,何一鸣,1",
        "何一鸣,何一鸣,2",
        "写错的名字\\t990201198506150024,张晓燕,1",
        "单玉梅\\t990201194003190099,单玉梅,1",
        "没有的人,,0",
        "晓燕,,0"
    })
    void matchesPastedLines(String line, String name, int count) throws Exception {
        JsonNode lines = pages.write(
                "POST",
                "/api/people/pasted",
                Map.of("unit", Sheets.VILLAGE, "text", "\n" + line.replace("\\t", "\t") + "\n\n"),
                200);
        assertThat(lines.size()).isEqualTo(1);
        List<String> names = new ArrayList<>();
        lines.get(0).get("people").forEach(p -> {
            if (p.get("type").asString().equals("person")) {
                names.add(p.get("name").asString());
            }
        });
        assertThat(names).hasSize(count).allMatch(n -> n.equals(name));
    }

    private JsonNode find(String text) throws Exception {
        return pages.get("/api/people" + UNIT + "&q=" + Pages.word(text));
    }

    private String id(String name) throws Exception {
        for (JsonNode p : find(name)) {
            if (p.get("type").asString().equals("person")) {
                return p.get("id").asString();
            }
        }
        throw new AssertionError("nobody is called " + name);
    }

    private static JsonNode fact(JsonNode person, String element) {
        for (JsonNode theme : person.get("themes")) {
            for (JsonNode fact : theme.get("facts")) {
                if (fact.get("element").asString().equals(element)) {
                    return fact;
                }
            }
        }
        throw new AssertionError("no fact of " + element);
    }
}
