package cn.qingzhuang.engine.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code .layout} text form of a layout: one fact a line, so that a difference can be read. {@code print} and
 * {@code parse} are each other's reverse.
 *
 * <pre>
 * sheet Sheet1
 * table roster rows
 *   range A1:F9
 *   header A3:F4
 *   body A5:F8
 *   title 残疾人花名册
 *   particular A2 填报单位 | 高桥村
 *   totals 9
 *   slot B at B3 area B5:B8 : 基本情况 | 姓名
 * </pre>
 */
public final class LayoutText {
    private LayoutText() {}

    public static String print(Layout layout) {
        StringBuilder out = new StringBuilder();
        line(out, "sheet", escape(layout.sheetName()) + (layout.isHidden() ? " | hidden" : ""));
        layout.tables().forEach(table -> print(out, table));
        return out.toString();
    }

    private static void line(StringBuilder out, String key, String value) {
        out.append(key).append(value.isEmpty() ? "" : " " + value).append('\n');
    }

    private static void print(StringBuilder out, Table t) {
        line(out, "table", t.kind().label() + " " + t.orientation().name().toLowerCase(Locale.ROOT));
        line(out, "  range", t.range().a1());
        t.header().ifPresent(h -> line(out, "  header", h.a1()));
        t.numbersRow().ifPresent(r -> line(out, "  numbers", String.valueOf(r + 1)));
        t.body().ifPresent(b -> line(out, "  body", b.a1()));
        if (t.isBodyOpen()) {
            line(out, "  open", "");
        }
        t.title().ifPresent(title -> line(out, "  title", escape(title)));
        for (Particular p : t.particulars()) {
            String blank = p.blank().map(b -> " " + b.a1()).orElse("");
            line(out, "  particular", p.cell().a1() + blank + " : " + escape(p.label()) + " | " + escape(p.text()));
        }
        if (!t.totalRows().isEmpty()) {
            List<String> rows =
                    t.totalRows().stream().map(r -> String.valueOf(r + 1)).toList();
            line(out, "  totals", String.join(" ", rows));
        }
        t.stubColumn().ifPresent(c -> line(out, "  stubs", CellRef.letters(c)));
        t.slots().forEach(slot -> line(out, "  slot", print(slot)));
        if (!t.notes().isEmpty()) {
            line(
                    out,
                    "  notes",
                    String.join(" ", t.notes().stream().map(CellRef::a1).toList()));
        }
    }

