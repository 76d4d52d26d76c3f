package cn.qingzhuang.engine.sheet;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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
    /** So many letters are looked at to tell the delimiter. */
    private static final int HEAD = 1 << 16;
    /** Files from this size on are parsed beside what is done with their lines, so many lines at a time. */
    private static final int LARGE = 1 << 20;

    private static final int LINES = 256;
    /** Share of replaced or control characters above which the text is not text. */
    private static final int GARBAGE_PER_THOUSAND = 10;

    private CsvReader() {}

    static Grid read(String file, byte[] bytes) {
        int first = bytes.length > 1 ? (bytes[0] & 0xff) << 8 | bytes[1] & 0xff : 0;
        if (first == 0xfffe || first == 0xfeff) {
            Charset charset = first == 0xfffe ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
            return read(file, strictly(file, bytes, 2, charset));
        }
        boolean hasMark = first == 0xefbb && bytes.length > 2 && (bytes[2] & 0xff) == 0xbf;
        try {
            return read(file, new Encoded(bytes, hasMark ? 3 : 0, StandardCharsets.UTF_8));
        } catch (NotLetters e) {
            if (hasMark) {
                throw SheetProblems.encoding(file, badLine(bytes, StandardCharsets.UTF_8));
            }
            return read(file, strictly(file, bytes, 0, GB18030));
        }
    }

    private static Grid read(String file, Encoded text) {
        if (text.isBlank()) {
            throw SheetProblems.empty(file);
        }
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter(text.head()))
                .setIgnoreEmptyLines(false)
                .get();
        Grid.Builder grid = new Grid.Builder(SHEET_NAME);
        try (CSVParser parser = CSVParser.parse(text.reader(), format)) {
            if (text.bytes().length < LARGE) {
                put(file, grid, parser);
            } else {
                putAhead(file, grid, parser.iterator());
            }
        } catch (IOException | UncheckedIOException e) {
            if (e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException) {
                throw new NotLetters(e);
            }
            throw SheetProblems.csvQuotes(file, 1 + text.lines());
        }
        return grid.build();
    }

    private static void put(String file, Grid.Builder grid, Iterable<CSVRecord> lines) {
        for (CSVRecord line : lines) {
            putLine(file, grid, (int) line.getRecordNumber() - 1, line);
        }
    }

    /** Parses on one core and stores on another. */
    private static void putAhead(String file, Grid.Builder grid, Iterator<CSVRecord> lines) throws IOException {
        try (Ahead<List<CSVRecord>> ahead = new Ahead<>(() -> some(lines))) {
            for (Optional<List<CSVRecord>> some = ahead.take(); some.isPresent(); some = ahead.take()) {
                put(file, grid, some.get());
            }
        }
    }

    private static Optional<List<CSVRecord>> some(Iterator<CSVRecord> lines) {
        List<CSVRecord> out = new ArrayList<>(LINES);
        while (out.size() < LINES && lines.hasNext()) {
            out.add(lines.next());
        }
        return out.isEmpty() ? Optional.empty() : Optional.of(out);
    }

    /** Some bytes are no letters of the charset. */
    private static final class NotLetters extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        NotLetters(Exception cause) {
            super(cause);
        }
    }

    /** Bytes from a place on, and their charset: no text of the whole file is made. */
    private record Encoded(byte[] bytes, int from, Charset charset) {
        Reader reader() {
            InputStream in = new ByteArrayInputStream(bytes, from, bytes.length - from);
            return new InputStreamReader(in, decoder(charset));
        }

        boolean isBlank() {
            try (Reader in = reader()) {
                int c = in.read();
                while (c >= 0 && Character.isWhitespace(c)) {
                    c = in.read();
                }
                return c < 0;
            } catch (IOException e) {
                throw new NotLetters(e);
            }
        }

        /** The first letters. */
        String head() {
            char[] out = new char[HEAD];
            try (Reader in = reader()) {
                int size = 0;
                for (int n = in.read(out); n > 0 && size < HEAD; n = in.read(out, size, HEAD - size)) {
                    size += n;
                }
                return new String(out, 0, size);
            } catch (IOException e) {
                throw new NotLetters(e);
            }
        }

        long lines() {
            return new BufferedReader(reader()).lines().count();
        }
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

    /** Bytes of another encoding often pass as GB18030 but come out as private-use or control characters. */
    private static Encoded strictly(String file, byte[] bytes, int from, Charset charset) {
        long oddPerThousand = oddLetters(bytes, from, charset);
        if (oddPerThousand < 0) {
            throw SheetProblems.encoding(file, badLine(bytes, charset));
        }
        if (oddPerThousand > GARBAGE_PER_THOUSAND) {
            throw SheetProblems.encoding(file, 1);
        }
        return new Encoded(bytes, from, charset);
    }

    /** Replaced, private-use and control characters of a thousand; -1 when some bytes are no letter at all. */
    private static long oddLetters(byte[] bytes, int from, Charset charset) {
        CharsetDecoder decoder = decoder(charset);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(HEAD);
        long odd = 0;
        long all = 0;
        CoderResult result;
        do {
            result = decoder.decode(in, out, true);
            if (result.isUnderflow()) {
                result = decoder.flush(out);
            }
            if (result.isError()) {
                return -1;
            }
            for (int i = 0; i < out.position(); i++) {
                odd += isOdd(out.get(i)) ? 1 : 0;
            }
            all += out.position();
            out.clear();
        } while (result.isOverflow());
        return all == 0 ? 0 : (odd * 1000 + all - 1) / all;
    }

    private static boolean isOdd(char c) {
        return c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 0xe000 && c <= 0xf8ff || c == 0xfffd;
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
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
