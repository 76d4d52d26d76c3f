package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.fill.FillInput;
import cn.qingzhuang.app.fill.FillResult;
import cn.qingzhuang.app.fill.Filling;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.ReportJson;
import cn.qingzhuang.engine.fill.FactSource;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

@Command(name = "fill", mixinStandardHelpOptions = true, description = "用台账填部门发来的模板，另存到目录。")
final class FillCommand implements Callable<Integer>, Shell.NeedsDatabase {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int LISTED_MAX = 20;
    private final Session session;
    private final Set<Path> written = new HashSet<>();

    /** One view of the ledger for all templates of the command, so that what they share is read once. */
    private @Nullable FactSource facts;

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
        return FileLoop.run(session, isJson, files, this::fill);
    }

    private FileLoop.Answer fill(String file, Path path) {
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
        FactSource known = facts != null ? facts : files.size() == 1 ? ledger.asOf(day) : ledger.sharedAsOf(day);
        facts = known;
        FillResult result = session.facades().filling().fill(input, known);
        Filling.Tells tells = Filling.tells(result.draft());
        if (!tells.subjects().isEmpty()) {
            CommandLooks.record(session, "fill", "填报：" + path.getFileName(), code, tells);
        }
        write(output, result.workbook());
        return new Filled(file, output.toString(), result, ledger.successorNote(unit));
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

    /** A template that was filled and written. */
    private record Filled(String file, String output, FillResult result, Optional<String> note)
            implements FileLoop.Answer {
        @Override
        public void json(JsonGenerator out) {
            ReportJson.write(out, file, output, result, note);
        }

        @Override
        public String words() {
            FillResult.Counts cells = result.counts();
            StringBuilder out = new StringBuilder("%s → %s%n  已知 %d，过期待确认 %d，算得 %d，固定 %d，待填 %d"
                    .formatted(
                            file,
                            output,
                            cells.known(),
                            cells.stale(),
                            cells.computed(),
                            cells.fixed(),
                            cells.unknown()));
            note.ifPresent(text -> out.append("\n  ").append(text));
            result.questions().stream()
                    .limit(LISTED_MAX)
                    .forEach(question -> out.append("\n  待填  ")
                            .append(question.sheet())
                            .append('!')
                            .append(question.cells().get(0).a1())
                            .append("  ")
                            .append(question.subjectName().orElse(""))
                            .append("  ")
                            .append(question.why()));
            int others = result.questions().size() - LISTED_MAX;
            return others > 0
                    ? out.append("\n  …… 其余 ")
                            .append(others)
                            .append(" 项用 --json 查看")
                            .toString()
                    : out.toString();
        }
    }
}
