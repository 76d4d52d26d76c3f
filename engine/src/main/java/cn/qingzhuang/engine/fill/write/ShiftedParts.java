package cn.qingzhuang.engine.fill.write;

import cn.qingzhuang.engine.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moves what lies outside a sheet's own part when rows are inserted: names and print areas, formulas of other sheets,
 * comments, pictures, charts, the calculation chain. A part that cannot be moved safely stops the writing.
 */
final class ShiftedParts {
    private static final Pattern DEFINED_NAME = Pattern.compile("(<(?:\\w+:)?definedName\\b[^>]*>)([^<]*)(</)");
    private static final Pattern FORMULA =
            Pattern.compile("(<(?:\\w+:)?(?:f|formula|formula1|formula2)(?:\\s[^>]*)?>)([^<]+)(</)");
    private static final Pattern COMMENT =
            Pattern.compile("(<(?:\\w+:)?(?:comment|threadedComment)\\b[^>]*?\\sref=\")([^\"]+)(\")");
    private static final Pattern NOTE_ROW = Pattern.compile("(<x:Row>)(\\d+)(</x:Row>)");
    private static final Pattern NOTE_ANCHOR = Pattern.compile("(<x:Anchor>)([^<]*)(</x:Anchor>)");
    private static final Pattern ANCHOR_ROW = Pattern.compile("(<xdr:row>)(\\d+)(</xdr:row>)");
    private static final Pattern CHAIN_CELL = Pattern.compile("(<c r=\")([^\"]+)(\"(?:[^>]*?\\si=\"(\\d+)\")?[^>]*>)");
    private static final int ANCHOR_FIRST_ROW = 2;
    private static final int ANCHOR_LAST_ROW = 6;

    private final ZipPatch zip;
    private final XlsxParts parts;
    private final Map<String, byte[]> changed;

    ShiftedParts(ZipPatch zip, XlsxParts parts, Map<String, byte[]> changed) {
        this.zip = zip;
        this.parts = parts;
        this.changed = changed;
    }

    void shift(String sheet, RowShift shift) {
        References references = new References(sheet, shift);
        edit(parts.workbook(), text -> replace(DEFINED_NAME, text, m -> formula(m, references)));
        parts.sheets().forEach((name, part) -> {
            if (!name.equals(sheet)) {
                edit(
                        part,
                        text -> replace(
                                FORMULA,
                                text,
                                m -> m.group(1)
                                        + Xml.escape(references.formula(Xml.unescape(m.group(2)), name))
                                        + m.group(3)));
            }
        });
        String part = parts.sheets().getOrDefault(sheet, "");
        for (XlsxParts.Related related : parts.related(part)) {
            shiftRelated(sheet, related, references, shift);
        }
        for (String name : zip.names()) {
            if (name.startsWith("xl/charts/chart")) {
                edit(name, text -> replace(FORMULA, text, m -> formula(m, references)));
            } else if (name.equals("xl/calcChain.xml")) {
                edit(name, text -> chain(text, sheet, references));
            }
        }
    }

    private static String formula(MatchResult m, References references) {
        return m.group(1) + Xml.escape(references.formula(Xml.unescape(m.group(2)), "")) + m.group(3);
    }

    private void shiftRelated(String sheet, XlsxParts.Related related, References references, RowShift shift) {
        String type = related.type().substring(related.type().lastIndexOf('/') + 1);
        switch (type) {
            case "comments", "threadedComment" ->
                edit(
                        related.part(),
                        text -> replace(COMMENT, text, m -> m.group(1) + references.cell(m.group(2)) + m.group(3)));
            case "vmlDrawing" -> edit(related.part(), text -> notes(text, shift));
            case "drawing" -> edit(related.part(), text -> replace(ANCHOR_ROW, text, m -> row(m, shift)));
            case "printerSettings", "hyperlink", "image" -> {
                // These do not name rows.
            }
            case "table", "pivotTable", "queryTable", "slicer" -> throw cannotInsert(sheet);
            default -> {
                // Parts of other makers are carried along; they name cells by their own ids.
            }
        }
    }

    private static Problem cannotInsert(String sheet) {
        return new Problem(
                "FILL-001",
                Problem.Blame.SOURCE,
                new Problem.Place(Optional.empty(), Optional.of(sheet), Optional.empty()),
                "工作表“" + sheet + "”含有超级表或数据透视表，空行不够，无法安全插入新行",
                "请在模板中预留足够的空行，或把超级表转换为普通区域后重试");
    }

    private static String row(MatchResult m, RowShift shift) {
        return m.group(1) + shift.moved(Integer.parseInt(m.group(2))) + m.group(3);
    }

    private static String notes(String text, RowShift shift) {
        String rows = replace(NOTE_ROW, text, m -> row(m, shift));
        return replace(NOTE_ANCHOR, rows, m -> {
            String[] numbers = m.group(2).trim().split("\\s*,\\s*", -1);
            for (int i = ANCHOR_FIRST_ROW; i < numbers.length && i <= ANCHOR_LAST_ROW; i += 4) {
                numbers[i] = Integer.toString(shift.moved(Integer.parseInt(numbers[i])));
            }
            return m.group(1) + String.join(", ", numbers) + m.group(3);
        });
    }

    /** The chain names a sheet by its id, given once for a run of cells. */
    private String chain(String text, String sheet, References references) {
        String id = sheetId(sheet);
        StringBuilder out = new StringBuilder(text.length() + 64);
        Matcher m = CHAIN_CELL.matcher(text);
        String current = "";
        while (m.find()) {
            current = m.group(4) == null ? current : m.group(4);
            String address = current.equals(id) ? references.cell(m.group(2)) : m.group(2);
            m.appendReplacement(out, Matcher.quoteReplacement(m.group(1) + address + m.group(3)));
        }
        return m.appendTail(out).toString();
    }

    private String sheetId(String sheet) {
        Tags tags = new Tags(zip.get(parts.workbook()));
        while (tags.next()) {
            if (tags.opens("sheet") && Xml.unescape(tags.attribute("name")).equals(sheet)) {
                return tags.attribute("sheetId");
            }
        }
        return "";
    }

    private void edit(String part, Function<String, String> by) {
        if (zip.find(part).isEmpty()) {
            return;
        }
        String before = XlsxWriter.text(zip, changed, part);
        String after = by.apply(before);
        if (!after.equals(before)) {
            changed.put(part, after.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String replace(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(by.apply(m)));
    }
}
