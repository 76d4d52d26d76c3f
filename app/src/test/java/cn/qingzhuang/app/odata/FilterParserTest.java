package cn.qingzhuang.app.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.engine.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterParserTest {
    private static final Fields FIELDS = new Fields(List.of(
            new Field(Field.KEY, -1, Field.Kind.TEXT, false),
            new Field("姓名", 0, Field.Kind.TEXT, false),
            new Field("年龄", 1, Field.Kind.WHOLE, false),
            new Field("出生日期", 2, Field.Kind.TEXT, false),
            new Field("电话", 3, Field.Kind.TEXT, false),
            new Field("证件号", 4, Field.Kind.TEXT, true)));
    private static final Map<String, String> ROW = Map.of("姓名", "张三", "年龄", "81", "出生日期", "1944-05");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "姓名 eq '张三' | true",
                "姓名 ne '张三' | false",
                "年龄 gt 80 | true",
                "年龄 ge 81 and 年龄 le 81 | true",
                "年龄 lt 9 | false",
                "年龄 in (80,81) | true",
                "姓名 in ('李四','王五') | false",
                "not (姓名 eq '李四') | true",
                "not not (姓名 eq '张三') | true",
                "年龄 lt 80 or 姓名 eq '张三' and 年龄 gt 90 | false",
                "(年龄 lt 80 or 姓名 eq '张三') and 年龄 gt 80 | true",
                "contains(姓名,'三') | true",
                "startswith(姓名,'三') | false",
                "endswith( 姓名 , '三' ) | true",
                "电话 eq null | true",
                "电话 ne null | false",
                "电话 lt '9' | false",
                "not (电话 lt '9') | true",
                "出生日期 lt 1950-01-01 | true",
                "出生日期 ge '1944-01' | true",
                "姓名 eq 'O''Neill' | false",
                "姓名 eq '' | false"
            })
    void tests(String filter, boolean expected) {
        assertThat(FilterParser.parse(filter, FIELDS).holds(f -> Optional.ofNullable(ROW.get(f.name()))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} is refused with {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | ODATA-001",
                "姓名 | ODATA-001",
                "姓名 eq | ODATA-001",
                "姓名 eq '张三 | ODATA-001",
                "姓名 = '张三' | ODATA-001",
                "姓名 eq 张三 | ODATA-001",
                "年龄 eq '八十' | ODATA-001",
                "年龄 eq 80.5 | ODATA-001",
                "(姓名 eq '张三' | ODATA-001",
                "姓名 eq '张三') | ODATA-001",
                "姓名 eq '张三' and | ODATA-001",
                "姓名 in () | ODATA-001",
                "性别 eq '男' | ODATA-002",
                "contains(性别,'男') | ODATA-002",
                "toupper(姓名) eq '张三' | ODATA-004",
                "contains(年龄,'8') | ODATA-005",
                "证件号 eq '990201194405010018' | ODATA-006",
                "startswith(证件号,'9902') | ODATA-006"
            })
    void refuses(String filter, String code) {
        assertThat(refusal(filter)).isEqualTo(code);
    }

    @Test
    void refusesWhatIsHugeOrNestedWithoutEnd() {
        assertThat(refusal("(".repeat(3_000) + "姓名 eq 'x'")).isEqualTo("ODATA-003");
        assertThat(refusal("not ".repeat(900) + "(姓名 eq 'x')")).isEqualTo("ODATA-003");
        assertThat(refusal("年龄 eq 1 or ".repeat(300) + "年龄 eq 1")).isEqualTo("ODATA-003");
        assertThat(refusal("姓名 eq '" + "村".repeat(5_000) + "'")).isEqualTo("ODATA-003");
        assertThat(refusal("年龄 in (" + "1,".repeat(500) + "1)")).isIn("ODATA-001", "ODATA-003");
    }

    /** Whatever is sent, it is understood or refused with a code. */
    @Test
    void neverFailsOtherwise() {
        Random random = new Random(7);
        List<String> parts = List.of(
                "(",
                ")",
                " and ",
                " or ",
                "not ",
                "姓名",
                "年龄",
                " eq ",
                " in ",
                "'x'",
                "8",
                ",",
                "contains(姓名,'x')",
                "'",
                "null",
                "姓名 eq 'x'",
                "年龄 gt 8",
                "toupper(",
                "\u0000",
                "-",
                "$it",
                "/");
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            try {
                FilterParser.parse(text.toString(), FIELDS);
                seen.merge("understood", 1, Integer::sum);
            } catch (Problem refused) {
                seen.merge(refused.code(), 1, Integer::sum);
            }
        }
        assertThat(seen).containsKeys("understood", "ODATA-001", "ODATA-004");
    }

    private static String refusal(String filter) {
        Problem[] refused = new Problem[1];
        assertThatThrownBy(() -> FilterParser.parse(filter, FIELDS))
                .isInstanceOfSatisfying(Problem.class, p -> refused[0] = p);
        return refused[0].code();
    }
}
