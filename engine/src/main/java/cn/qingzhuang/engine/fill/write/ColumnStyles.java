package cn.qingzhuang.engine.fill.write;

import java.util.ArrayList;
import java.util.List;

/** The style a column gives to cells that do not exist yet. */
record ColumnStyles(List<Span> spans) {
    private record Span(int first, int last, String style) {}

    static ColumnStyles read(byte[] sheetXml) {
        List<Span> spans = new ArrayList<>();
        Tags tags = new Tags(sheetXml);
        while (tags.next() && !tags.opens("sheetData")) {
            if (tags.opens("col") && !tags.attribute("style").isEmpty()) {
                int first = Integer.parseInt(tags.attribute("min")) - 1;
                int last = Integer.parseInt(tags.attribute("max")) - 1;
                spans.add(new Span(first, last, " s=\"" + tags.attribute("style") + "\""));
            }
        }
        return new ColumnStyles(spans);
    }

    /** The style attribute with a leading blank, or "". */
    String at(int column) {
        return spans.stream()
                .filter(s -> s.first <= column && column <= s.last)
                .map(Span::style)
                .findFirst()
                .orElse("");
    }
}
