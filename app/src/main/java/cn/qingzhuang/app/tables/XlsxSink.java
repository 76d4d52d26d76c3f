package cn.qingzhuang.app.tables;

import cn.qingzhuang.engine.sheet.CellRef;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A workbook that is written while it is sent: the table on the first sheet, on the second what it says of itself.
 * Texts stand in their cells, so that memory does not grow with the rows; what is no number to count with is text, so
 * that no program cuts an ID number. Nothing in it is hidden.
 */
final class XlsxSink implements RowSink {
    /** One less than a sheet has: the first row is the head. */
    static final int ROWS_MAX = 1_048_575;

    private static final int CELL_MAX = 32_767;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,10})?");
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final int WIDTH_MIN = 8;
    private static final int WIDTH_MAX = 24;
    private static final byte[] ROW = ascii("<row r=\"");
    private static final byte[] ROW_BEGUN = ascii("\">");
    private static final byte[] ROW_END = ascii("</row>");
    private static final byte[] NUMBER_OPEN = ascii("\"><v>");
    private static final byte[] NUMBER_END = ascii("</v></c>");
    private static final byte[] TEXT_OPEN = ascii("\" s=\"2\" t=\"inlineStr\"><is><t>");
    private static final byte[] SPACED_OPEN = ascii("\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    private static final byte[] HEAD_OPEN = ascii("\" s=\"1\" t=\"inlineStr\"><is><t>");
    private static final byte[] TEXT_END = ascii("</t></is></c>");
    private static final int NUMBER_MAX = 12;
    private static final Pattern NO_CHARACTER = Pattern.compile("[\uFFFE\uFFFF]");
    /** What stands in XML for each of the first 128 characters, where it is not itself. */
    private static final byte[] @Nullable [] INSTEAD = instead();

    /** The second sheet tells in so many columns of what the table is. */
    private static final int ABOUT_COLUMNS = 2;

    private final ZipOutputStream zip;
    private final byte[] buffer = new byte[1 << 16];
    private int length;
    private int rows;
    private List<Head> columns = List.of();
    private byte[][] letters = new byte[0][];

    XlsxSink(OutputStream out) {
        this.zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED);
    }

    @Override
    public int rowsMax() {
        return ROWS_MAX;
    }

    @Override
    public void head(List<Head> wanted) throws IOException {
        columns = List.copyOf(wanted);
        letters = new byte[Math.max(ABOUT_COLUMNS, columns.size())][];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = ascii("<c r=\"" + CellRef.letters(i));
        }
        frame();
        begin("xl/worksheets/sheet1.xml");
        text(
                "<worksheet xmlns=\"" + MAIN + "\"><sheetViews><sheetView workbookViewId=\"0\">"
                        + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (int i = 0; i < columns.size(); i++) {
            int width = Math.max(
                    WIDTH_MIN, Math.min(WIDTH_MAX, columns.get(i).label().length() * 2 + 4));
            text("<col min=\"%d\" max=\"%d\" width=\"%d\" customWidth=\"1\"/>".formatted(i + 1, i + 1, width));
        }
        text("</cols><sheetData>");
        openRow();
        for (int i = 0; i < columns.size(); i++) {
            cell(i, columns.get(i).label(), HEAD_OPEN);
        }
        put(ROW_END);
    }

    @Override
    public void row(List<String> values) throws IOException {
        openRow();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            if (value.isEmpty()) {
                continue;
            }
            if (columns.get(i).isNumber() && NUMBER.matcher(value).matches()) {
                put(letters[i]);
                number(rows);
                put(NUMBER_OPEN);
                text(value);
                put(NUMBER_END);
            } else {
                cell(i, value, isSpaced(value) ? SPACED_OPEN : TEXT_OPEN);
            }
        }
        put(ROW_END);
    }

    /** Whether spaces of a value would be lost: those at its ends, and breaks of its lines. */
    private static boolean isSpaced(String value) {
        return value.charAt(0) <= ' ' || value.charAt(value.length() - 1) <= ' ' || value.indexOf('\n') >= 0;
    }

    private void openRow() throws IOException {
        rows++;
        put(ROW);
        number(rows);
        put(ROW_BEGUN);
    }

    private void cell(int column, String value, byte[] open) throws IOException {
        put(letters[column]);
        number(rows);
        put(open);
        String shown = value.length() <= CELL_MAX ? value : value.substring(0, CELL_MAX);
        boolean isAll = shown.indexOf('\uFFFE') < 0 && shown.indexOf('\uFFFF') < 0;
        escaped(isAll ? shown : NO_CHARACTER.matcher(shown).replaceAll(""));
        put(TEXT_END);
    }

    @Override
    public void end(List<List<String>> about) throws IOException {
        text("</sheetData></worksheet>");
        finish();
        begin("xl/worksheets/sheet2.xml");
        text("<worksheet xmlns=\"" + MAIN + "\"><cols><col min=\"1\" max=\"1\" width=\"14\" customWidth=\"1\"/>"
                + "<col min=\"2\" max=\"2\" width=\"70\" customWidth=\"1\"/></cols><sheetData>");
        columns = List.of(new Head("", false), new Head("", false));
        rows = 0;
        for (List<String> line : about) {
            row(line);
        }
        text("</sheetData></worksheet>");
        finish();
        zip.finish();
        zip.flush();
    }

    @Override
    public void close() {
        length = 0; // what was not ended stays without an end
    }

    private void frame() throws IOException {
        part(
                "[Content_Types].xml",
                "<Types xmlns=\"" + PACKAGE + "content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + TYPE + "sheet.main+xml\"/>"
                        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + TYPE + "styles+xml\"/>"
                        + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + TYPE + "worksheet+xml\"/>"
                        + "<Override PartName=\"/xl/worksheets/sheet2.xml\" ContentType=\"" + TYPE
                        + "worksheet+xml\"/></Types>");
        part("_rels/.rels", relations("officeDocument", "xl/workbook.xml", ""));
        part(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\"><sheets>"
                        + "<sheet name=\"数据\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"说明\" sheetId=\"2\" r:id=\"rId2\"/>"
                        + "</sheets></workbook>");
        part(
                "xl/_rels/workbook.xml.rels",
                relations(
                        "worksheet",
                        "worksheets/sheet1.xml",
                        "<Relationship Id=\"rId2\" Type=\"" + OFFICE + "/worksheet\" Target=\"worksheets/sheet2.xml\"/>"
                                + "<Relationship Id=\"rId3\" Type=\"" + OFFICE + "/styles\" Target=\"styles.xml\"/>"));
        part(
                "xl/styles.xml",
                "<styleSheet xmlns=\"" + MAIN + "\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"等线\"/></font>"
                        + "<font><b/><sz val=\"11\"/><name val=\"等线\"/></font></fonts>"
                        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
                        + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
                        + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
                        + "<cellXfs count=\"3\"><xf/><xf fontId=\"1\" applyFont=\"1\"/>"
                        + "<xf numFmtId=\"49\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
    }

    private static String relations(String kind, String target, String more) {
        return "<Relationships xmlns=\"" + PACKAGE + "relationships\"><Relationship Id=\"rId1\" Type=\"" + OFFICE + "/"
                + kind + "\" Target=\"" + target + "\"/>" + more + "</Relationships>";
    }

    private void part(String name, String xml) throws IOException {
        begin(name);
        text(xml);
        finish();
    }

    private void begin(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        text(XML);
    }

    private void finish() throws IOException {
        drain();
        zip.closeEntry();
    }

    private void drain() throws IOException {
        zip.write(buffer, 0, length);
        length = 0;
    }

    private static byte[] @Nullable [] instead() {
        byte[] @Nullable [] out = new byte[1 << 7][];
        for (char c = 0; c < ' '; c++) {
            out[c] = c == '\n' || c == '\t' ? null : new byte[0];
        }
        out['<'] = ascii("&lt;");
        out['>'] = ascii("&gt;");
        out['&'] = ascii("&amp;");
        return out;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void put(byte[] bytes) throws IOException {
        put(bytes, 0, bytes.length);
    }

    private void put(byte[] bytes, int from, int to) throws IOException {
        for (int at = from; at < to; ) {
            if (length == buffer.length) {
                drain();
            }
            int some = Math.min(to - at, buffer.length - length);
            System.arraycopy(bytes, at, buffer, length, some);
            length += some;
            at += some;
        }
    }

    private void number(int value) throws IOException {
        if (length > buffer.length - NUMBER_MAX) {
            drain();
        }
        int digits = 1;
        for (int left = value; left >= 10; left /= 10) {
            digits++;
        }
        int left = value;
        for (int i = digits - 1; i >= 0; i--) {
            buffer[length + i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length += digits;
    }

    /** Text that has nothing to escape. */
    private void text(String text) throws IOException {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A value: what XML has no place for is left out, half a character is a question mark. */
    private void escaped(String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte @Nullable [] instead = bytes[i] < 0 ? null : INSTEAD[bytes[i]];
            if (instead != null) {
                put(bytes, from, i);
                put(instead);
                from = i + 1;
            }
        }
        put(bytes, from, bytes.length);
    }
}
