package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.ledger.LedgerCheck;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "check", mixinStandardHelpOptions = true, description = "核对台账：哈希链、现值、引用、行数守恒。")
final class CheckCommand implements Callable<Integer>, Shell.NeedsDatabase {
    private final Session session;

    @Option(names = "--json", description = "输出一行 JSON。")
    private boolean isJson;

    CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<LedgerCheck.Finding> findings = session.facades().ledger().check();
        if (isJson) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("ok", findings.isEmpty());
            ArrayNode list = node.putArray("findings");
            findings.forEach(f -> list.addObject()
                    .put("county", f.county())
                    .put("check", f.check())
                    .put("message", f.message()));
            session.out().println(node);
        } else if (findings.isEmpty()) {
            session.out().println("台账核对无误。");
        } else {
            findings.forEach(f -> session.out().println("✗ " + f.county() + " " + f.check() + "：" + f.message()));
        }
        return findings.isEmpty() ? 0 : 1;
    }
}
