package cn.qingzhuang.app;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.shared.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** What a command printed and its exit code. */
    record Ran(int code, String out, String err) {
        List<JsonNode> lines() {
            return out.lines().map(JSON::readTree).toList();
        }

        JsonNode line() {
            assertThat(lines()).hasSize(1);
            return lines().get(0);
        }
    }

    @Test
    void fillsADepartmentsTemplateFromWhatTheVillageKeeps() throws IOException {
        assertThat(run("units", "--json", Sheets.units(folder).toString())
                        .line()
                        .get("units")
                        .asInt())
                .isEqualTo(5);
        JsonNode taken = run(
                        "ingest",
                        "--json",
                        "--unit",
                        Sheets.VILLAGE,
                        Sheets.roster(folder).toString())
                .line();
        assertThat(taken.get("rows").asInt())
                .isEqualTo(taken.get("accepted").asInt() + taken.get("refused").size());
        assertThat(taken.get("accepted").asInt()).isEqualTo(3);
        assertThat(taken.get("refused").get(0).get("row").asInt()).isEqualTo(6);

        Ran ran = run(
                "fill",
                "--json",
                "--unit",
                Sheets.VILLAGE,
                "--as-of",
                "2026-06-30",
                "-o",
                "out",
                Sheets.template(folder).toString());
        JsonNode filled = ran.line();
        assertThat(ran.code()).isZero();
        assertThat(filled.get("filled").toString())
                .contains("郑玉梅", "何一鸣", "10011112222", "高桥村人员花名册.xlsx")
                .doesNotContain("张晓燕");
        try (XSSFWorkbook workbook = new XSSFWorkbook(
                Files.newInputStream(Path.of(filled.get("output").asString())))) {
            assertThat(workbook.getSheetAt(0).getRow(0).getCell(0).getStringCellValue())
                    .isEqualTo("80周岁以上老年人花名册");
            assertThat(workbook.getSheetAt(0).getRow(2).getCell(1).getStringCellValue())
                    .isNotBlank();
        }
        assertThat(run("check", "--json").line().get("ok").asBoolean()).isTrue();
    }

    @Test
    void takesTheSameFileOnce() {
        run("units", Sheets.units(folder).toString());
        String roster = Sheets.roster(folder).toString();
        run("ingest", "--unit", Sheets.VILLAGE, roster);
        JsonNode again =
                run("ingest", "--json", "--unit", Sheets.VILLAGE, roster).line();
        assertThat(again.get("facts").asInt()).isZero();
        assertThat(run("check").code()).isZero();
    }

    @Test
    void answersEachUnreadableInputByNameAndGoesOn() {
        Path broken = Sheets.write(folder.resolve("坏.xlsx"), new byte[] {'P', 'K', 3, 4, 0, 0});
        Ran ran = run(
                "read",
                "--json",
                "没有.xlsx",
                folder.toString(),
                broken.toString(),
                Sheets.roster(folder).toString());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.lines()).hasSize(4);
        for (JsonNode refused : ran.lines().subList(0, 3)) {
            String name = Path.of(refused.get("file").asString()).getFileName().toString();
            assertThat(refused.get("error").get("message").asString()).contains(name);
            assertThat(refused.get("error").get("action").asString()).isNotBlank();
            assertThat(refused.get("error").get("code").asString()).startsWith("SHEET-");
        }
        assertThat(ran.lines()
                        .get(3)
                        .get("sheets")
                        .get(0)
                        .get("tables")
                        .get(0)
                        .get("kind")
                        .asString())
                .isEqualTo("roster");
        assertThat(folder.resolve("home").resolve("database")).doesNotExist();
    }

    @Test
    void learnsWhatAnOfficerSaysAndTakesItBack() {
        String roster = Sheets.roster(folder).toString();
        assertThat(meaningOf(roster, "D").get("element").asString("")).isEqualTo("person_phone");
        confirm("{\"file\":\"%s\",\"sheet\":\"花名册\",\"ref\":\"D\",\"element\":\"org_phone\",\"role\":\"\"}"
                .formatted(roster));
        assertThat(meaningOf(roster, "D").get("element").asString("")).isEqualTo("org_phone");
        confirm("{\"file\":\"%s\",\"sheet\":\"花名册\",\"ref\":\"D\",\"withdraw\":true}".formatted(roster));
        assertThat(meaningOf(roster, "D").get("element").asString("")).isEqualTo("person_phone");
    }

    @Test
    void tellsWhichLineOfAConfirmationIsWrong() {
        Path file = Sheets.write(
                folder.resolve("c.jsonl"), "{\"file\":\"x.xlsx\"}\nnonsense\n".getBytes(StandardCharsets.UTF_8));
        Ran ran = run("confirm", "--json", file.toString());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.line().get("refused")).hasSize(2);
    }

    @Test
    void exitsTwoOnWrongUse() {
        assertThat(run("ingest", "x.xlsx").code()).isEqualTo(2);
        assertThat(run("nonsense").code()).isEqualTo(2);
        assertThat(run().code()).isEqualTo(2);
    }

    @Test
    void neverWritesOverItsInput() {
        run("units", Sheets.units(folder).toString());
        Path template = Sheets.template(folder);
        Ran ran = run("fill", "--json", "--unit", Sheets.VILLAGE, "-o", folder.toString(), template.toString());
        assertThat(ran.line().get("error").get("code").asString()).isEqualTo("APP-028");
    }

    @Test
    void worksAsAProcessWithAnswersAloneOnStandardOutput() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Qz.class.getName(),
                        "read",
                        "--json",
                        Sheets.roster(folder).getFileName().toString())
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(new Ran(0, out, "").line().get("file").asString()).isEqualTo("高桥村人员花名册.xlsx");
    }

    private void confirm(String line) {
        Path file = Sheets.write(folder.resolve("c.jsonl"), line.getBytes(StandardCharsets.UTF_8));
        assertThat(run("confirm", file.toString()).code()).isZero();
    }

    private JsonNode meaningOf(String file, String ref) {
        for (JsonNode slot : run("read", "--json", file).line().at("/sheets/0/tables/0/slots")) {
            if (slot.get("ref").asString().equals(ref)) {
                return slot.get("meaning");
            }
        }
        throw new AssertionError("no slot " + ref);
    }

    private Ran run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Shell(
                        new Home(folder.resolve("home")),
                        folder,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
