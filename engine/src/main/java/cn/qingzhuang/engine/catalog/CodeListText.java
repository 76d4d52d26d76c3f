package cn.qingzhuang.engine.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Code lists as lines of texts, one value a line: what CSV, Excel, pages and the history of the catalogue exchange. */
public final class CodeListText {
    /** A column and its title in Chinese. */
    public enum Column {
        LIST("代码集"),
        STANDARD("所依标准"),
        CODE("代码"),
        LABEL("名称"),
        ALSO("其他写法"),
        RANK("次序");

        private final String title;

        Column(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The column that a header names, by key or title. */
        public static Optional<Column> named(String header) {
            String wanted = Cleaning.key(header).toLowerCase(Locale.ROOT);
            return Arrays.stream(values())
                    .filter(c -> c.title.equals(wanted) || c.key().equals(wanted))
                    .findFirst();
        }
    }

    private static final int CODES_MAX = 5_000;
    private static final int LABEL_MAX = 100;

    private CodeListText() {}

    /** One value of a list. */
    public record Line(String code, String label, String also, String rank) {}

    /** What was read: the list, or every reason why it is none. */
    public record Parsed(Optional<CodeList> list, List<String> troubles) {
        public Parsed {
            troubles = List.copyOf(troubles);
        }
    }

    public static List<Line> of(CodeList list) {
        return list.codes().stream()
                .map(c -> new Line(
                        c.code(),
                        c.label(),
                        String.join("|", c.also()),
                        c.rank().map(String::valueOf).orElse("")))
                .toList();
    }

    /** Reads a list: labels and codes unique, at least one value. */
    public static Parsed parse(String id, String standard, List<Line> lines) {
        List<String> troubles = new ArrayList<>();
        if (!id.matches("[a-z][a-z0-9_]{1,59}")) {
            troubles.add("代码集标识应为小写字母开头的英文标识，如 blood_type");
        }
        if (lines.isEmpty() || lines.size() > CODES_MAX) {
            troubles.add("代码集应有 1 到 " + CODES_MAX + " 个值");
        }
        Set<String> labels = new HashSet<>();
        Set<String> codes = new HashSet<>();
        List<CodeList.Code> out = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            String at = "第 " + (i + 1) + " 个值";
            if (line.label().isBlank() || line.label().length() > LABEL_MAX) {
                troubles.add(at + "没有名称，或名称超过 " + LABEL_MAX + " 字");
            } else if (!labels.add(line.label().strip())) {
                troubles.add(at + "“" + line.label() + "”重复");
            }
            if (!line.code().isBlank() && !codes.add(line.code().strip())) {
                troubles.add(at + "的代码“" + line.code() + "”重复");
            }
            boolean isRanked = line.rank().strip().matches("[0-9]{1,4}");
            if (!isRanked && !line.rank().isBlank()) {
                troubles.add(at + "的次序应为数字");
            }
            out.add(new CodeList.Code(
                    line.code().strip(),
                    line.label().strip(),
                    Arrays.stream(line.also().split("\\|"))
                            .map(String::strip)
                            .filter(s -> !s.isEmpty())
                            .toList(),
                    isRanked ? Optional.of(Integer.parseInt(line.rank().strip())) : Optional.empty()));
        }
        return new Parsed(
                troubles.isEmpty() ? Optional.of(new CodeList(id, standard.strip(), out)) : Optional.empty(), troubles);
    }
}
