package cn.qingzhuang.engine.fill.write;

import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.sheet.CellValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Writes edits into CSV bytes in the encoding and with the line ends and separator they came in; fields that are not
 * filled keep their text, quotes included. Text that a spreadsheet would take for a formula gets an apostrophe, because
 * a CSV file cannot say that a field is text.
 */
final class CsvWriter {
    private static final char MARK = '\uFEFF';
    private static final Charset GB18030 = Charset.forName("GB18030");

    private CsvWriter() {}

    static byte[] write(byte[] original, Map<String, SheetEdits> edits) {
        Charset charset = charsetOf(original);
        String text = new String(original, charset);
        String mark = !text.isEmpty() && text.charAt(0) == MARK ? text.substring(0, 1) : "";
        String body = text.substring(mark.length());
        String lineEnd = body.contains("\r\n") ? "\r\n" : "\n";
        char separator = separatorOf(body);
        List<List<String>> rows = rows(body, separator);
        for (SheetEdits edit : edits.values()) {
            apply(rows, edit);
        }
        StringBuilder out = new StringBuilder(mark);
        for (List<String> row : rows) {
            out.append(String.join(String.valueOf(separator), row)).append(lineEnd);
        }
        if (!body.endsWith("\n") && !body.isEmpty()) {
            out.setLength(out.length() - lineEnd.length());
        }
        return out.toString().getBytes(charset);
    }

    private static void apply(List<List<String>> rows, SheetEdits edits) {
        IntUnaryOperator width =
                row -> row >= 0 && row < rows.size() ? rows.get(row).size() : 0;
        List<Draft.AddedRows> added = edits.shift().added();
        for (int i = added.size() - 1; i >= 0; i--) {
            Draft.AddedRows a = added.get(i);
            int columns = width.applyAsInt(a.styleRow());
            for (int n = 0; n < a.count(); n++) {
                List<String> blank = new ArrayList<>(Collections.nCopies(columns, ""));
                rows.add(Math.min(a.beforeRow(), rows.size()), blank);
            }
        }
        for (Map.Entry<Integer, NavigableMap<Integer, CellValue>> e : new TreeMap<>(edits.rows()).entrySet()) {
            while (rows.size() <= e.getKey()) {
                rows.add(new ArrayList<>());
            }
            List<String> row = rows.get(e.getKey());
            e.getValue().forEach((column, value) -> {
                while (row.size() <= column) {
                    row.add("");
                }
                row.set(column, field(value));
            });
        }
    }

    private static String field(CellValue value) {
        if (value instanceof CellValue.Number n) {
            return Xml.number(n.number());
        }
        if (value instanceof CellValue.Date d) {
            return d.at().toLocalDate().toString();
        }
        if (value instanceof CellValue.Bool b) {
            return b.isTrue() ? "是" : "否";
        }
        String text = value instanceof CellValue.Text t ? t.text() : "";
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean needsQuotes =
                safe.chars().anyMatch(c -> c == ',' || c == ';' || c == '\t' || c == '"' || c == '\n' || c == '\r');
        return needsQuotes ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static Charset charsetOf(byte[] original) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(original));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return GB18030;
        }
    }

    private static char separatorOf(String body) {
        int lineEnd = body.indexOf('\n');
        String first = lineEnd < 0 ? body : body.substring(0, lineEnd);
        long commas = first.chars().filter(c -> c == ',').count();
        long tabs = first.chars().filter(c -> c == '\t').count();
        long semicolons = first.chars().filter(c -> c == ';').count();
        return tabs > commas && tabs >= semicolons ? '\t' : semicolons > commas ? ';' : ',';
    }

    /** Raw fields with their quotes. */
    private static List<List<String>> rows(String body, char separator) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int from = 0;
        boolean isQuoted = false;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '"') {
                isQuoted = !isQuoted;
            } else if (!isQuoted && (c == separator || c == '\n')) {
                int to = c == '\n' && i > from && body.charAt(i - 1) == '\r' ? i - 1 : i;
                row.add(body.substring(from, to));
                from = i + 1;
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            }
        }
        if (from < body.length() || !row.isEmpty()) {
            row.add(body.substring(from));
            rows.add(row);
        }
        return rows;
    }
}
