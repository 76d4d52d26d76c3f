package cn.qingzhuang.engine.sheet;

import java.time.LocalDateTime;

/** What one cell holds. A formula cell shows its cached result here; the formula text is {@link Grid#formula}. */
public sealed interface CellValue {
    /** Nothing, or blanks only. */
    record Blank() implements CellValue {}

    /** Text exactly as stored, line breaks kept. */
    record Text(String text) implements CellValue {}

    /** A number and its number format ("General", "0.00", "@"). */
    record Number(double number, String format) implements CellValue {}

    /** A number under a date format. */
    record Date(LocalDateTime at, String format) implements CellValue {}

    record Bool(boolean isTrue) implements CellValue {}

    /** A cell that cannot be taken as a value, such as {@code #REF!}: a bad cell must not lose a good sheet. */
    record Unreadable(String raw, String reason) implements CellValue {}

    Blank BLANK = new Blank();
}
