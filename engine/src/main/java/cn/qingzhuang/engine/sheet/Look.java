package cn.qingzhuang.engine.sheet;

/**
 * How a cell looks, as far as reading needs it.
 *
 * @param fontHeight in points, 0 when unknown
 * @param format the number format code
 */
public record Look(
        boolean hasBorder, boolean hasFill, boolean isBold, boolean isCentred, double fontHeight, String format) {
    public static final Look PLAIN = new Look(false, false, false, false, 0, "General");
}
