package cn.qingzhuang.app.cli;

import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(name = "units", mixinStandardHelpOptions = true, description = "载入行政区划单位：列 code、name、parent，12 位编码（CSV 或工作簿）。")
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
        return FileLoop.run(
                session,
                isJson,
                files,
                (file, path) -> {
                    var cells = WorkbookReader.read(path);
                    int units = session.facades().ledger().loadUnits(cells);
                    return JsonNodeFactory.instance
                            .objectNode()
                            .put("file", file)
                            .put("units", units);
                },
                answer -> answer.get("file").asString() + "：载入 "
                        + answer.get("units").asInt() + " 个单位");
    }
}
