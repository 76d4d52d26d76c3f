package cn.qingzhuang.engine.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.sheet.TableKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PopulationReaderTest {
    private static Population read(String title, String... elements) {
        List<ElementKey> keys =
                List.of(elements).stream().map(ElementKey::parse).toList();
        return PopulationReader.standard().read(title, TableKind.ROSTER, keys);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80周岁以上老年人花名册|PERSON|person_age>=80",
                "65周岁以上老年人健康管理花名册|PERSON|person_age>=65",
                "临川县青石镇2025年残疾人两项补贴发放表|PERSON|disability_flag=是",
                "低保户名单|HOUSEHOLD|dibao_flag=是",
                "农村留守儿童花名册|PERSON|left_behind_type=留守儿童",
                "退役军人登记表|PERSON|discharge_date is known",
                "育龄妇女信息表|PERSON|person_sex=女 and person_age 18..49",
                "党员名册|PERSON|person_political_status in (中共党员,中共预备党员)",
                "脱贫户台账|HOUSEHOLD|household_type=脱贫户",
                "外出务工人员花名册|PERSON|person_migrant_now=是",
                "志愿者名单|PERSON|volunteer_kind is known",
                "独居老人名册|PERSON|living_alone=是 and person_age>=60",
                "附件2：社区矫正人员信息表|PERSON|correction_type is known",
                "居民花名册|PERSON|all",
                "临川县农村居民住房和家庭收入情况登记表|PERSON|all",
                "70周岁以上老年人春节慰问金发放表|PERSON|person_age>=70",
                "残疾人就业技能培训情况表|PERSON|disability_flag=是",
                "青石镇白沙村党员组织生活情况表|PERSON|'person_political_status in (中共党员,中共预备党员)'",
                "无业妇女名单|PERSON|person_employment_status=无业人员 and person_sex=女 and person_age>=18",
            })
    void readsWhomATitleLists(String title, SubjectType subject, String conditions) {
        Population population = read(title);
        assertThat(population.subject()).isEqualTo(subject);
        assertThat(Expressions.conjunction(population.conditions())).isEqualTo(conditions);
        assertThat(population.unexplained()).isEmpty();
    }

    @Test
    void keepsApartWhatRestrictsAndIsNotUnderstood() {
        assertThat(read("参加健身操比赛妇女名单").unexplained()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "红白理事会成员名单|红白理事会成员",
                "青石镇2025年村民小组长花名册|村民小组长",
                "返乡农民工登记表|返乡农民工",
                "残疾人家庭医生名单|残疾人家庭医生",
                "党员组织关系转出登记表|党员组织关系转出",
                "未参加养老保险居民名单|未参加养老保险居民",
            })
    void namesTheGroupThatNoConditionHolds(String title, String group) {
        assertThat(read(title).unexplained()).containsExactly(group);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"土地流转情况登记表|土地流转", "意外伤害保险理赔登记表|意外伤害", "春荒救济粮发放清册|春荒,粮"})
    void saysWhatHappenedWhereNobodyIsNamed(String title, String matters) {
        Population population = read(title, "person_name");
        assertThat(population.conditions()).isEmpty();
        assertThat(population.unexplained()).isEmpty();
        assertThat(population.matters()).containsExactly(matters.split(","));
    }

    @Test
    void columnsSayWhetherPersonsOrHouseholdsAreListed() {
        assertThat(read("低保户名单", "person_name", "person_id_no").subject()).isEqualTo(SubjectType.PERSON);
        assertThat(read("贫困人口花名册", "person_name@head", "household_size").subject())
                .isEqualTo(SubjectType.HOUSEHOLD);
    }

    @Test
    void aListOfOrganisationsNamesItsGroup() {
        for (String title : List.of("沿街商铺名册", "青石镇沿街商铺摸底表", "2025年沿街商铺基本情况表")) {
            Population shops = read(title, "org_name", "org_uscc", "person_phone");
            assertThat(shops.subject()).as(title).isEqualTo(SubjectType.ORGANISATION);
            assertThat(shops.unexplained()).as(title).containsExactly("沿街商铺");
        }
        assertThat(read("商户登记表", "org_name", "org_uscc", "person_name@principal")
                        .subject())
                .as("the 户 of 商户 is no household")
                .isEqualTo(SubjectType.ORGANISATION);
        assertThat(read("消防设施台账", "place_name", "place_code", "place_address").subject())
                .isEqualTo(SubjectType.PLACE);
        assertThat(read("单位职工名册", "person_name", "org_name", "org_uscc").subject())
                .isEqualTo(SubjectType.PERSON);
    }

    @Test
    void beingListedIsAFact() {
        assertThat(PopulationReader.impliedFacts(read("残疾人名单")))
                .containsExactly(new Condition.OneOf(ElementKey.of("disability_flag"), List.of("是")));
        assertThat(PopulationReader.impliedFacts(read("80周岁以上老年人花名册"))).isEmpty();
    }
}
