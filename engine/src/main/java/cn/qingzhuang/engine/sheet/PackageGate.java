package cn.qingzhuang.engine.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.ZipException;

/**
 * The gate in front of the parser: looks at every part of an .xlsx package once, before anything is believed.
 *
 * <p>Refused: macros, embedded objects, ActiveX, data connections, DDE and OLE links; DOCTYPE, deep nesting and other
 * encodings in any XML part; parts that inflate beyond their limits. Links to other workbooks are let through: offices
 * send them by the dozen (a copied sheet brings them along), they are never followed, and the cells hold the values
 * last seen. See docs/decisions/0010.
 */
final class PackageGate {
    private static final byte[] DDE_LINK = ascii("ddeLink");
    private static final byte[] OLE_LINK = ascii("oleLink");

    private final String file;
    private final ZipPackage parts;
    private final byte[] sink = new byte[1 << 15];

    private PackageGate(String file, ZipPackage parts) {
        this.file = file;
        this.parts = parts;
    }

    static void check(String file, ZipPackage parts) {
        new PackageGate(file, parts).checkAll();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void checkAll() {
        for (String name : parts.names()) {
            checkName(name.toLowerCase(Locale.ROOT));
        }
        if (!parts.has("[Content_Types].xml")) {
            throw SheetProblems.unknownFormat(file);
        }
        long total = 0;
        for (String name : parts.names()) {
            total += checkPart(name);
            if (total > SheetLimits.TOTAL_BYTES) {
                throw SheetProblems.tooLarge(file, "展开后超过 " + (SheetLimits.TOTAL_BYTES >> 20) + " 兆");
            }
        }
    }

    private void checkName(String name) {
        if (name.contains("vbaproject") || name.contains("/macrosheets/")) {
            throw SheetProblems.macros(file);
        }
        if (name.contains("activex/")) {
            throw SheetProblems.foreignContent(file, "ActiveX 控件");
        }
        if (name.contains("oleobject") || name.contains("/embeddings/")) {
            throw SheetProblems.foreignContent(file, "嵌入的其他文件");
        }
        if (name.endsWith("xl/connections.xml") || name.contains("/querytables/")) {
            throw SheetProblems.foreignContent(file, "外部数据连接");
        }
    }

    private long checkPart(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        boolean isXml = folded.endsWith(".xml") || folded.endsWith(".rels") || folded.endsWith(".vml");
        try (InputStream in = parts.open(name)) {
            if (!isXml) {
                return count(in);
            }
            CountingStream counted = new CountingStream(in);
            walk(counted, folded);
            return counted.count();
        } catch (XmlScanner.Refusal e) {
            // vmlDrawing is written as loose HTML by old programs; nobody here parses it.
            if (folded.endsWith(".vml") && !e.isHostile()) {
                return 0;
            }
            throw e.isHostile()
                    ? SheetProblems.hostile(file, String.valueOf(e.getMessage()))
                    : SheetProblems.damaged(file, name + " " + e.getMessage());
        } catch (ZipException | java.io.EOFException e) {
            throw SheetProblems.damaged(file, name + " 解压失败");
        } catch (IOException e) {
            throw SheetProblems.damaged(file, name + " 读不出来");
        }
    }

    private void walk(InputStream in, String name) throws IOException {
        boolean isLink = name.contains("externallinks/");
        XmlScanner xml = new XmlScanner(in);
        for (int token = xml.next(); token != XmlScanner.EOF; token = xml.next()) {
            if (isLink && token == XmlScanner.START && (xml.is(DDE_LINK) || xml.is(OLE_LINK))) {
                throw SheetProblems.foreignContent(file, "动态数据交换（DDE）链接");
            }
        }
    }

    private long count(InputStream in) throws IOException {
        long total = 0;
        for (int n = in.read(sink); n >= 0; n = in.read(sink)) {
            total += n;
        }
        return total;
    }

    /** Counts what was read. */
    private static final class CountingStream extends java.io.FilterInputStream {
        private long count;

        private CountingStream(InputStream in) {
            super(in);
        }

        private long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = super.read(b, off, len);
            count += Math.max(n, 0);
            return n;
        }
    }
}
