package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.catalog.CatalogueBook;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "catalogue",
        mixinStandardHelpOptions = true,
        description = "数据元目录：收下文件（CSV 或工作簿）里的数据元和代码集，或用 --export 导出。")
final class CatalogueCommand implements Callable<Integer>, Shell.NeedsDatabase {
    private static final String ACTOR = "命令行";

    private final Session session;

    @Option(names = "--json", description = "每个文件输出一行 JSON。")
    private boolean isJson;

    @Option(names = "--export", paramLabel = "FILE", description = "导出到 .xlsx（数据元和代码集）或 .csv（数据元）。")
    private @Nullable Path export;

    @Parameters(arity = "0..*", paramLabel = "FILE")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    CatalogueCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        CatalogueBook book = session.facades().catalogue();
        int[] refused = {0};
        int code = FileLoop.run(
                session,
                isJson,
                files == null ? List.of() : files,
                (file, path) -> {
                    ObjectNode answer =
                            book.take(WorkbookReader.read(path), ACTOR).json();
                    session.facades().catalogueChanged();
                    refused[0] += answer.get("refused").size();
                    return answer.put("file", file);
                },
                CatalogueCommand::words);
        if (export != null) {
            code = Math.max(code, export(book, export));
        }
        return refused[0] > 0 ? 1 : code;
    }

    private int export(CatalogueBook book, Path to) {
        boolean isCsv = to.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        return FileLoop.run(
                session,
                isJson,
                List.of(to),
                (file, path) -> {
                    try {
                        Files.write(path, isCsv ? book.csv() : book.workbook());
                    } catch (IOException e) {
                        throw AppProblems.unwritable(file);
                    }
                    return JsonNodeFactory.instance
                            .objectNode()
                            .put("file", file)
                            .put("elements", book.current().elements().size());
                },
                answer -> answer.get("file").asString() + "：导出 "
                        + answer.get("elements").asInt() + " 个数据元");
    }

    private static String words(ObjectNode answer) {
        StringBuilder out = new StringBuilder(answer.get("file").asString())
                .append("：")
                .append(answer.get("rows").asInt())
                .append(" 行，收下 ")
                .append(answer.get("accepted").asInt())
                .append(" 行，退回 ")
                .append(answer.get("refused").size())
                .append(" 行");
        answer.get("refused")
                .forEach(r -> out.append("\n  ")
                        .append(r.get("sheet").asString())
                        .append(" 第 ")
                        .append(r.get("row").asInt())
                        .append(" 行：")
                        .append(r.get("reason").asString()));
        return out.toString();
    }
}
