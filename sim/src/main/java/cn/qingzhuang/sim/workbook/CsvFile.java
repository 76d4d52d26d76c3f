package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.sim.world.Datum;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** A sheet as an office program exports it to CSV: values as shown, merges lost. */
final class CsvFile {
    private CsvFile() {}

    static byte[] write(SheetModel sheet, Charset charset) {
        CellRange extent = sheet.extent();
        StringBuilder out = new StringBuilder();
        for (int r = 0; r <= extent.lastRow(); r++) {
            for (int c = 0; c <= extent.lastColumn(); c++) {
                String shown = sheet.at(r, c).map(CsvFile::show).orElse("");
                out.append(c == 0 ? "" : ",").append(quoted(shown));
            }
            out.append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(out.toString().getBytes(charset));
        return bytes.toByteArray();
    }

    private static String quoted(String text) {
        boolean isPlain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
        return isPlain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static String show(SheetModel.Cell cell) {
        Datum content = cell.content();
        String format = cell.style().format();
        if (content == null) {
            return "";
        }
        if (content instanceof Datum.Day day) {
            return day(day.day(), format);
        }
        if (content instanceof Datum.Amount amount && format.contains(",")) {
            return "%,.2f".formatted(amount.number());
        }
        if (content instanceof Datum.Amount amount && format.contains("%")) {
            return "%.1f%%".formatted(100 * amount.number());
        }
        return content.canonical();
    }

    private static String day(LocalDate day, String format) {
        String pattern = format.contains("年")
                ? "yyyy年M月d日"
                : format.contains(".") ? "yyyy.MM.dd" : format.contains("/") ? "yyyy/M/d" : "yyyy-MM-dd";
        return day.format(DateTimeFormatter.ofPattern(pattern));
    }
}
