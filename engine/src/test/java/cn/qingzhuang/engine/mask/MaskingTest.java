package cn.qingzhuang.engine.mask;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.engine.catalog.Catalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    private static final Catalogue CATALOGUE = Catalogue.standard();
    private static final List<String> ELEMENTS = List.of(
            "person_name",
            "person_sex",
            "person_id_no",
            "person_birth_date",
            "person_age",
            "person_phone",
            "person_residence_address",
            "bank_account",
            "disability_level",
            "person_annual_income",
            "person_name@guardian",
            "person_phone@guardian");
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平";

    @ParameterizedTest
    @CsvSource({
        "person_name, 欧阳百川, *川",
        "person_name, 川, *川",
        "person_name@guardian, 王芳, *芳",
        "person_id_no, 99020119620314421X, 9****************X",
        "person_id_no, 3, ***",
        "person_phone, 13812348000, 138****8000",
        "person_phone, 0571-8812, ***",
        "bank_account, 6222021234567890123, ****0123",
        "bank_account, 12, ***",
        "person_birth_date, 1962-03-14, 1962年",
        "person_birth_date, 六二年, ***",
        "person_age, 64, 60-69岁",
        "person_residence_address, 临川县青石镇高桥村三组12号, 临川县青石镇高桥村",
        "person_residence_address, 临川县青石镇人民路8号, 临川县青石镇",
        "person_residence_address, 某某山庄3栋, ***",
        "disability_level, 二级, 已登记",
        "villager_group, 三组, ***",
        "room_no, 1203, ***",
        "village, 高桥村, ***",
        "person_annual_income, 32000, 已登记",
        "disability_cert_date, 2019-08-01, 2019年",
        "person_sex, 女, ***"
    })
    void aValueHasItsUsualForm(String element, String value, String masked) {
        assertThat(left(List.of(Map.of(element, value)), Set.of(element), true))
                .containsExactly(Map.of(element, masked));
    }

    @Test
    void aMaskedNumberTakesTheDayOfBirthAndTheHouseWithIt() {
        Map<String, String> row = Map.of(
                "person_name", "王芳",
                "person_id_no", "990201196203144219",
                "person_birth_date", "1962-03-14",
                "person_residence_address", "高桥村三组12号",
                "disability_level", "二级");
        Map<String, String> out =
                left(List.of(row), Set.of("person_id_no"), true).get(0);
        assertThat(out)
                .containsEntry("person_name", "王芳")
                .containsEntry("person_birth_date", "1962年")
                .containsEntry("person_residence_address", "高桥村")
                .containsEntry("disability_level", "二级");
    }

    @Test
    void whoIsNotNamedIsToldOnlyAmongFiveAlike() {
        List<Map<String, String>> alike = new ArrayList<>();
        for (int i = 1; i <= Masking.GROUP_MIN; i++) {
            alike.add(Map.of("person_sex", "女", "person_birth_date", "1962-03-0" + i, "disability_level", "二级"));
        }
        assertThat(left(alike, Set.of(), false))
                .containsOnly(Map.of("person_sex", "女", "person_birth_date", "1962年", "disability_level", "二级"));
        List<Map<String, String>> four = alike.subList(0, Masking.GROUP_MIN - 1);
        assertThat(left(four, Set.of(), false))
                .containsOnly(Map.of("person_sex", "***", "person_birth_date", "***", "disability_level", "二级"));
        List<Map<String, String>> decade = new ArrayList<>();
        for (int i = 1; i <= Masking.GROUP_MIN; i++) {
            decade.add(Map.of("person_sex", "女", "person_birth_date", "196%d-03-01".formatted(i)));
        }
        assertThat(left(decade, Set.of(), false))
                .containsOnly(Map.of("person_sex", "女", "person_birth_date", "1960年代"));
    }

    @Test
    void aVillageGroupsWhoIsNotNamed() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < Masking.GROUP_MIN; i++) {
            rows.add(Map.of("person_sex", "女", "village", "高桥村", "disability_level", "二级"));
        }
        assertThat(left(rows, Set.of(), false)).isEqualTo(rows);
        rows.set(0, Map.of("person_sex", "女", "village", "桂花村", "disability_level", "二级"));
        assertThat(left(rows, Set.of(), false))
                .containsOnly(Map.of("person_sex", "***", "village", "***", "disability_level", "二级"));
    }

    /** For any people and any masks: nothing of a masked value but its mask leaves, and nobody stands alone. */
    @Test
    void neverLeavesWhatIsMasked() {
        Random random = new Random(20261130);
        for (int round = 0; round < 2_000; round++) {
            Set<String> masked = new HashSet<>();
            ELEMENTS.stream().filter(e -> random.nextBoolean()).forEach(masked::add);
            boolean isNamed = random.nextBoolean();
            List<Map<String, String>> rows = new ArrayList<>();
            int count = 1 + random.nextInt(40);
            for (int i = 0; i < count; i++) {
                rows.add(person(random));
            }
            List<Map<String, String>> out = left(rows, masked, isNamed);
            assertThat(out).hasSameSizeAs(rows);
            for (int i = 0; i < count; i++) {
                assertNothingLeft(rows.get(i), out.get(i).toString(), masked);
            }
            if (!isNamed) {
                assertNobodyAlone(out);
            }
        }
    }

    @Test
    void saysWhichColumnsMayBeHidden() {
        List<String> columns = List.of("person_name", "person_phone", "person_birth_date", "disability_level");
        Masking plain = new Masking(CATALOGUE, columns, Set.of(), true);
        Masking ofPhones = new Masking(CATALOGUE, columns, Set.of("person_phone"), true);
        Masking unnamed = new Masking(CATALOGUE, columns, Set.of("person_name"), false);
        assertThat(hidden(plain)).containsExactly(false, false, false, false);
        assertThat(hidden(ofPhones)).containsExactly(false, true, true, false);
        assertThat(hidden(unnamed)).containsExactly(true, false, true, false);
    }

    private static List<Boolean> hidden(Masking masking) {
        return IntStream.range(0, 4).mapToObj(masking::isHidden).toList();
    }

    /** Rows of which each tells of some elements: the others are empty, and nothing comes of them. */
    private static List<Map<String, String>> left(List<Map<String, String>> rows, Set<String> masked, boolean isNamed) {
        List<String> columns =
                rows.stream().flatMap(r -> r.keySet().stream()).distinct().toList();
        List<List<String>> values = rows.stream()
                .map(r -> columns.stream().map(c -> r.getOrDefault(c, "")).toList())
                .toList();
        return new Masking(CATALOGUE, columns, masked, isNamed)
                .rows(values).stream()
                        .map(row -> {
                            Map<String, String> out = new LinkedHashMap<>();
                            for (int i = 0; i < columns.size(); i++) {
                                if (!row.get(i).isEmpty()) {
                                    out.put(columns.get(i), row.get(i));
                                }
                            }
                            return out;
                        })
                        .toList();
    }

    private static Map<String, String> person(Random random) {
        int year = 1930 + random.nextInt(90);
        int month = 1 + random.nextInt(12);
        int day = 1 + random.nextInt(28);
        String born = "%04d-%02d-%02d".formatted(year, month, day);
        Map<String, String> out = new LinkedHashMap<>();
        out.put("person_name", "欧阳" + letter(random) + letter(random));
        out.put("person_sex", random.nextBoolean() ? "男" : "女");
        out.put("person_id_no", "990201" + born.replace("-", "") + "%04d".formatted(random.nextInt(10_000)));
        out.put("person_birth_date", born);
        out.put("person_age", Integer.toString(2026 - year));
        out.put("person_phone", "139%08d".formatted(random.nextInt(100_000_000)));
        out.put("person_residence_address", "青石镇高桥村%d组%d号".formatted(random.nextInt(20), 100 + random.nextInt(900)));
        out.put("bank_account", "622202%013d".formatted(Math.abs(random.nextLong() % 10_000_000_000_000L)));
        out.put("disability_level", random.nextBoolean() ? "一级" : "二级");
        out.put("person_annual_income", Integer.toString(100_000 + random.nextInt(900_000)));
        out.put("person_name@guardian", "司马" + letter(random) + letter(random));
        out.put("person_phone@guardian", "137%08d".formatted(random.nextInt(100_000_000)));
        out.keySet().removeIf(e -> random.nextInt(4) == 0);
        return out;
    }

    private static String letter(Random random) {
        return GIVEN.substring(random.nextInt(GIVEN.length())).substring(0, 1);
    }

    private static void assertNothingLeft(Map<String, String> person, String left, Set<String> masked) {
        for (String element : masked) {
            String value = person.getOrDefault(element, "");
            switch (element) {
                case "person_name", "person_name@guardian" ->
                    assertThat(left).doesNotContain(value.isEmpty() ? "\0" : value.substring(0, value.length() - 1));
                case "person_id_no", "bank_account" -> {
                    for (int i = 0; i + 5 <= value.length(); i++) {
                        String digits = value.substring(i, i + 5);
                        assertThat(visible(person, left, element)).doesNotContain(digits);
                    }
                    assertNoDay(person, left);
                }
                case "person_phone", "person_phone@guardian" ->
                    assertThat(left)
                            .doesNotContain(value.isEmpty() ? "\0" : value.substring(3, 7) + value.substring(7));
                case "person_annual_income" -> assertThat(left).doesNotContain("income=" + value + ",");
                case "person_birth_date" -> assertNoDay(person, left);
                default -> assertThat(left).doesNotContain(element + "=" + (value.isEmpty() ? "\0" : value) + ",");
            }
        }
    }

    /** What is left, without values that may stand there in plain and hold the same digits by chance or by nature. */
    private static String visible(Map<String, String> person, String left, String element) {
        String out = left;
        for (Map.Entry<String, String> other : person.entrySet()) {
            if (!other.getKey().equals(element)) {
                out = out.replace(other.getKey() + "=" + other.getValue(), "");
            }
        }
        return out;
    }

    private static void assertNoDay(Map<String, String> person, String left) {
        String born = person.getOrDefault("person_birth_date", "\0");
        assertThat(left).doesNotContain("birth_date=" + born);
    }

    private static void assertNobodyAlone(List<Map<String, String>> rows) {
        Map<String, Integer> groups = new HashMap<>();
        rows.forEach(r -> groups.merge(traits(r), 1, Integer::sum));
        groups.forEach((traits, count) -> {
            if (!traits.replaceAll("\\w+@?\\w*=(\\*\\*\\*)?,", "").isEmpty()) {
                assertThat(count).as(traits).isGreaterThanOrEqualTo(Masking.GROUP_MIN);
            }
        });
    }

    private static String traits(Map<String, String> row) {
        StringBuilder out = new StringBuilder();
        for (String e : List.of(
                "person_name",
                "person_name@guardian",
                "person_sex",
                "person_birth_date",
                "person_age",
                "person_residence_address")) {
            out.append(e).append('=').append(row.getOrDefault(e, "***")).append(',');
        }
        return out.toString();
    }
}
