package cn.qingzhuang.app.catalog;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeListText;
import cn.qingzhuang.engine.catalog.DefinitionText;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.SheetFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a workbook or CSV of catalogue lines: a sheet with a column 标识 holds elements, one with 代码集 and 名称 holds code
 * values. Good rows are taken; the others are listed with their reasons. A code list with one bad row is refused whole.
 */
final class CatalogueSheet {
    private final String fileName;
    private final List<CatalogueItem> items = new ArrayList<>();
    private final List<TakeReport.Refused> refused = new ArrayList<>();
    private Catalogue catalogue;
    private int rows;

    private CatalogueSheet(String fileName, Catalogue catalogue) {
        this.fileName = fileName;
        this.catalogue = catalogue;
    }

    /** What a file holds. */
    record Taken(List<CatalogueItem> items, TakeReport report) {}

    static Taken read(SheetFile file, Catalogue catalogue) {
        CatalogueSheet reader = new CatalogueSheet(file.fileName(), catalogue);
        List<Grid> elements = new ArrayList<>();
        for (Grid grid : file.sheets()) {
            if (grid.rows() == 0) {
                continue;
            }
            if (!codeColumns(grid).isEmpty()) {
                reader.codes(grid);
            } else {
                elements.add(grid);
            }
        }
        elements.forEach(reader::elements); // after the code lists that they name
        int accepted = reader.rows - reader.refused.size();
        return new Taken(
                reader.items, new TakeReport(file.fileName(), reader.rows, accepted, List.copyOf(reader.refused)));
    }

    private static Map<CodeListText.Column, Integer> codeColumns(Grid grid) {
        Map<CodeListText.Column, Integer> out = new EnumMap<>(CodeListText.Column.class);
        for (int c = 0; c < grid.columns(); c++) {
            int column = c;
            CodeListText.Column.named(grid.text(0, c)).ifPresent(named -> out.putIfAbsent(named, column));
        }
        boolean isOfCodes = out.containsKey(CodeListText.Column.LIST) && out.containsKey(CodeListText.Column.LABEL);
        return isOfCodes ? out : Map.of();
    }

    private void elements(Grid grid) {
        Map<DefinitionText.Column, Integer> columns = new EnumMap<>(DefinitionText.Column.class);
        for (int c = 0; c < grid.columns(); c++) {
            int column = c;
            DefinitionText.Column.named(grid.text(0, c)).ifPresent(named -> columns.putIfAbsent(named, column));
        }
        if (!columns.containsKey(DefinitionText.Column.ID)) {
            throw CatalogueProblems.noHeader(fileName, grid.name());
        }
        for (int row = 1; row < grid.rows(); row++) {
            int at = row;
            Map<DefinitionText.Column, String> texts = new EnumMap<>(DefinitionText.Column.class);
            columns.forEach((column, c) -> texts.put(column, grid.text(at, c).strip()));
            if (texts.values().stream().allMatch(String::isEmpty)) {
                continue;
            }
            rows++;
            DefinitionText.Parsed parsed = DefinitionText.parse(texts, catalogue);
            parsed.definition().ifPresent(definition -> add(new CatalogueItem.ElementItem(definition)));
            if (parsed.definition().isEmpty()) {
                refused.add(new TakeReport.Refused(grid.name(), row + 1, String.join("；", parsed.troubles())));
            }
        }
    }

    private void codes(Grid grid) {
        Map<CodeListText.Column, Integer> columns = codeColumns(grid);
        Map<String, List<Integer>> rowsOf = new LinkedHashMap<>();
        for (int row = 1; row < grid.rows(); row++) {
            String list = text(grid, row, columns, CodeListText.Column.LIST);
            String label = text(grid, row, columns, CodeListText.Column.LABEL);
            if (!list.isEmpty() || !label.isEmpty()) {
                rowsOf.computeIfAbsent(list, k -> new ArrayList<>()).add(row);
            }
        }
        rowsOf.forEach((list, at) -> codes(grid, columns, list, at));
    }

    private void codes(Grid grid, Map<CodeListText.Column, Integer> columns, String list, List<Integer> at) {
        rows += at.size();
        List<CodeListText.Line> lines = at.stream()
                .map(row -> new CodeListText.Line(
                        text(grid, row, columns, CodeListText.Column.CODE),
                        text(grid, row, columns, CodeListText.Column.LABEL),
                        text(grid, row, columns, CodeListText.Column.ALSO),
                        text(grid, row, columns, CodeListText.Column.RANK)))
                .toList();
        String standard = text(grid, at.get(0), columns, CodeListText.Column.STANDARD);
        CodeListText.Parsed parsed = CodeListText.parse(list, standard, lines);
        parsed.list().ifPresent(codes -> add(new CatalogueItem.CodesItem(codes)));
        if (parsed.list().isEmpty()) {
            String reason = String.join("；", parsed.troubles());
            at.forEach(row -> refused.add(new TakeReport.Refused(grid.name(), row + 1, reason)));
        }
    }

    private void add(CatalogueItem item) {
        items.add(item);
        catalogue = item.in(catalogue);
    }

    private static String text(
            Grid grid, int row, Map<CodeListText.Column, Integer> columns, CodeListText.Column column) {
        Integer at = columns.get(column);
        return at == null ? "" : grid.text(row, at).strip();
    }
}
