package cn.qingzhuang.engine.sheet;

/**
 * What a workbook may cost. Generous against what offices send (the largest sheet seen in the field notes is a county's
 * 100,000 rows), small against what a machine of a township office holds. A file above a limit is refused with the
 * limit named.
 */
final class SheetLimits {
    /** Bytes of the file as it came. */
    static final long FILE_BYTES = 64L << 20;
    /** Parts of the package. */
    static final int ENTRIES = 2_000;
    /** Bytes of one part and of all parts after inflating, counted and not believed. */
    static final long PART_BYTES = 1L << 30;

    static final long TOTAL_BYTES = 3L << 29;
    /** A part may inflate to this many times its packed size once it is over {@link #RATIO_FROM_BYTES}. */
    static final int RATIO = 200;

    static final long RATIO_FROM_BYTES = 8L << 20;
    static final int XML_DEPTH = 64;
    /** Bytes of one tag or one text; a cell holds at most 32,767 characters. */
    static final int XML_TOKEN_BYTES = 1 << 22;

    static final int SHEETS = 256;
    static final int DEFINED_NAMES = 5_000;
    static final int MERGES = 50_000;
    static final int STYLES = 64_000;
    static final int CHOICES = 20_000;
    /** Options of one drop-down list. */
    static final int OPTIONS = 2_000;

    static final int ROWS = 1_048_576;
    static final int COLUMNS = 16_384;
    /** Cells with a value or a style on all sheets together. */
    static final int CELLS = 12_000_000;

    static final int CSV_COLUMNS = 2_000;

    private SheetLimits() {}
}
