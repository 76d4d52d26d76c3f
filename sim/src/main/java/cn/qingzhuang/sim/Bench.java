package cn.qingzhuang.sim;

import cn.qingzhuang.sim.bench.BenchReport;
import cn.qingzhuang.sim.bench.Setting;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ./qz bench}: prints every figure of the table with what it was measured on. Exit code 0 when all that was
 * asked for could be measured, whatever the figures say.
 */
public final class Bench {
    private static final int WRONG_USE = 2;
    private static final String USE = """
            用法: qz bench [--json] [--only 节,节] [--forms 目录 --gold 文件 [--elements 文件]] [--reader shipped] [--size full]
              节: %s
              --reader shipped  “fill”一节用随附的阅读器（见过这些表，结果偏高，但快）
              --size full  “county”“people”两节用全县 115 万人，默认十分之一
              --forms  用另外一套表（未参与训练）测量，默认用 engine/training 里的表
            """;

    private Bench() {}

    public static void main(String[] args) throws URISyntaxException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Map<String, String> options = new HashMap<>();
        boolean isJson = false;
        for (int i = 0; i < args.length; i++) {
            boolean hasValue = args[i].startsWith("--") && i + 1 < args.length && !args[i].equals("--json");
            if (args[i].equals("--json")) {
                isJson = true;
            } else if (hasValue
                    && List.of("--only", "--forms", "--gold", "--elements", "--alternatives", "--reader", "--size")
                            .contains(args[i])) {
                options.put(args[i], args[++i]);
            } else {
                err.print(USE.formatted(String.join(" ", BenchReport.names())));
                System.exit(args[i].equals("--help") || args[i].equals("-h") ? 0 : WRONG_USE);
            }
        }
        Path here = Path.of(
                Bench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Optional<Path> root = Setting.findRoot(here).or(() -> Setting.findRoot(Path.of("")));
        if (root.isEmpty()) {
            err.println("找不到 engine/training。请在项目目录里运行 ./qz bench。");
            System.exit(WRONG_USE);
        }
        Setting setting = Setting.of(
                root.orElseThrow(), path(options, "--forms"), path(options, "--gold"), path(options, "--elements"));
        if (options.getOrDefault("--reader", "").equals("shipped")) {
            setting = setting.withShippedReader();
        }
        if (options.getOrDefault("--size", "").equals("full")) {
            setting = setting.atFullSize();
        }
        List<String> only = Arrays.asList(options.getOrDefault("--only", String.join(",", BenchReport.names()))
                .split(","));
        boolean isWhole = new BenchReport(setting, out, err, isJson).run(only);
        System.exit(isWhole ? 0 : 1);
    }

    private static Optional<Path> path(Map<String, String> options, String name) {
        return Optional.ofNullable(options.get(name)).map(Path::of);
    }
}
