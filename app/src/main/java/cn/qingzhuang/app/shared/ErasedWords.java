package cn.qingzhuang.app.shared;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Words of somebody whose values were erased (docs/spec/erasure.md): whether the bytes of a workbook hold one, whatever sheet,
 * comment or hidden part it stands in, and how they are taken out of what people wrote.
 */
public final class ErasedWords {
    private static final List<Charset> WRITTEN =
            List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.UTF_16LE);

    private ErasedWords() {}

    /** In its name or its bytes. */
    public static boolean areIn(String name, byte[] template, Set<String> words) {
        return words.stream().anyMatch(name::contains) || isIn(template, words) || isInParts(template, words);
    }

    private static boolean isInParts(byte[] template, Set<String> words) {
        try (ZipInputStream parts = new ZipInputStream(new ByteArrayInputStream(template))) {
            for (ZipEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
                if (isIn(parts.readAllBytes(), words)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return true; // what cannot be read is not kept
        }
    }

    private static boolean isIn(byte[] bytes, Set<String> words) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        return words.stream()
                .anyMatch(word -> WRITTEN.stream()
                        .anyMatch(as -> all.contains(new String(word.getBytes(as), StandardCharsets.ISO_8859_1))));
    }

    /**
     * Takes them out of columns of a county's rows.
     *
     * @param table named in the code, as the columns are: never a text of anybody's
     */
    public static void takeOut(
            JdbcClient client, String table, List<String> columns, String county, Collection<String> words) {
        String set = columns.stream()
                .map(column -> "%s = without_words(%s, :words)".formatted(column, column))
                .collect(Collectors.joining(", "));
        String all = String.join(", ", columns);
        client.sql("update %s set %s where county_code = :county and has_word(concat_ws(chr(10), %s), :words)"
                        .formatted(table, set, all))
                .param("county", county)
                .param("words", new SqlArrayValue("text", words.toArray()))
                .update();
    }
}