    private static String print(Slot s) {
        StringBuilder out =
                new StringBuilder(s.ref()).append(" at ").append(s.headerCell().a1());
        s.area().ifPresent(a -> out.append(" area ").append(a.a1()));
        out.append(s.block() > 0 ? " block " + s.block() : "").append(s.isTable() ? " table yes" : "");
        out.append(" : ")
                .append(String.join(
                        " | ", s.path().stream().map(LayoutText::escape).toList()));
        if (!s.rowStub().isEmpty()) {
            List<String> stubs = s.rowStub().stream().map(LayoutText::escape).toList();
            out.append(" || ").append(String.join(" | ", stubs));
        }
        return out.toString();
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("|", "\\p")
                .replace("\r", "\\r");
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                out.append(next == 'n' ? '\n' : next == 'p' ? '|' : next == 'r' ? '\r' : next);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Reads what {@link #print} wrote; throws IllegalArgumentException for a line it does not know. */
    public static Layout parse(String text) {
        String name = "";
        boolean isHidden = false;
        List<Table> tables = new ArrayList<>();
        TableLines current = null;
        for (String line : text.split("\n")) {
            if (line.startsWith("sheet")) {
                String[] parts = line.substring("sheet".length()).strip().split(" \\| ", -1);
                name = unescape(parts[0]);
                isHidden = parts.length > 1;
            } else if (line.startsWith("table ")) {
                if (current != null) {
                    tables.add(current.table());
                }
                current = new TableLines(line.split(" "));
            } else if (current != null && !line.isBlank()) {
                current.add(line.stripLeading());
            }
        }
        if (current != null) {
            tables.add(current.table());
        }
        return new Layout(name, isHidden, tables);
    }

    /** Gathers the lines of one table. */
    private static final class TableLines {
        private final TableKind kind;
        private final Orientation orientation;
        private CellRange range = new CellRange(0, 0, 0, 0);
        private Optional<CellRange> header = Optional.empty();
        private Optional<CellRange> body = Optional.empty();
        private Optional<String> title = Optional.empty();
        private Optional<Integer> numbers = Optional.empty();
        private Optional<Integer> stubs = Optional.empty();
        private boolean isOpen;
        private final List<Particular> particulars = new ArrayList<>();
        private final List<Slot> slots = new ArrayList<>();
        private final List<Integer> totals = new ArrayList<>();
        private final List<CellRef> notes = new ArrayList<>();

        private TableLines(String[] words) {
            kind = TableKind.valueOf(words[1].toUpperCase(Locale.ROOT));
            orientation = Orientation.valueOf(words[2].toUpperCase(Locale.ROOT));
        }

        private void add(String line) {
            int space = line.indexOf(' ');
            String key = space < 0 ? line : line.substring(0, space);
            String value = space < 0 ? "" : line.substring(space + 1);
            switch (key) {
                case "range" -> range = CellRange.of(value);
                case "header" -> header = Optional.of(CellRange.of(value));
                case "body" -> body = Optional.of(CellRange.of(value));
                case "open" -> isOpen = true;
                case "numbers" -> numbers = Optional.of(Integer.parseInt(value) - 1);
                case "title" -> title = Optional.of(unescape(value));
                case "stubs" -> stubs = Optional.of(CellRef.of(value + "1").column());
                case "particular" -> particulars.add(particular(value));
                case "slot" -> slots.add(slot(value));
                case "totals" -> List.of(value.split(" ")).forEach(r -> totals.add(Integer.parseInt(r) - 1));
                case "notes" -> List.of(value.split(" ")).forEach(a -> notes.add(CellRef.of(a)));
                default -> throw new IllegalArgumentException("not a line of a layout: " + line);
            }
        }

        private static Particular particular(String value) {
            int colon = value.indexOf(" : ");
            String[] cells = value.substring(0, colon).split(" ");
            String[] texts = value.substring(colon + 3).split(" \\| ?", -1);
            Optional<CellRef> blank = cells.length > 1 ? Optional.of(CellRef.of(cells[1])) : Optional.empty();
            return new Particular(unescape(texts[0]), unescape(texts[1]), CellRef.of(cells[0]), blank);
        }

        private static Slot slot(String value) {
            int colon = value.indexOf(" : ");
            String[] words = value.substring(0, colon).split(" ");
            CellRef at = new CellRef(0, 0);
            Optional<CellRange> area = Optional.empty();
            int block = 0;
            boolean isTable = false;
            for (int i = 1; i + 1 < words.length; i += 2) {
                switch (words[i]) {
                    case "at" -> at = CellRef.of(words[i + 1]);
                    case "area" -> area = Optional.of(CellRange.of(words[i + 1]));
                    case "block" -> block = Integer.parseInt(words[i + 1]);
                    case "table" -> isTable = true;
                    default -> throw new IllegalArgumentException("not a word of a slot: " + words[i]);
                }
            }
            String[] halves = value.substring(colon + 3).split(" \\|\\| ", -1);
            List<String> stub = halves.length > 1 ? texts(halves[1]) : List.of();
            return new Slot(words[0], texts(halves[0]), area, at, block, stub, isTable);
        }

        private static List<String> texts(String joined) {
            return joined.isEmpty()
                    ? List.of()
                    : List.of(joined.split(" \\| ", -1)).stream()
                            .map(LayoutText::unescape)
                            .toList();
        }

        private Table table() {
            return new Table(
                    kind,
                    orientation,
                    range,
                    header,
                    body,
                    isOpen,
                    title,
                    particulars,
                    slots,
                    totals,
                    numbers,
                    stubs,
                    notes);
        }
    }
}
