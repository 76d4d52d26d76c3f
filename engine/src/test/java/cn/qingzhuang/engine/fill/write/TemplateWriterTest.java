package cn.qingzhuang.engine.fill.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.qingzhuang.engine.fill.CellState;
import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.fill.DraftCell;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateWriterTest {
    private static DraftCell cell(String address, CellValue value) {
        return new DraftCell(
                "花名册",
                CellRef.of(address),
                CellState.KNOWN,
                Optional.empty(),
                Optional.empty(),
                value,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                "");
    }

    private static CellValue text(String text) {
        return new CellValue.Text(text);
    }

    private static List<DraftCell> threePeople() {
        List<DraftCell> cells = new ArrayList<>();
        for (int i = 3; i < 6; i++) {
            cells.add(cell("B" + i, text("=张三" + i)));
            cells.add(cell("C" + i, text("男")));
            cells.add(cell("D" + i, new CellValue.Date(LocalDate.of(1950, 2, i).atStartOfDay(), "yyyy-mm-dd")));
            cells.add(cell("E" + i, new CellValue.Number(100.5, "General")));
        }
        return cells;
    }

    private static Draft withSixPeople() {
        List<DraftCell> cells = threePeople();
        for (int i = 6; i < 9; i++) {
            cells.add(cell("B" + i, text("李四" + i)));
            cells.add(cell("E" + i, new CellValue.Number(i, "General")));
        }
        return new Draft(cells, List.of(new Draft.AddedRows("花名册", 5, 3, 4)));
    }

    @Test
    void changesOnlyTheTouchedSheetAndTheOrderToRecalculate() throws IOException {
        byte[] original = Workbooks.template(new XSSFWorkbook());
        byte[] filled = TemplateWriter.write(FileFormat.XLSX, original, new Draft(threePeople(), List.of()));
        Map<String, byte[]> before = Workbooks.parts(original);
        Map<String, byte[]> after = Workbooks.parts(filled);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((name, bytes) -> {
            if (!name.equals("xl/worksheets/sheet1.xml") && !name.equals("xl/workbook.xml")) {
                assertThat(after.get(name)).as(name).isEqualTo(bytes);
            }
        });
    }

    @Test
    void textThatLooksLikeAFormulaComesOutAsText() throws IOException {
        byte[] original = Workbooks.template(new XSSFWorkbook());
        byte[] filled = TemplateWriter.write(FileFormat.XLSX, original, new Draft(threePeople(), List.of()));
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(filled))) {
            var rows = book.getFirstSheet().read();
            assertThat(rows.get(2).getCellText(1)).isEqualTo("=张三3");
            assertThat(rows.get(2).getCell(1).getFormula()).isNull();
        }
        try (Workbook book = WorkbookFactory.create(new ByteArrayInputStream(filled))) {
            Sheet sheet = book.getSheetAt(0);
            assertThat(sheet.getRow(3).getCell(3).getLocalDateTimeCellValue().toLocalDate())
                    .isEqualTo("1950-02-04");
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            assertThat(sheet.getRow(5).getCell(4).getNumericCellValue()).isEqualTo(301.5);
        }
    }

    @Test
    void insertedRowsMoveEverythingBelowAndGrowWhatCoversTheBody() throws IOException {
        byte[] original = Workbooks.template(new XSSFWorkbook());
        byte[] filled = TemplateWriter.write(FileFormat.XLSX, original, withSixPeople());
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(filled))) {
            Sheet sheet = book.getSheetAt(0);
            assertThat(sheet.getRow(8).getCell(0).getStringCellValue()).isEqualTo("合计");
            assertThat(sheet.getRow(8).getCell(4).getCellFormula()).isEqualTo("SUM(E3:E8)");
            assertThat(sheet.getRow(7).getHeightInPoints()).isEqualTo(24);
            assertThat(sheet.getRow(7).getCell(3).getCellStyle().getDataFormatString())
                    .isEqualTo("yyyy-mm-dd");
            assertThat(sheet.getMergedRegions())
                    .extracting(m -> m.formatAsString())
                    .contains("A1:F1", "A11:F11");
            assertThat(sheet.getDataValidations()
                            .get(0)
                            .getRegions()
                            .getCellRangeAddress(0)
                            .formatAsString())
                    .isEqualTo("C3:C8");
            assertThat(sheet.getSheetConditionalFormatting()
                            .getConditionalFormattingAt(0)
                            .getFormattingRanges()[0]
                            .formatAsString())
                    .isEqualTo("E3:E8");
            assertThat(sheet.getRow(10).getCell(0).getCellComment().getString().getString())
                    .isEqualTo("批注");
            assertThat(book.getPrintArea(0)).isEqualTo("花名册!$A$1:$F$11");
            assertThat(book.getSheetAt(1).getRow(0).getCell(0).getCellFormula()).isEqualTo("SUM(花名册!E3:E8)+花名册!E9");
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            assertThat(sheet.getRow(8).getCell(4).getNumericCellValue()).isEqualTo(301.5 + 6 + 7 + 8);
        }
    }

    @Test
    void oldWorkbooksAreFilledAndGrowToo() throws IOException {
        byte[] original = Workbooks.template(new HSSFWorkbook());
        byte[] filled = TemplateWriter.write(FileFormat.XLS, original, withSixPeople());
        try (Workbook book = WorkbookFactory.create(new ByteArrayInputStream(filled))) {
            Sheet sheet = book.getSheetAt(0);
            assertThat(sheet.getRow(2).getCell(1).getStringCellValue()).isEqualTo("=张三3");
            assertThat(sheet.getRow(8).getCell(4).getCellFormula()).isEqualTo("SUM(E3:E8)");
            assertThat(sheet.getRow(7).getCell(3).getCellStyle().getDataFormatString())
                    .isEqualTo("yyyy-mm-dd");
            assertThat(book.getSheetAt(1).getRow(0).getCell(0).getCellFormula()).isEqualTo("SUM(花名册!E3:E8)+花名册!E9");
        }
    }

    @Test
    void libreOfficeOpensWhatWeWroteAndAddsItUp(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(isOnPath("soffice"), "LibreOffice is not installed");
        byte[] filled = TemplateWriter.write(FileFormat.XLSX, Workbooks.template(new XSSFWorkbook()), withSixPeople());
        Path file = Files.write(folder.resolve("filled.xlsx"), filled);
        Process office = new ProcessBuilder(
                        "soffice",
                        "--headless",
                        "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                        "--convert-to",
                        "csv:Text - txt - csv (StarCalc):44,34,76,1",
                        "--outdir",
                        folder.toString(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(office.waitFor(180, TimeUnit.SECONDS)).isTrue();
        List<String> lines = Files.readAllLines(folder.resolve("filled.csv"));
        assertThat(lines.get(2)).contains("=张三3", "1950-02-03", "100.5");
        assertThat(lines.get(8)).contains("合计", "322.5");
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Test
    void csvKeepsEncodingLineEndsAndUntouchedFields() {
        Charset gb = Charset.forName("GB18030");
        byte[] original = "序号,姓名,\"备,注\"\r\n1,,\"a\"\"b\"\r\n".getBytes(gb);
        Draft draft = new Draft(List.of(cell("B2", text("赵六")), cell("B3", text("=1+1"))), List.of());
        byte[] filled = TemplateWriter.write(FileFormat.CSV, original, draft);
        assertThat(new String(filled, gb)).isEqualTo("序号,姓名,\"备,注\"\r\n1,赵六,\"a\"\"b\"\r\n,'=1+1\r\n");
        byte[] marked = "\uFEFF姓名\n\n".getBytes(StandardCharsets.UTF_8);
        byte[] out = TemplateWriter.write(FileFormat.CSV, marked, new Draft(List.of(cell("A2", text("王"))), List.of()));
        assertThat(new String(out, StandardCharsets.UTF_8)).isEqualTo("\uFEFF姓名\n王\n");
    }

    @Test
    void referencesInFormulasMoveAndStringsDoNot() {
        RowShift shift = new RowShift(List.of(new Draft.AddedRows("表1", 10, 5, 9)));
        References references = new References("表1", shift);
        assertThat(references.formula("SUM(A3:A10)+A11&\"A11\"+LOG10(B20)+A9", "表1"))
                .isEqualTo("SUM(A3:A15)+A16&\"A11\"+LOG10(B25)+A9");
        assertThat(references.formula("SUM('表1'!$A$3:$A$10)+A11+SUM(表1!5:12)+表2!A11", "表2"))
                .isEqualTo("SUM('表1'!$A$3:$A$15)+A11+SUM(表1!5:17)+表2!A11");
        assertThat(references.ranges("C5:C10 D10 E11:E12")).isEqualTo("C5:C15 D10:D15 E16:E17");
        assertThat(references.translated("E5*$F$1+E$2", 3)).isEqualTo("E8*$F$1+E$2");
    }
}
