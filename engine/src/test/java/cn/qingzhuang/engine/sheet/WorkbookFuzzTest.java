package cn.qingzhuang.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.engine.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.Test;

/**
 * Mutants that keep the structure of a workbook mostly sound, so that they get past the gate: parts, tags, attributes,
 * references and numbers are exchanged. Each is answered with sheets or one Problem within seconds. The seed is fixed;
 * {@code mvn -Pfuzz} runs longer.
 */
class WorkbookFuzzTest {
    private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 3_000);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** Time of this thread alone: what else the machine does is no hang. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<String> NUMBERS = List.of(
            "-1",
            "0",
            "1",
            "16384",
            "16385",
            "1048576",
            "1048577",
            "2147483647",
            "2147483648",
            "99999999999999999999",
            "1e308",
            "NaN",
            "",
            " ",
            "x",
            "0x10");
    private static final List<String> REFERENCES = List.of(
            "A0",
            "A1",
            "XFD1048576",
            "XFE1",
            "ZZZZZZZ1",
            "1A",
            "$A$1",
            "A1:A1",
            "A1:XFD1048576",
            "C9:A1",
            "A:A",
            "",
            "甲1");
    private static final List<String> TEXTS = List.of(
            "合计", "姓名：", "", "\u0000", "\ufffe", "=1+1", "一、甲组", "&#x110000;", "&#55296;", "&amp;", "&lol;", "]]>");
    private static final List<String> TAGS = List.of(
            "<row>",
            "</row>",
            "<c/>",
            "<c r=\"B2\">",
            "</c>",
            "<is>",
            "<t>",
            "</t>",
            "<v>",
            "<!-- -->",
            "<![CDATA[x]]>",
            "<?p?>",
            "<mergeCells>",
            "<mergeCell ref=\"A1:XFD1048576\"/>",
            "<sheetData/>",
            "<f t=\"shared\" si=\"3\"/>");

    private final Random random = new Random(20261129);

    private static PackageOf seed() {
        StringBuilder rows = new StringBuilder(
                "<row r=\"1\" spans=\"1:4\"><c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t>人员花名册</t></is></c></row>");
        String[] headers = {"序号", "姓名", "家庭人口数", "备注"};
        for (int r = 2; r <= 9; r++) {
            rows.append("<row r=\"").append(r).append("\" s=\"1\" customFormat=\"1\">");
            for (int c = 0; c < headers.length; c++) {
                String at = (char) ('A' + c) + Integer.toString(r);
                boolean isText = r == 2 || c == 1;
                rows.append(
                        isText
                                ? "<c r=\"" + at + "\" s=\"1\" t=\"s\"><v>" + (r == 2 ? c : 4) + "</v></c>"
                                : "<c r=\"" + at + "\" s=\"2\"><f>SUM(C3:C8)</f><v>" + r + ".5</v></c>");
            }
            rows.append("</row>");
        }
        return PackageOf.sheet("")
                .worksheet("<dimension ref=\"A1:D9\"/><cols><col min=\"1\" max=\"3\" width=\"9\" hidden=\"1\"/></cols>"
                        + "<sheetData>" + rows
                        + "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:D1\"/></mergeCells>"
                        + "<dataValidations count=\"1\"><dataValidation type=\"list\" sqref=\"D3:D9\"><formula1>\"是,否\""
                        + "</formula1></dataValidation></dataValidations>")
                .part(
                        "xl/_rels/workbook.xml.rels",
                        "<Relationships>" + relation(1, "worksheet", "worksheets/sheet1.xml")
                                + relation(2, "sharedStrings", "sharedStrings.xml")
                                + relation(3, "styles", "styles.xml")
                                + "</Relationships>")
                .part(
                        "xl/sharedStrings.xml",
                        "<sst count=\"5\"><si><t>序号</t></si><si><t>姓名</t></si><si><r><t>家庭</t></r><r><t>人口数</t></r></si>"
                                + "<si><t xml:space=\"preserve\"> 备注</t></si><si><t>郑玉梅</t></si></sst>")
                .part(
                        "xl/styles.xml",
                        "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m\"/></numFmts>"
                                + "<fonts><font><b/><sz val=\"11\"/></font></fonts><fills><fill/></fills><borders><border><left style=\"thin\"/>"
                                + "</border></borders><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf fontId=\"0\" borderId=\"0\"/>"
                                + "<xf numFmtId=\"164\"/></cellXfs></styleSheet>");
    }

    private static String relation(int id, String type, String target) {
        return "<Relationship Id=\"rId" + id
                + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type
                + "\" Target=\"" + target + "\"/>";
    }

    @Test
    void answersEveryMutantWithSheetsOrAProblemInTime() throws IOException {
        Map<String, String> parts = seed().texts();
        byte[] old = oldWorkbook();
        byte[] csv = "序号,姓名,备注\r\n1,郑玉梅,\"好, 是\"\r\n合计,,=1+1\r\n".getBytes(StandardCharsets.UTF_8);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = i % 10 == 8 ? flipped(old) : i % 10 == 9 ? flipped(csv) : mutated(parts);
            String name = i % 10 == 8 ? "变异.xls" : i % 10 == 9 ? "变异.csv" : "变异.xlsx";
            long start = THREADS.getCurrentThreadCpuTime();
            if (isRead(name, mutant, i)) {
                read++;
            } else {
                refused++;
            }
            assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start))
                    .as("mutant %d", i)
                    .isLessThan(LONGEST);
        }
        assertThat(read).as("mutants read").isGreaterThan(MUTANTS / 4);
        assertThat(refused).as("mutants refused").isGreaterThan(MUTANTS / 20);
    }

    private static boolean isRead(String name, byte[] mutant, int index) {
        try {
            WorkbookReader.read(name, mutant).sheets().forEach(LayoutReader::read);
            return true;
        } catch (Problem e) {
            assertThat(e.code()).as("mutant %d", index).startsWith("SHEET-");
            return false;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("mutant " + index + " of " + name, e);
        }
    }

    private byte[] mutated(Map<String, String> parts) {
        PackageOf out = new PackageOf();
        List<String> names = new ArrayList<>(parts.keySet());
        String chosen = random.nextInt(3) > 0 ? "xl/worksheets/sheet1.xml" : pick(names);
        parts.forEach(out::part);
        String text = parts.getOrDefault(chosen, "");
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            text = step(text);
        }
        out.part(chosen, text);
        if (random.nextInt(40) == 0) {
            out.without(pick(names));
        }
        byte[] bytes = out.bytes();
        return random.nextInt(20) == 0 ? flipped(bytes) : bytes;
    }

    private String step(String text) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> replaced(text, "\"-?[0-9.]+\"", "\"" + pick(NUMBERS) + "\"");
            case 2 -> replaced(text, ">[0-9.]+<", ">" + pick(NUMBERS) + "<");
            case 3 -> replaced(text, "\"[A-Z]+[0-9]+(:[A-Z]+[0-9]+)?\"", "\"" + pick(REFERENCES) + "\"");
            case 4 -> replaced(text, ">[\\u4e00-\\u9fff]+<", ">" + pick(TEXTS) + "<");
            case 5 -> replaced(text, "</?[a-zA-Z]+[^<>]*>", pick(TAGS));
            case 6 -> replaced(text, "</?[a-zA-Z]+[^<>]*>", "");
            case 7 -> copied(text);
            default -> inserted(text, pick(TAGS));
        };
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The text with one of the places that match replaced. */
    private String replaced(String text, String pattern, String by) {
        List<int[]> places = new ArrayList<>();
        var matcher = java.util.regex.Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            places.add(new int[] {matcher.start(), matcher.end()});
        }
        if (places.isEmpty()) {
            return text;
        }
        int[] at = places.get(random.nextInt(places.size()));
        return text.substring(0, at[0]) + by + text.substring(at[1]);
    }

    private String copied(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(200));
        return inserted(text, text.substring(from, to));
    }

    private String inserted(String text, String piece) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + piece + text.substring(at);
    }

    private byte[] flipped(byte[] seed) {
        byte[] out = seed.clone();
        for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
            out[random.nextInt(out.length)] = (byte) random.nextInt(256);
        }
        return out;
    }

    @Test
    void readsTheSoundWorkbookThatMutantsComeFrom() {
        Grid grid = WorkbookReader.read("完好.xlsx", seed().bytes()).sheets().get(0);
        assertThat(grid.text(2, 1)).isEqualTo("郑玉梅");
        assertThat(grid.text(1, 2)).isEqualTo("家庭人口数");
        assertThat(grid.look(2, 1).hasBorder()).isTrue();
        assertThat(LayoutReader.read(grid).tables()).hasSize(1);
    }

    private static byte[] oldWorkbook() throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            var sheet = workbook.createSheet("花名册");
            for (int r = 0; r < 4; r++) {
                var row = sheet.createRow(r);
                row.createCell(0).setCellValue(r == 0 ? "姓名" : "郑玉梅");
                row.createCell(1).setCellValue(r);
            }
            workbook.write(out);
            return out.toByteArray();
        }
    }
}
