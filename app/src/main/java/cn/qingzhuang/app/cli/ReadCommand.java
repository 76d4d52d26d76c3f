package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.forms.ReadingJson;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "read", mixinStandardHelpOptions = true, description = "读懂工作簿：版面和每一列的含义。不启动数据库。")
final class ReadCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "每个文件输出一行 JSON。")
    private boolean isJson;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "工作簿（.xlsx、.xls、.csv）。")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    ReadCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return FileLoop.run(
                session,
                isJson,
                files,
                (file, path) -> ReadingJson.of(file, session.facades().forms().read(path)),
                ReadCommand::words);
    }

    private static String words(ObjectNode answer) {
        StringBuilder out = new StringBuilder(answer.get("file").asString());
        for (JsonNode sheet : answer.get("sheets")) {
            out.append("\n  工作表 ").append(sheet.get("name").asString());
            for (JsonNode table : sheet.get("tables")) {
                out.append("\n    ")
                        .append(table.get("kind").asString())
                        .append("  ")
                        .append(table.get("range").asString())
                        .append("  ")
                        .append(table.get("title").asString(""));
                table.get("slots").forEach(slot -> out.append("\n      ").append(slotWords(slot)));
            }
        }
        return out.toString();
    }

    private static String slotWords(JsonNode slot) {
        JsonNode meaning = slot.get("meaning");
        String what = meaning.get("element").asString(meaning.get("expression").asString(""));
        String role = meaning.get("role").asString("");
        StringBuilder path = new StringBuilder();
        slot.get("path")
                .forEach(p -> path.append(path.isEmpty() ? "" : " / ")
                        .append(p.asString().replace('\n', ' ')));
        return "%-5s %s  →  %s %s%s  %.2f"
                .formatted(
                        slot.get("ref").asString(),
                        path,
                        meaning.get("kind").asString(),
                        what,
                        role.isEmpty() || role.equals("self") ? "" : "@" + role,
                        meaning.get("confidence").asDouble());
    }
}
