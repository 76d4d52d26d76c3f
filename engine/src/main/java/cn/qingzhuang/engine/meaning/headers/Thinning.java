package cn.qingzhuang.engine.meaning.headers;

/**
 * Leaves out texts at random but repeatably. Labelled forms written by the authors of the vocabulary are better covered by
 * it than the forms of a strange office; learning from each form a second time with a thinner vocabulary and memory
 * teaches the reader to manage without.
 */
final class Thinning {
    private static final int MIX = 0x9E3779B9;

    private Thinning() {}

    /** Whether a text is left out of the view with this number: true for about half of all texts. */
    static boolean isOut(String text, int seed) {
        int h = (text.hashCode() ^ seed * MIX) * MIX;
        return (h >>> 16 & 1) == 0;
    }
}
