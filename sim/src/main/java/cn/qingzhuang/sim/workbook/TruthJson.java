package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A truth as the shared generator writes it: rows one based, ranges A1. */
public final class TruthJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TruthJson() {}

    public static String write(Workbook workbook) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("file", workbook.fileName());
        out.put("form_id", workbook.truth().formId());
        out.put("shape", workbook.truth().shape());
        List<Object> sheets = new ArrayList<>();
        for (Truth.Sheet sheet : workbook.truth().sheets()) {
            List<?> tables = sheet.tables().stream().map(TruthJson::table).toList();
            sheets.add(Map.of("name", sheet.name(), "tables", tables));
        }
        out.put("sheets", sheets);
        return JSON.writeValueAsString(out);
    }

    private static Map<String, @Nullable Object> table(Truth.Table t) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("form_id", t.formId());
        out.put("kind", t.kind());
        if (!t.kindAlso().isEmpty()) {
            out.put("kind_also", t.kindAlso());
        }
        out.put("orientation", t.orientation());
        out.put("title", t.title().orElse(null));
        out.put("range", t.range().a1());
        out.put("header", a1(t.header()));
        out.put("body", a1(t.body()));
        out.put("body_with_totals", a1(t.bodyWithTotals()));
        out.put("body_open", t.isBodyOpen() ? true : null);
        out.put("body_start", t.bodyStart() + 1);
        out.put("total_rows", t.totalRows().stream().map(r -> r + 1).toList());
        out.put("numbers_row", t.numbersRow().map(r -> r + 1).orElse(null));
        out.put("slots", t.slots().stream().map(TruthJson::slot).toList());
        List<Object> rows = new ArrayList<>();
        for (Truth.Row r : t.rows()) {
            rows.add(Map.of("row", r.row() + 1, "subject", r.subject(), "values", r.values()));
        }
        out.put("rows", rows);
        return out;
    }

    private static @Nullable String a1(Optional<CellRange> range) {
        return range.map(CellRange::a1).orElse(null);
    }

    private static Map<String, Object> slot(Truth.Slot s) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("ref", s.ref());
        out.put("column_index", s.index());
        out.put("path", s.column().path());
        out.put("class", s.column().kind());
        out.put("element", s.column().element());
        out.put("element_full", s.column().elementFull());
        out.put("role", s.column().role());
        if (!s.cells().isEmpty()) {
            out.put("cells", s.cells().stream().map(CellRef::a1).toList());
        }
        if (s.isMonthOnly()) {
            out.put("lossy", "month");
        }
        return out;
    }
}
