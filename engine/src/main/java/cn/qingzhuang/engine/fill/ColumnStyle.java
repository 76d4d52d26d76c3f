package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.Choice;
import cn.qingzhuang.engine.sheet.Grid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a slot wants its values, as far as the template tells: number format, drop-down list, header, values that stand
 * there already.
 *
 * @param header the whole header path without blanks
 * @param format number format of the first value cell
 * @param options the drop-down list, or empty
 * @param announced code numbers that the header announces, label to number: （1男 2女）
 * @param samples values that stand in the column
 * @param dateStyle how the header or the file's instructions want dates, if they say
 */
record ColumnStyle(
        String header,
        String format,
        List<String> options,
        Map<String, String> announced,
        List<CellValue> samples,
        Optional<DateStyle> dateStyle) {
    private static final int SAMPLES = 20;
    private static final Pattern BRACKET = Pattern.compile("[(（]([^()（）]*)[)）]");
    private static final Pattern CODE = Pattern.compile("(\\d{1,2})\\s*[.、:：=．\\-]?\\s*([^\\d\\s,，;；、/|.．:：=]+)");

    static ColumnStyle read(Grid grid, CellRange cells, List<String> path, Optional<DateStyle> fileStyle) {
        String header = String.join("", path).replaceAll("\\s", "");
        String leaf = path.isEmpty() ? "" : path.get(path.size() - 1);
        List<CellValue> samples = new ArrayList<>();
        for (int r = cells.firstRow(); r <= cells.lastRow() && samples.size() < SAMPLES; r++) {
            for (int c = cells.firstColumn(); c <= cells.lastColumn() && samples.size() < SAMPLES; c++) {
                CellValue value = grid.value(r, c);
                if (!(value instanceof CellValue.Blank)) {
                    samples.add(value);
                }
            }
        }
        List<String> options = grid.choices().stream()
                .filter(choice -> choice.range().overlaps(cells))
                .map(Choice::options)
                .findFirst()
                .orElse(List.of());
        Optional<DateStyle> asked = DateStyle.asked(header);
        return new ColumnStyle(
                header,
                grid.look(cells.firstRow(), cells.firstColumn()).format(),
                options,
                announced(leaf),
                samples,
                asked.isPresent() ? asked : fileStyle);
    }

    private static Map<String, String> announced(String header) {
        Map<String, String> codes = new LinkedHashMap<>();
        Matcher bracket = BRACKET.matcher(header);
        while (bracket.find()) {
            Matcher code = CODE.matcher(bracket.group(1));
            Map<String, String> found = new LinkedHashMap<>();
            while (code.find()) {
                found.put(code.group(2), code.group(1));
            }
            if (found.size() >= 2 && found.values().stream().distinct().count() == found.size()) {
                codes.putAll(found);
            }
        }
        return codes;
    }

    boolean isDateFormat() {
        String f = format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]", "");
        return f.indexOf('y') >= 0 && (f.indexOf('m') >= 0 || f.indexOf('d') >= 0);
    }

    /** Whether the date format shows years and months only. */
    boolean isMonthFormat() {
        return isDateFormat()
                && format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"", "").indexOf('d') < 0;
    }

    boolean isTextFormat() {
        return format.equals("@");
    }

    boolean isPercentFormat() {
        return format.contains("%");
    }

    /** 出生年月 and the like ask for year and month only. */
    boolean wantsMonth() {
        return header.contains("年月") && !header.contains("年月日");
    }

    boolean wantsHave() {
        return header.contains("有无") || header.startsWith("有");
    }

    List<String> sampleTexts() {
        return samples.stream()
                .filter(CellValue.Text.class::isInstance)
                .map(v -> ((CellValue.Text) v).text())
                .toList();
    }
}
