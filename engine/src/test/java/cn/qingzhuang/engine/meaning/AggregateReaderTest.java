package cn.qingzhuang.engine.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.sheet.TableKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AggregateReaderTest {
    private static final AggregateReader READER = AggregateReader.standard();
    private static final String PARTY = "count(person: person_political_status in (中共党员,中共预备党员)";

    /** Reads the headers of a table; levels are set apart by {@code >}. */
    private static List<String> read(String title, String... headers) {
        Population population = PopulationReader.standard().read(title, TableKind.STATISTICS, List.of());
        List<AggregateReader.Header> paths = Arrays.stream(headers)
                .map(text -> new AggregateReader.Header(List.of(text.split(" > ")), List.of()))
                .toList();
        List<String> out = new ArrayList<>();
        for (Optional<Expression> expression : READER.read(population, paths)) {
            out.add(expression.map(Expressions::print).orElse("-"));
        }
        return out;
    }

    @Test
    void readsCountsOfGroupsAgesAndSexes() {
        assertThat(read("临川县人口情况统计表", "总人口", "男", "女", "60岁以上老年人数", "其中：80周岁及以上", "0-14岁儿童", "总户数"))
                .containsExactly(
                        "count(person: all)",
                        "count(person: person_sex=男)",
                        "count(person: person_sex=女)",
                        "count(person: person_age>=60)",
                        "count(person: person_age>=80)",
                        "count(person: person_age 0..14)",
                        "count(household: all)");
    }

    @Test
    void whatFollowsOfWhichSharesItsTotal() {
        assertThat(read("村情统计表", "残疾人数", "其中 > 一级", "其中 > 二级", "其中 > 女性"))
                .containsExactly(
                        "count(person: disability_flag=是)",
                        "count(person: disability_level=一级)",
                        "count(person: disability_level=二级)",
                        "count(person: disability_flag=是 and person_sex=女)");
    }

    @Test
    void anUpperHeaderRestrictsAndTheUnitSaysWhatIsCounted() {
        assertThat(read("民政对象统计表", "低保对象 > 户数", "低保对象 > 人数", "危房户（户）", "脱贫户(人)"))
                .containsExactly(
                        "count(household: dibao_flag=是)",
                        "count(person: dibao_flag=是)",
                        "count(household: dwelling_dangerous=是)",
                        "count(person: household_type=脱贫户)");
    }

    @Test
    void ranksAlternativesAndNegationsAreRead() {
        assertThat(read("党员统计表", "党员总数", "文化程度 > 高中/中专", "其中：未婚", "非本市户籍党员"))
                .containsExactly(
                        "count(person: person_political_status in (中共党员,中共预备党员))",
                        "count(person: person_political_status in (中共党员,中共预备党员) and person_education in (高中,中专))",
                        "count(person: person_political_status in (中共党员,中共预备党员) and person_marital_status=未婚)",
                        "count(person: person_political_status in (中共党员,中共预备党员) and person_hukou_local=否)");
    }

    @Test
    void sumsMeansAndShares() {
        assertThat(read("农村统计表", "耕地面积（亩）", "老年人口占总人口比例"))
                .containsExactly("sum(land_current_area: all)", "rate(person: person_age>=60 / all)");
    }

    @Test
    void periodsBelongToWhatHappensOnADay() {
        assertThat(read("党建统计表", "本年发展党员数", "2010年退伍军人数", "2009年6月份以来新党员"))
                .containsExactly(
                        "count(person: party_join_date @year..@year)",
                        "count(person: discharge_date 2010..2010)",
                        "count(person: party_join_date>=2009-06)");
    }

    @Test
    void neverComputesWhileAWordIsOpen() {
        for (String header : List.of(
                "持有健身卡老年人数",
                "新增低保人数",
                "领取人数",
                "登记人数",
                "应参保人数",
                "享受人数",
                "党员示范岗人数",
                "受灾人口",
                "大学生人数",
                "参保率",
                "两委班子成员数",
                "低保资金发放人数",
                "老年协会会员数",
                "残疾人专职委员人数",
                "会议次数",
                "死亡人数",
                "二级以上残疾人数",
                "培训人次",
                "发放资料份数")) {
            Population population = PopulationReader.standard().read("村情统计表", TableKind.STATISTICS, List.of());
            List<Optional<Expression>> read =
                    READER.read(population, List.of(new AggregateReader.Header(List.of(header), List.of())));
            assertThat(read.get(0).filter(Expression::isComputable)).as(header).isEmpty();
        }
    }

    @Test
    void aBreakdownAfterAPartIsOneOfTheWhole() {
        assertThat(read("党员队伍统计表", "党员总数", "女党员", "预备党员", "年龄结构 > 35岁及以下", "其中：少数民族"))
                .containsExactly(
                        PARTY + ")",
                        PARTY + " and person_sex=女)",
                        "count(person: party_status=预备党员)",
                        PARTY + " and person_age<=35)",
                        PARTY + " and not person_ethnicity=汉族)");
    }

    @Test
    void whatOnlyNarrowsIsAskedWhereSeveralPartsStandBefore() {
        assertThat(read("村情统计表", "老年人数", "独居老人", "失能老人", "男").get(3)).contains("unexplained");
    }

    @Test
    void theMatterOfTheTitleIsWhatInsuredMeans() {
        assertThat(read("城乡居民养老保险参保情况统计表", "总人口", "参保总人数", "其中：60周岁以上", "未参保人数", "低保对象参保人数", "人数"))
                .containsExactly(
                        "count(person: all)",
                        "count(person: pension_resident_in=是)",
                        "count(person: pension_resident_in=是 and person_age>=60)",
                        "count(person: not pension_resident_in=是)",
                        "count(person: dibao_flag=是 and pension_resident_in=是)",
                        "count(person: all) unexplained(人数)");
    }

    @Test
    void aMeanIsOverThoseWhoHaveWhatIsMeant() {
        List<String> means = read("农户情况统计表", "户均承包地面积（亩）", "户均人口", "家庭人均年收入（元）", "人均承包地面积（亩）");
        assertThat(means.subList(0, 3))
                .containsExactly(
                        "avg(land_contract_area: all)",
                        "avg(household_size: all)",
                        "avg(household_annual_income_pc: all)");
        assertThat(means.get(3)).contains("unexplained");
    }

    @Test
    void rowsOfAMatrixNarrowWhatStandsAboveThem() {
        Population population = PopulationReader.standard().read("村情统计表", TableKind.STATISTICS, List.of());
        List<Optional<Expression>> read = READER.read(
                population,
                List.of(
                        new AggregateReader.Header(List.of("数量"), List.of("党员（人）")),
                        new AggregateReader.Header(List.of("数量"), List.of("其中：女性")),
                        new AggregateReader.Header(List.of("数量"), List.of("耕地面积（亩）")),
                        new AggregateReader.Header(List.of("数量"), List.of("健身广场（个）"))));
        List<String> shown =
                read.stream().map(e -> Expressions.print(e.orElseThrow())).toList();
        assertThat(shown.subList(0, 3))
                .containsExactly(PARTY + ")", PARTY + " and person_sex=女)", "sum(land_current_area: all)");
        assertThat(shown.get(3)).contains("unexplained", "健身广");
    }

    @Test
    void asksNoNumberOfOrdinaryColumns() {
        assertThat(read("村情统计表", "备注", "填报人", "单位名称")).containsOnly("-");
    }

    @Test
    void figuresOfAnOrganisationAreNotThoseOfTheVillage() {
        assertThat(read("老龄组织情况统计表", "年龄构成 > 30岁以下", "平均年龄")).allMatch(text -> text.contains("unexplained"));
    }

    @Test
    void rowStubsAreBandsOrValues() {
        Population population = PopulationReader.standard().read("老年人基本情况统计表", TableKind.STATISTICS, List.of());
        List<Optional<Expression>> read = READER.read(
                population,
                List.of(
                        new AggregateReader.Header(List.of("人数"), List.of("60-64")),
                        new AggregateReader.Header(List.of("残疾人数"), List.of("100岁以上")),
                        new AggregateReader.Header(List.of("人数"), List.of("合计"))));
        assertThat(read.stream().map(e -> Expressions.print(e.orElseThrow())))
                .containsExactly(
                        "count(person: person_age 60..64)",
                        "count(person: person_age>=100 and disability_flag=是)",
                        "count(person: person_age>=60)");
    }

    /** A matrix read cell by cell against each other would take hours, not seconds. */
    @Test
    @Timeout(60)
    void readsALargeMatrixAtOnce() {
        Population population = PopulationReader.standard().read("老年人统计表", TableKind.STATISTICS, List.of());
        List<AggregateReader.Header> cells = new ArrayList<>();
        for (int row = 0; row < 200; row++) {
            for (int column = 0; column < 30; column++) {
                cells.add(new AggregateReader.Header(List.of("分类" + column, "人数"), List.of(row + "-" + (row + 1))));
            }
        }
        assertThat(READER.read(population, cells)).hasSize(6000);
    }

    /** Reads the headers of a table and says of each whether a number may be computed. */
    private static List<Boolean> isComputed(String title, String... headers) {
        return read(title, headers).stream()
                .map(text -> !text.equals("-") && !text.contains("unexplained"))
                .toList();
    }

    @Test
    void aPartAsLargeAsItsWholeHasAWordThatWentBy() {
        assertThat(isComputed("人口情况表", "党员人数", "其中：在册党员", "其中：女党员")).containsExactly(true, false, true);
    }

    @Test
    void aTitleAboutOtherPeopleIsNotThatOfTheVillage() {
        assertThat(isComputed("村“两委”班子成员结构分析表", "女性", "党员")).containsExactly(false, false);
        assertThat(isComputed("市场主体发展情况统计表", "个体工商户", "党员数")).containsExactly(true, false);
    }

    @Test
    void whatNarrowsAGroupOfTheTitleLeavesTheGroupOpen() {
        assertThat(isComputed("适龄儿童少年入学情况统计表", "在校数 > 小学")).containsExactly(false);
        assertThat(isComputed("脱贫劳动力务工就业情况月调度表", "脱贫劳动力总数", "已务工人数 > 合计")).containsExactly(true, false);
    }

    @Test
    void aTitleNarrowsWhoHasANameOfTheirOwnOnlyWhereItsPeopleAreCountedFirst() {
        assertThat(isComputed("城乡劳动力资源调查统计表", "16周岁以上人口数", "灵活就业人员")).containsExactly(false, false);
        assertThat(read("脱贫户基本情况统计表", "脱贫户数", "残疾人数").get(1))
                .isEqualTo("count(person: household_type=脱贫户 and disability_flag=是)");
    }

    @Test
    void agesAreNotAddedUpAndAreNotThoseOfHouseholds() {
        assertThat(read("党员情况统计表", "党员总数", "年龄 > 30岁及以下").get(1)).contains("unexplained");
        assertThat(isComputed("人口情况统计表", "低保户数", "60周岁以上")).containsExactly(true, false);
        assertThat(read("人口统计表", "年满60周岁人数").get(0)).isEqualTo("count(person: person_age>=60)");
        assertThat(isComputed("人口统计表", "60周岁农村籍退役士兵")).containsExactly(false);
    }

    @Test
    void aValueOfAnotherListThanTheUpperHeaderNamesIsOpen() {
        assertThat(isComputed("党员统计表", "党员总数", "职业构成 > 学生")).containsExactly(true, false);
        assertThat(isComputed("优抚工作统计表", "困难退役军人数")).containsExactly(false);
    }

    @Test
    void valuesSideBySideAreAlternatives() {
        assertThat(read("劳动力统计表", "劳动力总数", "按学历 > 高中中专").get(1)).contains("person_education in (高中,中专)");
    }

    @Test
    void whoHasWhatTheUpperHeaderSumsIsCounted() {
        assertThat(read("农业经营统计表", "承包耕地 > 面积（亩）", "承包耕地 > 农户数").get(1))
                .isEqualTo("count(household: land_contract_area is known)");
    }

    @Test
    void theLastNounIsCounted() {
        assertThat(read("社会救助统计表", "低保对象户数", "农户人口数").get(0)).isEqualTo("count(household: dibao_flag=是)");
    }

    @Test
    void theShareOfARowIsThatOfTheRow() {
        List<AggregateReader.Header> headers = new ArrayList<>();
        List.of("人数", "女", "占总人口比重（%）")
                .forEach(text -> headers.add(new AggregateReader.Header(List.of(text), List.of("0-14岁"))));
        List<Optional<Expression>> read =
                READER.read(PopulationReader.standard().read("人口统计表", TableKind.STATISTICS, List.of()), headers);
        assertThat(read.get(2).map(Expressions::print)).contains("rate(person: person_age 0..14 / all)");
    }

    @Test
    void whatIsPaidIsNotWhoIsCounted() {
        assertThat(isComputed("惠民惠农补贴发放村级汇总公示", "高龄 > 人数")).containsExactly(false);
        assertThat(isComputed("村委会基础情况", "水井")).containsExactly(false);
    }

    @Test
    void theCountryIsWhereTheyLiveUnlessTheTownStandsBesideIt() {
        assertThat(isComputed("农村户厕摸排统计表", "农村总户数", "有卫生厕所户数")).containsExactly(false, false);
        assertThat(isComputed("低保统计季报", "城市低保 > 户数", "农村低保 > 户数")).containsExactly(true, true);
    }

    @Test
    void codesAddedToTheCatalogueAreWordsOfHeaders() {
        CodeList list = Catalogue.standard().codesOf("disability_type").orElseThrow();
        List<CodeList.Code> codes = new ArrayList<>(list.codes());
        codes.add(new CodeList.Code("", "罕见病", List.of(), Optional.empty()));
        Catalogue further =
                Catalogue.standard().with(List.of(), List.of(new CodeList(list.id(), list.standard(), codes)));
        List<AggregateReader.Header> headers = List.of(new AggregateReader.Header(List.of("残疾类别", "罕见病"), List.of()));
        Population population = PopulationReader.of(further).read("残疾人统计表", TableKind.STATISTICS, List.of());
        assertThat(AggregateReader.of(further).read(population, headers).get(0).map(Expressions::print))
                .contains("count(person: disability_type=罕见病)");
        assertThat(isComputed("残疾人统计表", "残疾类别 > 罕见病")).containsExactly(false);
    }
}
