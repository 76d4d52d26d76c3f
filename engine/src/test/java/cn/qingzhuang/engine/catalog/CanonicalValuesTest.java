package cn.qingzhuang.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import cn.qingzhuang.engine.sheet.CellValue;
import java.time.LocalDate;
import java.time.LocalDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalValuesTest {
    private static final Catalogue CATALOGUE = Catalogue.standard();
    private static final CanonicalValues VALUES = new CanonicalValues(CATALOGUE);

    private static Reading read(String element, CellValue cell, String header) {
        return VALUES.read(CATALOGUE.element(element).orElseThrow(), cell, header);
    }

    private static String shown(Reading reading) {
        if (reading instanceof Reading.Canonical canonical) {
            return canonical.value();
        }
        return reading instanceof Reading.Unreadable unreadable ? "? " + unreadable.reason() : "";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "person_birth_date|出生日期|2025-02-30|? 没有这一天",
                "person_birth_date|出生日期|1984-02-29|1984-02-29",
                "person_birth_date|出生日期|1985-02-29|? 没有这一天",
                "person_birth_date|出生日期|１９８５年３月１２日|1985-03-12",
                "person_birth_date|出生日期|1985/3/12|1985-03-12",
                "person_birth_date|出生日期|1985.03.12|1985-03-12",
                "person_birth_date|出生日期|19850312|1985-03-12",
                "person_birth_date|出生日期|19850300|1985-03",
                "person_birth_date|出生日期|198503|1985-03",
                "person_birth_date|出生日期|1985年3月|1985-03",
                "person_birth_date|出生年月|1985.3|1985-03",
                "person_birth_date|出生年月|1985.10|1985-10",
                "person_birth_date|出生日期|一九八五年三月十二日|1985-03-12",
                "person_birth_date|出生日期|二〇〇八年十二月三十一日|2008-12-31",
                "person_birth_date|出生日期|一九八五年|1985",
                "person_birth_date|出生日期|1985|1985",
                "person_birth_date|出生日期|85.3.12|? 年份只写了两位",
                "person_birth_date|出生日期|1985-13-01|? 没有这一天",
                "person_birth_date|出生日期|1985-13|? 没有这个月份",
                "person_birth_date|出生日期|03/04/1985|? 分不清哪个是月、哪个是日",
                "person_birth_date|出生日期|30/04/1985|1985-04-30",
                "person_birth_date|出生日期|农历三月|? 不是日期",
                "person_birth_date|出生日期|2025-06-30 00:00:00|2025-06-30",
                "person_birth_date|出生日期|不详|''",
                "person_id_valid_to|证件失效日期|长期|长期",
                "event_time|发生时间|2025-06-30 08:05|2025-06-30 08:05",
                "event_time|发生时间|2025年6月30日8时5分|2025-06-30 08:05",
                "event_time|发生时间|2025-06-30|2025-06-30",
                "stat_year|年份|2025年|2025",
                "dibao_flag|是否低保|√|是",
                "dibao_flag|是否低保|1.是|是",
                "dibao_flag|是否低保|2.否|否",
                "dibao_flag|是否低保（1是 2否）|2|否",
                "dibao_flag|是否低保（1是 0否）|0|否",
                "dibao_flag|有无低保|有|是",
                "dibao_flag|是否低保|N|否",
                "dibao_flag|是否低保|2|? 看不出是“是”还是“否”",
                "dibao_flag|是否低保|A类|? 看不出是“是”还是“否”",
                "person_trained|是否参加培训|已参加|是",
                "person_trained|是否参加培训|未参加|否",
                "person_alive|是否死亡|是|否",
                "person_alive|是否健在|是|是",
                "person_alive|是否死亡（1是 0否）|0|是",
                "person_sex|性别（1男 2女）|2|女",
                "person_sex|性别|1.男|男",
                "person_sex|性别|2|女",
                "person_sex|性别|3|? 代码 3 没有对照",
                "person_sex|性别|男性|男",
                "person_ethnicity|民族|汉|汉族",
                "person_education|文化程度|2初中|初中",
                "person_education|学历（1文盲 2小学 3初中）|3|初中",
                "household_type|家庭性质：1.有劳动能力的低保户2.无劳动能力的低保户|2|无劳动能力的低保户",
                "event_type|类别|民生类|民生类",
                "org_industry|行业|2.建筑业|2.建筑业",
                "person_annual_income|年收入|12,345.60|12345.6",
                "person_annual_income|年收入（万元）|1.2|12000",
                "person_annual_income|年收入|1.2万元|12000",
                "person_annual_income|年收入（万元）|1.2万|12000",
                "person_annual_income|年收入|￥１，２００．００|1200",
                "person_annual_income|年收入|约1200|? 不是数字",
                "person_annual_income|年收入|无|''",
                "person_annual_income|年收入|5%|? 这里要数字，不是百分比",
                "household_size|家庭人口|4人|4",
                "household_size|家庭人口|4.5|? 应为整数",
                "land_contract_area|承包地面积（公顷）|2|30",
                "land_contract_area|承包地面积|3.50亩|3.5",
                "person_phone|电话|138-0000-1111|13800001111",
                "person_phone|电话|13800001111/13900002222|13800001111/13900002222",
                "person_phone|电话|(0771)1234567|07711234567",
                "person_phone|电话|+8613800001111|13800001111",
                "person_phone|电话|同上|? 不是电话号码",
                "person_id_no|身份证号|11010519491231002x|11010519491231002X",
                "person_id_no|身份证号|１１０１０５１９４９１２３１００２Ｘ|11010519491231002X",
                "person_id_no|身份证号|110105 19491231 002X|11010519491231002X",
                "person_id_no|身份证号|110105491231002|110105491231002",
                "person_id_no|身份证号|4.2E+17|? 长号码被存成了数字，末几位已丢失",
                "person_id_no|身份证号|1101051949123100|? 身份证号应为 18 位，这里是 16 位",
                "person_id_no|身份证号|110105********002X|? 号码已打码",
                "person_id_no|证件号码|E12345678|E12345678",
                "person_name|姓名|李　四|李四",
                "person_name|姓名|Anna Li|Anna Li",
                "person_employer|工作单位|　外出务工（广东） |外出务工（广东）",
                "person_religion|宗教信仰|无|无",
            })
    void readsWhatOfficesWrite(String element, String header, String text, String expected) {
        assertThat(shown(read(element, new CellValue.Text(text), header))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "person_birth_date,出生日期,45838,General,2025-06-30",
        "person_birth_date,出生日期,19850312,General,1985-03-12",
        "person_birth_date,出生日期,1985,General,1985",
        "person_birth_date,出生日期,1985.3,General,1985-03",
        "person_birth_date,出生日期,1985.1,General,? 分不清是 1 月还是 10 月",
        "person_birth_date,出生日期,1985.1,0.00,1985-10",
        "person_phone,电话,13800001111,0,13800001111",
        "person_id_no,身份证号,420000198001011000,General,? 长号码被存成了数字，末几位已丢失",
        "person_id_no,身份证号,110105491231002,General,110105491231002",
        "bank_account,银行卡号,6217000000000000000,0,? 长号码被存成了数字，末几位已丢失",
        "household_no,户编号,99900100001,General,99900100001",
        "person_annual_income,年收入,1234.5,0.00,1234.5",
        "person_annual_income,年收入（万元）,1.2,0.00,12000",
        "land_contract_area,承包地面积,0.30000000000000004,General,0.3",
        "dibao_flag,是否低保,1,General,是",
        "dibao_flag,是否低保,0,General,否",
        "person_age,年龄,65,General,65",
        "school_grade,年级,3,General,3",
    })
    void readsNumbers(String element, String header, double number, String format, String expected) {
        assertThat(shown(read(element, new CellValue.Number(number, format), header)))
                .isEqualTo(expected);
    }

    @Test
    void readsDatesUnderADateFormat() {
        LocalDateTime first = LocalDate.of(1985, 3, 1).atStartOfDay();
        assertThat(shown(read("person_birth_date", new CellValue.Date(first, "yyyy-mm-dd"), "出生日期")))
                .isEqualTo("1985-03-01");
        assertThat(shown(read("person_birth_date", new CellValue.Date(first, "yyyy-mm"), "出生日期")))
                .isEqualTo("1985-03");
        assertThat(shown(read("person_birth_date", new CellValue.Date(first, "yyyy-mm-dd"), "出生年月")))
                .isEqualTo("1985-03");
        assertThat(shown(read("event_time", new CellValue.Date(first.plusMinutes(485), "yyyy-mm-dd hh:mm"), "时间")))
                .isEqualTo("1985-03-01 08:05");
    }

    @Test
    void keepsBlankAndBrokenCellsApart() {
        assertThat(read("person_age", CellValue.BLANK, "年龄")).isEqualTo(Reading.EMPTY);
        assertThat(read("person_age", new CellValue.Unreadable("#REF!", "公式错误"), "年龄"))
                .isEqualTo(new Reading.Unreadable("#REF!", "公式错误"));
    }

    @Test
    void readsAPercentageOnce() {
        Element share = new Element(
                "x", "占比", SubjectType.OTHER, ValueType.PERCENT, java.util.Optional.empty(), java.util.List.of(), "");
        assertThat(shown(VALUES.read(share, new CellValue.Number(0.85, "0.0%"), "占比")))
                .isEqualTo("0.85");
        assertThat(shown(VALUES.read(share, new CellValue.Text("85%"), "占比"))).isEqualTo("0.85");
        assertThat(shown(VALUES.read(share, new CellValue.Number(85, "General"), "占比（%）")))
                .isEqualTo("0.85");
        assertThat(shown(VALUES.read(share, new CellValue.Number(0.5, "General"), "占比（%）")))
                .isEqualTo("0.005");
    }

    @Property(tries = 40)
    void neverThrowsWhateverTheCellHolds(@ForAll String text, @ForAll double number) {
        for (Element element : CATALOGUE.elements()) {
            assertThatCode(() -> {
                        VALUES.read(element, new CellValue.Text(text), text);
                        VALUES.read(element, new CellValue.Number(number, "General"), text);
                    })
                    .doesNotThrowAnyException();
        }
    }

    @Property
    void aCanonicalValueReadsAsItself(@ForAll int day) {
        String date =
                LocalDate.of(1900, 1, 1).plusDays(Math.floorMod(day, 80_000)).toString();
        assertThat(shown(read("person_birth_date", new CellValue.Text(date), "出生日期")))
                .isEqualTo(date);
    }
}
