package cn.qingzhuang.engine.sheet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts in one block of UTF-8 bytes, addressed by number. A String object a cell would cost three times the memory of
 * its letters; texts are made again when asked for. A small cache of recent texts keeps repeated ones (villages,
 * 男/女) from being stored again, without holding a map of all of them.
 */
final class TextStore {
    private static final int RECENT = 1 << 14;

    private byte[] bytes = new byte[1024];
    private int[] ends = new int[64];
    private int size;
    private final int[] recent = new int[RECENT];

    int size() {
        return size;
    }

    int add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return add(utf8, 0, utf8.length);
    }

    /** Stores a text, or finds a recent equal one; returns its number. */
    int add(byte[] source, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + source[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (RECENT - 1);
        int known = recent[slot] - 1;
        if (known >= 0 && Arrays.equals(bytes, start(known), ends[known], source, from, to)) {
            return known;
        }
        int id = append(source, from, to);
        recent[slot] = id + 1;
        return id;
    }

    /** Stores a text under the next number, whether it is known or not: for tables addressed by position. */
    int append(byte[] source, int from, int to) {
        int start = size == 0 ? 0 : ends[size - 1];
        int end = Math.addExact(start, to - from);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, grown(end));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, grown(size + 1));
        }
        System.arraycopy(source, from, bytes, start, to - from);
        ends[size] = end;
        return size++;
    }

    String get(int id) {
        int start = start(id);
        return new String(bytes, start, ends[id] - start, StandardCharsets.UTF_8);
    }

    /** Whether the text is empty or holds blanks only (ASCII blanks, the wide space and the no-break space). */
    boolean isBlank(int id) {
        for (int i = start(id); i < ends[id]; i++) {
            int b = bytes[i] & 0xff;
            if (b == 0xe3 && i + 2 < ends[id] && (bytes[i + 1] & 0xff) == 0x80 && (bytes[i + 2] & 0xff) == 0x80) {
                i += 2;
            } else if (b == 0xc2 && i + 1 < ends[id] && (bytes[i + 1] & 0xff) == 0xa0) {
                i++;
            } else if (b > ' ') {
                return false;
            }
        }
        return true;
    }

    /** Length in UTF-8 bytes: a Chinese character is three. */
    int byteLength(int id) {
        return ends[id] - start(id);
    }

    private int start(int id) {
        return id == 0 ? 0 : ends[id - 1];
    }

    static int grown(int needed) {
        return Math.max(64, (int) Math.min(Integer.MAX_VALUE - 16L, needed + (long) needed / 2));
    }
}
