package cn.qingzhuang.engine.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.FileFormat;
import cn.qingzhuang.engine.sheet.Layout;
import cn.qingzhuang.engine.sheet.Orientation;
import cn.qingzhuang.engine.sheet.SheetFile;
import cn.qingzhuang.engine.sheet.Slot;
import cn.qingzhuang.engine.sheet.Table;
import cn.qingzhuang.engine.sheet.TableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeaningReaderTest {
    private static final SheetFile FILE = new SheetFile("名册.xlsx", FileFormat.XLSX, List.of());
    private final MeaningReader reader = MeaningReader.standard();

    private static Layout roster(String title, String... headers) {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < headers.length; i++) {
            List<String> path = List.of(headers[i].split(">"));
            slots.add(new Slot(CellRef.letters(i), path, Optional.empty(), new CellRef(1, i), 0, List.of(), false));
        }
        Table table = new Table(
                TableKind.ROSTER,
                Orientation.ROWS,
                new CellRange(0, 0, 9, headers.length - 1),
                Optional.of(new CellRange(1, 0, 1, headers.length - 1)),
                Optional.empty(),
                true,
                Optional.of(title),
                List.of(),
                slots,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        return new Layout("Sheet1", false, List.of(table));
    }

    private List<String> read(Layout layout, Confirmations confirmed) {
        List<String> out = new ArrayList<>();
        for (SlotMeaning s : reader.read(FILE, layout, confirmed).get(0).slots()) {
            out.add(
                    s.meaning() instanceof Meaning.Element e
                            ? e.role().isEmpty() ? e.element() : e.element() + "@" + e.role()
                            : s.meaning().getClass().getSimpleName());
        }
        return out;
    }

    @Test
    void readsPlainColumnsThroughBlanksAndBreaks() {
        Layout layout = roster("低保对象花名册", "序号", "姓 名", "*性\n别", "身份证号码：", "联系电话", "备注");
        assertThat(read(layout, Confirmations.NONE))
                .containsExactly("Serial", "person_name", "person_sex", "person_id_no", "person_phone", "Text");
    }

    @Test
    void keepsTheOwnersOfPhonesApart() {
        Layout layout = roster("留守儿童登记表", "姓名", "性别", "监护人姓名", "监护人联系电话", "户主姓名");
        assertThat(read(layout, Confirmations.NONE))
                .containsExactly(
                        "person_name",
                        "person_sex",
                        "guardian_name@guardian",
                        "guardian_phone@guardian",
                        "head_name@head");
    }

    @Test
    void theHeaderOfTheNamesMaySayWhoIsListed() {
        Layout layout = roster("结对走访登记表", "残疾人姓名", "身份证号", "联系电话");
        Population population =
                reader.read(FILE, layout, Confirmations.NONE).get(0).population();
        assertThat(Expressions.conjunction(population.conditions())).isEqualTo("disability_flag=是");
        assertThat(population.isUnderstood()).isTrue();
    }

    @Test
    void takesAnOfficersWordForASlotAndForTheSameTemplate() {
        Layout layout = roster("某某情况台账", "姓名", "圪塝");
        Table table = layout.tables().get(0);
        Confirmation.Answer answer = new Confirmation.Answer("plot_no", "");
        Confirmations said = Confirmations.NONE.with(
                Confirmation.of("另一个文件.xlsx", "Sheet1", table, table.slots().get(1), answer));
        assertThat(read(layout, said).get(1)).isEqualTo("plot_no");
        assertThat(read(layout, said.without("另一个文件.xlsx", "Sheet1", "B"))).isEqualTo(read(layout, Confirmations.NONE));
    }

    @Test
    void aWordForOneOfTwoColumnsOfOneNameSettlesNotTheOther() {
        Layout layout = roster("某某情况台账", "姓名", "圪塝", "面积", "圪塝");
        Table table = layout.tables().get(0);
        Confirmations said = Confirmations.NONE.with(Confirmation.of(
                "甲.xlsx", "Sheet1", table, table.slots().get(1), new Confirmation.Answer("plot_no", "")));
        List<SlotMeaning> slots = reader.read(FILE, layout, said).get(0).slots();
        assertThat(slots.get(1).confidence()).isEqualTo(1);
        assertThat(slots.get(3).confidence()).isLessThan(1);
    }

    @Test
    void learnsAWordThatAnOfficerConfirmedInAnotherTable() {
        Layout taught = roster("某某情况台账", "姓名", "圪塝号");
        Table table = taught.tables().get(0);
        Confirmations said = Confirmations.NONE.with(Confirmation.of(
                "甲.xlsx", "Sheet1", table, table.slots().get(1), new Confirmation.Answer("plot_no", "")));
        Layout other = roster("承包地台账", "户主姓名", "圪塝号");
        assertThat(read(other, said)).contains("plot_no");
    }

    @Test
    void settlesRepeatedHeadersOneByOne() {
        Layout layout = roster("结对情况登记表", "姓名", "联系电话", "姓名", "联系电话");
        Table table = layout.tables().get(0);
        Confirmation.Answer answer = new Confirmation.Answer("helper_name", "helper");
        Confirmations said = Confirmations.NONE.with(
                Confirmation.of("甲.xlsx", "Sheet1", table, table.slots().get(2), answer));
        List<SlotMeaning> slots = reader.read(FILE, layout, said).get(0).slots();
        assertThat(slots.get(2).meaning()).isEqualTo(new Meaning.Element("helper_name", "helper"));
        assertThat(slots.get(2).confidence()).isEqualTo(1);
        assertThat(slots.get(0).confidence()).isLessThan(1);
    }

    @Test
    void readsTheColumnsAfterAConfirmedPersonAsThatPersons() {
        Layout layout = roster("学生情况登记表", "学生姓名", "姓名", "联系电话");
        Table table = layout.tables().get(0);
        Confirmation.Answer answer = new Confirmation.Answer("guardian_name", "guardian");
        Confirmations said = Confirmations.NONE.with(
                Confirmation.of(FILE.fileName(), "Sheet1", table, table.slots().get(1), answer));
        assertThat(read(layout, said).get(2)).isEqualTo("guardian_phone@guardian");
    }

    @Test
    void keepsAWordOfManyMeaningsWhereItWasSaid() {
        Layout taught = roster("学生情况登记表", "姓名", "家长姓名", "联系电话");
        Table table = taught.tables().get(0);
        Confirmations said = Confirmations.NONE.with(Confirmation.of(
                "甲.xlsx",
                "Sheet1",
                table,
                table.slots().get(2),
                new Confirmation.Answer("guardian_phone", "guardian")));
        assertThat(read(roster("党员花名册", "姓名", "性别", "联系电话"), said))
                .containsExactly("person_name", "person_sex", "person_phone");
    }

    @Test
    void takesAnOfficersWordForWhomATableLists() {
        Layout layout = roster("冬春救济名册", "姓名", "性别");
        Table table = layout.tables().get(0);
        Confirmations said =
                Confirmations.NONE.with(Confirmation.ofTable("甲.xlsx", "Sheet1", table, "A1", "dibao_flag=是"));
        Population population = reader.read(FILE, layout, said).get(0).population();
        assertThat(Expressions.conjunction(population.conditions())).isEqualTo("dibao_flag=是");
        assertThat(population.isUnderstood()).isTrue();
        assertThat(Confirmations.parse(said.toJsonLines())).isEqualTo(said);
        assertThat(said.without("甲.xlsx", "Sheet1", "A1")).isEqualTo(Confirmations.NONE);
    }

    @Test
    void keepsConfirmationsAsLinesOfJson() {
        Confirmations said = Confirmations.NONE
                .with(new Confirmation("a.xlsx", "表1", "C", List.of("户主", "姓名"), "花名册", "head_name", "head"))
                .with(new Confirmation("a.xlsx", "表1", "D", List.of("鸡"), "花名册", "", ""));
        assertThat(Confirmations.parse(said.toJsonLines())).isEqualTo(said);
    }
}
