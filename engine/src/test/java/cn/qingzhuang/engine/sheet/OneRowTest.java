package cn.qingzhuang.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A header and one row, as other systems send them: a list of one and no card. */
class OneRowTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "姓名,身份证号,联系电话\n王大山,990201196203144219,13912348765\n",
                "姓名,身份证号,联系电话\n王大山,990201196203144219,\n",
                "姓名,性别\n王大山,男\n",
                "姓名,文化程度\n王大山,小学\n",
                "姓名,年龄\n王大山,64\n",
                "姓名,出生日期\n王大山,1962-03-14\n",
                "姓名,性别,民族,文化程度\n王大山,男,汉族,小学\n",
                "姓名,村组,民族,政治面貌\n王大山,高桥村,汉族,群众\n",
                "姓名,是否低保,是否残疾,是否党员\n王大山,是,否,否\n",
                "姓名,家庭人口数,年收入,耕地面积\n王大山,3,20000,4.5\n",
                "户号,户主姓名,家庭人口数\nG001,王大山,3\n",
                "村名,户数,人口数\n高桥村,300,1000\n",
                "序号,姓名,身份证号,联系电话\n1,王大山,990201196203144219,13912348765\n",
                "姓名,身份证号,监护人姓名,监护人电话\n王小山,990201201503155216,王大山,13912348765\n"
            })
    void aHeaderAndOneRowIsAListOfOne(String csv) {
        SheetFile file = WorkbookReader.read("推送.csv", csv.getBytes(StandardCharsets.UTF_8));
        Layout layout = LayoutReader.read(file.sheets().get(0));
        assertThat(layout.tables()).hasSize(1);
        Table table = layout.tables().get(0);
        assertThat(table.orientation()).isEqualTo(Orientation.ROWS);
        assertThat(table.slots()).hasSize(csv.substring(0, csv.indexOf('\n')).split(",").length);
        assertThat(table.body().orElseThrow().height()).isEqualTo(1);
    }
}
