package cn.qingzhuang.app.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinksTest {
    private static final List<RowSink.Head> HEADS =
            List.of(new RowSink.Head("姓名", false), new RowSink.Head("身份证号", false), new RowSink.Head("收入<元>", true));
    private static final List<List<String>> ROWS = List.of(
            List.of("张三", "990201199001010018", "1200.5"),
            List.of("=1+1", "", "-3"),
            List.of("a&b<c>\"d\"", "00012", "0012"),
            List.of("𠮷野\n一郎\u0001", " 空 ", "约三千"));

    @Test
    void writesAWorkbookThatAnotherLibraryReadsTheSame() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook(ROWS)))) {
            Sheet sheet = book.getSheet("数据");
            assertThat(texts(sheet.getRow(0))).containsExactly("姓名", "身份证号", "收入<元>");
            assertThat(sheet.getRow(1).getCell(1).getCellType()).isEqualTo(CellType.STRING);
            assertThat(sheet.getRow(1).getCell(2).getNumericCellValue()).isEqualTo(1200.5);
            assertThat(sheet.getRow(2).getCell(0).getCellType()).isEqualTo(CellType.STRING);
            assertThat(sheet.getRow(2).getCell(0).getStringCellValue()).isEqualTo("=1+1");
            assertThat(sheet.getRow(2).getCell(2).getNumericCellValue()).isEqualTo(-3);
            assertThat(texts(sheet.getRow(3))).containsExactly("a&b<c>\"d\"", "00012", "0012");
            assertThat(texts(sheet.getRow(4))).containsExactly("𠮷野\n一郎", " 空 ", "约三千");
            assertThat(book.getSheet("说明").getRow(0).getCell(1).getStringCellValue())
                    .isEqualTo("低保");
            assertThat(book.isSheetHidden(0) || book.isSheetHidden(1)).isFalse();
        }
    }

    @Test
    void writesAWorkbookThatIsTakenInAgain() throws IOException {
        Grid grid = WorkbookReader.read("表.xlsx", workbook(ROWS)).sheets().get(0);
        assertThat(grid.text(1, 1)).isEqualTo("990201199001010018");
        assertThat(grid.text(3, 0)).isEqualTo("a&b<c>\"d\"");
    }

    /** The buffer is emptied at any place: within a row, a number, a sign of three bytes. */
    @Test
    void losesNothingWhereItsBufferIsFull() throws IOException {
        Random random = new Random(1);
        List<List<String>> rows = Stream.generate(() ->
                        List.of("村".repeat(random.nextInt(40)), "x".repeat(random.nextInt(9)), "" + random.nextInt(99)))
                .limit(5_000)
                .toList();
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook(rows)))) {
            Sheet sheet = book.getSheetAt(0);
            for (int i = 0; i < rows.size(); i++) {
                Row row = sheet.getRow(i + 1);
                assertThat(row.getRowNum()).isEqualTo(i + 1);
                String name = row.getCell(0) == null ? "" : row.getCell(0).getStringCellValue();
                assertThat(name).isEqualTo(rows.get(i).get(0));
                assertThat((int) row.getCell(2).getNumericCellValue())
                        .isEqualTo(Integer.parseInt(rows.get(i).get(2)));
            }
        }
    }

    @Test
    void aTableOfOneColumnHasItsSecondSheetToo() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowSink sink = new XlsxSink(out)) {
            sink.head(HEADS.subList(0, 1));
            sink.row(List.of("张三"));
            sink.end(List.of(List.of("用途", "低保")));
        }
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(book.getSheet("数据").getRow(1).getCell(0).getStringCellValue())
                    .isEqualTo("张三");
            assertThat(book.getSheet("说明").getRow(0).getCell(1).getStringCellValue())
                    .isEqualTo("低保");
        }
    }

    @Test
    void isNoWorkbookBeforeItsEnd() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowSink sink = new XlsxSink(out)) {
            sink.head(HEADS);
            for (int i = 0; i < 10_000; i++) {
                sink.row(ROWS.get(0));
            }
        }
        assertThat(out.size()).isPositive();
        assertThatThrownBy(() -> new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray())))
                .isInstanceOf(Exception.class);
    }

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "张三 | 张三",
                "=1+1 | '=1+1",
                "-3 | -3",
                "-3+5 | '-3+5",
                "+8613 | '+8613",
                "@SUM(A1) | '@SUM(A1)",
                "a,b | \"a,b\"",
                "说\"好\" | \"说\"\"好\"\"\""
            })
    void writesFieldsThatNoSheetTakesForAFormula(String value, String expected) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowSink sink = new CsvSink(out)) {
            sink.head(List.of(new RowSink.Head("列", false)));
            sink.row(List.of(value));
            sink.end(List.of());
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\uFEFF列\r\n" + expected + "\r\n");
    }

    private static byte[] workbook(List<List<String>> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowSink sink = new XlsxSink(out)) {
            sink.head(HEADS);
            for (List<String> row : rows) {
                sink.row(row);
            }
            sink.end(List.of(List.of("表名", "低保")));
        }
        return out.toByteArray();
    }

    private static List<String> texts(Row row) {
        return Stream.of(0, 1, 2).map(i -> row.getCell(i).getStringCellValue()).toList();
    }
}
