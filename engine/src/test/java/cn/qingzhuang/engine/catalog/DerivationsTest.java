package cn.qingzhuang.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivationsTest {
    private static final LocalDate DAY = LocalDate.of(2025, 6, 30);

    private static Optional<String> derive(String key, String... pairs) {
        Map<ElementKey, String> known = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            known.put(ElementKey.parse(pairs[i]), pairs[i + 1]);
        }
        return Derivations.derive(ElementKey.parse(key), k -> Optional.ofNullable(known.get(k)), DAY)
                .map(Derivations.Derived::value);
    }

    @ParameterizedTest
    @CsvSource({
        "person_age,person_birth_date,1945-06-30,80",
        "person_age,person_birth_date,1945-07-01,79",
        "person_age,person_birth_date,2024-02-29,1",
        "person_age,person_birth_date,1945-05,80",
        "person_age,person_birth_date,1945-07,79",
        "person_age,person_id_no,11010519491231002X,75",
        "person_age@head,person_id_no@head,11010519491231002X,75",
        "person_birth_date,person_id_no,110105491231002,1949-12-31",
        "person_sex@guardian,person_id_no@guardian,11010519491231002X,女",
        "elderly_age_band,person_birth_date,1921-01-01,100+",
        "elderly_age_band,person_birth_date,1950-01-01,70-79",
        "disability_type,disability_cert_no,11010519491231002X42,肢体",
        "disability_level,disability_cert_no,11010519491231002X42B1,二级",
        "disability_flag,disability_level,三级,是",
        "person_phone,person_mobile,13800001111,13800001111",
    })
    void workOutWhatFollows(String key, String from, String value, String expected) {
        assertThat(derive(key, from, value)).contains(expected);
    }

    @Test
    void staySilentWhereNothingFollows() {
        assertThat(derive("person_age", "person_birth_date", "1945-06")).isEmpty();
        assertThat(derive("person_age", "person_birth_date", "1945")).isEmpty();
        assertThat(derive("person_age", "person_birth_date", "2026-01-01")).isEmpty();
        assertThat(derive("person_sex", "person_id_no", "E12345678")).isEmpty();
        assertThat(derive("person_sex@guardian", "person_id_no", "11010519491231002X"))
                .isEmpty();
        assertThat(derive("disability_level", "disability_cert_no", "4502123")).isEmpty();
        assertThat(derive("person_name")).isEmpty();
    }

    @Test
    void joinAndDivide() {
        assertThat(derive("area_division", "county", "临川县", "town", "青石镇", "village", "红星村"))
                .contains("临川县青石镇红星村");
        assertThat(derive("household_annual_income_pc", "household_annual_income", "10000", "household_size", "3"))
                .contains("3333.33");
        assertThat(derive("household_annual_income_pc", "household_annual_income", "10000", "household_size", "0"))
                .isEmpty();
    }

    @Test
    void lookAtTheInputsTheyNameAndAtNothingElse() {
        for (Element element : Catalogue.standard().elements()) {
            Set<String> looked = new TreeSet<>();
            for (String known : List.of("", "110105194912310020", "11010519491231002X42B1", "1949-12-31", "3", "无")) {
                for (String role : List.of("", "guardian")) {
                    Derivations.derive(
                            new ElementKey(element.id(), role),
                            key -> {
                                assertThat(key.role()).isEqualTo(role);
                                looked.add(key.element());
                                return known.isEmpty() ? Optional.empty() : Optional.of(known);
                            },
                            DAY);
                }
            }
            assertThat(new TreeSet<>(Derivations.inputs(element.id())))
                    .as(element.id())
                    .isEqualTo(looked);
        }
    }
}
