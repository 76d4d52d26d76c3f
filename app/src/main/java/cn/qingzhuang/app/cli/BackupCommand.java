package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.shared.Backup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "backup", mixinStandardHelpOptions = true, description = "把全部数据存成一个备份文件，服务运行时也可以。")
final class BackupCommand implements Callable<Integer>, Shell.NeedsDatabase {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "备份文件，已有的同名文件会被替换。")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--json", description = "输出一行 JSON。")
    private boolean isJson;

    BackupCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        CommandLooks.recordEverything(session, "backup", "备份");
        Backup.Content content = new Backup(session.home())
                .write(session.facades().database(), session.resolve(file), Clock.systemUTC());
        session.out()
                .println(
                        isJson
                                ? json(file, content)
                                : "已备份 " + content.tables() + " 张表、" + content.rows() + " 行到 " + file
                                        + "（含个人信息，请妥善保管）。");
        return 0;
    }

    static ObjectNode json(Path file, Backup.Content content) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("file", file.toString())
                .put("schema", content.schema())
                .put("tables", content.tables())
                .put("rows", content.rows())
                .put("bytes", content.bytes());
    }
}
