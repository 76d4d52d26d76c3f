package cn.qingzhuang.engine.fill.write;

import java.nio.charset.StandardCharsets;

/**
 * Walks the tags of an XML part in UTF-8 without building anything, so that everything between two edits can be copied
 * byte for byte. Comments, CDATA and processing instructions are passed over. The gate has already refused DOCTYPE.
 */
final class Tags {
    private final byte[] xml;
    private int start;
    private int end;
    private int nameStart;
    private int nameEnd;
    private boolean isClose;
    private boolean isEmpty;

    Tags(byte[] xml) {
        this.xml = xml;
    }

    /** Moves to the next tag; false at the end of the part. */
    boolean next() {
        int at = end;
        while (true) {
            while (at < xml.length && xml[at] != '<') {
                at++;
            }
            if (at >= xml.length) {
                return false;
            }
            if (at(at, "<!--")) {
                at = after(at, "-->");
            } else if (at(at, "<![CDATA[")) {
                at = after(at, "]]>");
            } else if (at(at, "<?")) {
                at = after(at, "?>");
            } else {
                readTag(at);
                return true;
            }
        }
    }

    private void readTag(int at) {
        start = at;
        isClose = xml[at + 1] == '/';
        nameStart = isClose ? at + 2 : at + 1;
        int i = nameStart;
        while (xml[i] > ' ' && xml[i] != '>' && xml[i] != '/') {
            if (xml[i] == ':') {
                nameStart = i + 1;
            }
            i++;
        }
        nameEnd = i;
        byte quote = 0;
        while (quote != 0 || xml[i] != '>') {
            if (quote == 0 && (xml[i] == '"' || xml[i] == '\'')) {
                quote = xml[i];
            } else if (xml[i] == quote) {
                quote = 0;
            }
            i++;
        }
        isEmpty = xml[i - 1] == '/' && !isClose;
        end = i + 1;
    }

    private boolean at(int from, String literal) {
        if (from + literal.length() > xml.length) {
            return false;
        }
        for (int i = 0; i < literal.length(); i++) {
            if (xml[from + i] != literal.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int after(int from, String literal) {
        int i = from;
        while (!at(i, literal)) {
            i++;
        }
        return i + literal.length();
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    boolean isClose() {
        return isClose;
    }

    boolean isEmpty() {
        return isEmpty;
    }

    /** Whether the local name, prefix aside, is this one. */
    boolean is(String name) {
        if (nameEnd - nameStart != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (xml[nameStart + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean opens(String name) {
        return !isClose && is(name);
    }

    boolean closes(String name) {
        return isClose && is(name);
    }

    /** The prefix of the tag's name with its colon, or "". */
    String prefix() {
        int from = isClose ? start + 2 : start + 1;
        return new String(xml, from, nameStart - from, StandardCharsets.UTF_8);
    }

    /** The raw value of an attribute, or "" when it is absent. */
    String attribute(String name) {
        for (int i = nameEnd; i < end - name.length() - 2; i++) {
            if (xml[i] == '"' || xml[i] == '\'') {
                byte quote = xml[i++];
                while (xml[i] != quote) {
                    i++;
                }
            } else if (xml[i] <= ' ' && at(i + 1, name) && isAssign(i + 1 + name.length())) {
                return quoted(i + 1 + name.length());
            }
        }
        return "";
    }

    private boolean isAssign(int at) {
        int i = at;
        while (i < end && xml[i] <= ' ') {
            i++;
        }
        return xml[i] == '=';
    }

    private String quoted(int at) {
        int i = at;
        while (xml[i] != '"' && xml[i] != '\'') {
            i++;
        }
        int from = i + 1;
        int to = from;
        while (xml[to] != xml[i]) {
            to++;
        }
        return new String(xml, from, to - from, StandardCharsets.UTF_8);
    }

    String text() {
        return new String(xml, start, end - start, StandardCharsets.UTF_8);
    }
}
