package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.fill.FillInput;
import cn.qingzhuang.app.fill.FillResult;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.ReportJson;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "fill", mixinStandardHelpOptions = true, description = "用台账填部门发来的模板，另存到目录。")
final class FillCommand implements Callable<Integer>, Shell.NeedsDatabase {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int LISTED_MAX = 20;
    private final Session session;
    private final Set<Path> written = new HashSet<>();

    @Option(names = "--json", description = "每个文件输出一行 JSON。")
    private boolean isJson;

    @Option(names = "--unit", required = true, paramLabel = "CODE", description = "为哪个单位填（12 位编码）。")
    @SuppressWarnings("NullAway.Init")
    private String unit;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "输出目录；文件名与模板相同。")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Option(names = "--as-of", paramLabel = "DATE", description = "以哪一天为准（2026-06-30）；默认今天。")
    private @Nullable LocalDate asOf;

    @Parameters(arity = "1..*", paramLabel = "TEMPLATE")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    FillCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return FileLoop.run(session, isJson, files, this::fill, FillCommand::words);
    }

    private ObjectNode fill(String file, Path path) {
        byte[] template = WorkbookReader.bytes(path);
        Path output = session.resolve(directory).resolve(path.getFileName());
        if (!written.add(output) || output.equals(path)) {
            throw AppProblems.sameOutput(file);
        }
        LocalDate day = asOf == null ? LocalDate.now(ZONE) : asOf;
        Reading reading = session.facades().forms().read(path.getFileName().toString(), template);
        var ledger = session.facades().ledger();
        String code = ledger.requireUnit(unit);
        FillInput input = new FillInput(reading.file(), template, reading.mappings(), code, day);
        FillResult result = session.facades().filling().fill(input, ledger.asOf(day));
        write(output, result.workbook());
        return ReportJson.of(file, output.toString(), result);
    }

    /** Whole or not at all. */
    private static void write(Path output, byte[] workbook) {
        try {
            Files.createDirectories(output.getParent());
            Path fresh = Files.createTempFile(output.getParent(), ".qz", ".tmp");
            try {
                Files.write(fresh, workbook);
                Files.move(fresh, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
            Files.setPosixFilePermissions(output, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        } catch (IOException e) {
            throw AppProblems.unwritable(output.toString());
        }
    }

    private static String words(ObjectNode answer) {
        JsonNode cells = answer.get("cells");
        StringBuilder out = new StringBuilder("%s → %s%n  已知 %d，过期待确认 %d，算得 %d，固定 %d，待填 %d"
                .formatted(
                        answer.get("file").asString(),
                        answer.get("output").asString(),
                        cells.get("known").asInt(),
                        cells.get("stale").asInt(),
                        cells.get("computed").asInt(),
                        cells.get("fixed").asInt(),
                        cells.get("unknown").asInt()));
        int shown = 0;
        for (JsonNode question : answer.get("questions")) {
            if (shown++ == LISTED_MAX) {
                out.append("\n  …… 其余 ")
                        .append(answer.get("questions").size() - LISTED_MAX)
                        .append(" 项用 --json 查看");
                break;
            }
            out.append("\n  待填  ")
                    .append(question.get("sheet").asString())
                    .append('!')
                    .append(question.get("ref").asString())
                    .append("  ")
                    .append(question.get("subject").asString(""))
                    .append("  ")
                    .append(question.get("why").asString());
        }
        return out.toString();
    }
}
