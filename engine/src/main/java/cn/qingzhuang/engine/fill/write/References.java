package cn.qingzhuang.engine.fill.write;

import cn.qingzhuang.engine.sheet.CellRef;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cell references in formulas, names and reference lists, rewritten for inserted rows. */
final class References {
    private static final String SHEET = "(?:('(?:[^']|'')+'|[\\p{L}_][\\p{L}\\p{N}_.]*)!)?";
    private static final String CELL = "(\\$?[A-Za-z]{1,3})(\\$?)(\\d{1,7})";
    private static final Pattern REFERENCE =
            Pattern.compile("\"(?:[^\"]|\"\")*\"|(?<![\\p{L}\\p{N}_.$'\\]!])" + SHEET + CELL
                    + "(?::" + CELL + ")?(?![\\p{L}\\p{N}_(!.])|(?<![\\p{L}\\p{N}_.$'\\]:!])" + SHEET
                    + "(\\$?)(\\d{1,7}):(\\$?)(\\d{1,7})(?![\\p{L}\\p{N}_(!.])");
    private static final int ROWS_MAX = 1_048_576;

    private final String sheet;
    private final RowShift shift;

    /** References to this sheet move with this shift. */
    References(String sheet, RowShift shift) {
        this.sheet = sheet;
        this.shift = shift;
    }

    /** The formula as it must read after the insertion; {@code home} is the sheet that holds the formula. */
    String formula(String text, String home) {
        Matcher m = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder(text.length() + 8);
        while (m.find()) {
            m.appendReplacement(out, Matcher.quoteReplacement(movedReference(m, home)));
        }
        return m.appendTail(out).toString();
    }

    private String movedReference(Matcher m, String home) {
        boolean isRows = m.group(10) != null;
        String prefix = isRows ? m.group(8) : m.group(1);
        if (m.group().startsWith("\"") || !isHere(prefix, home)) {
            return m.group();
        }
        String lead = prefix == null ? "" : prefix + "!";
        if (isRows) {
            int first = row(m.group(10));
            int last = row(m.group(12));
            int end = last >= ROWS_MAX - 1 ? last : shift.movedEnd(first, last);
            return lead + m.group(9) + (shift.moved(first) + 1) + ":" + m.group(11) + (end + 1);
        }
        int first = row(m.group(4));
        String head = lead + m.group(2) + m.group(3) + (shift.moved(first) + 1);
        if (m.group(5) == null) {
            return head;
        }
        int last = row(m.group(7));
        int end = last >= ROWS_MAX - 1 ? last : last >= first ? shift.movedEnd(first, last) : shift.moved(last);
        return head + ":" + m.group(5) + m.group(6) + (end + 1);
    }

    private static int row(String oneBased) {
        return Integer.parseInt(oneBased) - 1;
    }

    private boolean isHere(@Nullable String prefix, String home) {
        if (prefix == null) {
            return sameSheet(home);
        }
        String name = prefix.startsWith("'")
                ? prefix.substring(1, prefix.length() - 1).replace("''", "'")
                : prefix;
        return sameSheet(name);
    }

    private boolean sameSheet(String name) {
        return name.toLowerCase(Locale.ROOT).equals(sheet.toLowerCase(Locale.ROOT));
    }

    /** The formula as it reads when it is copied this many rows down: relative rows move, fixed ones stay. */
    String translated(String text, int distance) {
        Matcher m = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder(text.length() + 8);
        while (m.find()) {
            m.appendReplacement(out, Matcher.quoteReplacement(copiedReference(m, distance)));
        }
        return m.appendTail(out).toString();
    }

    private static String copiedReference(Matcher m, int distance) {
        if (m.group().startsWith("\"")) {
            return m.group();
        }
        if (m.group(10) != null) {
            String lead = m.group(8) == null ? "" : m.group(8) + "!";
            return lead + m.group(9) + copiedRow(m.group(9), m.group(10), distance) + ":" + m.group(11)
                    + copiedRow(m.group(11), m.group(12), distance);
        }
        String lead = m.group(1) == null ? "" : m.group(1) + "!";
        String first = lead + m.group(2) + m.group(3) + copiedRow(m.group(3), m.group(4), distance);
        return m.group(5) == null
                ? first
                : first + ":" + m.group(5) + m.group(6) + copiedRow(m.group(6), m.group(7), distance);
    }

    private static int copiedRow(String fixed, String oneBased, int distance) {
        return Integer.parseInt(oneBased) + (fixed.isEmpty() ? distance : 0);
    }

    /** A list of ranges such as {@code C5:C10 E5}, ranges growing over the new rows. */
    String ranges(String list) {
        StringBuilder out = new StringBuilder(list.length() + 8);
        for (String part : list.trim().split("\\s+", -1)) {
            out.append(out.isEmpty() ? "" : " ").append(range(part));
        }
        return out.toString();
    }

    private String range(String part) {
        int colon = part.indexOf(':');
        CellRef first = CellRef.of(colon < 0 ? part : part.substring(0, colon));
        CellRef last = colon < 0 ? first : CellRef.of(part.substring(colon + 1));
        if (first.row() < 0 || first.column() < 0) {
            return part;
        }
        int end = last.row() >= ROWS_MAX - 1 ? last.row() : shift.movedEnd(first.row(), last.row());
        String head = CellRef.letters(first.column()) + (shift.moved(first.row()) + 1);
        String tail = CellRef.letters(last.column()) + (end + 1);
        return head.equals(tail) ? head : head + ":" + tail;
    }

    /** A single address, moved only. */
    String cell(String a1) {
        CellRef at = CellRef.of(a1);
        return CellRef.letters(at.column()) + (shift.moved(at.row()) + 1);
    }
}
