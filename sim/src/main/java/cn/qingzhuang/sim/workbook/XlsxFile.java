package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.sim.world.Datum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes sheets as .xlsx in the two ways office programs do: shared strings, or inline strings as export tools write.
 *
 * <p>Written by hand because a bench renders thousands of workbooks, and because libraries decide for themselves what the
 * shapes have to vary.
 */
final class XlsxFile {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
    private static final double SECONDS_OF_DAY = 86_400;
    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final XlsxStyles styles = new XlsxStyles();
    private final boolean isInline;
    private int stringUses;

    private XlsxFile(boolean isInline) {
        this.isInline = isInline;
    }

    static byte[] write(List<SheetModel> sheets, boolean isInline) {
        return new XlsxFile(isInline).bytes(sheets);
    }

    private byte[] bytes(List<SheetModel> sheets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            List<String> parts =
                    sheets.stream().map(s -> sheet(s, s == sheets.get(0))).toList();
            put(zip, "[Content_Types].xml", contentTypes(sheets.size()));
            put(
                    zip,
                    "_rels/.rels",
                    "<Relationships xmlns=\"%srelationships\"><Relationship Id=\"rId1\" Type=\"%s/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                            .formatted(PACKAGE, OFFICE));
            put(zip, "xl/workbook.xml", workbook(sheets));
            put(zip, "xl/_rels/workbook.xml.rels", relations(sheets.size()));
            put(zip, "xl/styles.xml", styles.xml());
            for (int i = 0; i < parts.size(); i++) {
                put(zip, "xl/worksheets/sheet%d.xml".formatted(i + 1), parts.get(i));
            }
            if (!strings.isEmpty()) {
                put(zip, "xl/sharedStrings.xml", sharedStrings());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String xml) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write((HEAD + xml).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private String sheet(SheetModel s, boolean isFirst) {
        StringBuilder o = new StringBuilder("<worksheet xmlns=\"%s\" xmlns:r=\"%s\">".formatted(MAIN, OFFICE));
        o.append("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"%s\"/>"
                .formatted(s.extent().a1()));
        o.append("<sheetViews><sheetView workbookViewId=\"0\"%s>".formatted(isFirst ? " tabSelected=\"1\"" : ""));
        s.frozenRows()
                .ifPresent(r ->
                        o.append("<pane ySplit=\"%d\" topLeftCell=\"%s\" activePane=\"bottomLeft\" state=\"frozen\"/>"
                                .formatted(r, new CellRef(r, 0).a1())));
        o.append("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"14.4\"/>");
        columns(o, s);
        o.append("<sheetData>");
        s.rows().forEach((r, cells) -> {
            Double height = s.heights.get(r);
            String size = height == null ? "" : " ht=\"%s\" customHeight=\"1\"".formatted(height);
            o.append("<row r=\"%d\"%s>".formatted(r + 1, size));
            cells.forEach((c, cell) -> cell(o, new CellRef(r, c).a1(), cell));
            o.append("</row>");
        });
        o.append("</sheetData>");
        tail(o, s);
        return o.toString();
    }

    private static void columns(StringBuilder o, SheetModel s) {
        s.hiddenColumns.forEach(c -> s.widths.putIfAbsent(c, 10.0));
        if (s.widths.isEmpty()) {
            return;
        }
        o.append("<cols>");
        s.widths.forEach((c, width) -> o.append("<col min=\"%d\" max=\"%d\" width=\"%s\" customWidth=\"1\"%s/>"
                .formatted(c + 1, c + 1, width, s.hiddenColumns.contains(c) ? " hidden=\"1\"" : "")));
        o.append("</cols>");
    }

    private void cell(StringBuilder o, String a1, SheetModel.Cell cell) {
        int style = styles.indexOf(cell.style());
        o.append("<c r=\"").append(a1).append('"');
        if (style > 0) {
            o.append(" s=\"").append(style).append('"');
        }
        Datum content = cell.content();
        if (cell.formula() != null) {
            o.append("><f>").append(escape(cell.formula())).append("</f>");
            o.append(content == null ? "" : "<v>" + number(content) + "</v>").append("</c>");
        } else if (content == null) {
            o.append("/>");
        } else if (content instanceof Datum.Text text) {
            text(o, legal(text.text()));
        } else {
            o.append("><v>").append(number(content)).append("</v></c>");
        }
    }

    private void text(StringBuilder o, String text) {
        if (isInline) {
            o.append(" t=\"inlineStr\"><is><t").append(space(text)).append('>');
            o.append(escape(text)).append("</t></is></c>");
            return;
        }
        stringUses++;
        Integer index = strings.computeIfAbsent(text, t -> strings.size());
        o.append(" t=\"s\"><v>").append(index).append("</v></c>");
    }

    private static String number(Datum content) {
        if (content instanceof Datum.Day day) {
            return Long.toString(ChronoUnit.DAYS.between(EPOCH, day.day()));
        }
        if (content instanceof Datum.Moment moment) {
            double seconds = ChronoUnit.SECONDS.between(EPOCH.atStartOfDay(), moment.at());
            return new Datum.Amount(seconds / SECONDS_OF_DAY).canonical();
        }
        return content.canonical();
    }

    private static String legal(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "");
    }

    private static String space(String text) {
        boolean isKept = !text.equals(text.strip()) || text.contains("\n") || text.contains("  ");
        return isKept ? " xml:space=\"preserve\"" : "";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void tail(StringBuilder o, SheetModel s) {
        if (!s.merges().isEmpty()) {
            o.append("<mergeCells count=\"%d\">".formatted(s.merges().size()));
            s.merges().forEach(m -> o.append("<mergeCell ref=\"").append(m.a1()).append("\"/>"));
            o.append("</mergeCells>");
        }
        if (!s.validations.isEmpty()) {
            o.append("<dataValidations count=\"%d\">".formatted(s.validations.size()));
            s.validations.forEach(v -> o.append(
                    "<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"%s\"><formula1>%s</formula1></dataValidation>"
                            .formatted(v.range().a1(), escape("\"" + String.join(",", v.options()) + "\""))));
            o.append("</dataValidations>");
        }
        o.append(
                "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>");
        o.append(
                "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>");
    }

    private static String workbook(List<SheetModel> sheets) {
        StringBuilder tabs = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < sheets.size(); i++) {
            SheetModel s = sheets.get(i);
            tabs.append("<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"/>".formatted(escape(s.name()), i + 1, i + 1));
            if (s.hasPrintArea()) {
                CellRange e = s.extent();
                names.append(
                        "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"%d\">'%s'!$%s$%d:$%s$%d</definedName>"
                                .formatted(
                                        i,
                                        escape(s.name()),
                                        CellRef.letters(e.firstColumn()),
                                        e.firstRow() + 1,
                                        CellRef.letters(e.lastColumn()),
                                        e.lastRow() + 1));
            }
        }
        String defined = names.length() == 0 ? "" : "<definedNames>" + names + "</definedNames>";
        return "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><bookViews><workbookView activeTab=\"0\"/></bookViews><sheets>%s</sheets>%s<calcPr fullCalcOnLoad=\"1\"/></workbook>"
                .formatted(MAIN, OFFICE, tabs, defined);
    }

    private String relations(int sheets) {
        StringBuilder o = new StringBuilder("<Relationships xmlns=\"%srelationships\">".formatted(PACKAGE));
        for (int i = 1; i <= sheets; i++) {
            o.append(relation(i, "worksheet", "worksheets/sheet%d.xml".formatted(i)));
        }
        o.append(relation(sheets + 1, "styles", "styles.xml"));
        if (!strings.isEmpty()) {
            o.append(relation(sheets + 2, "sharedStrings", "sharedStrings.xml"));
        }
        return o.append("</Relationships>").toString();
    }

    private static String relation(int id, String type, String target) {
        return "<Relationship Id=\"rId%d\" Type=\"%s/%s\" Target=\"%s\"/>".formatted(id, OFFICE, type, target);
    }

    private String contentTypes(int sheets) {
        StringBuilder o = new StringBuilder("<Types xmlns=\"%scontent-types\">".formatted(PACKAGE));
        o.append(
                "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>");
        o.append("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
        o.append(override("/xl/workbook.xml", "sheet.main"));
        for (int i = 1; i <= sheets; i++) {
            o.append(override("/xl/worksheets/sheet%d.xml".formatted(i), "worksheet"));
        }
        o.append(override("/xl/styles.xml", "styles"));
        if (!strings.isEmpty()) {
            o.append(override("/xl/sharedStrings.xml", "sharedStrings"));
        }
        return o.append("</Types>").toString();
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"%s\" ContentType=\"%s%s+xml\"/>".formatted(part, TYPE, type);
    }

    private String sharedStrings() {
        StringBuilder o = new StringBuilder(
                "<sst xmlns=\"%s\" count=\"%d\" uniqueCount=\"%d\">".formatted(MAIN, stringUses, strings.size()));
        for (String s : strings.keySet()) {
            o.append("<si><t").append(space(s)).append('>').append(escape(s)).append("</t></si>");
        }
        return o.append("</sst>").toString();
    }
}
