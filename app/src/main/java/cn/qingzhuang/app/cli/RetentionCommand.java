package cn.qingzhuang.app.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(name = "retention", mixinStandardHelpOptions = true, description = "清除目录里规定的保存期限已过的值。")
final class RetentionCommand implements Callable<Integer>, Shell.NeedsDatabase {
    private final Session session;

    @Option(names = "--json", description = "每个数据元输出一行 JSON。")
    private boolean isJson;

    RetentionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, Integer> erased = session.facades().erasures().expire();
        erased.forEach((element, entries) -> session.out()
                .println(
                        isJson
                                ? JsonNodeFactory.instance
                                        .objectNode()
                                        .put("element", element)
                                        .put("entries", entries)
                                        .toString()
                                : element + "：" + entries + " 条过了保存期限，已清除"));
        if (erased.isEmpty() && !isJson) {
            session.out().println("没有过了保存期限的值。");
        }
        return 0;
    }
}
