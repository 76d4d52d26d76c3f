package cn.qingzhuang.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.qingzhuang.engine.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of bad file is answered with one Problem that names the file and says what to do. */
class BadInputTest {
    private static final String ROW = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>姓名</t></is></c></row>";

    private static Problem refusal(String file, byte[] bytes) {
        Problem problem = catchThrowableOfType(Problem.class, () -> WorkbookReader.read(file, bytes));
        assertThat(problem).as("the refusal of " + file).isNotNull();
        assertThat(problem.text()).contains(file).doesNotContain("Exception");
        assertThat(problem.action()).endsWith("。");
        assertThat(problem.place().file()).contains(file);
        return problem;
    }

    private static Problem refusal(String file, PackageOf parts) {
        return refusal(file, parts.bytes());
    }

    private static PackageOf sound() {
        return PackageOf.sheet(ROW);
    }

    private static byte[] oldWorkbook() throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            workbook.createSheet("花名册").createRow(0).createCell(0).setCellValue("姓名");
            workbook.write(out);
            return out.toByteArray();
        }
    }

    @Test
    void namesAFileThatIsMissingAndOneThatIsAFolder(@TempDir Path folder) {
        Problem missing = catchThrowableOfType(Problem.class, () -> WorkbookReader.read(folder.resolve("没有.xlsx")));
        Problem isFolder = catchThrowableOfType(Problem.class, () -> WorkbookReader.read(folder));
        assertThat(missing.code()).isEqualTo("SHEET-001");
        assertThat(missing.text()).contains("没有.xlsx");
        assertThat(isFolder.code()).isEqualTo("SHEET-002");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(refusal("空.xlsx", new byte[0]).code()).isEqualTo("SHEET-004");
        assertThat(refusal("空白.csv", " \r\n \r\n".getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo("SHEET-004");
    }

    @Test
    void refusesPasswordProtectedFiles() throws IOException, GeneralSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("1234");
            try (var encrypted = encryptor.getDataStream(files)) {
                encrypted.write(sound().bytes());
            }
            files.writeFilesystem(out);
        }
        assertThat(refusal("加密.xlsx", out.toByteArray()).code()).isEqualTo("SHEET-006");
        Biff8EncryptionKey.setCurrentUserPassword("1234");
        byte[] old;
        try {
            old = oldWorkbook();
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
        Problem problem = refusal("加密.xls", old);
        assertThat(problem.code()).isEqualTo("SHEET-006");
        assertThat(problem.action()).contains("取消密码");
    }

    @Test
    void refusesTruncatedFiles() throws IOException {
        byte[] whole = sound().bytes();
        byte[] old = oldWorkbook();
        assertThat(refusal("截断.xlsx", Arrays.copyOf(whole, whole.length * 2 / 3))
                        .code())
                .isEqualTo("SHEET-007");
        assertThat(refusal("截断.xls", Arrays.copyOf(old, 700)).code()).isEqualTo("SHEET-007");
    }

    @Test
    void saysThatAnXlsIsReallyAWebPage() {
        byte[] html = "<html><table><tr><td>姓名</td></tr></table></html>".getBytes(StandardCharsets.UTF_8);
        assertThat(refusal("改名.xls", html).code()).isEqualTo("SHEET-011");
    }

    @Test
    void readsAnXlsThatIsReallyCsv() {
        byte[] csv = "姓名,性别\r\n张三,男\r\n".getBytes(Charset.forName("GB18030"));
        SheetFile file = WorkbookReader.read("改名.xls", csv);
        assertThat(file.format()).isEqualTo(FileFormat.CSV);
        assertThat(file.sheets().get(0).text(1, 0)).isEqualTo("张三");
    }

    @Test
    void refusesOtherFormatsByTheirContent() {
        assertThat(refusal("a.xlsx", "%PDF-1.7 x".getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo("SHEET-012");
        PackageOf word = sound().part(
                        "_rels/.rels",
                        "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>")
                .part("word/document.xml", "<document/>");
        assertThat(refusal("文档.xlsx", word).text()).contains("Word");
        assertThat(refusal("照片.xls", new byte[] {1, 2, 0, 0, 5, 6}).code()).isEqualTo("SHEET-013");
    }

    @Test
    void refusesMacrosControlsObjectsAndConnections() {
        assertThat(refusal("宏.xlsm", sound().part("xl/vbaProject.bin", "x")).code())
                .isEqualTo("SHEET-008");
        assertThat(refusal("控件.xlsx", sound().part("xl/activeX/activeX1.xml", "<a/>"))
                        .code())
                .isEqualTo("SHEET-010");
        assertThat(refusal("嵌入.xlsx", sound().part("xl/embeddings/oleObject1.bin", "x"))
                        .code())
                .isEqualTo("SHEET-010");
        assertThat(refusal("连接.xlsx", sound().part("xl/connections.xml", "<a/>"))
                        .code())
                .isEqualTo("SHEET-010");
        PackageOf dde = sound().part("xl/externalLinks/externalLink1.xml", "<externalLink><ddeLink/></externalLink>");
        assertThat(refusal("动态.xlsx", dde).code()).isEqualTo("SHEET-010");
    }

    @Test
    void letsLinksToOtherWorkbooksPassWithoutFollowingThem() {
        PackageOf linked =
                sound().part("xl/externalLinks/externalLink1.xml", "<externalLink><externalBook/></externalLink>");
        assertThat(WorkbookReader.read("链接.xlsx", linked.bytes()).sheets()).hasSize(1);
    }

    @Test
    void refusesDoctypeDeepNestingAndOtherEncodings() {
        String doctype = "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>";
        assertThat(refusal("实体.xlsx", sound().part("xl/worksheets/sheet1.xml", doctype))
                        .code())
                .isEqualTo("SHEET-009");
        String deep = "<a>".repeat(200) + "</a>".repeat(200);
        assertThat(refusal("嵌套.xlsx", sound().part("docProps/app.xml", deep)).code())
                .isEqualTo("SHEET-009");
        String encoded = "<?xml version=\"1.0\" encoding=\"UTF-7\"?><worksheet/>";
        assertThat(refusal("编码.xlsx", sound().part("xl/worksheets/sheet1.xml", encoded))
                        .code())
                .isEqualTo("SHEET-009");
    }

    @Test
    void refusesABombByCountingWhatComesOut() {
        String bomb = "<worksheet>" + " ".repeat(64 << 20) + "</worksheet>";
        assertThat(refusal("炸弹.xlsx", sound().part("xl/worksheets/sheet1.xml", bomb))
                        .code())
                .isEqualTo("SHEET-009");
    }

    @Test
    void refusesNamesThatClimbOrDifferInTheirTwoPlaces() {
        assertThat(refusal("越界.xlsx", sound().part("../a.xml", "<a/>")).code()).isEqualTo("SHEET-009");
        assertThat(refusal("大小写.xlsx", sound().part("xl/Workbook.xml", "<a/>")).code())
                .isEqualTo("SHEET-009");
        byte[] bytes = sound().bytes();
        int local = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("xl/workbook.xml");
        bytes[local] = 'y';
        assertThat(refusal("不一致.xlsx", bytes).code()).isEqualTo("SHEET-009");
    }

    @Test
    void refusesAWorkbookWithoutSheets() {
        PackageOf none = sound().part("xl/workbook.xml", "<workbook><sheets/></workbook>");
        assertThat(refusal("无表.xlsx", none).code()).isEqualTo("SHEET-015");
    }

    @Test
    void namesSheetAndCellWhereAReferenceIsBroken() {
        PackageOf broken = PackageOf.sheet("<row r=\"3\"><c r=\"B3\" t=\"s\"><v>9</v></c></row>");
        Problem problem = refusal("引用.xlsx", broken);
        assertThat(problem.code()).isEqualTo("SHEET-017");
        assertThat(problem.place().sheet()).contains("花名册");
        assertThat(problem.place().cell()).contains("B3");
    }

    @Test
    void refusesTextInAnEncodingNobodyUses() {
        byte[] broken = {(byte) 0xc4, (byte) 0xe3, '\n', (byte) 0xff, (byte) 0xff, ',', 'a'};
        Problem problem = refusal("乱码.csv", broken);
        assertThat(problem.code()).isEqualTo("SHEET-014");
        assertThat(problem.text()).contains("第 2 行");
    }

    @Test
    void refusesCsvWithAQuoteThatNeverEnds() {
        byte[] open = "姓名,备注\n张三,\"未完\n李四,好".getBytes(StandardCharsets.UTF_8);
        assertThat(refusal("引号.csv", open).code()).isEqualTo("SHEET-019");
    }

    @Test
    void keepsAHugeDimensionAndAFarCellSmall() {
        PackageOf huge = PackageOf.sheet("")
                .worksheet("<dimension ref=\"A1:XFD1048576\"/><sheetData>" + ROW
                        + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>7</v></c></row></sheetData>");
        Grid grid = WorkbookReader.read("远.xlsx", huge.bytes()).sheets().get(0);
        assertThat(grid.text(1_048_575, 16_383)).isEqualTo("7");
        assertThat(LayoutReader.read(grid).tables()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void livesWithARangeMergedToTheEdge() {
        PackageOf merged = PackageOf.sheet("")
                .worksheet("<sheetData>" + ROW + "</sheetData><mergeCells><mergeCell ref=\"A1:XFD1\"/>"
                        + "<mergeCell ref=\"A2:A1048576\"/></mergeCells>");
        Grid grid = WorkbookReader.read("合并.xlsx", merged.bytes()).sheets().get(0);
        assertThat(grid.columns()).isEqualTo(1);
        assertThat(grid.mergeAt(500_000, 0)).contains(CellRange.of("A2:A1048576"));
        assertThat(LayoutReader.read(grid).sheetName()).isEqualTo("花名册");
    }

    @Test
    void keepsAFormulaErrorAsOneUnreadableCell() {
        PackageOf error = PackageOf.sheet(
                "<row r=\"1\"><c r=\"A1\" t=\"e\"><f>A9/0</f><v>#DIV/0!</v></c><c r=\"B1\"><v>3</v></c></row>");
        Grid grid = WorkbookReader.read("公式.xlsx", error.bytes()).sheets().get(0);
        assertThat(grid.value(0, 0)).isEqualTo(new CellValue.Unreadable("#DIV/0!", "公式出错"));
        assertThat(grid.formula(0, 0)).contains("A9/0");
        assertThat(grid.text(0, 1)).isEqualTo("3");
    }

    @Test
    void keepsTextThatLooksLikeAFormulaAsText() {
        byte[] csv = "姓名\n=1+1\n+86\n-x\n@SUM(A1)\n\"\t=2\"".getBytes(StandardCharsets.UTF_8);
        Grid grid = WorkbookReader.read("注入.csv", csv).sheets().get(0);
        assertThat(grid.value(1, 0)).isEqualTo(new CellValue.Text("=1+1"));
        assertThat(grid.value(2, 0)).isEqualTo(new CellValue.Text("+86"));
        assertThat(grid.value(4, 0)).isEqualTo(new CellValue.Text("@SUM(A1)"));
        assertThat(grid.value(5, 0)).isEqualTo(new CellValue.Text("\t=2"));
    }
}
