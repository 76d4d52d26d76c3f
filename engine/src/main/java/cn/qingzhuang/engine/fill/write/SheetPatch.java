package cn.qingzhuang.engine.fill.write;

import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.CellValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Patches the XML of one worksheet.
 *
 * <p>One pass over the tags. Rows without edits are copied as they are, except that a formula loses its remembered
 * result: the value it summed has changed, and a program that shows the old total would be believed. A cell keeps its
 * style; a cell that is missing takes the style of the row above it in the body, an inserted row that of its style row.
 */
final class SheetPatch {
    private static final Pattern ROW_ATTRIBUTE = Pattern.compile("(\\sr\\s*=\\s*[\"'])[^\"']*([\"'])");
    private static final Pattern TYPE_ATTRIBUTE = Pattern.compile("\\st\\s*=\\s*[\"'][^\"']*[\"']");
    private static final Pattern SPANS_ATTRIBUTE = Pattern.compile("\\sspans\\s*=\\s*[\"'][^\"']*[\"']");

    private final byte[] xml;
    private final SheetEdits edits;
    private final RowShift shift;
    private final References references;
    private final String sheet;
    private final boolean is1904;
    private final Tags tags;
    private final ByteArrayOutputStream out;
    private final ColumnStyles columnStyles;
    private final Map<Integer, StyleRow> styleRows = new TreeMap<>();
    private String prefix = "";
    private int lastRow = -1;
    private int previousOriginal = -1;
    private StyleRow above = StyleRow.NONE;
    private boolean hasFormulas;

    SheetPatch(String sheet, byte[] xml, SheetEdits edits, boolean is1904) {
        this.xml = xml;
        this.edits = edits;
        this.shift = edits.shift();
        this.references = new References(sheet, shift);
        this.sheet = sheet;
        this.is1904 = is1904;
        this.tags = new Tags(xml);
        this.out = new ByteArrayOutputStream(xml.length + xml.length / 2 + 4096);
        this.columnStyles = ColumnStyles.read(xml);
    }

    byte[] patched() {
        while (tags.next()) {
            if (tags.opens("sheetData")) {
                prefix = tags.prefix();
                write(frame(0, tags.start()));
                int tail = tags.isEmpty() ? emptyData() : data();
                write(frame(tail, xml.length));
                return out.toByteArray();
            }
        }
        throw new IllegalArgumentException("no sheetData");
    }

    /** Whether a cell of the patched sheet has a formula. */
    boolean hasFormulas() {
        return hasFormulas;
    }

    /** The part before or after the rows: as it is, or with moved references. */
    private byte[] frame(int from, int to) {
        byte[] part = Arrays.copyOfRange(xml, from, to);
        if (shift.isEmpty()) {
            return part;
        }
        String text = new String(part, StandardCharsets.UTF_8);
        return new SheetFrame(sheet, references, shift).moved(text).getBytes(StandardCharsets.UTF_8);
    }

    private int emptyData() {
        write("<" + prefix + "sheetData>");
        writeMissing(Integer.MAX_VALUE);
        write("</" + prefix + "sheetData>");
        return tags.end();
    }

    private int data() {
        int copied = tags.start();
        while (tags.next()) {
            if (tags.opens("row")) {
                write(copied, tags.start());
                copied = row();
            } else if (tags.closes("sheetData")) {
                write(copied, tags.start());
                writeMissing(Integer.MAX_VALUE);
                return tags.start();
            }
        }
        throw new IllegalArgumentException("sheetData is not closed");
    }

    /** Writes one row of the original and the new rows before it; returns where the row ends. */
    private int row() {
        String number = tags.attribute("r");
        int original = number.isEmpty() ? previousOriginal + 1 : Integer.parseInt(number) - 1;
        previousOriginal = original;
        int row = shift.moved(original);
        writeMissing(row);
        NavigableMap<Integer, CellValue> values = edits.row(row);
        boolean isStyleRow = shift.added().stream().anyMatch(a -> a.styleRow() == original);
        String opening = tags.text();
        String head = row == original ? opening : withRow(opening, Integer.toString(row + 1));
        StyleRow style = new StyleRow(row, head, new TreeMap<>());
        boolean isEmptyRow = tags.isEmpty();
        if (!values.isEmpty()) {
            head = SPANS_ATTRIBUTE.matcher(head).replaceFirst("");
        }
        write(isEmptyRow && !values.isEmpty() ? head.substring(0, head.length() - 2) + ">" : head);
        int end = tags.end();
        if (!isEmptyRow) {
            end = new RowCells(row, original, values, style).copy();
        } else if (!values.isEmpty()) {
            writeNewCells(row, values, Integer.MAX_VALUE, style);
            write("</" + prefix + "row>");
        }
        if (isStyleRow) {
            styleRows.put(original, style);
        }
        above = values.isEmpty() ? StyleRow.NONE : style;
        lastRow = row;
        return end;
    }

