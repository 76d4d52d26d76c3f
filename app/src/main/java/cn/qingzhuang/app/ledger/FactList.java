package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.SubjectRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The current facts of one subject in the order of element numbers, in flat arrays: a county has millions. */
final class FactList {
    private static final int DISPUTED = 0x8000;
    private static final int PLACE = 0x0fff;
    private static final int AUTHORITY = 12;

    private int[] numbers;
    private String[] values;
    private Source[] sources;
    private boolean[] disputed;
    private byte[] authorities;
    private int size;
    private @Nullable ValueList whole;

    FactList() {
        numbers = new int[0];
        values = new String[0];
        sources = new Source[0];
        disputed = new boolean[0];
        authorities = new byte[0];
    }

    /** The facts of a row of the current view; {@code origins} as {@link #origins} made them. */
    static FactList unpack(byte[] bits, byte[] texts, byte[] packedSources, byte @Nullable [] origins) {
        FactList out = new FactList();
        out.numbers = PackedFacts.numbers(bits);
        out.size = out.numbers.length;
        out.values = PackedFacts.split(texts, out.size);
        out.sources = new Source[out.size];
        out.disputed = new boolean[out.size];
        out.authorities = new byte[out.size];
        ByteBuffer in = ByteBuffer.wrap(packedSources);
        Source[] known = new Source[packedSources.length / PackedFacts.SOURCE_BYTES];
        for (int i = 0; i < known.length; i++) {
            known[i] = PackedFacts.source(in);
        }
        ByteBuffer places = origins == null ? ByteBuffer.allocate(out.size * 2) : ByteBuffer.wrap(origins);
        for (int i = 0; i < out.size; i++) {
            int place = places.getShort() & 0xffff;
            out.sources[i] = known[place & PLACE];
            out.disputed[i] = (place & DISPUTED) != 0;
            out.authorities[i] = (byte) ((place & ~DISPUTED) >> AUTHORITY);
        }
        return out;
    }

    /** Takes a fact; {@code source} is the place among the sources of its subject. */
    interface Visitor {
        void fact(int number, String value, int source, boolean isDisputed);
    }

    /** Shows the facts of a row of the current view whose elements are wanted; no other value is decoded. */
    static void each(SubjectRow row, IntPredicate wanted, Visitor visitor) {
        byte[] texts = row.facts();
        byte[] origins = row.origins();
        int[] numbers = PackedFacts.numbers(row.elements());
        int start = 0;
        for (int i = 0; i < numbers.length; i++) {
            int end = PackedFacts.end(texts, start);
            if (wanted.test(numbers[i])) {
                int place = origins == null ? 0 : (origins[2 * i] & 0xff) << 8 | origins[2 * i + 1] & 0xff;
                String value = new String(texts, start, end - start, StandardCharsets.UTF_8);
                visitor.fact(numbers[i], value, place & PLACE, (place & DISPUTED) != 0);
            }
            start = end + 1;
        }
    }

    int size() {
        return size;
    }

    int number(int index) {
        return numbers[index];
    }

    String value(int index) {
        return values[index];
    }

    Source source(int index) {
        return sources[index];
    }

    boolean isDisputed(int index) {
        return disputed[index];
    }

    /** The current fact of an element, or null. */
    @Nullable
    Fact get(int number) {
        int at = Arrays.binarySearch(numbers, 0, size, number);
        return at < 0 ? null : new Fact(values[at], sources[at], disputed[at], Authority.of(authorities[at]));
    }

    /** Sets what one entry said of a subject of whom nothing was known. */
    void start(ValueList said, Source source, Authorities weights) {
        size = said.size();
        numbers = new int[size];
        values = new String[size];
        said.copyTo(numbers, values);
        sources = new Source[size];
        Arrays.fill(sources, source);
        disputed = new boolean[size];
        authorities = new byte[size];
        if (!weights.isPlain()) {
            for (int i = 0; i < size; i++) {
                authorities[i] = (byte) weights.of(said.element(i)).ordinal();
            }
        }
        whole = said;
    }

    void put(int number, Fact fact) {
        whole = null;
        int at = Arrays.binarySearch(numbers, 0, size, number);
        if (at < 0) {
            at = -at - 1;
            insert(at);
            numbers[at] = number;
        }
        values[at] = fact.value();
        sources[at] = fact.source();
        disputed[at] = fact.isDisputed();
        authorities[at] = (byte) fact.authority().ordinal();
    }

    private void insert(int at) {
        if (size == numbers.length) {
            int more = size + Math.max(4, size / 2);
            numbers = Arrays.copyOf(numbers, more);
            values = Arrays.copyOf(values, more);
            sources = Arrays.copyOf(sources, more);
            disputed = Arrays.copyOf(disputed, more);
            authorities = Arrays.copyOf(authorities, more);
        }
        System.arraycopy(numbers, at, numbers, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        System.arraycopy(sources, at, sources, at + 1, size - at);
        System.arraycopy(disputed, at, disputed, at + 1, size - at);
        System.arraycopy(authorities, at, authorities, at + 1, size - at);
        size++;
    }

    byte[] bits() {
        ValueList same = whole;
        return same == null ? PackedFacts.bits(numbers, size) : same.bits();
    }

    byte[] texts() {
        ValueList same = whole;
        return same == null ? PackedFacts.join(values, size) : same.texts();
    }

    /** The distinct sources, in the order of element numbers. */
    List<Source> distinctSources() {
        List<Source> out = new ArrayList<>(2);
        for (int i = 0; i < size; i++) {
            if ((i == 0 || sources[i] != sources[i - 1]) && !out.contains(sources[i])) {
                out.add(sources[i]);
            }
        }
        return out;
    }

    /**
     * Of each fact, in two bytes: the place of its source among the distinct ones (12 bits), its authority (3), whether it
     * is disputed. Null when all are zero.
     */
    byte @Nullable [] origins(List<Source> distinct) {
        ByteBuffer out = ByteBuffer.allocate(size * 2);
        boolean isPlain = true;
        for (int i = 0; i < size; i++) {
            int place = distinct.size() == 1 ? 0 : distinct.indexOf(sources[i]);
            int packed = place | authorities[i] << AUTHORITY | (disputed[i] ? DISPUTED : 0);
            out.putShort((short) packed);
            isPlain &= packed == 0;
        }
        return isPlain ? null : out.array();
    }
}
