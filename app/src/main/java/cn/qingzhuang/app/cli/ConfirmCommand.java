package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.forms.Forms;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.ProblemJson;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.sheet.SheetFile;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "confirm",
        mixinStandardHelpOptions = true,
        description = "记住业务人员对填报位含义的确认；每行 {\"file\",\"sheet\",\"ref\",\"element\",\"role\"}。")
final class ConfirmCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Session session;

    @Option(names = "--json", description = "每个文件输出一行 JSON。")
    private boolean isJson;

    @Parameters(arity = "1..*", paramLabel = "FILE.jsonl", description = "确认文件；含 \"withdraw\":true 的行撤回确认。")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    ConfirmCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        int[] refused = {0};
        int code = FileLoop.run(
                session,
                isJson,
                files,
                (file, path) -> {
                    ObjectNode answer = confirmAll(file, path);
                    refused[0] += answer.get("refused").size();
                    return answer;
                },
                answer -> answer.get("file").asString() + "：记住 "
                        + answer.get("confirmed").asInt() + " 条，撤回 "
                        + answer.get("withdrawn").asInt() + " 条，退回 "
                        + answer.get("refused").size() + " 条" + refusals(answer));
        return refused[0] > 0 ? 1 : code;
    }

    private static String refusals(ObjectNode answer) {
        StringBuilder out = new StringBuilder();
        answer.get("refused")
                .forEach(r -> out.append("\n  第 ")
                        .append(r.get("line").asInt())
                        .append(" 行：")
                        .append(r.get("error").get("message").asString()));
        return out.toString();
    }

    private ObjectNode confirmAll(String file, Path path) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("file", file);
        ArrayNode refused = JsonNodeFactory.instance.arrayNode();
        Map<Path, SheetFile> read = new HashMap<>();
        int confirmed = 0;
        int withdrawn = 0;
        int number = 0;
        for (String line : lines(file, path)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                if (take(file, number, line, read)) {
                    withdrawn++;
                } else {
                    confirmed++;
                }
            } catch (Problem problem) {
                refused.addObject().put("line", number).set("error", ProblemJson.of(problem));
            }
        }
        answer.put("confirmed", confirmed).put("withdrawn", withdrawn).set("refused", refused);
        return answer;
    }

    /** Answers whether the line was a withdrawal. */
    private boolean take(String file, int number, String line, Map<Path, SheetFile> read) {
        JsonNode node = parse(file, number, line);
        String workbook = required(file, number, node, "file");
        String sheet = required(file, number, node, "sheet");
        String ref = required(file, number, node, "ref");
        Forms forms = session.facades().forms();
        if (node.path("withdraw").asBoolean(false)) {
            forms.withdraw(Path.of(workbook).getFileName().toString(), sheet, ref);
            return true;
        }
        if (node.has("population")) {
            SheetFile listed = read.computeIfAbsent(session.resolve(Path.of(workbook)), WorkbookReader::read);
            confirmPopulation(file, number, listed, node);
            return false;
        }
        if (!node.has("element")) {
            throw AppProblems.badConfirmation(file, number, "缺少 element（都不合适时写 null）");
        }
        Optional<String> element =
                Optional.ofNullable(node.get("element").asString(null)).filter(id -> !id.isBlank());
        SheetFile cells = read.computeIfAbsent(session.resolve(Path.of(workbook)), WorkbookReader::read);
        forms.confirm(cells, sheet, ref, element, node.path("role").asString(""));
        return false;
    }

    private void confirmPopulation(String file, int number, SheetFile listed, JsonNode node) {
        try {
            Forms forms = session.facades().forms();
            String sheet = required(file, number, node, "sheet");
            String whom = required(file, number, node, "population");
            forms.confirmPopulation(listed, sheet, required(file, number, node, "ref"), whom);
        } catch (IllegalArgumentException e) {
            throw AppProblems.badConfirmation(file, number, "population 应为 all、none 或条件（如 person_age>=80）");
        }
    }

    private static JsonNode parse(String file, int number, String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw AppProblems.badConfirmation(file, number, "不是 JSON");
        }
        throw AppProblems.badConfirmation(file, number, "不是 JSON 对象");
    }

    private static String required(String file, int number, JsonNode node, String name) {
        String value = node.path(name).asString("");
        if (value.isBlank()) {
            throw AppProblems.badConfirmation(file, number, "缺少 " + name);
        }
        return value;
    }

    private static List<String> lines(String file, Path path) {
        if (!Files.exists(path)) {
            throw AppProblems.noSuchFile(file);
        }
        if (Files.isDirectory(path)) {
            throw AppProblems.folder(file);
        }
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw AppProblems.unreadableFile(file);
        }
    }
}
