package cn.qingzhuang.engine.fill.write;

import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.sheet.CellValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFCellStyle;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;

/** Writes edits into .xls bytes through POI, which keeps the records it does not know. */
final class XlsWriter {
    private XlsWriter() {}

    static byte[] write(byte[] original, Map<String, SheetEdits> edits) {
        try (HSSFWorkbook book = new HSSFWorkbook(new ByteArrayInputStream(original));
                ByteArrayOutputStream out = new ByteArrayOutputStream(original.length * 2)) {
            edits.forEach((name, edit) -> {
                HSSFSheet sheet = book.getSheet(name);
                if (sheet == null) {
                    throw new IllegalArgumentException("no sheet " + name);
                }
                insertRows(book, sheet, edit.shift());
                edit.rows().forEach((row, cells) -> cells.forEach((column, value) -> put(sheet, row, column, value)));
                sheet.setForceFormulaRecalculation(true);
            });
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(HSSFSheet sheet, int row, int column, CellValue value) {
        HSSFRow target = sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
        HSSFCell cell = target.getCell(column);
        if (cell == null) {
            cell = target.createCell(column);
            HSSFRow above = row == 0 ? null : sheet.getRow(row - 1);
            if (above != null && above.getCell(column) != null && row > 1) {
                cell.setCellStyle(above.getCell(column).getCellStyle());
            }
        }
        if (cell.getCellType() == CellType.FORMULA) {
            return;
        }
        if (value instanceof CellValue.Number n) {
            cell.setCellValue(n.number());
        } else if (value instanceof CellValue.Date d) {
            cell.setCellValue(d.at());
        } else if (value instanceof CellValue.Bool b) {
            cell.setCellValue(b.isTrue());
        } else if (value instanceof CellValue.Text t) {
            cell.setCellValue(t.text());
        }
    }

    /** From the bottom up, so that the rows of the draft's insertions keep their numbers while they are used. */
    private static void insertRows(HSSFWorkbook book, HSSFSheet sheet, RowShift shift) {
        List<Draft.AddedRows> added = shift.added();
        for (int i = added.size() - 1; i >= 0; i--) {
            Draft.AddedRows a = added.get(i);
            if (sheet.getLastRowNum() >= a.beforeRow()) {
                sheet.shiftRows(a.beforeRow(), sheet.getLastRowNum(), a.count(), true, false);
            }
            for (int n = 0; n < a.count(); n++) {
                copyStyle(sheet, a.styleRow(), a.beforeRow() + n);
            }
            extendFormulas(book, sheet.getSheetName(), a);
        }
    }

    private static void copyStyle(HSSFSheet sheet, int from, int to) {
        HSSFRow source = from < 0 ? null : sheet.getRow(from);
        HSSFRow target = sheet.createRow(to);
        if (source == null) {
            return;
        }
        target.setHeight(source.getHeight());
        for (Cell cell : source) {
            target.createCell(cell.getColumnIndex()).setCellStyle((HSSFCellStyle) cell.getCellStyle());
        }
        for (CellRangeAddress merge : new ArrayList<>(sheet.getMergedRegions())) {
            if (merge.getFirstRow() == from && merge.getLastRow() == from) {
                sheet.addMergedRegion(new CellRangeAddress(to, to, merge.getFirstColumn(), merge.getLastColumn()));
            }
        }
    }

    /** POI moves references but does not let a range that ends above the new rows grow over them. */
    private static void extendFormulas(HSSFWorkbook book, String sheetName, Draft.AddedRows added) {
        References growing = new References(sheetName, RowShift.growth(added));
        for (Sheet sheet : book) {
            for (Row row : sheet) {
                for (Cell cell : row) {
                    if (cell.getCellType() == CellType.FORMULA) {
                        String before = cell.getCellFormula();
                        String after = growing.formula(before, sheet.getSheetName());
                        if (!after.equals(before)) {
                            cell.setCellFormula(after);
                        }
                    }
                }
            }
        }
    }
}
