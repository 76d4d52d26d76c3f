package cn.qingzhuang.engine.sheet;

import cn.qingzhuang.engine.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one worksheet part into a grid, cell by cell, no object per cell. */
final class SheetPart {
    private static final byte[] ROW = XlsxReader.ascii("row");
    private static final byte[] CELL = XlsxReader.ascii("c");
    private static final byte[] R = XlsxReader.ascii("r");
    private static final byte[] S = XlsxReader.ascii("s");
    private static final byte[] T = XlsxReader.ascii("t");
    private static final byte[] V = XlsxReader.ascii("v");
    private static final byte[] F = XlsxReader.ascii("f");
    private static final byte[] SI = XlsxReader.ascii("si");
    private static final byte[] IS = XlsxReader.ascii("is");
    private static final byte[] COL = XlsxReader.ascii("col");
    private static final byte[] MIN = XlsxReader.ascii("min");
    private static final byte[] MAX = XlsxReader.ascii("max");
    private static final byte[] HIDDEN = XlsxReader.ascii("hidden");
    private static final byte[] MERGE_CELL = XlsxReader.ascii("mergeCell");
    private static final byte[] REF = XlsxReader.ascii("ref");
    private static final byte[] VALIDATION = XlsxReader.ascii("dataValidation");
    private static final byte[] TYPE = XlsxReader.ascii("type");
    private static final byte[] SQREF = XlsxReader.ascii("sqref");
    private static final byte[] FORMULA1 = XlsxReader.ascii("formula1");

    /** What the sheets of a workbook share. */
    record Workbook(String file, TextStore texts, StyleTable styles, boolean is1904) {}

    /** A drop-down list as written, before its source is looked up. */
    private record RawChoice(String ranges, String source) {}

    private final Workbook workbook;
    private final String name;
    private final int cellsLeft;
    private final Grid.Builder grid;
    private final CellStore cells;
    private final Map<Integer, String> sharedFormulas = new HashMap<>();
    private final List<RawChoice> rawChoices = new ArrayList<>();
    private int[] styleIds = new int[64];
    private int merges;
    private int row = -1;
    private int column = -1;

    SheetPart(Workbook workbook, String name, boolean isHidden, int cellsLeft) {
        this.workbook = workbook;
        this.name = name;
        this.cellsLeft = cellsLeft;
        this.grid = new Grid.Builder(name, workbook.texts()).hidden(isHidden);
        this.cells = grid.store();
    }

    String name() {
        return name;
    }

    int cellCount() {
        return cells.size();
    }

    void read(XmlScanner xml) throws IOException {
        for (int token = xml.next(); token != XmlScanner.EOF; token = xml.next()) {
            if (token != XmlScanner.START) {
                continue;
            }
            if (xml.is(CELL)) {
                cell(xml);
            } else if (xml.is(ROW)) {
                row(xml);
            } else if (xml.is(COL)) {
                hideColumns(xml);
            } else if (xml.is(MERGE_CELL)) {
                merge(xml.attributeOr(REF, ""));
            } else if (xml.is(VALIDATION)) {
                validation(xml);
            }
        }
    }

    private void row(XmlScanner xml) {
        row = xml.attributeOr(R, row + 2) - 1;
        column = -1;
        if (row < 0 || row >= SheetLimits.ROWS) {
            throw SheetProblems.tooLargeSheet(workbook.file(), name, "行号超过 " + SheetLimits.ROWS);
        }
        if (isOn(xml.attributeOr(HIDDEN, "0"))) {
            grid.hideRow(row);
        }
    }

    private static boolean isOn(String flag) {
        return flag.equals("1") || flag.equals("true");
    }

    private void hideColumns(XmlScanner xml) {
        if (!isOn(xml.attributeOr(HIDDEN, "0"))) {
            return;
        }
        int first = Math.max(1, xml.attributeOr(MIN, 1));
        int last = Math.min(SheetLimits.COLUMNS, xml.attributeOr(MAX, first));
        for (int c = first; c <= last; c++) {
            grid.hideColumn(c - 1);
        }
    }

