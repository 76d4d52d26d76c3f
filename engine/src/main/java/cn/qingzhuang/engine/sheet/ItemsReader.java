package cn.qingzhuang.engine.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a table of one item per row with its number beside it: 序号 | 项目 | 数量, items grouped by merged cells. */
final class ItemsReader {
    private static final Pattern ITEM = Pattern.compile("(填表|调查|统计|填报|考核|工作)?(项目|指标|指标名称|项目名称|内容)");
    private static final Pattern VALUE =
            Pattern.compile("数量|数值|数据|数额|人数|金额|填写(内容|结果)?|填报(数|内容|数据)|结果|本(年|期|月)(数|实际)?|实际|合计");
    private static final Pattern SKIPPED = Pattern.compile("序号|代码|编号|行次|项次|号|(计量)?单位|备注|说明");
    private static final Pattern DASH = Pattern.compile("(?<![\\d岁])(——|—|－－|--)");
    private static final int MOST_COLUMNS = 6;

    private ItemsReader() {}

    /** Whether a one-row header is that of an item table. */
    static boolean isHeader(HeaderReader.Header header) {
        List<HeaderReader.Column> columns = header.columns();
        if (header.range().height() > 1 || columns.size() < 2 || columns.size() > MOST_COLUMNS) {
            return false;
        }
        int items = 0;
        int values = 0;
        boolean isAfterItem = false;
        for (HeaderReader.Column column : columns) {
            String text = Phrases.tight(String.join("", column.path()));
            if (text.isEmpty() && isAfterItem) {
                continue;
            }
            isAfterItem = ITEM.matcher(text).matches();
            if (isAfterItem) {
                items++;
            } else if (VALUE.matcher(text).matches()) {
                values++;
            } else if (!SKIPPED.matcher(text).matches()) {
                return false;
            }
        }
        return items == 1 && values == 1;
    }

    /** The slots of the item rows between the header and the end of the body. */
    static List<Slot> slots(Board board, HeaderReader.Header header, CellRange body) {
        int itemColumn = 0;
        int itemLast = 0;
        int valueColumn = 0;
        for (HeaderReader.Column column : header.columns()) {
            String text = Phrases.tight(String.join("", column.path()));
            if (ITEM.matcher(text).matches()) {
                itemColumn = column.column();
                itemLast = column.column() + column.width() - 1;
            } else if (text.isEmpty() && column.column() == itemLast + 1) {
                itemLast = Math.max(itemLast, column.column());
            } else if (VALUE.matcher(text).matches()) {
                valueColumn = column.column();
            }
        }
        List<Slot> slots = new ArrayList<>();
        for (int row = body.firstRow(); row <= body.lastRow(); row++) {
            List<String> path = path(board, row, itemColumn, itemLast);
            if (!path.isEmpty()) {
                CellRange value = board.range(row, valueColumn);
                CellRef label = new CellRef(row, itemLast);
                slots.add(new Slot(
                        new CellRef(row, valueColumn).a1(), path, Optional.of(value), label, 0, List.of(), false));
            }
        }
        return slots;
    }

    private static List<String> path(Board board, int row, int first, int last) {
        List<String> path = new ArrayList<>();
        int c = first;
        while (c <= last) {
            String text = board.textOver(row, c);
            boolean isLeaf = board.range(row, c).lastColumn() >= last;
            if (!text.isEmpty()) {
                path.addAll(isLeaf && c > first ? List.of(DASH.split(text)) : List.of(text));
            }
            c = board.range(row, c).lastColumn() + 1;
        }
        return path;
    }
}
