package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.ledger.LedgerCheck;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.Backup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Never runs inside a server: whoever restores needs a home that nobody uses. */
@Command(name = "restore", mixinStandardHelpOptions = true, description = "把备份恢复到一个新的数据目录（QZ_HOME），并核对。")
final class RestoreCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "./qz backup 做出的文件。")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--json", description = "输出一行 JSON。")
    private boolean isJson;

    RestoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path backup = session.resolve(file);
        if (!Files.exists(backup)) {
            throw AppProblems.noSuchFile(file.toString());
        }
        Backup.Content content = new Backup(session.home()).restore(backup, System.getenv());
        List<LedgerCheck.Finding> findings = session.facades().ledger().check();
        if (isJson) {
            session.out().println(BackupCommand.json(file, content).put("ok", findings.isEmpty()));
        } else {
            String checked = findings.isEmpty() ? "台账核对无误。" : "台账核对发现 " + findings.size() + " 处不符，请运行 ./qz check 查看。";
            session.out().println("已恢复 " + content.tables() + " 张表、" + content.rows() + " 行。" + checked);
        }
        return findings.isEmpty() ? 0 : 1;
    }
}
