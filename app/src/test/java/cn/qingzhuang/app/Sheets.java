package cn.qingzhuang.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Small office sheets for tests, written by another library than the one that is tested. Nobody in them is real. */
public final class Sheets {
    public static final String VILLAGE = "990201101201";

    private Sheets() {}

    /** The units of an invented township. */
    public static Path units(Path folder) {
        return write(folder.resolve("units.csv"), """
                code,name,parent
                990000000000,清源省,
                990200000000,安平市,990000000000
                990201000000,临川县,990200000000
                990201101000,青石镇,990201000000
                990201101201,高桥村,990201101000
                """.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Three villagers, one of them below 80, and a row that is nobody. */
    public static Path roster(Path folder) {
        return write(folder.resolve("高桥村人员花名册.xlsx"), workbook(new String[][] {
            {"高桥村人员花名册", "", "", "", ""},
            {"序号", "姓名", "身份证号", "联系电话", "备注"},
            {"1", "郑玉梅", "990201194003190022", "10011112222", ""},
            {"2", "何一鸣", "990201193902080018", "10011113333", "=1+1"},
            {"3", "张晓燕", "990201198506150024", "", ""},
            {"4", "", "", "10011114444", ""},
        }));
    }

    /** A bureau's blank template for people of 80 and over. */
    public static Path template(Path folder) {
        return write(folder.resolve("80周岁以上老年人花名册.xlsx"), workbook(new String[][] {
            {"80周岁以上老年人花名册", "", "", "", ""},
            {"序号", "姓名", "性别", "联系电话", "现住址"},
            {"", "", "", "", ""},
            {"", "", "", "", ""},
            {"", "", "", "", ""},
        }));
    }

    /** A sheet whose first row is its title over all columns. */
    public static byte[] workbook(String[][] rows) {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            Sheet sheet = workbook.createSheet("花名册");
            CellStyle edged = workbook.createCellStyle();
            edged.setBorderTop(BorderStyle.THIN);
            edged.setBorderBottom(BorderStyle.THIN);
            edged.setBorderLeft(BorderStyle.THIN);
            edged.setBorderRight(BorderStyle.THIN);
            for (int r = 0; r < rows.length; r++) {
                Row row = sheet.createRow(r);
                for (int c = 0; c < rows[r].length; c++) {
                    var cell = row.createCell(c);
                    if (!rows[r][c].isEmpty()) {
                        cell.setCellValue(rows[r][c]);
                    }
                    if (r > 0) {
                        cell.setCellStyle(edged);
                    }
                }
            }
            sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, rows[0].length - 1));
            workbook.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