    private static String withRow(String tag, String value) {
        Matcher m = ROW_ATTRIBUTE.matcher(tag);
        return m.find() ? m.replaceFirst("$1" + value + "$2") : tag;
    }

    /** Writes inserted rows and rows the file lacks, up to but without this row. */
    private void writeMissing(int before) {
        for (Draft.AddedRows a : shift.added()) {
            int first = shift.moved(a.beforeRow() - 1) + 1;
            if (first > lastRow && first < before && a.beforeRow() >= 0) {
                writeEdited(lastRow + 1, first);
                for (int i = 0; i < a.count(); i++) {
                    writeInserted(first + i, a);
                }
                lastRow = first + a.count() - 1;
            }
        }
        writeEdited(lastRow + 1, before);
    }

    private void writeEdited(int from, int to) {
        if (from >= to) {
            return;
        }
        for (Map.Entry<Integer, NavigableMap<Integer, CellValue>> e :
                edits.rows().subMap(from, to).entrySet()) {
            int row = e.getKey();
            StyleRow style = above.row == row - 1 ? above.at(row) : new StyleRow(row, "", new TreeMap<>());
            write("<" + prefix + "row r=\"" + (row + 1) + "\">");
            writeNewCells(row, e.getValue(), Integer.MAX_VALUE, style);
            write("</" + prefix + "row>");
            above = style;
            lastRow = row;
        }
    }

    private void writeInserted(int row, Draft.AddedRows added) {
        StyleRow style = Optional.ofNullable(styleRows.get(added.styleRow())).orElse(StyleRow.NONE);
        int distance = row - style.row;
        String opening = style.opening.isEmpty() ? "<" + prefix + "row r=\"1\">" : style.opening;
        opening = SPANS_ATTRIBUTE.matcher(opening).replaceFirst("");
        opening = opening.endsWith("/>") ? opening.substring(0, opening.length() - 2) + ">" : opening;
        write(withRow(opening, Integer.toString(row + 1)));
        NavigableMap<Integer, CellValue> values = edits.row(row);
        TreeMap<Integer, String> columns = new TreeMap<>();
        style.cells.forEach((column, cell) -> columns.put(column, cell.style));
        values.keySet().forEach(column -> columns.putIfAbsent(column, ""));
        columns.forEach((column, s) -> {
            CellValue value = values.get(column);
            CellStyle donor = style.cells.getOrDefault(column, CellStyle.NONE);
            String address = CellRef.letters(column) + (row + 1);
            if (value == null && !donor.formula.isEmpty()) {
                write("<" + prefix + "c r=\"" + address + "\"" + s + ">" + donor.formulaAt(references, distance) + "</"
                        + prefix + "c>");
            } else {
                writeCell(address, s, value);
            }
        });
        write("</" + prefix + "row>");
    }

    private void writeCell(String address, String style, @Nullable CellValue value) {
        String open = "<" + prefix + "c r=\"" + address + "\"" + style;
        write(value == null ? open + "/>" : open + Xml.content(value, prefix, is1904) + "</" + prefix + "c>");
    }

    /** Writes edits left of the column, with the style of the row above them; takes them from {@code values}. */
    private void writeNewCells(int row, NavigableMap<Integer, CellValue> values, int before, StyleRow style) {
        for (Map.Entry<Integer, CellValue> e : values.headMap(before, false).entrySet()) {
            int column = e.getKey();
            CellStyle known = style.cells.get(column);
            if (known == null && above.row == row - 1) {
                known = above.cells.get(column);
            }
            String s = known != null ? known.style : columnStyles.at(column);
            style.cells.put(column, new CellStyle(s, ""));
            writeCell(CellRef.letters(column) + (row + 1), s, e.getValue());
        }
    }

    private void write(int from, int to) {
        out.write(xml, from, to - from);
    }

