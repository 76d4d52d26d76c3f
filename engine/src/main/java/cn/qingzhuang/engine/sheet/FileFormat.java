package cn.qingzhuang.engine.sheet;

/** The file formats that are read; decided by content, never by extension alone. */
public enum FileFormat {
    XLSX,
    XLS,
    CSV
}
