package cn.qingzhuang.engine.fill.write;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes edits into .xlsx bytes: only the parts of touched sheets change, and the workbook's order to recalculate. */
final class XlsxWriter {
    private static final Pattern CALCULATION = Pattern.compile("<((?:\\w+:)?)calcPr\\b([^>]*?)(/?)>");
    private static final Pattern FULL = Pattern.compile("\\sfullCalcOnLoad=\"[^\"]*\"");

    private XlsxWriter() {}

    static byte[] write(byte[] original, Map<String, SheetEdits> edits) {
        ZipPatch zip = new ZipPatch(original);
        XlsxParts parts = new XlsxParts(zip);
        Map<String, byte[]> changed = new HashMap<>();
        boolean hasFormulas = false;
        for (Map.Entry<String, SheetEdits> edit : edits.entrySet()) {
            String part = parts.sheets().get(edit.getKey());
            if (part == null) {
                throw new IllegalArgumentException("no sheet " + edit.getKey());
            }
            SheetPatch patch = new SheetPatch(edit.getKey(), zip.get(part), edit.getValue(), parts.is1904());
            changed.put(part, patch.patched());
            hasFormulas |= patch.hasFormulas();
        }
        edits.forEach((sheet, edit) -> {
            if (!edit.shift().isEmpty()) {
                new ShiftedParts(zip, parts, changed).shift(sheet, edit.shift());
            }
        });
        if (hasFormulas || hasFormulas(zip, parts, changed)) {
            String workbook = text(zip, changed, parts.workbook());
            changed.put(parts.workbook(), recalculated(workbook).getBytes(StandardCharsets.UTF_8));
        }
        return changed.isEmpty() ? original.clone() : zip.replace(changed);
    }

    static String text(ZipPatch zip, Map<String, byte[]> changed, String part) {
        byte[] bytes = changed.get(part);
        return new String(bytes == null ? zip.get(part) : bytes, StandardCharsets.UTF_8);
    }

    /** Whether a sheet that was not touched has formulas. */
    private static boolean hasFormulas(ZipPatch zip, XlsxParts parts, Map<String, byte[]> changed) {
        for (String part : parts.sheets().values()) {
            Tags tags = new Tags(
                    changed.containsKey(part) ? new byte[0] : zip.find(part).orElse(new byte[0]));
            while (tags.next()) {
                if (tags.opens("f")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The workbook part asking for a full calculation when it is opened. */
    static String recalculated(String workbook) {
        Matcher m = CALCULATION.matcher(workbook);
        if (m.find()) {
            String rest = FULL.matcher(m.group(2)).replaceAll("").stripTrailing();
            String tag = "<" + m.group(1) + "calcPr" + rest + " fullCalcOnLoad=\"1\"" + m.group(3) + ">";
            return workbook.substring(0, m.start()) + tag + workbook.substring(m.end());
        }
        // The schema wants calcPr after sheets, functionGroups, externalReferences and definedNames.
        for (String before : new String[] {"definedNames", "externalReferences", "functionGroups", "sheets"}) {
            Matcher close = Pattern.compile("</((?:\\w+:)?)" + before + ">").matcher(workbook);
            if (close.find()) {
                String tag = "<" + close.group(1) + "calcPr fullCalcOnLoad=\"1\"/>";
                return workbook.substring(0, close.end()) + tag + workbook.substring(close.end());
            }
        }
        return workbook;
    }
}
