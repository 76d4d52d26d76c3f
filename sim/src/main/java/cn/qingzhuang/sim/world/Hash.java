package cn.qingzhuang.sim.world;

import java.util.List;
import java.util.Random;

/** Numbers that follow from their parts alone, on any machine. */
public final class Hash {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private final long seed;

    public Hash(long seed) {
        this.seed = seed;
    }

    /** A number from 0 to 2^53 that follows from the seed and the parts. */
    public long of(Object... parts) {
        long h = FNV_OFFSET ^ (seed * FNV_PRIME);
        for (Object part : parts) {
            String text = String.valueOf(part);
            for (int i = 0; i < text.length(); i++) {
                h = (h ^ text.charAt(i)) * FNV_PRIME;
            }
            h = (h ^ '|') * FNV_PRIME;
        }
        h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
        h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
        return (h ^ (h >>> 31)) >>> 11;
    }

    /** A number from 0 to bound - 1. */
    public int below(int bound, Object... parts) {
        return (int) (of(parts) % bound);
    }

    /** An item of the list, always the same for the same parts. */
    public <T> T pick(List<T> items, Object... parts) {
        return items.get(below(items.size(), parts));
    }

    /** A generator whose numbers follow from the seed and the parts. */
    public Random random(Object... parts) {
        return new Random(of(parts));
    }
}
