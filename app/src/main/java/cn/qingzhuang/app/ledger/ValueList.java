package cn.qingzhuang.app.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of elements in the order of element numbers, each element once; packed as they lie in the database. */
final class ValueList {
    private static final int FIRST = 24;

    private Numbered[] elements;
    private String[] values;
    private int size;
    private byte @Nullable [] bits;
    private byte @Nullable [] texts;

    ValueList() {
        this(FIRST);
    }

    ValueList(int capacity) {
        elements = new Numbered[capacity];
        values = new String[capacity];
    }

    /** The list that {@link #bits} and {@link #texts} of another one make. */
    static ValueList unpack(byte[] bits, byte[] texts, ElementNumbers numbers) {
        int[] unpacked = PackedFacts.numbers(bits);
        String[] values = PackedFacts.split(texts, unpacked.length);
        ValueList out = new ValueList(unpacked.length);
        for (int i = 0; i < unpacked.length; i++) {
            out.put(numbers.of(unpacked[i]), values[i]);
        }
        return out;
    }

    /** Takes a value; an empty one is none, and the first one of an element stays. */
    void put(Numbered element, String value) {
        if (value.isEmpty()) {
            return;
        }
        int at = size;
        while (at > 0 && elements[at - 1].number() >= element.number()) {
            if (elements[at - 1].number() == element.number()) {
                return;
            }
            at--;
        }
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, size * 2 + 1);
            values = Arrays.copyOf(values, size * 2 + 1);
        }
        System.arraycopy(elements, at, elements, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        elements[at] = element;
        values[at] = PackedFacts.clean(value);
        size++;
        bits = null;
        texts = null;
    }

    void putAll(ValueList other) {
        for (int i = 0; i < other.size; i++) {
            put(other.elements[i], other.values[i]);
        }
    }

    int size() {
        return size;
    }

    Numbered element(int index) {
        return elements[index];
    }

    String value(int index) {
        return values[index];
    }

    /** The value of an element, or "". */
    String valueOf(Numbered element) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int number = elements[middle].number();
            if (number == element.number()) {
                return values[middle];
            }
            if (number < element.number()) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return "";
    }

    /** Copies numbers and values to the front of longer arrays. */
    void copyTo(int[] toNumbers, String[] toValues) {
        for (int i = 0; i < size; i++) {
            toNumbers[i] = elements[i].number();
        }
        System.arraycopy(values, 0, toValues, 0, size);
    }

    /** Which elements, a bit each. */
    byte[] bits() {
        byte[] known = bits;
        if (known == null) {
            int[] numbers = new int[size];
            for (int i = 0; i < size; i++) {
                numbers[i] = elements[i].number();
            }
            known = PackedFacts.bits(numbers, size);
            bits = known;
        }
        return known;
    }

    /** The values, in UTF-8. */
    byte[] texts() {
        byte[] known = texts;
        if (known == null) {
            known = PackedFacts.join(values, size);
            texts = known;
        }
        return known;
    }
}
