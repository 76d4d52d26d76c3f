package cn.qingzhuang.engine.fill.write;

import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.sheet.CellRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything of a worksheet around its rows that names rows: merged cells, validations, conditional formats, filters,
 * links, page breaks, panes, and the same inside extension lists.
 */
final class SheetFrame {
    private static final Pattern LIST_ATTRIBUTE = Pattern.compile("\\s(ref|sqref)=\"([^\"]+)\"");
    private static final Pattern CELL_ATTRIBUTE = Pattern.compile("\\s(topLeftCell|activeCell)=\"([^\"]+)\"");
    private static final Pattern FORMULA =
            Pattern.compile("(<(?:\\w+:)?(?:formula1|formula2|formula|f)(?:\\s[^>]*)?>)([^<]*)(</)");
    private static final Pattern EXTENDED_RANGE = Pattern.compile("(<xm:sqref>)([^<]*)(</)");
    private static final Pattern ROW_BREAKS =
            Pattern.compile("<(\\w+:)?rowBreaks.*?</(\\w+:)?rowBreaks>", Pattern.DOTALL);
    private static final Pattern BREAK = Pattern.compile("(<(?:\\w+:)?brk [^>]*?\\bid=\")(\\d+)(\")");
    private static final Pattern MERGES =
            Pattern.compile("<((?:\\w+:)?)mergeCells[^>]*>(.*?)</(?:\\w+:)?mergeCells>", Pattern.DOTALL);
    private static final Pattern MERGE = Pattern.compile("ref=\"([^\"]+)\"");

    private final String sheet;
    private final References references;
    private final RowShift shift;

    SheetFrame(String sheet, References references, RowShift shift) {
        this.sheet = sheet;
        this.references = references;
        this.shift = shift;
    }

    String moved(String part) {
        StringBuilder out = new StringBuilder(part.length() + 256);
        Matcher merges = MERGES.matcher(part);
        int at = 0;
        while (merges.find()) {
            out.append(movedPlain(part.substring(at, merges.start()))).append(movedMerges(merges));
            at = merges.end();
        }
        return out.append(movedPlain(part.substring(at))).toString();
    }

    private String movedPlain(String part) {
        String text = movedAttributes(part, references);
        text = replace(CELL_ATTRIBUTE, text, m -> " " + m.group(1) + "=\"" + references.cell(m.group(2)) + "\"");
        text = replace(FORMULA, text, m -> m.group(1) + formula(m.group(2)) + m.group(3));
        text = replace(EXTENDED_RANGE, text, m -> m.group(1) + references.ranges(m.group(2)) + m.group(3));
        return replace(
                ROW_BREAKS,
                text,
                m -> replace(BREAK, m.group(), b -> {
                    int row = Integer.parseInt(b.group(2));
                    return b.group(1) + shift.moved(row) + b.group(3);
                }));
    }

    private String formula(String escaped) {
        return Xml.escape(references.formula(Xml.unescape(escaped), sheet));
    }

    static String movedAttributes(String part, References references) {
        return replace(LIST_ATTRIBUTE, part, m -> " " + m.group(1) + "=\"" + references.ranges(m.group(2)) + "\"");
    }

    private static String replace(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(by.apply(m)));
    }

    /** Merges move; one that lies within the style row is repeated on every inserted row. */
    private String movedMerges(Matcher merges) {
        List<CellRange> all = new ArrayList<>();
        Matcher m = MERGE.matcher(merges.group(2));
        while (m.find()) {
            CellRange range = CellRange.of(m.group(1));
            boolean isFlat = range.height() == 1;
            int first = shift.moved(range.firstRow());
            all.add(isFlat ? new CellRange(first, range.firstColumn(), first, range.lastColumn()) : shift.moved(range));
            for (Draft.AddedRows a : shift.added()) {
                if (isFlat && range.firstRow() == a.styleRow()) {
                    addRepeats(all, range, a);
                }
            }
        }
        String prefix = merges.group(1);
        StringBuilder out = new StringBuilder("<" + prefix + "mergeCells count=\"" + all.size() + "\">");
        all.forEach(r -> out.append('<')
                .append(prefix)
                .append("mergeCell ref=\"")
                .append(r.a1())
                .append("\"/>"));
        return out.append("</").append(prefix).append("mergeCells>").toString();
    }

    private void addRepeats(List<CellRange> all, CellRange range, Draft.AddedRows added) {
        int first = shift.moved(added.beforeRow() - 1) + 1;
        for (int i = 0; i < added.count(); i++) {
            all.add(new CellRange(first + i, range.firstColumn(), first + i, range.lastColumn()));
        }
    }
}
