package cn.qingzhuang.sim.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.form.Forms;
import cn.qingzhuang.sim.world.Elements;
import cn.qingzhuang.sim.world.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class WorkbooksTest {
    private static final String VILLAGE = "999001101201";
    private final List<Form> forms = Forms.training(Path.of(".."));
    private final World world = new World(Elements.standard(), 1, World.Size.VILLAGE);
    private final Workbooks workbooks = new Workbooks(world, forms);

    private Workbook render(Form form, String shape, boolean isFilled) {
        return workbooks.render(new Workbooks.Request(form, Shape.named(shape, 1, form.id()), isFilled, VILLAGE, 12));
    }

    private List<Form> everyThird() {
        return IntStream.range(0, forms.size() / 3)
                .mapToObj(i -> forms.get(3 * i))
                .toList();
    }

    @Test
    void everyColumnOfEveryFormHasASlotInEveryShape() {
        for (Form form : everyThird()) {
            Set<Integer> all = IntStream.range(0, form.columns().size()).boxed().collect(Collectors.toSet());
            for (String shape : Shape.names()) {
                Truth.Table table = table(render(form, shape, true));
                Set<Integer> got = table.slots().stream().map(Truth.Slot::index).collect(Collectors.toSet());
                assertThat(got).as("%s in shape %s", form.id(), shape).isEqualTo(all);
            }
        }
    }

    @Test
    void theSameArgumentsGiveTheSameBytes() {
        Form form = forms.get(7);
        for (String shape : Shape.names()) {
            assertThat(render(form, shape, true).bytes())
                    .isEqualTo(render(form, shape, true).bytes());
        }
    }

    @Test
    void anotherLibraryFindsTheValuesOfTheTruthInThePlainShape() throws IOException {
        int checked = 0;
        for (Form form : forms.subList(0, 40)) {
            Workbook workbook = render(form, "plain", true);
            Truth.Table table = table(workbook);
            if (!table.orientation().equals("rows")) {
                continue;
            }
            try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook.bytes()))) {
                XSSFSheet sheet = book.getSheetAt(0);
                for (Truth.Row row : table.rows()) {
                    checked += check(sheet, table, row);
                }
            }
        }
        assertThat(checked).isGreaterThan(300);
    }

    private static int check(XSSFSheet sheet, Truth.Table table, Truth.Row row) {
        Set<String> names = table.slots().stream()
                .filter(s -> s.column().element().endsWith("_name"))
                .map(Truth.Slot::ref)
                .collect(Collectors.toSet());
        int checked = 0;
        for (Map.Entry<String, String> value : row.values().entrySet()) {
            if (names.contains(value.getKey())) {
                Row cells = sheet.getRow(row.row());
                int column = CellRef.of(value.getKey() + "1").column();
                assertThat(cells.getCell(column).getStringCellValue()).isEqualTo(value.getValue());
                checked++;
            }
        }
        return checked;
    }

    @Test
    void mergesNeverOverlap() throws IOException {
        for (Form form : forms.subList(0, 60)) {
            for (String shape : List.of("office", "stacked", "transposed", "double")) {
                // POI checks overlapping merges when asked to validate.
                try (XSSFWorkbook book = new XSSFWorkbook(
                        new ByteArrayInputStream(render(form, shape, false).bytes()))) {
                    book.getSheetAt(0).validateMergedRegions();
                }
            }
        }
    }

    private static Truth.Table table(Workbook workbook) {
        List<Truth.Sheet> sheets = workbook.truth().sheets();
        return sheets.get(sheets.size() - 1).tables().get(0);
    }
}
