package cn.qingzhuang.engine.fill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Expressions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementTableTest {
    private static final LocalDate DAY = LocalDate.of(2025, 6, 30);

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "all | person_name | 张三 / 李四 / 张三",
                "all | person_name,person_phone | 张三 10012345678 / 李四 ?10087654321 / 张三 -",
                "all | person_age,person_sex | =75 =男 / =40 女 / =35 男",
                "all | household_address | 高桥村1组3号 / 高桥村1组3号 / -",
                "all | person_ethnicity | 汉族 / - / -",
                "all | village | =高桥村 / =高桥村 / =高桥村",
                "person_age>=60 | person_name | 张三",
                "disability_level is known | person_name | 张三",
                "person_ethnicity=苗族 | person_name | ''",
                "person_alive=否 | person_name | 王五"
            })
    void tellsOfThoseWhoBelongWhatABlankRosterWouldBeFilledWith(String whom, String columns, String expected) {
        assertThat(shown(Village.small(), SubjectType.PERSON, whom, columns)).isEqualTo(expected);
    }

    @Test
    void listsHouseholdsWithWhatIsKnownOfTheirHeads() {
        assertThat(shown(Village.small(), SubjectType.HOUSEHOLD, "all", "household_size,head_name"))
                .isEqualTo("2 张三 / 1 王五");
    }

    @Test
    void readsNoHouseholdWhereEverythingIsThePersonsOwn() {
        Village village = Village.small();
        shown(village, SubjectType.PERSON, "all", "person_name");
        assertThat(village.queries()).extracting(SubjectQuery::type).containsOnly(SubjectType.PERSON);
    }

    private static String shown(Village village, SubjectType type, String whom, String columns) {
        List<ElementKey> keys =
                Arrays.stream(columns.split(",", -1)).map(ElementKey::parse).toList();
        ElementTable table = new ElementTable(
                Catalogue.standard(),
                village,
                new ElementTable.Wanted(Village.CODE, DAY, type, Expressions.parseConditions(whom), keys));
        return String.join(
                " / ",
                table.rows(village.subjects(table.query())).stream()
                        .map(row -> String.join(
                                " ",
                                row.cells().stream()
                                        .map(ElementTableTest::shown)
                                        .toList()))
                        .toList());
    }

    private static String shown(ElementTable.Cell cell) {
        return switch (cell.state()) {
            case UNKNOWN -> "-";
            case STALE -> "?" + cell.value();
            case COMPUTED -> "=" + cell.value();
            case KNOWN, FIXED, WITHHELD -> cell.value();
        };
    }
}
