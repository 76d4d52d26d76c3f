package cn.qingzhuang.engine.sheet;

import cn.qingzhuang.engine.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipException;

/**
 * The gate in front of the parser: every part of an .xlsx package goes through it once before anything of it is
 * believed. Parts that somebody reads go through while they are read ({@link #pass}), all others at the end.
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
    private final Map<String, Long> passed = new HashMap<>();
    private final byte[] sink = new byte[1 << 15];

    /** Reads a part from its first token to its last. */
    @FunctionalInterface
    interface Walk {
        void read(XmlScanner xml) throws IOException;
    }

    private PackageGate(String file, ZipPackage parts) {
        this.file = file;
        this.parts = parts;
    }

    /** Reads a package; nothing comes of it unless all its parts pass, and what the gate refuses is told first. */
    static <T> T through(String file, ZipPackage parts, Function<PackageGate, T> reader) {
        PackageGate gate = new PackageGate(file, parts);
        gate.checkNames();
        try {
            T read = reader.apply(gate);
            gate.checkRest();
            return read;
        } catch (Problem problem) {
            gate.checkRest();
            throw problem;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void checkNames() {
        for (String name : parts.names()) {
            checkName(name.toLowerCase(Locale.ROOT));
        }
        if (!parts.has("[Content_Types].xml")) {
            throw SheetProblems.unknownFormat(file);
        }
    }

    private void checkRest() {
        for (String name : parts.names()) {
            if (!passed.containsKey(name)) {
                checkPart(name);
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

    private void checkPart(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        if (folded.endsWith(".xml") || folded.endsWith(".rels")) {
            open(name, in -> walk(new XmlScanner(in), isLink(folded)));
        } else if (folded.endsWith(".vml")) {
            open(name, this::walkLoosely);
        } else {
            open(name, this::count);
        }
    }

    /** Lets a part be read that may not have passed yet. */
    void pass(String name, Walk reader) {
        if (isLink(name.toLowerCase(Locale.ROOT))) {
            checkPart(name);
        }
        open(parts.findName(name).orElse(name), in -> reader.read(new XmlScanner(in)));
    }

    /** Takes the bytes of a part. */
    @FunctionalInterface
    private interface Taker {
        void take(InputStream in) throws IOException;
    }

    private void open(String name, Taker taker) {
        try (CountingStream in = new CountingStream(parts.open(name))) {
            taker.take(in);
            note(name, in.count());
        } catch (XmlScanner.Refusal e) {
            throw e.isHostile()
                    ? SheetProblems.hostile(file, String.valueOf(e.getMessage()))
                    : SheetProblems.damaged(file, name + " " + e.getMessage());
        } catch (ZipException | java.io.EOFException e) {
            throw SheetProblems.damaged(file, name + " 解压失败");
        } catch (IOException e) {
            throw SheetProblems.damaged(file, name + " 读不出来");
        }
    }

    private void note(String name, long bytes) {
        passed.put(name, bytes);
        long total = passed.values().stream().mapToLong(Long::longValue).sum();
        if (total > SheetLimits.TOTAL_BYTES) {
            throw SheetProblems.tooLarge(file, "展开后超过 " + (SheetLimits.TOTAL_BYTES >> 20) + " 兆");
        }
    }

    private static boolean isLink(String folded) {
        return folded.contains("externallinks/");
    }

    private void walk(XmlScanner xml, boolean isLink) throws IOException {
        for (int token = xml.next(); token != XmlScanner.EOF; token = xml.next()) {
            if (isLink && token == XmlScanner.START && (xml.is(DDE_LINK) || xml.is(OLE_LINK))) {
                throw SheetProblems.foreignContent(file, "动态数据交换（DDE）链接");
            }
        }
    }

    /** A vmlDrawing is written as loose HTML by old programs; nobody here parses it. */
    private void walkLoosely(InputStream in) throws IOException {
        try {
            walk(new XmlScanner(in), false);
        } catch (XmlScanner.Refusal e) {
            if (e.isHostile()) {
                throw e;
            }
        }
    }

    private void count(InputStream in) throws IOException {
        int n;
        do {
            n = in.read(sink);
        } while (n >= 0);
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
