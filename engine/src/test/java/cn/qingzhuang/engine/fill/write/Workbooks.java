package cn.qingzhuang.engine.fill.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.ConditionalFormattingRule;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;

/** Templates as offices send them, built for tests. */
final class Workbooks {
    private Workbooks() {}

    /**
     * A template: title merged over A1:F1, header in row 2, blank body in rows 3 to 5 with dates in column D, a total in
     * row 6, a note in row 8; drop-downs, a conditional format, a comment, a print area; a second sheet that refers here.
     */
    static byte[] template(Workbook book) throws IOException {
        try (book;
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = book.createSheet("花名册");
            sheet.createRow(0).createCell(0).setCellValue("残疾人花名册");
            sheet.addMergedRegion(CellRangeAddress.valueOf("A1:F1"));
            String[] header = {"序号", "姓名", "性别", "出生日期", "金额", "住址"};
            Row head = sheet.createRow(1);
            for (int c = 0; c < header.length; c++) {
                head.createCell(c).setCellValue(header[c]);
            }
            CellStyle date = book.createCellStyle();
            date.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
            for (int r = 2; r < 5; r++) {
                Row row = sheet.createRow(r);
                row.setHeightInPoints(24);
                for (int c = 0; c < header.length; c++) {
                    Cell cell = row.createCell(c);
                    if (c == 3) {
                        cell.setCellStyle(date);
                    }
                }
            }
            Row total = sheet.createRow(5);
            total.createCell(0).setCellValue("合计");
            total.createCell(4).setCellFormula("SUM(E3:E5)");
            sheet.createRow(7).createCell(0).setCellValue("注：如实填写");
            sheet.addMergedRegion(CellRangeAddress.valueOf("A8:F8"));
            decorate(book, sheet);
            Sheet other = book.createSheet("汇总");
            other.createRow(0).createCell(0).setCellFormula("SUM(花名册!E3:E5)+花名册!E6");
            book.write(out);
            return out.toByteArray();
        }
    }

    private static void decorate(Workbook book, Sheet sheet) {
        DataValidationHelper helper = sheet.getDataValidationHelper();
        DataValidation sexes = helper.createValidation(
                helper.createExplicitListConstraint(new String[] {"男", "女"}), new CellRangeAddressList(2, 4, 2, 2));
        sheet.addValidationData(sexes);
        ConditionalFormattingRule rule =
                sheet.getSheetConditionalFormatting().createConditionalFormattingRule("$E3>100");
        sheet.getSheetConditionalFormatting()
                .addConditionalFormatting(new CellRangeAddress[] {CellRangeAddress.valueOf("E3:E5")}, rule);
        ClientAnchor anchor = book.getCreationHelper().createClientAnchor();
        anchor.setRow1(7);
        anchor.setRow2(9);
        anchor.setCol1(1);
        anchor.setCol2(3);
        Comment comment = sheet.createDrawingPatriarch().createCellComment(anchor);
        comment.setString(book.getCreationHelper().createRichTextString("批注"));
        sheet.getRow(7).getCell(0).setCellComment(comment);
        book.setPrintArea(book.getSheetIndex(sheet), "$A$1:$F$8");
        sheet.createFreezePane(0, 2);
    }

    static Map<String, byte[]> parts(byte[] zip) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                parts.put(e.getName(), in.readAllBytes());
            }
        }
        return parts;
    }
}
