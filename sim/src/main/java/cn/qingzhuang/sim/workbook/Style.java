package cn.qingzhuang.sim.workbook;

/**
 * How a cell looks.
 *
 * @param font 0 plain, 1 bold, 2 title, 3 red
 * @param fill 0 none, 2 header, 3 marked
 * @param align "" none, c centre, w centre and wrap, l left, r right, s centre across the selection
 * @param format number format code or ""
 */
public record Style(int font, int fill, boolean hasBorder, String align, String format) {
    public static final Style PLAIN = new Style(0, 0, false, "", "");

    public Style bold() {
        return new Style(1, fill, hasBorder, align, format);
    }

    public Style titled() {
        return new Style(2, fill, hasBorder, align, format);
    }

    public Style filled(boolean isFilled) {
        return new Style(font, isFilled ? 2 : 0, hasBorder, align, format);
    }

    public Style bordered(boolean isBordered) {
        return new Style(font, fill, isBordered, align, format);
    }

    public Style aligned(String alignment) {
        return new Style(font, fill, hasBorder, alignment, format);
    }

    public Style formatted(String numberFormat) {
        return new Style(font, fill, hasBorder, align, numberFormat);
    }
}
