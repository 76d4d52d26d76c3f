package cn.qingzhuang.engine.sheet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Texts as UTF-8 in pages, addressed by number. A String object a cell would cost three times the memory of its letters;
 * texts are made again when asked for. A small cache of recent texts keeps repeated ones (villages, 男/女) from being
 * stored again, without holding a map of all of them. Pages are never copied: a sheet of four million cells grows
 * without asking for its size a second time.
 */
final class TextStore {
    private static final int RECENT = 1 << 14;
    private static final int PAGE_BITS = 16;
    private static final int PAGE = 1 << PAGE_BITS;
    /** A length below this takes one byte before the text, a longer one five. */
    private static final int LONG = 0xff;

    private byte[][] pages = {new byte[1024]};
    /** Pages in use, and the bytes in use of the last one. */
    private int pageCount = 1;

    private int used;
    private int[][] places = {new int[64]};
    private int size;
    /** For each slot the hash of a recent text, and behind it its number and one; made with the first text. */
    private int @Nullable [] recent;

    private final BitSet blanks = new BitSet();

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
        int[] known = recent == null ? new int[2 * RECENT] : recent;
        recent = known;
        int slot = 2 * ((hash ^ (hash >>> 15)) & (RECENT - 1));
        if (known[slot] == hash && known[slot + 1] > 0 && isSame(known[slot + 1] - 1, source, from, to)) {
            return known[slot + 1] - 1;
        }
        int id = append(source, from, to);
        known[slot] = hash;
        known[slot + 1] = id + 1;
        return id;
    }

    private boolean isSame(int id, byte[] source, int from, int to) {
        int start = start(id);
        byte[] page = pageOf(id);
        return length(page, start) == to - from
                && Arrays.equals(page, text(page, start), text(page, start) + to - from, source, from, to);
    }

    /** Stores a text under the next number, whether it is known or not: for tables addressed by position. */
    int append(byte[] source, int from, int to) {
        int length = to - from;
        int needed = length + (length < LONG ? 1 : 5);
        if (used + needed > PAGE && used > 0) {
            addPage(Math.max(PAGE, needed));
        } else if (used + needed > lastPage().length) {
            int grown = Math.max(needed, Math.min(PAGE, 2 * (used + needed)));
            pages[pageCount - 1] = Arrays.copyOf(lastPage(), grown);
        }
        byte[] page = lastPage();
        setPlace(size, (pageCount - 1) << PAGE_BITS | used);
        page[used++] = (byte) Math.min(length, LONG);
        if (length >= LONG) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                page[used++] = (byte) (length >>> shift);
            }
        }
        System.arraycopy(source, from, page, used, length);
        used += length;
        if (isBlank(source, from, to)) {
            blanks.set(size);
        }
        return size++;
    }

    private byte[] lastPage() {
        return pages[pageCount - 1];
    }

    private void addPage(int length) {
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, pageCount * 2);
        }
        if (pageCount == 1 << Integer.SIZE - PAGE_BITS) {
            throw new ArithmeticException("texts of more than 4 GB");
        }
        pages[pageCount++] = new byte[length];
        used = 0;
    }

    private void setPlace(int id, int place) {
        int row = id >>> PAGE_BITS;
        if (row == places.length) {
            places = Arrays.copyOf(places, row + 1);
            places[row] = new int[PAGE];
        } else if ((id & PAGE - 1) == places[row].length) {
            places[row] = Arrays.copyOf(places[row], 2 * places[row].length);
        }
        places[row][id & PAGE - 1] = place;
    }

    String get(int id) {
        byte[] page = pageOf(id);
        int start = start(id);
        return new String(page, text(page, start), length(page, start), StandardCharsets.UTF_8);
    }

    /** Whether the text is empty or holds blanks only (ASCII blanks, the wide space and the no-break space). */
    boolean isBlank(int id) {
        return blanks.get(id);
    }

    private static boolean isBlank(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            int b = utf8[i] & 0xff;
            if (b == 0xe3 && i + 2 < to && (utf8[i + 1] & 0xff) == 0x80 && (utf8[i + 2] & 0xff) == 0x80) {
                i += 2;
            } else if (b == 0xc2 && i + 1 < to && (utf8[i + 1] & 0xff) == 0xa0) {
                i++;
            } else if (b > ' ') {
                return false;
            }
        }
        return true;
    }

    /** Length in UTF-8 bytes: a Chinese character is three. */
    int byteLength(int id) {
        return length(pageOf(id), start(id));
    }

    private byte[] pageOf(int id) {
        return pages[places[id >>> PAGE_BITS][id & PAGE - 1] >>> PAGE_BITS];
    }

    private int start(int id) {
        return places[id >>> PAGE_BITS][id & PAGE - 1] & PAGE - 1;
    }

    private static int text(byte[] page, int start) {
        return start + ((page[start] & 0xff) < LONG ? 1 : 5);
    }

    private static int length(byte[] page, int start) {
        int length = page[start] & 0xff;
        return length < LONG
                ? length
                : page[start + 1] << 24
                        | (page[start + 2] & 0xff) << 16
                        | (page[start + 3] & 0xff) << 8
                        | page[start + 4] & 0xff;
    }

    static int grown(int needed) {
        return Math.max(64, (int) Math.min(Integer.MAX_VALUE - 16L, needed + (long) needed / 2));
    }
}
