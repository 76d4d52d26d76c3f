package cn.qingzhuang.engine.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;

/** The cell styles of an .xlsx: for every style number its look and whether numbers under it are dates. */
final class StyleTable {
    private static final byte[] NUM_FMT = XlsxReader.ascii("numFmt");
    private static final byte[] NUM_FMT_ID = XlsxReader.ascii("numFmtId");
    private static final byte[] FORMAT_CODE = XlsxReader.ascii("formatCode");
    private static final byte[] FONT = XlsxReader.ascii("font");
    private static final byte[] FONTS = XlsxReader.ascii("fonts");
    private static final byte[] BOLD = XlsxReader.ascii("b");
    private static final byte[] SIZE = XlsxReader.ascii("sz");
    private static final byte[] FILL = XlsxReader.ascii("fill");
    private static final byte[] PATTERN = XlsxReader.ascii("patternFill");
    private static final byte[] PATTERN_TYPE = XlsxReader.ascii("patternType");
    private static final byte[] GRADIENT = XlsxReader.ascii("gradientFill");
    private static final byte[] BORDER = XlsxReader.ascii("border");
    private static final byte[] BORDERS = XlsxReader.ascii("borders");
    private static final byte[] STYLE = XlsxReader.ascii("style");
    private static final byte[] CELL_XFS = XlsxReader.ascii("cellXfs");
    private static final byte[] XF = XlsxReader.ascii("xf");
    private static final byte[] FONT_ID = XlsxReader.ascii("fontId");
    private static final byte[] FILL_ID = XlsxReader.ascii("fillId");
    private static final byte[] BORDER_ID = XlsxReader.ascii("borderId");
    private static final byte[] ALIGNMENT = XlsxReader.ascii("alignment");
    private static final byte[] HORIZONTAL = XlsxReader.ascii("horizontal");
    private static final byte[] VAL = XlsxReader.ascii("val");
    private static final byte[] DXFS = XlsxReader.ascii("dxfs");

    private final Map<Integer, String> formats = new HashMap<>();
    private final List<Boolean> isFontBold = new ArrayList<>();
    private final List<Double> fontHeight = new ArrayList<>();
    private final List<Boolean> isFilled = new ArrayList<>();
    private final List<Boolean> isBordered = new ArrayList<>();
    private final List<Look> looks = new ArrayList<>();
    private final List<Boolean> isDate = new ArrayList<>();
    private boolean isInCellXfs;
    private boolean isInFonts;
    private boolean isInBorders;

    int size() {
        return looks.size();
    }

    Look look(int style) {
        return style >= 0 && style < looks.size() ? looks.get(style) : Look.PLAIN;
    }

    boolean isDate(int style) {
        return style >= 0 && style < isDate.size() && isDate.get(style);
    }

    void read(XmlScanner xml) throws IOException {
        for (int token = xml.next(); token != XmlScanner.EOF; token = xml.next()) {
            if (token == XmlScanner.START && xml.is(DXFS)) {
                skip(xml);
            } else if (token == XmlScanner.START) {
                start(xml);
            } else if (token == XmlScanner.END) {
                isInCellXfs &= !xml.is(CELL_XFS);
                isInFonts &= !xml.is(FONTS);
                isInBorders &= !xml.is(BORDERS);
            }
        }
    }

    private static void skip(XmlScanner xml) throws IOException {
        int depth = xml.depth();
        int token = xml.next();
        while (token != XmlScanner.EOF && !(token == XmlScanner.END && xml.depth() < depth)) {
            token = xml.next();
        }
    }

    private void start(XmlScanner xml) {
        if (xml.is(NUM_FMT)) {
            formats.put(xml.attributeOr(NUM_FMT_ID, 0), xml.attributeOr(FORMAT_CODE, "General"));
        } else if (xml.is(FONTS)) {
            isInFonts = true;
        } else if (xml.is(BORDERS)) {
            isInBorders = true;
        } else if (xml.is(CELL_XFS)) {
            isInCellXfs = true;
        } else if (isInFonts) {
            font(xml);
        } else if (xml.is(FILL)) {
            isFilled.add(false);
        } else if (xml.is(PATTERN) && !isFilled.isEmpty()) {
            String pattern = xml.attributeOr(PATTERN_TYPE, "none");
            isFilled.set(isFilled.size() - 1, !pattern.equals("none") && !pattern.equals("gray125"));
        } else if (xml.is(GRADIENT) && !isFilled.isEmpty()) {
            isFilled.set(isFilled.size() - 1, true);
        } else if (isInBorders) {
            border(xml);
        } else if (isInCellXfs && xml.is(XF)) {
            cellStyle(xml);
        } else if (isInCellXfs && xml.is(ALIGNMENT) && !looks.isEmpty()) {
            align(xml.attributeOr(HORIZONTAL, ""));
        }
    }

    private void font(XmlScanner xml) {
        if (xml.is(FONT)) {
            isFontBold.add(false);
            fontHeight.add(0.0);
        } else if (xml.is(BOLD) && !isFontBold.isEmpty()) {
            String value = xml.attributeOr(VAL, "1");
            isFontBold.set(isFontBold.size() - 1, !value.equals("0") && !value.equals("false"));
        } else if (xml.is(SIZE) && !fontHeight.isEmpty() && xml.attribute(VAL)) {
            double height = XmlValue.number(xml.bytes(), xml.valueFrom(), xml.valueTo());
            fontHeight.set(fontHeight.size() - 1, Double.isNaN(height) ? 0 : height);
        }
    }

    private void border(XmlScanner xml) {
        if (xml.is(BORDER)) {
            isBordered.add(false);
        } else if (!isBordered.isEmpty() && xml.attribute(STYLE) && !xml.value().equals("none")) {
            isBordered.set(isBordered.size() - 1, true);
        }
    }

    private void cellStyle(XmlScanner xml) {
        int formatId = xml.attributeOr(NUM_FMT_ID, 0);
        String format = formats.get(formatId);
        if (format == null) {
            format = formatId < BuiltinFormats.FIRST_USER_DEFINED_FORMAT_INDEX ? builtin(formatId) : "General";
        }
        int font = xml.attributeOr(FONT_ID, 0);
        looks.add(new Look(
                at(isBordered, xml.attributeOr(BORDER_ID, 0)),
                at(isFilled, xml.attributeOr(FILL_ID, 0)),
                at(isFontBold, font),
                false,
                font >= 0 && font < fontHeight.size() ? fontHeight.get(font) : 0,
                format));
        isDate.add(isDateFormat(formatId, format));
    }

    private static String builtin(int id) {
        String format = BuiltinFormats.getBuiltinFormat(id);
        return format == null ? "General" : format;
    }

    static boolean isDateFormat(int id, String format) {
        return !format.equals("General") && !format.equals("@") && DateUtil.isADateFormat(id, format);
    }

    private static boolean at(List<Boolean> list, int index) {
        return index >= 0 && index < list.size() && list.get(index);
    }

    private void align(String horizontal) {
        if (horizontal.equals("center") || horizontal.equals("centerContinuous") || horizontal.equals("distributed")) {
            Look old = looks.get(looks.size() - 1);
            looks.set(
                    looks.size() - 1,
                    new Look(old.hasBorder(), old.hasFill(), old.isBold(), true, old.fontHeight(), old.format()));
        }
    }
}
