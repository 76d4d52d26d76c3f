package cn.qingzhuang.engine.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFCellStyle;
import org.apache.poi.hssf.usermodel.HSSFDataValidation;
import org.apache.poi.hssf.usermodel.HSSFFont;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.Name;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;

/** Reads the old binary .xls into the same grids, after looking into its compound file for what is refused. */
final class XlsReader {
    private static final double TWIPS = 20;

    private final String file;
    private final HSSFWorkbook workbook;
    private final Map<Short, Look> looks = new HashMap<>();
    private int cellCount;

    private XlsReader(String file, HSSFWorkbook workbook) {
        this.file = file;
        this.workbook = workbook;
    }

    static List<Grid> read(String file, byte[] bytes) {
        try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(bytes))) {
            refuse(file, files.getRoot());
            try (HSSFWorkbook workbook = new HSSFWorkbook(files.getRoot(), false)) {
                return new XlsReader(file, workbook).readAll();
            }
        } catch (EncryptedDocumentException e) {
            throw SheetProblems.passwordProtected(file);
        } catch (cn.qingzhuang.engine.Problem e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // POI answers damaged bytes with many kinds of unchecked exceptions: all mean the same to the sender.
            throw SheetProblems.damaged(file, "旧版 .xls 的内容读不全");
        }
    }

    private static void refuse(String file, DirectoryNode root) {
        if (root.hasEntryCaseInsensitive("EncryptedPackage") || root.hasEntryCaseInsensitive("EncryptionInfo")) {
            throw SheetProblems.passwordProtected(file);
        }
        if (root.hasEntryCaseInsensitive("WordDocument")) {
            throw SheetProblems.otherFormat(file, "Word 文档");
        }
        if (root.hasEntryCaseInsensitive("PowerPoint Document")) {
            throw SheetProblems.otherFormat(file, "演示文稿");
        }
        if (root.hasEntryCaseInsensitive("_VBA_PROJECT_CUR")) {
            throw SheetProblems.macros(file);
        }
        boolean hasWorkbook = root.hasEntryCaseInsensitive("Workbook") || root.hasEntryCaseInsensitive("Book");
        if (!hasWorkbook) {
            throw SheetProblems.otherFormat(file, "其他程序的文件");
        }
    }

    private List<Grid> readAll() {
        int count = workbook.getNumberOfSheets();
        if (count == 0) {
            throw SheetProblems.noSheets(file);
        }
        Map<String, String> names = new HashMap<>();
        for (Name name : workbook.getAllNames()) {
            if (!name.isFunctionName() && !name.isDeleted()) {
                names.put(name.getNameName(), name.getRefersToFormula());
            }
        }
        ChoiceLists lists = new ChoiceLists(names);
        List<Grid.Builder> builders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean isHidden = workbook.getSheetVisibility(i) != SheetVisibility.VISIBLE;
            Grid.Builder builder = new Grid.Builder(workbook.getSheetName(i)).hidden(isHidden);
            readSheet(workbook.getSheetAt(i), builder);
            lists.addSheet(workbook.getSheetName(i), new ChoiceLists.Cells(builder.store()));
            builders.add(builder);
        }
        List<Grid> grids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            readChoices(workbook.getSheetAt(i), builders.get(i), lists);
            grids.add(builders.get(i).build());
        }
        return grids;
    }

    private void readSheet(HSSFSheet sheet, Grid.Builder grid) {
        int lastColumn = 0;
        for (Row row : sheet) {
            if (row.getZeroHeight()) {
                grid.hideRow(row.getRowNum());
            }
            for (Cell cell : row) {
                readCell((HSSFCell) cell, grid);
                lastColumn = Math.max(lastColumn, cell.getColumnIndex());
                if (++cellCount > SheetLimits.CELLS) {
                    throw SheetProblems.tooLargeSheet(file, sheet.getSheetName(), "单元格过多");
                }
            }
        }
        for (CellRangeAddress m : sheet.getMergedRegions()) {
            grid.merge(new CellRange(m.getFirstRow(), m.getFirstColumn(), m.getLastRow(), m.getLastColumn()));
        }
        for (int c = 0; c <= lastColumn; c++) {
            if (sheet.isColumnHidden(c)) {
                grid.hideColumn(c);
            }
        }
    }

    private void readCell(HSSFCell cell, Grid.Builder grid) {
        int row = cell.getRowIndex();
        int column = cell.getColumnIndex();
        Look look = looks.computeIfAbsent(cell.getCellStyle().getIndex(), i -> look(cell.getCellStyle()));
        CellType type = cell.getCellType();
        if (type == CellType.FORMULA) {
            grid.formula(row, column, formulaText(cell));
            type = cell.getCachedFormulaResultType();
        }
        grid.cell(row, column, value(cell, type, look), look);
    }

    private static String formulaText(HSSFCell cell) {
        try {
            return cell.getCellFormula();
        } catch (RuntimeException e) {
            // A formula POI cannot print back is still a formula.
            return "";
        }
    }

    private static CellValue value(HSSFCell cell, CellType type, Look look) {
        if (type == CellType.STRING) {
            String text = cell.getRichStringCellValue().getString();
            return text.isEmpty() ? CellValue.BLANK : new CellValue.Text(text);
        }
        if (type == CellType.BOOLEAN) {
            return new CellValue.Bool(cell.getBooleanCellValue());
        }
        if (type == CellType.ERROR) {
            return new CellValue.Unreadable(errorText(cell.getErrorCellValue()), "公式出错");
        }
        if (type != CellType.NUMERIC) {
            return CellValue.BLANK;
        }
        double n = cell.getNumericCellValue();
        boolean isDate = StyleTable.isDateFormat(cell.getCellStyle().getDataFormat(), look.format());
        if (isDate && n >= 0 && n < ExcelDay.LAST) {
            java.time.LocalDateTime at = cell.getLocalDateTimeCellValue();
            if (at != null) {
                return new CellValue.Date(at, look.format());
            }
        }
        return new CellValue.Number(n, look.format());
    }

    private static String errorText(byte code) {
        return FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#ERR";
    }

    private Look look(HSSFCellStyle style) {
        HSSFFont font = workbook.getFontAt(style.getFontIndex());
        boolean hasBorder = style.getBorderTop() != BorderStyle.NONE
                || style.getBorderBottom() != BorderStyle.NONE
                || style.getBorderLeft() != BorderStyle.NONE
                || style.getBorderRight() != BorderStyle.NONE;
        boolean isCentred = style.getAlignment() == HorizontalAlignment.CENTER
                || style.getAlignment() == HorizontalAlignment.CENTER_SELECTION;
        String format = style.getDataFormatString(workbook);
        return new Look(
                hasBorder,
                style.getFillPattern() != FillPatternType.NO_FILL,
                font.getBold(),
                isCentred,
                font.getFontHeight() / TWIPS,
                format == null ? "General" : format);
    }

    private static void readChoices(HSSFSheet sheet, Grid.Builder grid, ChoiceLists lists) {
        for (HSSFDataValidation rule : sheet.getDataValidations()) {
            DataValidationConstraint constraint = rule.getValidationConstraint();
            if (constraint.getValidationType() != DataValidationConstraint.ValidationType.LIST) {
                continue;
            }
            String[] written = constraint.getExplicitListValues();
            String source = written != null ? '"' + String.join(",", written) + '"' : constraint.getFormula1();
            List<String> options = source == null ? List.of() : lists.options(source, sheet.getSheetName());
            if (options.isEmpty()) {
                continue;
            }
            for (CellRangeAddress m : rule.getRegions().getCellRangeAddresses()) {
                grid.choice(new Choice(
                        new CellRange(m.getFirstRow(), m.getFirstColumn(), m.getLastRow(), m.getLastColumn()),
                        options));
            }
        }
    }
}
