package cn.qingzhuang.engine.fill.write;

import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.sheet.FileFormat;
import java.util.Map;

/**
 * Puts a draft into the department's own file.
 *
 * <p>Filled cells only (known, stale, computed) are written; a formula is never overwritten. In an .xlsx every part that
 * holds no filled cell keeps its bytes. Inserting rows moves what lies below and lets ranges over the body grow; where a
 * part cannot be moved safely the writing stops with Problem FILL-001 and nothing is written.
 */
public final class TemplateWriter {
    private TemplateWriter() {}

    /** The filled file in the format of the original. */
    public static byte[] write(FileFormat format, byte[] original, Draft draft) {
        Map<String, SheetEdits> edits = SheetEdits.of(draft);
        if (edits.isEmpty()) {
            return original.clone();
        }
        return switch (format) {
            case XLSX -> XlsxWriter.write(original, edits);
            case XLS -> XlsWriter.write(original, edits);
            case CSV -> CsvWriter.write(original, edits);
        };
    }
}
