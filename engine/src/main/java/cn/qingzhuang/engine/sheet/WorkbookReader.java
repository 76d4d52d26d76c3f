package cn.qingzhuang.engine.sheet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads the bytes of a workbook into grids. The format is decided by content, never by the extension: a .xls that is
 * really CSV is read as CSV, one that is really a web page is refused and says so. Hostile packages are refused
 * before a parser sees them.
 */
public final class WorkbookReader {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
    private static final byte[] OLE = {
        (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1
    };
    private static final int SNIFFED = 1024;

    private WorkbookReader() {}

    /** Reads a file. Throws a Problem SHEET-nnn that names the file. */
    public static SheetFile read(Path path) {
        return read(name(path), bytes(path));
    }

    /** The bytes of a file, not yet looked at. Throws a Problem when it is missing, a folder or over the limit. */
    public static byte[] bytes(Path path) {
        String name = name(path);
        if (!Files.exists(path)) {
            throw SheetProblems.missing(name);
        }
        if (Files.isDirectory(path)) {
            throw SheetProblems.folder(name);
        }
        try {
            if (Files.size(path) > SheetLimits.FILE_BYTES) {
                throw fileTooLarge(name);
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw SheetProblems.unreadableFile(name);
        }
    }

    private static String name(Path path) {
        Path fileName = path.getFileName();
        return fileName == null ? path.toString() : fileName.toString();
    }

    /** Reads the bytes of a file of that name. Throws a Problem SHEET-nnn that names the file. */
    public static SheetFile read(String fileName, byte[] bytes) {
        if (bytes.length == 0) {
            throw SheetProblems.empty(fileName);
        }
        if (bytes.length > SheetLimits.FILE_BYTES) {
            throw fileTooLarge(fileName);
        }
        if (startsWith(bytes, ZIP) || startsWith(bytes, EMPTY_ZIP)) {
            ZipPackage parts = ZipPackage.open(fileName, bytes);
            refuseOtherPackages(fileName, parts);
            return new SheetFile(fileName, FileFormat.XLSX, XlsxReader.read(fileName, parts));
        }
        if (startsWith(bytes, OLE)) {
            return new SheetFile(fileName, FileFormat.XLS, XlsReader.read(fileName, bytes));
        }
        refuseOtherFiles(fileName, bytes);
        return new SheetFile(fileName, FileFormat.CSV, List.of(CsvReader.read(fileName, bytes)));
    }

    private static cn.qingzhuang.engine.Problem fileTooLarge(String name) {
        return SheetProblems.tooLarge(name, "超过 " + (SheetLimits.FILE_BYTES >> 20) + " 兆");
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (bytes[i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static void refuseOtherPackages(String file, ZipPackage parts) {
        if (parts.has("mimetype") || parts.has("META-INF/manifest.xml")) {
            throw SheetProblems.otherFormat(file, "其他办公软件的文档（如 .ods、.ofd）");
        }
        if (!parts.has("[Content_Types].xml")) {
            throw SheetProblems.otherFormat(file, "压缩包");
        }
    }

    private static void refuseOtherFiles(String file, byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, SNIFFED), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        if (head.contains("<html") || head.contains("<!doctype html") || head.contains("<table")) {
            throw SheetProblems.html(file);
        }
        if (head.startsWith("%pdf")) {
            throw SheetProblems.otherFormat(file, "PDF 文件");
        }
        if (head.startsWith("{\\rtf")) {
            throw SheetProblems.otherFormat(file, "RTF 文档");
        }
        if (head.contains("<?xml") || head.contains("<workbook")) {
            throw SheetProblems.otherFormat(file, "XML 文件");
        }
        if (head.startsWith("rar!") || head.startsWith("7z\u00bc\u00af")) {
            throw SheetProblems.otherFormat(file, "压缩包");
        }
        boolean isUtf16 = bytes.length >= 2 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0x1fd;
        if (head.indexOf('\u0000') >= 0 && !isUtf16) {
            throw SheetProblems.unknownFormat(file);
        }
    }
}
