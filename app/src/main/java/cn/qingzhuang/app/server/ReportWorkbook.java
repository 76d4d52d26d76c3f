package cn.qingzhuang.app.server;

import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.imports.OpenImport;
import cn.qingzhuang.app.ledger.IngestReport;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.sheet.Grid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** The refused and doubtful rows of an import as a workbook: where, why, what to do, and the row as it was. */
final class ReportWorkbook {
    private static final List<String> HEADERS = List.of("工作表", "行", "情况", "数据项", "原因和怎么办", "这一行原来的内容");
    private static final int[] WIDTHS = {16, 7, 10, 16, 60, 14};
    private static final int CELLS_MAX = 200;

    private ReportWorkbook() {}

    /** One line of the report. */
    private record Line(String sheet, int row, String what, String element, String reason) {}

    static byte[] of(OpenImport taken, Catalogue catalogue) {
        try (SXSSFWorkbook book = new SXSSFWorkbook(200);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            SXSSFSheet sheet = book.createSheet("需要处理的行");
            sheet.createFreezePane(0, 1);
            for (int i = 0; i < WIDTHS.length; i++) {
                sheet.setColumnWidth(i, WIDTHS[i] * 256);
            }
            CellStyle bold = book.createCellStyle();
            Font font = book.createFont();
            font.setBold(true);
            bold.setFont(font);
            CellStyle wrapped = book.createCellStyle();
            wrapped.setWrapText(true);
            Row head = sheet.createRow(0);
            for (int i = 0; i < HEADERS.size(); i++) {
                head.createCell(i).setCellValue(HEADERS.get(i));
                head.getCell(i).setCellStyle(bold);
            }
            int at = 1;
            for (Line line : lines(taken.report(), catalogue)) {
                Row row = sheet.createRow(at++);
                row.createCell(0).setCellValue(line.sheet());
                row.createCell(1).setCellValue(line.row());
                row.createCell(2).setCellValue(line.what());
                row.createCell(3).setCellValue(line.element());
                row.createCell(4).setCellValue(line.reason());
                row.getCell(4).setCellStyle(wrapped);
                copy(taken.reading(), line, row);
            }
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw AppProblems.unwritable(taken.fileName());
        }
    }

    private static List<Line> lines(IngestReport report, Catalogue catalogue) {
        List<Line> out = new ArrayList<>();
        report.refused().forEach(r -> out.add(new Line(r.sheet(), r.row(), "没有收下", "", r.reason())));
        report.conflicts()
                .forEach(c -> out.add(new Line(
                        c.sheet(),
                        c.row(),
                        "收下，需核对",
                        catalogue
                                .elementOf(ElementKey.parse(c.element()))
                                .map(Element::name)
                                .orElse(""),
                        c.reason())));
        out.sort(Comparator.comparing(Line::sheet).thenComparingInt(Line::row));
        return out;
    }

    private static void copy(Reading reading, Line line, Row row) {
        Grid grid = reading.sheets().stream()
                .map(Reading.SheetReading::grid)
                .filter(g -> g.name().equals(line.sheet()))
                .findFirst()
                .orElse(null);
        int first = HEADERS.size() - 1;
        for (int c = 0; grid != null && line.row() > 0 && c < Math.min(grid.columns(), CELLS_MAX); c++) {
            row.createCell(first + c).setCellValue(grid.text(line.row() - 1, c));
        }
    }
}
