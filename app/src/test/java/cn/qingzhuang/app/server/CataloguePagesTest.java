package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The catalogue as its pages ask for it. */
class CataloguePagesTest {
    private static final String ELEMENTS = "/api/catalogue/elements";

    @TempDir
    Path folder;

    @Test
    void addsChangesAndTellsWhatChanged() throws Exception {
        try (Pages pages = new Pages(folder)) {
            List<Map<String, String>> codes = List.of(Map.of("label", "A型"), Map.of("label", "B型"));
            pages.write("POST", "/api/catalogue/codes", Map.of("list", "blood_type", "codes", codes), 200);
            Map<String, String> line = Map.of(
                    "id", "person_blood_group",
                    "name", "血型",
                    "subject", "人",
                    "type", "code",
                    "codes", "blood_type",
                    "owner", "卫生健康",
                    "legal_basis", "《基本公共卫生服务规范》",
                    "sensitivity", "个人",
                    "valid_from", "2026-11-29");
            pages.write("POST", ELEMENTS, line, 200);
            assertThat(pages.get("/api/elements?q=" + Pages.word("血型")).toString())
                    .contains("person_blood_group");
            JsonNode changed = pages.put(ELEMENTS + "/person_blood_group", Map.of("fresh_months", "12"));
            assertThat(changed.get("item").get("name").asString()).isEqualTo("血型");
            assertThat(changed.get("history").size()).isEqualTo(2);
            JsonNode shipped = pages.put(ELEMENTS + "/person_phone", Map.of("fresh_months", "6"))
                    .get("history");
            assertThat(shipped.get(0).get("item").get("fresh_months").asString())
                    .isEqualTo("6");
            assertThat(shipped.get(1).get("item").get("fresh_months").asString())
                    .isEqualTo("12");
        }
    }

    @Test
    void refusesToOverwriteWhatHasTheSameIdAndSaysEveryReason() throws Exception {
        try (Pages pages = new Pages(folder)) {
            JsonNode taken = pages.write("POST", ELEMENTS, Map.of("id", "person_phone", "name", "另一个"), 422);
            assertThat(taken.get("error").get("code").asString()).isEqualTo("CATALOGUE-005");
            JsonNode list = pages.write("POST", "/api/catalogue/codes", Map.of("list", "education"), 422);
            assertThat(list.get("error").get("code").asString()).isEqualTo("CATALOGUE-005");
            JsonNode bad = pages.write("POST", ELEMENTS, Map.of("id", "血型"), 422);
            assertThat(bad.get("error").get("message").asString()).contains("标识", "中文名称", "数源部门", "法律依据");
        }
    }
}
