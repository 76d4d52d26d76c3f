package cn.qingzhuang.engine.sheet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the table of shared texts; the n-th text gets number n. Runs of rich text are joined, phonetic hints left out. */
final class SharedTexts {
    private static final byte[] SI = XlsxReader.ascii("si");
    static final byte[] T = XlsxReader.ascii("t");
    static final byte[] PHONETIC = XlsxReader.ascii("rPh");

    private SharedTexts() {}

    static void read(XmlScanner xml, TextStore texts) throws IOException {
        for (int token = xml.next(); token != XmlScanner.EOF; token = xml.next()) {
            if (token == XmlScanner.START && xml.is(SI)) {
                readOne(xml, texts, true);
            }
        }
    }

    /** Reads the texts inside the element just begun, up to its end, as one text; returns its number. */
    static int readOne(XmlScanner xml, TextStore texts, boolean isNumbered) throws IOException {
        int depth = xml.depth();
        int phonetic = Integer.MAX_VALUE;
        boolean isText = false;
        StringBuilder joined = null;
        byte[] first = null;
        for (int token = xml.next(); ; token = xml.next()) {
            if (token == XmlScanner.START) {
                isText = xml.is(T) && xml.depth() < phonetic;
                if (xml.is(PHONETIC)) {
                    phonetic = Math.min(phonetic, xml.depth());
                }
            } else if (token == XmlScanner.END) {
                isText = false;
                if (xml.depth() < phonetic) {
                    phonetic = Integer.MAX_VALUE;
                }
                if (xml.depth() < depth) {
                    break;
                }
            } else if (token == XmlScanner.TEXT && isText) {
                boolean isPlain = XmlValue.isPlain(xml.bytes(), xml.valueFrom(), xml.valueTo());
                if (first == null && joined == null && isPlain) {
                    first = java.util.Arrays.copyOfRange(xml.bytes(), xml.valueFrom(), xml.valueTo());
                } else {
                    if (joined == null) {
                        joined = new StringBuilder(first == null ? "" : new String(first, StandardCharsets.UTF_8));
                    }
                    joined.append(XmlValue.unescape(xml.value()));
                }
            } else if (token == XmlScanner.EOF) {
                break;
            }
        }
        byte[] utf8 = joined != null
                ? joined.toString().getBytes(StandardCharsets.UTF_8)
                : first == null ? new byte[0] : first;
        return isNumbered ? texts.append(utf8, 0, utf8.length) : texts.add(utf8, 0, utf8.length);
    }
}
