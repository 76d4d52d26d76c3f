package cn.qingzhuang.engine.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A forward walk over the tags and texts of one XML part, on its bytes.
 *
 * <p>Why our own: the parts of a workbook are plain UTF-8 without DOCTYPE, entities of their own or deep nesting, and
 * whatever is not is refused here; a full parser makes three strings a cell and takes four times as long. Names are
 * compared without their prefix. Limits: depth, length of one tag or text.
 */
final class XmlScanner {
    static final int START = 1;
    static final int END = 2;
    static final int TEXT = 3;
    static final int EOF = 4;

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int limit;
    private int position;
    private boolean isAtEnd;

    private int nameFrom;
    private int nameTo;
    private int attributesFrom;
    private int attributesNext;
    private int tokenTo;
    private int depth;
    private boolean isSelfClosed;
    private int valueFrom;
    private int valueTo;

    /** The part is not XML as workbooks write it, or breaks a limit; the text says which. */
    static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;
        private final boolean isHostile;

        Refusal(boolean isHostile, String why) {
            super(why);
            this.isHostile = isHostile;
        }

        boolean isHostile() {
            return isHostile;
        }
    }

    XmlScanner(InputStream in) throws IOException {
        this.in = in;
        fill();
        if (limit >= 2 && (buffer[0] & 0xff) >= 0xfe) {
            throw new Refusal(true, "文件内部的编码不是 UTF-8");
        }
        position = limit >= 3 && (buffer[0] & 0xff) == 0xef && (buffer[1] & 0xff) == 0xbb ? 3 : 0;
    }

    int depth() {
        return depth;
    }

    /** The next start tag, end tag or text; an empty tag gives a start and an end. */
    int next() throws IOException {
        if (isSelfClosed) {
            isSelfClosed = false;
            depth--;
            return END;
        }
        while (true) {
            if (position >= limit && !more(position)) {
                if (depth > 0) {
                    throw new Refusal(false, "内容不完整");
                }
                return EOF;
            }
            if (buffer[position] != '<') {
                valueTo = seek((byte) '<');
                valueFrom = position;
                position = valueTo;
                if (depth > 0) {
                    return TEXT;
                }
                continue;
            }
            int token = tag();
            if (token != 0) {
                return token;
            }
        }
    }

    /** First index of a byte from the position on, reading on as needed; the limit at the end of the part. */
    private int seek(byte wanted) throws IOException {
        int i = position;
        while (true) {
            while (i < limit && buffer[i] != wanted) {
                i++;
            }
            if (i < limit) {
                return i;
            }
            int moved = position;
            if (!more(position)) {
                return limit;
            }
            i -= moved;
        }
    }

    private int tag() throws IOException {
        need(2);
        int second = buffer[position + 1];
        if (second == '?') {
            instruction();
            return 0;
        }
        if (second == '!') {
            return declaration();
        }
        if (second == '/') {
            int to = seek((byte) '>');
            closed(to);
            name(position + 2, to);
            position = to + 1;
            depth--;
            if (depth < 0) {
                throw new Refusal(false, "标签不成对");
            }
            return END;
        }
        int to = tagEnd();
        isSelfClosed = buffer[to - 1] == '/';
        tokenTo = isSelfClosed ? to - 1 : to;
        name(position + 1, tokenTo);
        position = to + 1;
        depth++;
        if (depth > SheetLimits.XML_DEPTH) {
            throw new Refusal(true, "内部结构嵌套超过 " + SheetLimits.XML_DEPTH + " 层");
        }
        return START;
    }

    private void closed(int to) throws IOException {
        if (to >= limit) {
            throw new Refusal(false, "内容不完整");
        }
    }

    /** Where the tag ends: a > outside quotes. */
    private int tagEnd() throws IOException {
        int i = position + 1;
        byte quote = 0;
        while (true) {
            if (i >= limit) {
                int moved = position;
                if (!more(position)) {
                    throw new Refusal(false, "内容不完整");
                }
                i -= moved;
            }
            byte b = buffer[i];
            if (quote != 0) {
                if (b == quote) {
                    quote = 0;
                }
            } else if (b == '"' || b == '\'') {
                quote = b;
            } else if (b == '>') {
                return i;
            }
            i++;
        }
    }

    private void name(int from, int to) {
        int end = from;
        int start = from;
        while (end < to && buffer[end] > ' ' && buffer[end] != '/') {
            if (buffer[end] == ':') {
                start = end + 1;
            }
            end++;
        }
        nameFrom = start;
        nameTo = end;
        attributesFrom = end;
        attributesNext = end;
    }

    private void instruction() throws IOException {
        int to = seek((byte) '>');
        closed(to);
        String text = new String(buffer, position, to - position, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("encoding");
        if (text.startsWith("<?xml ") && at > 0) {
            String encoding = text.substring(at).toLowerCase(java.util.Locale.ROOT);
            if (!encoding.contains("utf-8") && !encoding.contains("utf8") && !encoding.contains("ascii")) {
                throw new Refusal(true, "文件内部的编码不是 UTF-8");
            }
        }
        position = to + 1;
    }

    private int declaration() throws IOException {
        need(9);
        if (buffer[position + 2] == '-' && buffer[position + 3] == '-') {
            position += 4;
            skipPast((byte) '-', "-->");
            return 0;
        }
        if (new String(buffer, position, 9, StandardCharsets.ISO_8859_1).equals("<![CDATA[")) {
            throw new Refusal(true, "文件内部含有 CDATA 段");
        }
        throw new Refusal(true, "文件内部含有 DOCTYPE 声明");
    }

    private void skipPast(byte first, String mark) throws IOException {
        byte[] wanted = mark.getBytes(StandardCharsets.ISO_8859_1);
        while (true) {
            position = seek(first);
            closed(position);
            need(wanted.length);
            if (Arrays.equals(buffer, position, position + wanted.length, wanted, 0, wanted.length)) {
                position += wanted.length;
                return;
            }
            position++;
        }
    }

    private void need(int count) throws IOException {
        while (limit - position < count) {
            if (!more(position)) {
                throw new Refusal(false, "内容不完整");
            }
        }
    }

    /** Reads on, keeping the bytes from a place on, which becomes the start of the buffer. */
    private boolean more(int keepFrom) throws IOException {
        if (isAtEnd) {
            return false;
        }
        int kept = limit - keepFrom;
        if (keepFrom > 0) {
            System.arraycopy(buffer, keepFrom, buffer, 0, kept);
        }
        position -= keepFrom;
        limit = kept;
        if (limit == buffer.length) {
            if (buffer.length >= SheetLimits.XML_TOKEN_BYTES) {
                throw new Refusal(true, "单个内容过长");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        return fill();
    }

    private boolean fill() throws IOException {
        int before = limit;
        while (limit < buffer.length) {
            int n = in.read(buffer, limit, buffer.length - limit);
            if (n < 0) {
                isAtEnd = true;
                break;
            }
            limit += n;
            if (n > 0) {
                break;
            }
        }
        return limit > before;
    }

    boolean is(byte[] localName) {
        return isSame(nameFrom, nameTo, localName);
    }

    /** As Arrays.equals, which takes longer to begin than names of a letter or two take to compare. */
    private boolean isSame(int from, int to, byte[] name) {
        if (to - from != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (buffer[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    String name() {
        return new String(buffer, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8);
    }

    /**
     * Looks for an attribute by its local name; afterwards the value methods speak of it. Begins behind the one found before,
     * for attributes are mostly asked for in the order they are written in.
     */
    boolean attribute(byte[] localName) {
        return attribute(localName, attributesNext, tokenTo) || attribute(localName, attributesFrom, attributesNext);
    }

    private boolean attribute(byte[] localName, int first, int last) {
        int i = first;
        while (i < last) {
            while (i < last && buffer[i] <= ' ') {
                i++;
            }
            int start = i;
            while (i < last && buffer[i] != '=' && buffer[i] > ' ') {
                if (buffer[i] == ':') {
                    start = i + 1;
                }
                i++;
            }
            int end = i;
            while (i < last && buffer[i] != '"' && buffer[i] != '\'') {
                i++;
            }
            if (i >= last) {
                return false;
            }
            byte quote = buffer[i++];
            int from = i;
            while (i < last && buffer[i] != quote) {
                i++;
            }
            if (isSame(start, end, localName)) {
                valueFrom = from;
                valueTo = i;
                attributesNext = Math.min(i + 1, last);
                return true;
            }
            i++;
        }
        return false;
    }

    String attributeOr(byte[] localName, String otherwise) {
        return attribute(localName) ? value() : otherwise;
    }

    int attributeOr(byte[] localName, int otherwise) {
        return attribute(localName) ? XmlValue.integer(buffer, valueFrom, valueTo, otherwise) : otherwise;
    }

    /** The text or attribute value as a string, its character references resolved. */
    String value() {
        return XmlValue.decode(buffer, valueFrom, valueTo);
    }

    byte[] bytes() {
        return buffer;
    }

    int valueFrom() {
        return valueFrom;
    }

    int valueTo() {
        return valueTo;
    }
}
