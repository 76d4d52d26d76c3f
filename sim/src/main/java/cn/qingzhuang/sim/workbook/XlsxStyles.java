package cn.qingzhuang.sim.workbook;

import java.util.LinkedHashMap;
import java.util.Map;

/** The style table of one workbook. */
final class XlsxStyles {
    private static final int FIRST_OWN_FORMAT = 164;
    private static final String FONTS = "<fonts count=\"4\">"
            + font("", 11, "宋体", "")
            + font("<b/>", 11, "宋体", "")
            + font("<b/>", 18, "方正小标宋简体", "")
            + font("", 11, "宋体", "<color rgb=\"FFFF0000\"/>")
            + "</fonts>";
    private static final String FILLS = "<fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill>"
            + "<fill><patternFill patternType=\"gray125\"/></fill>"
            + fill("FFD9E1F2")
            + fill("FFFFF2CC")
            + "</fills>";
    private static final String BORDERS =
            "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border>"
                    + side("left")
                    + side("right")
                    + side("top")
                    + side("bottom")
                    + "<diagonal/></border></borders>";
    private static final Map<String, String> ALIGNMENTS = Map.of(
            "c", "horizontal=\"center\" vertical=\"center\"",
            "w", "horizontal=\"center\" vertical=\"center\" wrapText=\"1\"",
            "l", "horizontal=\"left\" vertical=\"center\" wrapText=\"1\"",
            "r", "horizontal=\"right\" vertical=\"center\"",
            "s", "horizontal=\"centerContinuous\" vertical=\"center\"");
    private final Map<Style, Integer> indexes = new LinkedHashMap<>();
    private final Map<String, Integer> formats = new LinkedHashMap<>();

    XlsxStyles() {
        indexes.put(Style.PLAIN, 0);
    }

    private static String font(String weight, int size, String name, String colour) {
        return "<font>%s<sz val=\"%d\"/>%s<name val=\"%s\"/><charset val=\"134\"/></font>"
                .formatted(weight, size, colour, name);
    }

    private static String fill(String colour) {
        return "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"%s\"/><bgColor indexed=\"64\"/></patternFill></fill>"
                .formatted(colour);
    }

    private static String side(String name) {
        return "<%s style=\"thin\"><color auto=\"1\"/></%s>".formatted(name, name);
    }

    int indexOf(Style style) {
        if (!style.format().isEmpty()) {
            formats.computeIfAbsent(style.format(), f -> FIRST_OWN_FORMAT + formats.size());
        }
        return indexes.computeIfAbsent(style, s -> indexes.size());
    }

    String xml() {
        StringBuilder o =
                new StringBuilder("<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        if (!formats.isEmpty()) {
            o.append("<numFmts count=\"%d\">".formatted(formats.size()));
            formats.forEach((code, id) ->
                    o.append("<numFmt numFmtId=\"%d\" formatCode=\"%s\"/>".formatted(id, XlsxFile.escape(code))));
            o.append("</numFmts>");
        }
        o.append(FONTS).append(FILLS).append(BORDERS);
        o.append(
                "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>");
        o.append("<cellXfs count=\"%d\">".formatted(indexes.size()));
        indexes.keySet().forEach(s -> o.append(xf(s)));
        o.append(
                "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"常规\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>");
        return o.toString();
    }

    private String xf(Style s) {
        String head =
                "<xf numFmtId=\"%d\" fontId=\"%d\" fillId=\"%d\" borderId=\"%d\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyNumberFormat=\"1\""
                        .formatted(formats.getOrDefault(s.format(), 0), s.font(), s.fill(), s.hasBorder() ? 1 : 0);
        String alignment = ALIGNMENTS.get(s.align());
        return alignment == null ? head + "/>" : head + " applyAlignment=\"1\"><alignment " + alignment + "/></xf>";
    }
}
