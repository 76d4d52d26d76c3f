package cn.qingzhuang.engine.meaning;

import static cn.qingzhuang.engine.meaning.Conditions.Truth.NO;
import static cn.qingzhuang.engine.meaning.Conditions.Truth.UNKNOWN;
import static cn.qingzhuang.engine.meaning.Conditions.Truth.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.catalog.Definition;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.Governance;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.catalog.ValueType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final LocalDate DAY = LocalDate.of(2025, 6, 30);

    private record Known(SubjectType type, Map<ElementKey, String> values, List<Known> around)
            implements Conditions.Facts {
        @Override
        public Optional<String> value(ElementKey key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public Optional<Conditions.Facts> household() {
            return type == SubjectType.PERSON
                    ? around.stream().map(Conditions.Facts.class::cast).findFirst()
                    : Optional.empty();
        }

        @Override
        public List<Conditions.Facts> members() {
            return type == SubjectType.HOUSEHOLD ? List.copyOf(around) : List.of();
        }
    }

    private static Known subject(SubjectType type, String... pairs) {
        Map<ElementKey, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(ElementKey.parse(pairs[i]), pairs[i + 1]);
        }
        return new Known(type, values, new ArrayList<>());
    }

    private static Known person(String... pairs) {
        return subject(SubjectType.PERSON, pairs);
    }

    private static Conditions.Truth test(String condition, Conditions.Facts facts) {
        return Conditions.testAll(Expressions.parseConditions(condition), facts, DAY);
    }

    /** A county's own element with a code list of its own is asked about as any other. */
    @Test
    void asksAboutElementsThatACountyAdded() {
        CodeList list = new CodeList(
                "pear_grade",
                "",
                List.of(
                        new CodeList.Code("1", "特级", List.of(), Optional.of(3)),
                        new CodeList.Code("2", "一级", List.of(), Optional.of(2)),
                        new CodeList.Code("3", "二级", List.of(), Optional.of(1))));
        Element grade = new Element(
                "pear_grade", "梨果等级", SubjectType.PERSON, ValueType.CODE, Optional.of("pear_grade"), List.of(), "");
        Element trees = new Element(
                "pear_trees", "梨树棵数", SubjectType.PERSON, ValueType.INTEGER, Optional.empty(), List.of(), "");
        Governance governance = Catalogue.standard().governance("person_phone").orElseThrow();
        Catalogue county = Catalogue.standard()
                .with(List.of(new Definition(grade, governance), new Definition(trees, governance)), List.of(list));
        List<Condition> asked = Expressions.parseConditions("pear_grade>=一级 and pear_trees>=20", county);
        assertThat(Expressions.conjunction(asked)).isEqualTo("pear_grade in (特级,一级) and pear_trees>=20");
        Map<ElementKey, String> values = Map.of(ElementKey.of("pear_grade"), "特级", ElementKey.of("pear_trees"), "35");
        assertThat(Conditions.testAll(asked, new Grower(values, county), DAY)).isEqualTo(YES);
        assertThatIllegalArgumentException().isThrownBy(() -> Expressions.parseConditions("pear_trees>=20"));
    }

    private record Grower(Map<ElementKey, String> values, Catalogue catalogue) implements Conditions.Facts {
        @Override
        public SubjectType type() {
            return SubjectType.PERSON;
        }

        @Override
        public Optional<String> value(ElementKey key) {
            return Optional.ofNullable(values.get(key));
        }
    }

    @Test
    void whatNobodyKnowsIsNeitherYesNorNo() {
        assertThat(test("dibao_flag=是", person())).isEqualTo(UNKNOWN);
        assertThat(test("not dibao_flag=是", person())).isEqualTo(UNKNOWN);
        assertThat(test("dibao_flag=是 and person_sex=男", person("person_sex", "女")))
                .isEqualTo(NO);
        assertThat(test("(dibao_flag=是 or person_sex=女)", person("person_sex", "女")))
                .isEqualTo(YES);
    }

    @Test
    void agesFollowFromBirthDateOrIdNumber() {
        assertThat(test("person_age>=80", person("person_birth_date", "1945-06-30")))
                .isEqualTo(YES);
        assertThat(test("person_age>=80", person("person_birth_date", "1945-07-01")))
                .isEqualTo(NO);
        assertThat(test("person_age 60..79", person("person_id_no", "11010519491231002X")))
                .isEqualTo(YES);
        assertThat(test("person_age>=80", person("person_birth_date", "1945-06")))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void datesKnownToTheMonthMeetBoundsAsFarAsTheyGo() {
        assertThat(test("party_join_date>=2009-06", person("party_join_date", "2009-06-15")))
                .isEqualTo(YES);
        assertThat(test("party_join_date>=2009-06", person("party_join_date", "2009-05-31")))
                .isEqualTo(NO);
        assertThat(test("party_join_date>=2009-06-10", person("party_join_date", "2009-06")))
                .isEqualTo(UNKNOWN);
        assertThat(test("party_join_date 2010..2010", person("party_join_date", "2010-12-31")))
                .isEqualTo(YES);
        assertThat(test("party_join_date 2010..2010", person("party_join_date", "2011-01-01")))
                .isEqualTo(NO);
        assertThat(test("party_join_date @year..@year", person("party_join_date", "2025-01-01")))
                .isEqualTo(YES);
        assertThat(test("party_join_date @lastyear..@lastyear", person("party_join_date", "2025-01-01")))
                .isEqualTo(NO);
    }

    @Test
    void aPersonIsInThePoorHousehold() {
        Known person = person("person_sex", "女");
        person.around().add(subject(SubjectType.HOUSEHOLD, "household_type", "贫困户"));
        assertThat(test("household_type=贫困户 and person_sex=女", person)).isEqualTo(YES);
        assertThat(test("household(household_type=低保户)", person)).isEqualTo(NO);
    }

    @Test
    void oneMemberMustMeetAllPersonalConditionsOfAHousehold() {
        Known household = subject(SubjectType.HOUSEHOLD, "household_type", "一般户");
        household.around().add(person("person_sex", "男", "person_birth_date", "1940-01-01"));
        household.around().add(person("person_sex", "女", "person_birth_date", "1990-01-01"));
        assertThat(test("person_sex=女", household)).isEqualTo(YES);
        assertThat(test("person_sex=女 and person_age>=60", household)).isEqualTo(NO);
        assertThat(test("person_sex=男 and person_age>=60 and household_type=一般户", household))
                .isEqualTo(YES);
        assertThat(test("disability_flag=是", household)).isEqualTo(UNKNOWN);
    }

    @Test
    void aGroupCoversItsMembersAndListsAreReadPartByPart() {
        assertThat(test("person_education=本科", person("person_education", "大学本科毕业")))
                .isEqualTo(YES);
        assertThat(test("internet_device=电脑", subject(SubjectType.HOUSEHOLD, "internet_device", "电视、电脑")))
                .isEqualTo(YES);
        assertThat(test("disability_flag=是", person("disability_level", "二级"))).isEqualTo(YES);
    }

    @Test
    void countsSayHowManyAreNotKnown() {
        List<Known> people = List.of(person("dibao_flag", "是"), person("dibao_flag", "否"), person());
        Aggregates.Result count = Aggregates.compute(Expressions.parse("count(person: dibao_flag=是)"), people, DAY);
        assertThat(count).isEqualTo(new Aggregates.Result(Optional.of("1"), 1, 1));
        assertThat(count.isComplete()).isFalse();
    }

    @Test
    void sumsMeansAndRates() {
        List<Known> people = List.of(
                person("person_birth_date", "1945-06-30", "person_annual_income", "1000.5"),
                person("person_birth_date", "2005-06-30", "person_annual_income", "2000"),
                person("person_birth_date", "2005-06-30"));
        assertThat(Aggregates.compute(Expressions.parse("sum(person_annual_income: all)"), people, DAY))
                .isEqualTo(new Aggregates.Result(Optional.of("3000.5"), 2, 1));
        assertThat(Aggregates.compute(Expressions.parse("avg(person_age: all)"), people, DAY)
                        .value())
                .contains("40");
        assertThat(Aggregates.compute(Expressions.parse("rate(person: person_age>=60 / all)"), people, DAY)
                        .value())
                .contains("0.3333");
    }
}