    private void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] part) {
        out.write(part, 0, part.length);
    }

    /** How a cell of a body row looks, and its formula tag if it has one. */
    private record CellStyle(String style, String formula) {
        static final CellStyle NONE = new CellStyle("", "");

        String formulaAt(References references, int distance) {
            int open = formula.indexOf('>') + 1;
            int close = formula.lastIndexOf("</");
            if (close < open) {
                return formula;
            }
            String text = Xml.unescape(formula.substring(open, close));
            return formula.substring(0, open)
                    + Xml.escape(references.translated(text, distance))
                    + formula.substring(close);
        }
    }

    private record StyleRow(int row, String opening, Map<Integer, CellStyle> cells) {
        static final StyleRow NONE = new StyleRow(Integer.MIN_VALUE / 2, "", Map.of());

        StyleRow at(int newRow) {
            return new StyleRow(newRow, opening, new TreeMap<>(cells));
        }
    }

    /** Copies the cells of one existing row, putting edits where they belong. */
    private final class RowCells {
        private final int row;
        private final int original;
        private final NavigableMap<Integer, CellValue> left;
        private final StyleRow style;
        private int column = -1;
        private int copied = tags.end();

        RowCells(int row, int original, NavigableMap<Integer, CellValue> values, StyleRow style) {
            this.row = row;
            this.original = original;
            this.left = new TreeMap<>(values);
            this.style = style;
        }

        int copy() {
            while (tags.next()) {
                if (tags.opens("c")) {
                    cell();
                } else if (tags.closes("row")) {
                    write(copied, tags.start());
                    writeNewCells(row, left, Integer.MAX_VALUE, style);
                    copied = tags.start();
                    break;
                }
            }
            write(copied, tags.end());
            return tags.end();
        }

        private void cell() {
            String address = tags.attribute("r");
            column = address.isEmpty() ? column + 1 : CellRef.of(address).column();
            int start = tags.start();
            NavigableMap<Integer, CellValue> before = left.headMap(column, false);
            if (!before.isEmpty()) {
                write(copied, start);
                writeNewCells(row, left, column, style);
                before.clear();
                copied = start;
            }
            String opening = tags.text();
            String s = styleOf();
            boolean isEmpty = tags.isEmpty();
            int openEnd = tags.end();
            CellBody body = isEmpty ? new CellBody(-1, -1, openEnd) : body();
            style.cells.put(column, new CellStyle(s, body.formulaText(xml)));
            CellValue value = left.remove(column);
            if (value != null && body.formulaStart < 0) {
                write(copied, start);
                write(trimmed(opening) + Xml.content(value, prefix, is1904) + "</" + prefix + "c>");
                copied = body.cellEnd;
            } else if (body.formulaStart >= 0 || row != original) {
                write(copied, start);
                rewrite(opening, openEnd, body);
                copied = body.cellEnd;
            }
        }

        private static String withoutType(String opening) {
            return opening.indexOf('t') < 0
                    ? opening
                    : TYPE_ATTRIBUTE.matcher(opening).replaceFirst("");
        }

        private String styleOf() {
            String s = tags.attribute("s");
            return s.isEmpty() ? "" : " s=\"" + s + "\"";
        }

        private String trimmed(String opening) {
            String tag = withoutType(opening);
            tag = row == original ? tag : withRow(tag, CellRef.letters(column) + (row + 1));
            return tag.substring(0, tag.length() - (tag.endsWith("/>") ? 2 : 1)).stripTrailing();
        }

        /** An unedited cell that moves or holds a formula. */
        private void rewrite(String opening, int openEnd, CellBody body) {
            String tag = body.formulaStart >= 0 ? withoutType(opening) : opening;
            write(row == original ? tag : withRow(tag, CellRef.letters(column) + (row + 1)));
            if (body.formulaStart < 0) {
                write(openEnd, body.cellEnd);
                return;
            }
            String formula = body.formulaText(xml);
            write(shift.isEmpty() ? formula : moved(formula));
            write("</" + prefix + "c>");
        }

        private String moved(String formula) {
            int open = formula.indexOf('>') + 1;
            String head = SheetFrame.movedAttributes(formula.substring(0, open), references);
            int close = formula.lastIndexOf("</");
            if (close < open) {
                return head;
            }
            String text = Xml.unescape(formula.substring(open, close));
            return head + Xml.escape(references.formula(text, sheet)) + formula.substring(close);
        }

        private CellBody body() {
            int formulaStart = -1;
            int formulaEnd = -1;
            while (tags.next()) {
                if (tags.opens("f")) {
                    hasFormulas = true;
                    formulaStart = tags.start();
                    formulaEnd = tags.end();
                } else if (tags.closes("f")) {
                    formulaEnd = tags.end();
                } else if (tags.closes("c")) {
                    return new CellBody(formulaStart, formulaEnd, tags.end());
                }
            }
            throw new IllegalArgumentException("a cell is not closed");
        }
    }

    private record CellBody(int formulaStart, int formulaEnd, int cellEnd) {
        String formulaText(byte[] xml) {
            return formulaStart < 0
                    ? ""
                    : new String(xml, formulaStart, formulaEnd - formulaStart, StandardCharsets.UTF_8);
        }
    }
}
