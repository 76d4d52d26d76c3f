package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.shared.AppProblems;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(name = "looks", mixinStandardHelpOptions = true, description = "导出查看日志：谁在什么时候为什么看了谁的什么。")
final class LooksCommand implements Callable<Integer>, Shell.NeedsDatabase {
    private final Session session;

    @Option(names = "--json", description = "输出一行 JSON。")
    private boolean isJson;

    @Parameters(index = "0", paramLabel = "export")
    @SuppressWarnings("NullAway.Init")
    private String what;

    @Parameters(index = "1", paramLabel = "FILE", description = "写到这个文件，格式见 docs/spec/looks.md。")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    LooksCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!what.equals("export")) {
            session.err().println("用法：./qz looks export FILE");
            return Shell.wrongUse();
        }
        Path output = session.resolve(file);
        long entries = write(output);
        if (isJson) {
            session.out()
                    .println(JsonNodeFactory.instance
                            .objectNode()
                            .put("file", output.toString())
                            .put("entries", entries));
        } else {
            session.out().println("已导出 " + entries + " 条查看记录： " + output);
        }
        return 0;
    }

    /** Whole or not at all, readable by its owner. */
    private long write(Path output) {
        try {
            Path fresh = Files.createTempFile(output.toAbsolutePath().getParent(), ".qz", ".tmp");
            try {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
                long entries;
                try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
                    entries = session.facades().looks().export(out);
                }
                Files.move(fresh, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return entries;
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw AppProblems.unwritable(output.toString());
        }
    }
}
