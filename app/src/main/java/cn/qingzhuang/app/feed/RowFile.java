package cn.qingzhuang.app.feed;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What another system sent, as a file that is read like any other: a workbook and CSV as they are, JSON as CSV. Where the department
 * and the day are known they stand in the line of particulars, above what CSV and JSON say themselves.
 */
final class RowFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final char BOM = '\ufeff';

    private RowFile() {}

    /**
     * What came.
     *
     * @param name by which it is kept; its ending says what it is: {@code .csv}, {@code .xlsx} or {@code .json}
     * @param department whose rows they are; empty: of the village or township itself
     * @param on the day they speak of
     */
    record Sent(String name, byte[] bytes, String department, Optional<LocalDate> on) {
        String ending() {
            return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        }
    }

    /** The file; Problem FEED-022 when JSON is none of rows, FEED-023 when a workbook is sent with a day. */
    static byte[] of(Sent sent) {
        return switch (sent.ending()) {
            case "json" -> csv(sent, rows(sent.bytes()));
            case "csv" -> csv(sent, text(sent.bytes()));
            default -> {
                if (sent.on().isPresent()) {
                    throw FeedProblems.dayInWorkbook();
                }
                yield sent.bytes();
            }
        };
    }

    /** As it is kept. */
    static String nameOf(Sent sent) {
        return sent.ending().equals("json") ? sent.name().replaceFirst("\\.[^.]*$", ".csv") : sent.name();
    }

    private static byte[] csv(Sent sent, String rows) {
        StringBuilder head = new StringBuilder();
        if (!sent.department().isEmpty()) {
            head.append("填报单位：").append(sent.department()).append('　');
        }
        sent.on().ifPresent(day -> head.append("填报日期：").append(day));
        return (head.isEmpty() ? rows : quoted(head.toString().strip()) + "\n" + rows).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.isEmpty() || text.charAt(0) != BOM ? text : text.substring(1);
        } catch (CharacterCodingException e) {
            return new String(bytes, GB18030);
        }
    }

    /** Rows of JSON, {@code [{"姓名":"...","联系电话":"..."}]}, under the names that any of them has. */
    private static String rows(byte[] bytes) {
        JsonNode rows;
        try {
            rows = JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw FeedProblems.badRows();
        }
        Set<String> names = new LinkedHashSet<>();
        if (!rows.isArray() || rows.isEmpty()) {
            throw FeedProblems.badRows();
        }
        for (JsonNode row : rows) {
            boolean isFlat = row.isObject() && row.valueStream().noneMatch(JsonNode::isContainer);
            if (!isFlat) {
                throw FeedProblems.badRows();
            }
            names.addAll(row.propertyNames());
        }
        StringBuilder out = new StringBuilder();
        String comma = "";
        for (String name : names) {
            out.append(comma).append(quoted(name));
            comma = ",";
        }
        for (JsonNode row : rows) {
            out.append('\n');
            comma = "";
            for (String name : names) {
                out.append(comma)
                        .append(quoted(
                                row.path(name).isNull() ? "" : row.path(name).asString("")));
                comma = ",";
            }
        }
        return out.append('\n').toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
