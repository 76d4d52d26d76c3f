package cn.qingzhuang.engine.fill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.Choice;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.Look;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellRendererTest {
    private static final Catalogue CATALOGUE = Catalogue.standard();

    /** Options are separated by /, a sample stands in the cell below; the result is type and content, or none. */
    @ParameterizedTest(name = "{0} {1} under {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            person_birth_date | 1985-03-01 | 出生日期           | General      | -             | -          | text 1985-03-01
            person_birth_date | 1985-03-01 | 出生日期           | yyyy/m/d     | -             | -          | date 1985-03-01
            person_birth_date | 1985-03-01 | 出生年月           | yyyy-mm      | -             | -          | date 1985-03-01
            person_birth_date | 1985-03-01 | 出生年月           | General      | -             | -          | text 1985-03
            person_birth_date | 1985-03-01 | 出生日期（如19850301） | General  | -             | -          | text 19850301
            person_birth_date | 1985-03-01 | 出生日期           | General      | -             | 1990.1.5   | text 1985.3.1
            person_birth_date | 1985-03    | 出生日期           | General      | -             | -          | none
            person_birth_date | 1985-03    | 出生日期           | yyyy-mm-dd   | -             | -          | none
            person_birth_date | 1985-03    | 出生年月           | General      | -             | -          | text 1985-03
            person_sex        | 女         | 性别               | General      | 1.男/2.女     | -          | text 2.女
            person_sex        | 女         | 性别（1男 2女）    | General      | 1/2           | -          | number 2
            person_sex        | 女         | 性别               | General      | 1/2           | -          | none
            person_education  | 初中       | 文化程度           | General      | 小学/初中/高中 | -         | text 初中
            person_education  | 初中       | 文化程度           | General      | 小学/高中     | -          | none
            dibao_flag        | 是         | 是否低保           | General      | -             | -          | text 是
            dibao_flag        | 否         | 有无低保           | General      | -             | -          | text 无
            dibao_flag        | 是         | 低保（打√）        | General      | -             | -          | text √
            dibao_flag        | 是         | 是否低保（1是 0否） | General     | 1/0           | -          | number 1
            person_alive      | 是         | 是否死亡           | General      | -             | -          | text 否
            household_annual_income | 25000 | 年收入（万元）    | General      | -             | -          | number 2.5
            person_id_no      | 99900119500204101X | 身份证号   | @            | -             | -          | text 99900119500204101X
            person_id_no      | 99900119500204101X | 身份证号（脱敏） | @      | -             | -          | text 999001********101X
            person_phone      | 10012345678 | 电话              | General      | -             | -          | text 10012345678
            person_name       | =张三      | 姓名               | General      | -             | -          | text =张三
            """)
    void rendersAsTheTemplateWants(
            String element, String value, String header, String format, String options, String sample, String wanted) {
        Grid.Builder grid = new Grid.Builder("表");
        CellRange cells = new CellRange(1, 0, 2, 0);
        grid.cell(1, 0, CellValue.BLANK, new Look(true, false, false, false, 11, format));
        if (sample != null) {
            grid.cell(2, 0, new CellValue.Text(sample), null);
        }
        if (options != null) {
            grid.choice(new Choice(cells, List.of(options.split("/", -1))));
        }
        ColumnStyle style = ColumnStyle.read(grid.build(), cells, List.of(header), Optional.empty());
        Optional<CellValue> shown =
                new CellRenderer(CATALOGUE).render(CATALOGUE.element(element).orElseThrow(), value, style);
        assertThat(shown.map(CellRendererTest::text).orElse("none")).isEqualTo(wanted);
    }

    private static String text(CellValue value) {
        if (value instanceof CellValue.Text t) {
            return "text " + t.text();
        }
        if (value instanceof CellValue.Date d) {
            return "date " + d.at().toLocalDate();
        }
        return value instanceof CellValue.Number n
                ? "number " + (n.number() == Math.rint(n.number()) ? Long.toString((long) n.number()) : n.number())
                : value.toString();
    }
}
