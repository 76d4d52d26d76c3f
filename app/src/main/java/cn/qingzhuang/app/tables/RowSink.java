package cn.qingzhuang.app.tables;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A file that is written row by row while it is sent. What was begun and is not ended is no whole file: it cannot be
 * opened.
 */
interface RowSink extends Closeable {
    /** The first rows that may follow are refused by {@link TableProblems#tooLong}. */
    int rowsMax();

    void head(List<Head> columns) throws IOException;

    void row(List<String> values) throws IOException;

    /** What the file says of itself, and its end. */
    void end(List<List<String>> about) throws IOException;

    /**
     * A column.
     *
     * @param isNumber whether its values are numbers to count with
     */
    record Head(String label, boolean isNumber) {}
}
