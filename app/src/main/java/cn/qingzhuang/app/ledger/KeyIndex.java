package cn.qingzhuang.app.ledger;

import java.util.Arrays;

/** From 64-bit keys to small numbers, several to a key, without boxes: an import of a county adds millions. */
final class KeyIndex {
    private static final int NONE = -1;

    private long[] keys = new long[64];
    private int[] numbers = new int[64];
    private int[] next = new int[64];
    private int[] heads = filled(128);
    private int size;

    private static int[] filled(int length) {
        int[] out = new int[length];
        Arrays.fill(out, NONE);
        return out;
    }

    int size() {
        return size;
    }

    /** Adds a pair that is not there yet. */
    void add(long key, int number) {
        if (size == keys.length) {
            grow();
        }
        keys[size] = key;
        numbers[size] = number;
        chain(size++);
    }

    private void grow() {
        keys = Arrays.copyOf(keys, size * 2);
        numbers = Arrays.copyOf(numbers, size * 2);
        next = Arrays.copyOf(next, size * 2);
        heads = filled(size * 4);
        for (int at = 0; at < size; at++) {
            chain(at);
        }
    }

    private void chain(int at) {
        int slot = slot(keys[at]);
        next[at] = heads[slot];
        heads[slot] = at;
    }

    private int slot(long key) {
        return (int) (key ^ key >>> 32) & (heads.length - 1);
    }

    /** The place of the first pair of a key, or a negative number. */
    int first(long key) {
        return same(heads[slot(key)], key);
    }

    /** The place of the next pair of the same key, or a negative number. */
    int next(int place) {
        return same(next[place], keys[place]);
    }

    private int same(int from, long key) {
        int at = from;
        while (at >= 0 && keys[at] != key) {
            at = next[at];
        }
        return at;
    }

    boolean has(long key, int number) {
        for (int at = first(key); at >= 0; at = next(at)) {
            if (numbers[at] == number) {
                return true;
            }
        }
        return false;
    }

    long key(int place) {
        return keys[place];
    }

    int number(int place) {
        return numbers[place];
    }

    /** Places in the order of their keys, nearly: an index grows several times faster when near keys come together. */
    int[] placesByKey() {
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(size));
        long low = (1L << bits) - 1;
        long[] order = new long[size];
        for (int at = 0; at < size; at++) {
            order[at] = keys[at] & ~low | at;
        }
        Arrays.sort(order);
        int[] out = new int[size];
        for (int at = 0; at < size; at++) {
            out[at] = (int) (order[at] & low);
        }
        return out;
    }

    void clear() {
        size = 0;
        Arrays.fill(heads, NONE);
    }
}
