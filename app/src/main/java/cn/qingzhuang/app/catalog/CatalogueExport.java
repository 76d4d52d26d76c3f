package cn.qingzhuang.app.catalog;

import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.catalog.CodeListText;
import cn.qingzhuang.engine.catalog.Definition;
import cn.qingzhuang.engine.catalog.DefinitionText;
import cn.qingzhuang.engine.catalog.Element;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes the catalogue as a workbook of two sheets (数据元, 代码集) or its elements as CSV; {@link CatalogueSheet} reads both back. */
final class CatalogueExport {
    private static final String BYTE_ORDER_MARK = "\ufeff"; // without it Excel reads CSV as GB18030

    private CatalogueExport() {}

    static byte[] workbook(Catalogue catalogue) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "Qingzhuang", "1.0")) {
            write(workbook.newWorksheet("数据元"), elementRows(catalogue));
            write(workbook.newWorksheet("代码集"), codeRows(catalogue));
        } catch (IOException e) {
            throw AppProblems.unwritable("catalogue.xlsx");
        }
        return out.toByteArray();
    }

    static byte[] csv(Catalogue catalogue) {
        StringWriter out = new StringWriter().append(BYTE_ORDER_MARK);
        try (CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
            for (List<String> row : elementRows(catalogue)) {
                printer.printRecord(row);
            }
        } catch (IOException e) {
            throw AppProblems.unwritable("catalogue.csv");
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<List<String>> elementRows(Catalogue catalogue) {
        List<List<String>> out = new ArrayList<>();
        out.add(Arrays.stream(DefinitionText.Column.values())
                .map(DefinitionText.Column::title)
                .toList());
        for (Element element : catalogue.elements()) {
            Definition definition = catalogue.definition(element.id()).orElseThrow();
            out.add(List.copyOf(DefinitionText.of(definition).values()));
        }
        return out;
    }

    private static List<List<String>> codeRows(Catalogue catalogue) {
        List<List<String>> out = new ArrayList<>();
        out.add(Arrays.stream(CodeListText.Column.values())
                .map(CodeListText.Column::title)
                .toList());
        for (CodeList list : catalogue.codeLists()) {
            for (CodeListText.Line line : CodeListText.of(list)) {
                out.add(List.of(list.id(), list.standard(), line.code(), line.label(), line.also(), line.rank()));
            }
        }
        return out;
    }

    private static void write(Worksheet sheet, List<List<String>> rows) {
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).size(); c++) {
                sheet.value(r, c, rows.get(r).get(c));
            }
        }
        sheet.range(0, 0, 0, rows.get(0).size() - 1).style().bold().set();
        sheet.freezePane(0, 1);
    }
}