    private void place(XmlScanner xml) {
        column++;
        if (!xml.attribute(R)) {
            return;
        }
        byte[] b = xml.bytes();
        int c = 0;
        int r = 0;
        for (int i = xml.valueFrom(); i < xml.valueTo(); i++) {
            byte x = b[i];
            if (x >= 'A' && x <= 'Z' && r == 0 && c < SheetLimits.COLUMNS) {
                c = c * 26 + (x - 'A' + 1);
            } else if (x >= '0' && x <= '9' && c > 0 && r < SheetLimits.ROWS) {
                r = r * 10 + (x - '0');
            } else {
                throw SheetProblems.badCell(workbook.file(), name, xml.value(), "单元格地址不对");
            }
        }
        if (c == 0 || r == 0 || c > SheetLimits.COLUMNS || r > SheetLimits.ROWS) {
            throw SheetProblems.badCell(workbook.file(), name, xml.value(), "单元格地址不对");
        }
        row = r - 1;
        column = c - 1;
    }

    private void cell(XmlScanner xml) throws IOException {
        place(xml);
        int style = xml.attributeOr(S, 0);
        byte type = 'n';
        if (xml.attribute(T)) {
            byte[] b = xml.bytes();
            int length = xml.valueTo() - xml.valueFrom();
            type = length == 1 ? b[xml.valueFrom()] : length == 9 ? (byte) 'i' : length == 3 ? (byte) 'f' : (byte) 'd';
        }
        if (cells.size() >= cellsLeft) {
            throw SheetProblems.tooLargeSheet(workbook.file(), name, "单元格超过 " + SheetLimits.CELLS / 10_000 + " 万个");
        }
        int depth = xml.depth();
        boolean isFilled = false;
        for (int token = xml.next(); token != XmlScanner.END || xml.depth() >= depth; token = xml.next()) {
            if (token == XmlScanner.EOF) {
                return;
            }
            if (token != XmlScanner.START) {
                continue;
            }
            if (xml.is(V)) {
                isFilled |= xml.next() == XmlScanner.TEXT && value(xml, type, style);
            } else if (xml.is(IS)) {
                int id = SharedTexts.readOne(xml, workbook.texts(), false);
                cells.append(row, column, CellStore.TEXT, styleId(style), id);
                isFilled = true;
            } else if (xml.is(F)) {
                formula(xml);
            }
        }
        if (!isFilled) {
            cells.append(row, column, CellStore.BLANK, styleId(style), 0);
        }
    }

    private boolean value(XmlScanner xml, byte type, int style) {
        byte[] b = xml.bytes();
        int from = xml.valueFrom();
        int to = xml.valueTo();
        int id = styleId(style);
        if (type == 's') {
            int text = XmlValue.integer(b, from, to, -1);
            if (text < 0 || text >= workbook.texts().size()) {
                throw badCell("引用的文字不存在");
            }
            cells.append(row, column, CellStore.TEXT, id, text);
        } else if (type == 'n') {
            number(xml, style, id);
        } else if (type == 'b') {
            cells.append(row, column, CellStore.BOOL, id, b[from] == '1' || b[from] == 't' ? 1 : 0);
        } else if (type == 'e') {
            cells.appendUnreadable(row, column, id, xml.value(), "公式出错");
        } else {
            // f: the text result of a formula; d: a date in ISO form, kept as text.
            int text = workbook.texts().add(XmlValue.unescape(xml.value()));
            cells.append(row, column, CellStore.TEXT, id, text);
        }
        return true;
    }

    private void number(XmlScanner xml, int style, int id) {
        double n = XmlValue.number(xml.bytes(), xml.valueFrom(), xml.valueTo());
        if (Double.isNaN(n)) {
            cells.appendUnreadable(row, column, id, xml.value(), "不是数字");
            return;
        }
        boolean isDate = workbook.styles().isDate(style);
        if (isDate && workbook.is1904()) {
            n += ExcelDay.OFFSET_1904;
        }
        boolean isDay = isDate && n >= 0 && n < ExcelDay.LAST;
        cells.append(row, column, isDay ? CellStore.DATE : CellStore.NUMBER, id, Double.doubleToRawLongBits(n));
    }

