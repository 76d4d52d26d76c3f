package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.ledger.UnitsReport;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "units",
        mixinStandardHelpOptions = true,
        description = {
            "载入行政区划单位：列 code、name、parent，12 位编码（CSV 或工作簿）。",
            "撤并的村另有 valid_from（生效日期）、valid_to（失效日期）、successor（接续单位）三列：原来的人、户归到接续的单位。"
        })
final class UnitsCommand implements Callable<Integer>, Shell.NeedsDatabase {
    private final Session session;

    @Option(names = "--json", description = "每个文件输出一行 JSON。")
    private boolean isJson;

    @Parameters(arity = "1..*", paramLabel = "FILE")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    UnitsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return FileLoop.run(session, isJson, files, this::load, UnitsCommand::words);
    }

    private ObjectNode load(String file, Path path) {
        UnitsReport report = session.facades().ledger().loadUnits(WorkbookReader.read(path));
        if (report.moved() > 0) {
            session.facades().search().unitsChanged();
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("file", file).put("units", report.units()).put("moved", report.moved());
        ArrayNode refused = out.putArray("refused");
        report.refused().forEach(r -> refused.addObject().put("row", r.row()).put("reason", r.reason()));
        report.changes().forEach(out.putArray("changes")::add);
        return out;
    }

    private static String words(ObjectNode answer) {
        StringBuilder out = new StringBuilder(answer.get("file").asString())
                .append("：载入 ")
                .append(answer.get("units").asInt())
                .append(" 个单位");
        if (!answer.get("refused").isEmpty()) {
            out.append("，退回 ").append(answer.get("refused").size()).append(" 行");
        }
        if (answer.get("moved").asInt() > 0) {
            out.append("，").append(answer.get("moved").asInt()).append(" 个人、户等改归接续的单位");
        }
        answer.get("changes").forEach(change -> out.append("\n  ").append(change.asString()));
        answer.get("refused")
                .forEach(row -> out.append("\n  退回  第 ")
                        .append(row.get("row").asInt())
                        .append(" 行：")
                        .append(row.get("reason").asString()));
        return out.toString();
    }
}
