package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.fill.Filling;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.ledger.IngestInput;
import cn.qingzhuang.app.ledger.IngestReport;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.ledger.People;
import cn.qingzhuang.app.wiring.Hashes;
import cn.qingzhuang.app.wiring.ReportJson;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "ingest", mixinStandardHelpOptions = true, description = "把村里已有的工作簿收进台账。")
final class IngestCommand implements Callable<Integer>, Shell.NeedsDatabase {
    static final String ACTOR = "命令行";
    private static final int LISTED_MAX = 20;
    private final Session session;

    @Option(names = "--json", description = "每个文件输出一行 JSON。")
    private boolean isJson;

    @Option(names = "--unit", required = true, paramLabel = "CODE", description = "这些文件属于哪个单位（12 位编码）。")
    @SuppressWarnings("NullAway.Init")
    private String unit;

    @Parameters(arity = "1..*", paramLabel = "FILE")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    IngestCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return FileLoop.run(session, isJson, files, this::ingest, IngestCommand::words);
    }

    private ObjectNode ingest(String file, Path path) {
        byte[] bytes = WorkbookReader.bytes(path);
        Reading reading = session.facades().forms().read(path.getFileName().toString(), bytes);
        IngestInput input = new IngestInput(reading.file(), Hashes.sha256(bytes), reading.mappings());
        IngestReport report = session.facades().ledger().ingest(input, unit, ACTOR);
        looked(path.getFileName().toString(), input.sha256(), report);
        return ReportJson.of(file, report);
    }

    /** The report quotes rows: whoever they tell of is looked at. */
    private void looked(String file, String sha256, IngestReport report) {
        if (report.conflicts().isEmpty() && report.refused().isEmpty()) {
            return;
        }
        Ledger ledger = session.facades().ledger();
        String code = ledger.requireUnit(unit);
        Set<String> rows = new HashSet<>();
        Set<String> elements = new HashSet<>(Set.of("_file"));
        report.conflicts().forEach(c -> {
            rows.add(c.sheet() + "!" + c.row());
            elements.add(c.element());
        });
        Set<String> subjects = session.facades().people().rows(ledger.codesOf(code), sha256).stream()
                .filter(told -> rows.contains(told.sheet() + "!" + told.row()))
                .map(People.RowTold::subject)
                .collect(Collectors.toSet());
        CommandLooks.record(session, "ingest", "导入结果：" + file, code, new Filling.Tells(subjects, elements));
    }

    private static String words(ObjectNode answer) {
        StringBuilder out = new StringBuilder()
                .append(answer.get("file").asString())
                .append("：共 ")
                .append(answer.get("rows").asInt())
                .append(" 行，收下 ")
                .append(answer.get("accepted").asInt())
                .append(" 行，退回 ")
                .append(answer.get("refused").size())
                .append(" 行，记入 ")
                .append(answer.get("facts").asInt())
                .append(" 项，存疑 ")
                .append(answer.get("conflicts").size())
                .append(" 处");
        if (answer.has("note")) {
            out.append("（").append(answer.get("note").asString()).append("）");
        }
        list(out, "退回", answer.get("refused"));
        list(out, "存疑", answer.get("conflicts"));
        return out.toString();
    }

    private static void list(StringBuilder out, String what, JsonNode rows) {
        int shown = 0;
        for (JsonNode row : rows) {
            if (shown++ == LISTED_MAX) {
                out.append("\n  …… 其余 ").append(rows.size() - LISTED_MAX).append(" 条用 --json 查看");
                return;
            }
            out.append("\n  ")
                    .append(what)
                    .append("  ")
                    .append(row.get("sheet").asString())
                    .append(" 第 ")
                    .append(row.get("row").asInt())
                    .append(" 行：")
                    .append(row.get("reason").asString());
        }
    }
}