    private Problem badCell(String why) {
        return SheetProblems.badCell(workbook.file(), name, new CellRef(row, column).a1(), why);
    }

    private int styleId(int style) {
        if (style < 0 || style > SheetLimits.STYLES) {
            throw badCell("样式编号不对");
        }
        if (style >= styleIds.length) {
            styleIds = Arrays.copyOf(styleIds, TextStore.grown(style + 1));
        }
        if (styleIds[style] == 0) {
            Look look = workbook.styles().look(style);
            boolean isPlain = look.equals(Look.PLAIN);
            styleIds[style] = 1 + cells.style(new CellStore.Style(isPlain ? null : look, look.format()));
        }
        return styleIds[style] - 1;
    }

    private void formula(XmlScanner xml) throws IOException {
        int shared = xml.attributeOr(SI, -1);
        String text = xml.next() == XmlScanner.TEXT ? xml.value() : "";
        if (shared >= 0 && !text.isEmpty()) {
            sharedFormulas.put(shared, text);
        } else if (shared >= 0) {
            text = sharedFormulas.getOrDefault(shared, "");
        }
        grid.formula(row, column, text);
    }

    private void merge(String ref) {
        if (++merges > SheetLimits.MERGES) {
            throw SheetProblems.hostile(workbook.file(), "合并单元格超过 " + SheetLimits.MERGES + " 处");
        }
        ranges(ref).forEach(range -> {
            if (range.height() > 1 || range.width() > 1) {
                grid.merge(range);
            }
        });
    }

    /** The ranges of a list such as {@code C5:C9 E5}; ranges that are not on a sheet are left out. */
    private static List<CellRange> ranges(String list) {
        List<CellRange> out = new ArrayList<>();
        for (String part : list.trim().split("\\s+")) {
            try {
                CellRange range = CellRange.of(part);
                if (range.lastRow() < SheetLimits.ROWS && range.lastColumn() < SheetLimits.COLUMNS) {
                    out.add(range);
                }
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        return out;
    }

    private void validation(XmlScanner xml) throws IOException {
        boolean isList = xml.attributeOr(TYPE, "").equals("list");
        String ranges = xml.attributeOr(SQREF, "");
        int depth = xml.depth();
        for (int token = xml.next(); token != XmlScanner.EOF; token = xml.next()) {
            if (token == XmlScanner.END && xml.depth() < depth) {
                return;
            }
            if (token == XmlScanner.START && xml.is(FORMULA1) && isList) {
                // The office 2010 extension wraps the formula in one more element.
                int inner = xml.next();
                if (inner == XmlScanner.START) {
                    inner = xml.next();
                }
                if (inner == XmlScanner.TEXT && rawChoices.size() < SheetLimits.CHOICES) {
                    rawChoices.add(new RawChoice(ranges, xml.value()));
                }
            } else if (token == XmlScanner.TEXT && ranges.isEmpty() && !rawChoices.isEmpty()) {
                RawChoice last = rawChoices.remove(rawChoices.size() - 1);
                rawChoices.add(last.ranges().isEmpty() ? new RawChoice(xml.value(), last.source()) : last);
            }
        }
    }

    /** The cells read so far, for drop-down lists that point at them. */
    ChoiceLists.Cells peek() {
        return new ChoiceLists.Cells(cells);
    }

    Grid finish(ChoiceLists lists) {
        for (RawChoice raw : rawChoices) {
            List<String> options = lists.options(raw.source(), name);
            if (!options.isEmpty()) {
                ranges(raw.ranges()).forEach(range -> grid.choice(new Choice(range, options)));
            }
        }
        return grid.build();
    }
}
