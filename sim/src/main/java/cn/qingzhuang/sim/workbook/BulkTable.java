package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.sim.world.BulkPeople;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Large tables of 20 columns about invented people, streamed: memory does not grow with the rows. Texts go through shared
 * strings as office programs write them; those that hardly repeat are not looked up.
 */
public final class BulkTable {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final String TITLE = "户籍人口花名册";
    private static final int SEEN_MOST = 20_000;
    private final Map<String, Integer> seen = new HashMap<>();
    private int strings;

    private BulkTable() {}

    /**
     * Writes so many people to an .xlsx.
     *
     * @param shown the columns whose values are written; the others are left blank, as in a template
     */
    public static void write(Path file, int people, long seed, Set<Integer> shown) throws IOException {
        BulkPeople generator = new BulkPeople(seed);
        new BulkTable().run(file, new Content(TITLE, BulkPeople.HEADERS, people, () -> shown(generator.next(), shown)));
    }

    private static List<String> shown(List<String> row, Set<Integer> shown) {
        return IntStream.range(0, row.size())
                .mapToObj(c -> shown.contains(c) ? row.get(c) : "")
                .toList();
    }

    /**
     * What a workbook shows.
     *
     * @param rows how many rows are taken of {@code next}
     */
    public record Content(String title, List<String> headers, int rows, Supplier<List<String>> next) {}

    /** Writes one sheet to an .xlsx. */
    public static void write(Path file, Content content) throws IOException {
        new BulkTable().run(file, content);
    }

    /** The same people as CSV without a header, for loading into a database. */
    public static void csv(Path file, int people, long seed) throws IOException {
        BulkPeople generator = new BulkPeople(seed);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < people; i++) {
                List<String> row = generator.next();
                for (int c = 0; c < row.size(); c++) {
                    out.append(c == 0 ? "" : ",").append('"').append(row.get(c)).append('"');
                }
                out.append('\n');
            }
        }
    }

    private void run(Path file, Content content) throws IOException {
        Path texts = Files.createTempFile("qz-strings", ".xml");
        try (OutputStream raw = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(raw)) {
            frame(zip);
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            Writer sheet = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
            try (Writer shared = Files.newBufferedWriter(texts)) {
                shared.write("<sst xmlns=\"%s\">".formatted(MAIN));
                sheet(sheet, shared, content);
                shared.write("</sst>");
            }
            sheet.flush();
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            Files.copy(texts, zip);
            zip.closeEntry();
        } finally {
            Files.delete(texts);
        }
    }

    private void sheet(Writer sheet, Writer shared, Content content) throws IOException {
        sheet.write("<worksheet xmlns=\"%s\"><sheetData>".formatted(MAIN));
        row(sheet, shared, 1, List.of(content.title()));
        row(sheet, shared, 2, content.headers());
        for (int i = 0; i < content.rows(); i++) {
            row(sheet, shared, i + 3, content.next().get());
        }
        sheet.write("</sheetData></worksheet>");
    }

    private void row(Writer sheet, Writer shared, int number, List<String> texts) throws IOException {
        sheet.append("<row r=\"").append(Integer.toString(number)).append("\">");
        for (int c = 0; c < texts.size(); c++) {
            cell(sheet, shared, number, c, texts.get(c));
        }
        sheet.write("</row>");
    }

    private void cell(Writer sheet, Writer shared, int row, int column, String text) throws IOException {
        String ref = new CellRef(row - 1, column).a1();
        if (text.isEmpty()) {
            sheet.append("<c r=\"").append(ref).append("\" s=\"1\"/>");
            return;
        }
        Integer index = seen.get(text);
        if (index == null) {
            index = strings++;
            if (seen.size() < SEEN_MOST) {
                seen.put(text, index);
            }
            shared.append("<si><t>").append(XlsxFile.escape(text)).append("</t></si>");
        }
        sheet.append("<c r=\"").append(ref).append("\" s=\"1\" t=\"s\"><v>");
        sheet.append(index.toString()).append("</v></c>");
    }

    private static void frame(ZipOutputStream zip) throws IOException {
        put(zip, "[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Default Extension="xml" ContentType="application/xml"/>\
                <Override PartName="/xl/workbook.xml" ContentType="%1$ssheet.main+xml"/>\
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="%1$sworksheet+xml"/>\
                <Override PartName="/xl/styles.xml" ContentType="%1$sstyles+xml"/>\
                <Override PartName="/xl/sharedStrings.xml" ContentType="%1$ssharedStrings+xml"/></Types>""".formatted(TYPE));
        put(zip, "_rels/.rels", relations(List.of("officeDocument xl/workbook.xml")));
        put(
                zip,
                "xl/workbook.xml",
                "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                        .formatted(MAIN, OFFICE));
        put(
                zip,
                "xl/_rels/workbook.xml.rels",
                relations(List.of(
                        "worksheet worksheets/sheet1.xml", "styles styles.xml", "sharedStrings sharedStrings.xml")));
        XlsxStyles styles = new XlsxStyles();
        styles.indexOf(Style.PLAIN.bordered(true));
        put(zip, "xl/styles.xml", styles.xml());
    }

    private static String relations(List<String> typesAndTargets) {
        StringBuilder out = new StringBuilder(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        for (int i = 0; i < typesAndTargets.size(); i++) {
            String[] words = typesAndTargets.get(i).split(" ");
            out.append("<Relationship Id=\"rId%d\" Type=\"%s/%s\" Target=\"%s\"/>"
                    .formatted(i + 1, OFFICE, words[0], words[1]));
        }
        return out.append("</Relationships>").toString();
    }

    private static void put(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(xml.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
