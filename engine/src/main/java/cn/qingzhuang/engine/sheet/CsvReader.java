package cn.qingzhuang.engine.sheet;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads separated text: UTF-8 with or without mark, UTF-16 with its mark, else GB18030, what WPS writes. Every value
 * is text exactly as written; what begins with = + - @ stays text.
 */
final class CsvReader {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String SHEET_NAME = "Sheet1";
    private static final int SNIFFED_LINES = 20;
    /** Share of replaced or control characters above which the text is not text. */
    private static final int GARBAGE_PER_THOUSAND = 10;

    private CsvReader() {}

    static Grid read(String file, byte[] bytes) {
        String text = decode(file, bytes);
        if (text.isBlank()) {
            throw SheetProblems.empty(file);
        }
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter(text))
                .setIgnoreEmptyLines(false)
                .get();
        Grid.Builder grid = new Grid.Builder(SHEET_NAME);
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            int row = 0;
            for (CSVRecord line : parser) {
                putLine(file, grid, row++, line);
            }
        } catch (IOException | UncheckedIOException e) {
            throw SheetProblems.csvQuotes(file, 1 + text.lines().count());
        }
        return grid.build();
    }

    private static void putLine(String file, Grid.Builder grid, int row, CSVRecord line) {
        if (row >= SheetLimits.ROWS) {
            throw SheetProblems.tooLargeSheet(file, SHEET_NAME, "超过 " + SheetLimits.ROWS + " 行");
        }
        if (line.size() > SheetLimits.CSV_COLUMNS) {
            throw SheetProblems.tooLargeSheet(file, SHEET_NAME, "超过 " + SheetLimits.CSV_COLUMNS + " 列");
        }
        for (int c = 0; c < line.size(); c++) {
            String value = line.get(c);
            CellValue cell = value.isBlank() ? CellValue.BLANK : new CellValue.Text(value.replace("\r\n", "\n"));
            grid.cell(row, c, cell, null);
            // A blank last one is kept: trailing commas tell where a table ends.
            if (c == line.size() - 1 && value.isBlank()) {
                grid.store().append(row, c, CellStore.BLANK, 0, 0);
            }
        }
    }

    private static String decode(String file, byte[] bytes) {
        int first = bytes.length > 1 ? (bytes[0] & 0xff) << 8 | bytes[1] & 0xff : 0;
        if (first == 0xfffe || first == 0xfeff) {
            return strictly(file, bytes, 2, first == 0xfffe ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
        }
        boolean hasMark = first == 0xefbb && bytes.length > 2 && (bytes[2] & 0xff) == 0xbf;
        try {
            return decoder(StandardCharsets.UTF_8)
                    .decode(ByteBuffer.wrap(bytes, hasMark ? 3 : 0, bytes.length - (hasMark ? 3 : 0)))
                    .toString();
        } catch (CharacterCodingException e) {
            if (hasMark) {
                throw SheetProblems.encoding(file, badLine(bytes, StandardCharsets.UTF_8));
            }
            return strictly(file, bytes, 0, GB18030);
        }
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static String strictly(String file, byte[] bytes, int from, Charset charset) {
        String text;
        try {
            text = decoder(charset)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SheetProblems.encoding(file, badLine(bytes, charset));
        }
        if (isGarbage(text)) {
            throw SheetProblems.encoding(file, 1);
        }
        return text;
    }

    /** Bytes of another encoding often pass as GB18030 but come out as private-use or control characters. */
    private static boolean isGarbage(String text) {
        long odd = text.chars()
                .filter(c ->
                        c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 0xe000 && c <= 0xf8ff || c == 0xfffd)
                .count();
        return odd * 1000 > (long) text.length() * GARBAGE_PER_THOUSAND;
    }

    private static int badLine(byte[] bytes, Charset charset) {
        CharBuffer sink = CharBuffer.allocate(bytes.length + 1);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = decoder(charset).decode(in, sink, true);
        int line = 1;
        for (int i = 0; result.isError() && i < in.position(); i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    /** The separator found most often outside quotes in the first lines: comma, tab or semicolon. */
    private static char delimiter(String text) {
        int[] counts = new int[3];
        boolean isQuoted = false;
        int lines = 0;
        for (int i = 0; i < text.length() && lines < SNIFFED_LINES; i++) {
            char c = text.charAt(i);
            isQuoted ^= c == '"';
            int kind = isQuoted ? -1 : ",\t;".indexOf(c);
            if (kind >= 0) {
                counts[kind]++;
            }
            lines += c == '\n' ? 1 : 0;
        }
        int best = counts[1] > counts[0] ? 1 : 0;
        return ",\t;".charAt(counts[2] > counts[best] ? 2 : best);
    }
}
