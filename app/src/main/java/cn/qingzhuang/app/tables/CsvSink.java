package cn.qingzhuang.app.tables;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * RFC 4180 in UTF-8 with a mark before it, by which office programs know the encoding. A text that a sheet would take
 * for a formula gets an apostrophe before it, as in filled templates (decision 0070). What it says of itself has no
 * place here.
 */
final class CsvSink implements RowSink {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final String FORMULA = "=+-@\t\r";

    private final Writer out;

    CsvSink(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    @Override
    public int rowsMax() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void head(List<Head> columns) throws IOException {
        out.write('\uFEFF');
        row(columns.stream().map(Head::label).toList());
    }

    @Override
    public void row(List<String> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            field(safe(values.get(i)));
        }
        out.write("\r\n");
    }

    static String safe(String value) {
        boolean isFormula = !value.isEmpty()
                && FORMULA.indexOf(value.charAt(0)) >= 0
                && !NUMBER.matcher(value).matches();
        return isFormula ? "'" + value : value;
    }

    private void field(String value) throws IOException {
        boolean isQuoted = value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == '\t');
        out.write(isQuoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
    }

    @Override
    public void end(List<List<String>> about) throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
