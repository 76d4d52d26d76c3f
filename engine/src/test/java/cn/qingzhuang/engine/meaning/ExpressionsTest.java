package cn.qingzhuang.engine.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "count(person: all)",
                "count(person: person_age 60..69 and person_sex=女)",
                "sum(household_size: dibao_flag=是)",
                "avg(person_age: all)",
                "rate(person: person_age>=60 / all)",
                "rate(household: person_labor_ability=有劳动能力 / household_type=贫困户)",
                "count(person: not person_ethnicity=汉族 and discharge_date is known)",
                "count(person: (pension_resident_in=是 or pension_employee_in=是) and person_age<=59)",
                "count(person: household(household_type=贫困户))",
                "count(person: person_education in (高中,中专,职高))",
                "count(household: household_type=\"a, b (c)\")",
                "count(person: person_phone@guardian is known)",
                "count(person: person_death_date @year..@year)",
                "count(person: party_join_date>=2009-06) unexplained(取环,二胎)",
            })
    void readsWhatItPrints(String text) {
        assertThat(Expressions.print(Expressions.parse(text))).isEqualTo(text);
    }

    @Test
    void readsTheWaysPeopleWriteConditions() {
        assertThat(Expressions.parseConditions("age 60..69 and disability_flag"))
                .isEqualTo(Expressions.parseConditions("person_age 60..69 and disability_flag=是"));
        assertThat(Expressions.parseConditions("person_ethnicity<>汉族"))
                .isEqualTo(Expressions.parseConditions("not person_ethnicity=汉族"));
        assertThat(Expressions.parseConditions("discharge_date is not null"))
                .isEqualTo(Expressions.parseConditions("discharge_date is known"));
        assertThat(Expressions.parseConditions("head_sex=女").toString()).contains("person_sex@head");
    }

    @Test
    void namesEveryLabelOfARankedList() {
        Condition.OneOf upTo = (Condition.OneOf)
                Expressions.parseConditions("person_education<=初中").get(0);
        assertThat(upTo.values()).contains("初中", "小学", "文盲或半文盲").doesNotContain("高中", "中专", "其他");
    }

    @Test
    void refusesWhatIsNoExpression() {
        for (String text :
                List.of("count(person", "count(person: no_such=1)", "median(person: all)", "count(person: all) x")) {
            assertThatThrownBy(() -> Expressions.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void isNotComputableWhileAWordIsOpen() {
        Expression expression = new Expression(
                Expression.Measure.SUM,
                SubjectType.HOUSEHOLD,
                Optional.of(ElementKey.of("household_size")),
                List.of(),
                List.of(),
                List.of("取环"));
        assertThat(Aggregates.compute(expression, List.of(), java.time.LocalDate.of(2025, 6, 30))
                        .value())
                .isEmpty();
    }
}
