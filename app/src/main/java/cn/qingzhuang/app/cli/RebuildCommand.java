package cn.qingzhuang.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(name = "rebuild", mixinStandardHelpOptions = true, description = "由条目重新推算台账的现值。")
final class RebuildCommand implements Callable<Integer>, Shell.NeedsDatabase {
    private final Session session;

    @Option(names = "--json", description = "输出一行 JSON。")
    private boolean isJson;

    RebuildCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        int written = session.facades().ledger().rebuild();
        session.facades().search().restart();
        session.out()
                .println(
                        isJson
                                ? JsonNodeFactory.instance.objectNode().put("written", written)
                                : "现值已由条目推算，改写 " + written + " 个主体。");
        return 0;
    }
}
