package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.Sheets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the log and the figures tell of a day's work, and that neither tells of anybody. */
class OperationsTest {
    private static final List<String> PERSONAL = List.of(
            "单玉梅",
            "何一鸣",
            "玉梅",
            "990201194003190022",
            "990201196502080018",
            "10011112222",
            "10011113333",
            "10019990000",
            "何一鸣的名册",
            "sym");

    @Test
    void tellsWhatWasDoneAndOfNobody(@TempDir Path folder) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
        String metrics;
        try (Pages pages = new Pages(folder)) {
            work(pages, folder);
            metrics = pages.metrics();
        } finally {
            System.setErr(before);
        }
        Path log = folder.resolve("home").resolve("logs").resolve("server.jsonl");
        String lines = Files.readString(log);
        String told = console.toString(StandardCharsets.UTF_8);
        for (String personal : PERSONAL) {
            assertThat(lines).doesNotContain(personal);
            assertThat(told).doesNotContain(personal);
            assertThat(metrics).doesNotContain(personal);
        }
        linesAreWhole(lines);
        assertThat(metrics)
                .contains("qz_work_seconds_count{work=\"import\"}", "qz_work_seconds_count{work=\"fill\"}")
                .contains("qz_conflicts_open ", "qz_database_connections{state=\"idle\"}", "jvm_memory_used_bytes")
                .contains("path=\"/api/people/{id}/facts\"");
        assertThat(metrics).containsPattern("qz_work_seconds_count\\{work=\"save\"} [1-9]");
    }

    private static void work(Pages pages, Path folder) throws Exception {
        pages.taken(pages.book(
                "何一鸣的名册.xlsx",
                new String[] {"高桥村户籍人口花名册", "", "", ""},
                new String[] {"姓名", "性别", "身份证号", "联系电话"},
                new String[] {"单玉梅", "女", "990201194003190022", "10011112222"},
                new String[] {"何一鸣", "男", "990201196502080018", "10011113333"},
                new String[] {"", "", "", "10019990000"}));
        pages.draft(Sheets.template(folder));
        String unit = "?unit=" + Sheets.VILLAGE;
        String id = pages.get("/api/people" + unit + "&q=sym").get(0).get("id").asString();
        String facts = "/api/people/" + id + "/facts";
        pages.put(facts, Map.of("unit", Sheets.VILLAGE, "element", "person_phone", "value", "10019990000"));
        // what goes wrong: a refusal, a request nobody understands, a broken file, and a fault in the database
        pages.write("PUT", facts, Map.of("unit", Sheets.VILLAGE, "element", "person_birth_date", "value", "单玉梅"), 422);
        pages.write("PUT", facts, Map.of("unit", List.of("何一鸣")), 400);
        JsonNode broken = pages.drop(
                "/api/imports", Files.writeString(folder.resolve("单玉梅.xlsx"), "PK\u0003\u0004 10011112222 何一鸣"));
        assertThat(broken.get("stage").asString()).isEqualTo("refused");
        // whose message holds the row: the number, and who it is of
        try (Connection connection = pages.facades().database().source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table entries add constraint broken check (length(facts) < 0) not valid");
        }
        pages.write(
                "PUT", facts, Map.of("unit", Sheets.VILLAGE, "element", "person_phone", "value", "10011112222"), 500);
    }

    private static void linesAreWhole(String lines) {
        List<JsonNode> all =
                lines.lines().map(line -> Pages.JSON.readTree(line)).toList();
        assertThat(all).isNotEmpty();
        List<String> requests = all.stream()
                .filter(line -> line.get("message").asString().equals("request"))
                .map(line -> line.toString())
                .toList();
        assertThat(requests).anyMatch(r -> r.contains("/api/people/{id}/facts") && r.contains("422"));
        assertThat(requests).allMatch(r -> r.contains("request") && r.contains("\"id\""));
        assertThat(all).anyMatch(line -> line.get("message").asString().equals("job"));
        JsonNode failed = all.stream()
                .filter(line -> line.get("message").asString().equals("request failed"))
                .findFirst()
                .orElseThrow();
        assertThat(failed.toString()).contains("stack_trace", "cn.qingzhuang.app");
        assertThat(failed.toString()).doesNotContain("Failing row");
    }
}
