package cn.qingzhuang.engine.sheet;

import java.util.List;

/** A file of sheets after reading: its name without folders, its format and its sheets in tab order. */
public record SheetFile(String fileName, FileFormat format, List<Grid> sheets) {
    public SheetFile {
        sheets = List.copyOf(sheets);
    }
}
