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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every file of {@code bad-files}, named by its trouble, through the commands: read or refused as {@code expected.tsv}
 * says, each answered by name with what to do next, the others going on, nothing half-written.
 */
class BadFileTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path FILES = Path.of("src/test/resources/bad-files");
    private static final String READ = "read";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** What is expected of one file. */
    record Expected(String file, String code, String words, String sheet, String cell) {
        boolean isRead() {
            return code.equals(READ);
        }
    }

    private static List<Expected> expected() throws IOException {
        List<Expected> out = new ArrayList<>();
        for (String line : Files.readAllLines(FILES.resolve("expected.tsv"))) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                out.add(new Expected(cells[0], cells[1], cells[2], cells[3], cells[4]));
            }
        }
        return out;
    }

    @Test
    void saysOfEveryFileWhatIsExpected() throws IOException {
        Set<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.list(FILES)) {
            files.map(f -> f.getFileName().toString())
                    .filter(f -> !f.equals("expected.tsv"))
                    .forEach(there::add);
        }
        assertThat(expected().stream().map(Expected::file)).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void readAnswersEveryFileByNameAndGoesOn() throws IOException {
        check(run(command("read")));
        assertThat(folder.resolve("home").resolve("database")).doesNotExist();
    }

    @Test
    void ingestKeepsGoodRowsAndListsBadOnes() throws IOException {
        assertThat(run(List.of("units", Sheets.units(folder).toString())).code())
                .isZero();
        List<JsonNode> answers = check(run(command("ingest", "--unit", Sheets.VILLAGE)));
        for (JsonNode answer : answers) {
            if (answer.has("rows")) {
                int refused = answer.get("refused").size();
                assertThat(answer.get("rows").asInt())
                        .as(answer.toString())
                        .isEqualTo(answer.get("accepted").asInt() + refused);
            }
        }
        JsonNode mixed = answers.stream()
                .filter(a -> a.get("file").asString().endsWith("bad-rows-among-good.xlsx"))
                .findFirst()
                .orElseThrow();
        assertThat(mixed.get("accepted").asInt()).isPositive();
        assertThat(mixed.get("refused").get(0).get("sheet").asString()).isEqualTo("花名册");
        assertThat(mixed.get("refused").get(0).get("row").asInt()).isEqualTo(3);
        assertThat(mixed.get("refused").get(0).get("reason").asString()).isNotBlank();
        assertThat(run(List.of("check")).code()).isZero();

        check(run(command("fill", "--unit", Sheets.VILLAGE, "-o", "out")));
        Set<String> sound = new TreeSet<>();
        expected().stream().filter(Expected::isRead).forEach(e -> sound.add(e.file()));
        try (Stream<Path> written = Files.list(folder.resolve("out"))) {
            assertThat(written.map(f -> f.getFileName().toString())).isSubsetOf(sound);
        }
    }

    private static List<String> command(String... start) throws IOException {
        List<String> out = new ArrayList<>(List.of(start));
        out.add("--json");
        expected().forEach(e -> out.add(FILES.resolve(e.file()).toAbsolutePath().toString()));
        return out;
    }

    /** One answer a file in the order given; returns the answers. */
    private static List<JsonNode> check(Ran ran) throws IOException {
        List<Expected> expected = expected();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out() + ran.err()).doesNotContain("Exception").doesNotContain("\tat ");
        List<JsonNode> answers = ran.out().lines().map(JSON::readTree).toList();
        assertThat(answers).hasSameSizeAs(expected);
        for (int i = 0; i < answers.size(); i++) {
            JsonNode answer = answers.get(i);
            Expected e = expected.get(i);
            assertThat(answer.get("file").asString()).endsWith(e.file());
            if (answer.has("error")) {
                checkRefusal(e, answer.get("error"));
            } else {
                assertThat(e.isRead()).as("%s is read", e.file()).isTrue();
            }
        }
        return answers;
    }

    private static void checkRefusal(Expected e, JsonNode error) {
        assertThat(error.propertyNames())
                .as(e.file())
                .containsExactlyInAnyOrder("code", "message", "sheet", "cell", "action");
        assertThat(error.get("message").asString()).contains(e.file()).doesNotContain("null");
        assertThat(error.get("action").asString()).endsWith("。");
        // What can be read but holds no table is refused by fill with a code of its own.
        String code = error.get("code").asString();
        assertThat(code).as(e.file()).isEqualTo(e.isRead() ? "APP-029" : e.code());
        assertThat(error.get("message").asString()).contains(e.words());
        assertThat(error.get("sheet").asString("")).isEqualTo(e.sheet());
        assertThat(error.get("cell").asString("")).isEqualTo(e.cell());
    }

    /** What a command printed and its exit code. */
    private record Ran(int code, String out, String err) {}

    private Ran run(List<String> args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Shell(
                        new Home(folder.resolve("home")),
                        folder,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args.toArray(String[]::new));
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
