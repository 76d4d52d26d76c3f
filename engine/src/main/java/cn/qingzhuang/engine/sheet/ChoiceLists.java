package cn.qingzhuang.engine.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the options of a drop-down list: written out, in cells of this or another sheet, or behind a name. */
final class ChoiceLists {
    private static final Pattern AREA = Pattern.compile(
            "(?:'((?:[^']|'')+)'!|([^!'\"(),]+)!)?(\\$?[A-Z]{1,3}\\$?\\d+(?::\\$?[A-Z]{1,3}\\$?\\d+)?)");
    private static final int NAME_HOPS = 4;

    /** The cells of a sheet that is read but not yet sealed. */
    record Cells(CellStore store) {}

    private final Map<String, String> names;
    private final Map<String, Cells> sheets = new HashMap<>();

    ChoiceLists(Map<String, String> names) {
        this.names = names;
    }

    void addSheet(String name, Cells cells) {
        cells.store().seal();
        sheets.put(name, cells);
    }

    /** The options in order, doubles left out; empty when the source cannot be followed. */
    List<String> options(String source, String sheetName) {
        String at = source.trim();
        if (at.startsWith("=")) {
            at = at.substring(1);
        }
        if (at.length() >= 2 && at.startsWith("\"") && at.endsWith("\"")) {
            return clean(List.of(
                    at.substring(1, at.length() - 1).replace("\"\"", "\"").split("[,，]")));
        }
        for (int hop = 0; hop < NAME_HOPS; hop++) {
            String named = names.get(at);
            if (named == null) {
                break;
            }
            at = named;
        }
        Matcher area = AREA.matcher(at);
        if (!area.matches()) {
            return List.of();
        }
        String quoted = area.group(1);
        String plain = area.group(2);
        String sheet = quoted != null ? quoted.replace("''", "'") : plain != null ? plain : sheetName;
        Cells cells = sheets.get(sheet);
        return cells == null ? List.of() : read(cells.store(), CellRange.of(area.group(3)));
    }

    private static List<String> read(CellStore cells, CellRange range) {
        List<String> out = new ArrayList<>();
        int lastRow = Math.min(range.lastRow(), cells.rows() - 1);
        int lastColumn = Math.min(range.lastColumn(), cells.columns() - 1);
        for (int r = range.firstRow(); r <= lastRow && out.size() < SheetLimits.OPTIONS; r++) {
            for (int c = range.firstColumn(); c <= lastColumn; c++) {
                int index = cells.find(r, c);
                if (index >= 0) {
                    out.add(CellText.of(cells.value(index)));
                }
            }
        }
        return clean(out);
    }

    private static List<String> clean(List<String> options) {
        return options.stream()
                .map(String::strip)
                .filter(o -> !o.isEmpty())
                .distinct()
                .limit(SheetLimits.OPTIONS)
                .toList();
    }
}
