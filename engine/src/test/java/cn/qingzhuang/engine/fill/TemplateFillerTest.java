package cn.qingzhuang.engine.fill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Expression;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.sheet.TableKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateFillerTest {
    @Test
    void listsTheLivingInTheOrderOfTheLedgerAndInsertsMissingRows() {
        Draft draft = new Templates(2)
                .column("序号", "serial")
                .column("姓名", "person_name")
                .fill(Village.small());
        assertThat(Templates.shown(draft)).containsExactly("A3=1", "B3=张三", "A4=2", "B4=李四", "A5=3", "B5=张三");
        assertThat(draft.addedRows()).containsExactly(new Draft.AddedRows("表", 4, 1, 3));
    }

    @Test
    void followsFromTheIdNumberWhatIsNotStored() {
        Draft draft = new Templates(3)
                .column("姓名", "person_name")
                .column("性别（1男 2女）", "person_sex")
                .column("年龄", "person_age")
                .column("出生年月", "person_birth_date")
                .fill(Village.small());
        assertThat(Templates.shown(draft)).contains("B3=1", "C3=75", "D3=1950-02", "B4=2", "C4=40", "D4=1985-03");
        assertThat(draft.cells())
                .filteredOn(c -> c.cell().a1().equals("C3"))
                .allMatch(c -> c.state() == CellState.COMPUTED && c.provenance().isPresent());
    }

    @Test
    void asksWhatIsDisputedAndConfirmsWhatIsStale() {
        Draft draft = new Templates(3)
                .column("姓名", "person_name")
                .column("电话", "person_phone")
                .column("民族", "person_ethnicity")
                .fill(Village.small());
        assertThat(Templates.shown(draft)).contains("B4=10087654321", "C3=汉族", "C4?");
        assertThat(Question.of(draft))
                .filteredOn(q -> q.subjectName().filter("李四"::equals).isPresent())
                .extracting(q -> q.cells().get(0).a1())
                .containsExactly("B4", "C4");
    }

    @Test
    void listsNobodyWhileAWordOfTheTitleIsNotUnderstood() {
        Draft draft =
                new Templates(2).column("姓名", "person_name").unexplained("失独").fill(Village.small());
        assertThat(Templates.shown(draft)).containsExactly("A3?");
        assertThat(Question.of(draft)).singleElement().matches(q -> q.why().contains("失独"));
    }

    @Test
    void takesALedgerForOneOfEventsOnlyWhereAColumnSurelyTellsOfThem() {
        Templates doubtful = new Templates(3)
                .kind(TableKind.LEDGER)
                .column("姓名", "person_name")
                .column("时间", "event_time", 0.2);
        assertThat(Templates.shown(doubtful.fill(Village.small()))).contains("A3=张三", "A4=李四");
        Templates events = new Templates(3)
                .kind(TableKind.LEDGER)
                .column("姓名", "person_name")
                .column("时间", "event_time");
        assertThat(Question.of(events.fill(Village.small())))
                .singleElement()
                .matches(q -> q.why().contains("逐件登记"));
    }

    @Test
    void listsWhomAnOfficerSaidWhateverTheTitleLeftOpen() {
        Templates template = new Templates(3)
                .kind(TableKind.LEDGER)
                .column("姓名", "person_name", 0.6)
                .column("户编号", "household_no")
                .unexplained("失独")
                .said("all");
        assertThat(Templates.shown(template.fill(Village.small()))).contains("A3=张三", "A4=李四", "A5=张三");
    }

    @Test
    void asksOfNamesBesideHouseholdNumbersWhetherARowIsAPersonUnlessTheyAreSurelyTheOwn() {
        Templates unsure = new Templates(3).column("户编号", "household_no").column("姓名", "person_name", 0.6);
        assertThat(Question.of(unsure.fill(Village.small())))
                .singleElement()
                .matches(q -> q.why().contains("一人还是一户"));
        Templates sure = new Templates(3).column("户编号", "household_no").column("姓名", "person_name", 0.95);
        assertThat(Templates.shown(sure.fill(Village.small()))).contains("B3=张三", "B4=李四");
    }

    @Test
    void listsWhoStoodInTheLatestListOfAGroupThatNoElementHolds() {
        Village village = new Village();
        village.add(SubjectType.PERSON, "", "person_name=赵六", "_listed@楼组长=2024-06-30");
        village.add(SubjectType.PERSON, "", "person_name=钱七", "_listed@楼组长=2025-03-01");
        village.add(SubjectType.PERSON, "", "person_name=孙八", "_listed@楼组长=2025-03-01");
        village.add(SubjectType.PERSON, "", "person_name=周九");
        Templates template = new Templates(2).column("姓名", "person_name").unexplained("楼组长");
        assertThat(Templates.shown(template.fill(village))).containsExactly("A3=钱七", "A4=孙八");
    }

    @Test
    void listsThoseOfWhomTheMatterOfTheTitleIsKnown() {
        Village village = new Village();
        village.add(SubjectType.PERSON, "", "person_name=赵六", "person_training_project=月嫂");
        village.add(SubjectType.PERSON, "", "person_name=钱七", "person_training_project=无");
        village.add(SubjectType.PERSON, "", "person_name=孙八", "person_education=初中");
        Templates template = new Templates(2)
                .column("姓名", "person_name")
                .column("文化程度", "person_education")
                .column("参加培训项目", "person_training_project")
                .matter("培训");
        assertThat(Templates.shown(template.fill(village))).contains("A3=赵六").doesNotContain("A4=钱七", "A4=孙八");
    }

    @Test
    void keepsHouseholdsTogetherWhereTheTableAsksForThem() {
        Village village = new Village();
        String home = village.add(SubjectType.HOUSEHOLD, "", "household_size=2").id();
        village.add(SubjectType.PERSON, home, "person_name=赵小六", "relation_to_head=子");
        village.add(SubjectType.PERSON, "", "person_name=钱七");
        village.add(SubjectType.PERSON, home, "person_name=赵六", "relation_to_head=户主");
        Draft draft = new Templates(3)
                .column("姓名", "person_name")
                .column("与户主关系", "relation_to_head")
                .fill(village);
        assertThat(Templates.shown(draft)).containsSubsequence("A3=赵六", "A4=赵小六", "A5=钱七");
    }

    @Test
    void listsNobodyForADeedThatMayBeDoneWithAnybody() {
        Village village = new Village();
        village.add(SubjectType.PERSON, "", "person_name=赵六", "person_training_project=月嫂");
        Draft draft = new Templates(2)
                .column("姓名", "person_name")
                .column("发放项目", "person_training_project")
                .matter("发放")
                .fill(village);
        assertThat(Templates.shown(draft)).containsExactly("A3?");
    }

    @Test
    void leavesOutWhomNobodyKnowsToBelong() {
        Draft draft = new Templates(1)
                .column("姓名", "person_name")
                .where(new Condition.Known(ElementKey.of("disability_level")))
                .fill(Village.small());
        assertThat(Templates.shown(draft)).containsExactly("A3=张三");
    }

    @Test
    void matchesThoseWhoStandInTheRowsAndNeverGuessesBetweenTwo() {
        Draft draft = new Templates(4)
                .column("姓名", "person_name")
                .column("身份证号", "person_id_no")
                .column("性别", "person_sex")
                .column("电话", "person_phone")
                .cell("A3", "张 三")
                .cell("B3", "999001195002041018")
                .cell("A4", "张三")
                .cell("A5", "李四")
                .cell("A6", "李四")
                .cell("B6", "999001195002041018")
                .fill(Village.small());
        assertThat(Templates.shown(draft))
                .containsExactly(
                        "C3=男", "D3=10012345678", "B4?", "C4?", "D4?", "B5?", "C5=女", "D5=10087654321", "C6?", "D6?");
    }

    @Test
    void aListOfPeopleAsksTheLedgerForThemOnly() {
        Village village = Village.small();
        new Templates(1)
                .column("姓名", "person_name")
                .column("地址", "household_address")
                .cell("A3", "李四")
                .fill(village);
        assertThat(village.queries())
                .isNotEmpty()
                .noneMatch(q -> q.whom() instanceof SubjectQuery.Satisfying)
                .allMatch(q -> q.elements().contains(ElementKey.of("household_address")))
                .noneMatch(q -> q.elements().contains(ElementKey.of("person_ethnicity")));
    }

    @Test
    void onePersonIsNotTakenForTwoRowsOfTheSameName() {
        Draft draft = new Templates(3)
                .column("姓名", "person_name")
                .column("性别", "person_sex")
                .column("电话", "person_phone")
                .cell("A3", "李四")
                .cell("A4", "李四")
                .cell("B4", "女")
                .fill(Village.small());
        assertThat(Templates.shown(draft)).containsExactly("B3?", "C3?", "C4=10087654321");
    }

    @Test
    void aMistypedNumberIsMatchedInTheVillageOfTheName() {
        assertThat(Templates.shown(mistyped().fill(Village.small()))).containsExactly("C3=10012345678", "D3=汉族");
    }

    private static Templates mistyped() {
        return new Templates(1)
                .column("姓名", "person_name")
                .column("身份证号", "person_id_no")
                .column("电话", "person_phone")
                .column("民族", "person_ethnicity")
                .cell("A3", "张三")
                .cell("B3", "999001195002041014");
    }

    @Test
    void aRosterWithAPersonPerColumnIsFilledToo() {
        Draft draft = new Templates(3)
                .turned()
                .column("姓名", "person_name")
                .column("电话", "person_phone")
                .column("性别", "person_sex")
                .fill(Village.small());
        assertThat(Templates.shown(draft))
                .containsExactly(
                        "B2=张三", "C2=李四", "D2=张三", "B3=10012345678", "C3=10087654321", "D3?", "B4=男", "C4=女", "D4=男");
        assertThat(draft.addedRows()).isEmpty();
    }

    @Test
    void thoseWhoStandInColumnsAreMatched() {
        Draft draft = new Templates(2)
                .turned()
                .column("姓名", "person_name")
                .column("电话", "person_phone")
                .cell("B2", "赵六")
                .cell("C2", "李四")
                .fill(Village.small());
        assertThat(Templates.shown(draft)).containsExactly("B3?", "C3=10087654321");
    }

    @Test
    void columnsAreNotInsertedSoItAsksForMore() {
        Draft draft = new Templates(2).turned().column("姓名", "person_name").fill(Village.small());
        assertThat(Templates.shown(draft)).containsExactly("B2?");
        assertThat(draft.cells().get(0).why()).contains("3个对象", "2列");
    }

    @Test
    void doubtfulMeaningsAreNotFilled() {
        Draft draft = new Templates(3)
                .column("姓名", "person_name")
                .column("号码", "person_phone", 0.3)
                .fill(Village.small());
        assertThat(Templates.shown(draft)).contains("B3?").doesNotContain("B3=10012345678");
    }

    @Test
    void nothingIsWrittenIntoHiddenColumns() {
        Draft draft = new Templates(3)
                .column("姓名", "person_name")
                .column("身份证号", "person_id_no")
                .hide(1)
                .fill(Village.small());
        assertThat(Templates.shown(draft)).containsExactly("A3=张三", "A4=李四", "A5=张三");
    }

    private static Village withShops() {
        Village village = new Village();
        village.add(
                SubjectType.ORGANISATION,
                "",
                "org_name=兴隆百货店",
                "org_uscc=91999001MA00000011",
                "person_name@principal=赵六",
                "_listed@商铺=2025-03-01");
        village.add(SubjectType.ORGANISATION, "", "org_name=老张面馆", "_listed@商铺=2025-03-01");
        village.add(SubjectType.ORGANISATION, "", "party_org_name=高桥村党支部", "person_name@principal=钱七");
        village.add(SubjectType.PLACE, "", "place_name=村文化广场", "place_area=600");
        return village;
    }

    @Test
    void organisationsOfAGroupThatWasListedBeforeAreListedAndNoOthers() {
        Templates template = new Templates(1)
                .of(SubjectType.ORGANISATION)
                .column("单位名称", "org_name")
                .column("统一社会信用代码", "org_uscc")
                .unexplained("商铺");
        assertThat(Templates.shown(template.fill(withShops())))
                .containsExactly("A3=兴隆百货店", "B3=91999001MA00000011", "A4=老张面馆", "B4?");
        assertThat(Templates.shown(ofOrganisations().fill(withShops())))
                .as("a title that names no group lists no organisation")
                .containsExactly("A3?");
        assertThat(Templates.shown(ofOrganisations().said("all").fill(withShops())))
                .hasSize(3);
    }

    private static Templates ofOrganisations() {
        return new Templates(1).of(SubjectType.ORGANISATION).column("单位名称", "org_name");
    }

    @Test
    void organisationsAndPlacesThatStandInTheRowsAreMatchedByNumberOrName() {
        Draft draft = new Templates(4)
                .of(SubjectType.ORGANISATION)
                .column("单位名称", "org_name")
                .column("统一社会信用代码", "org_uscc")
                .column("负责人", "person_name@principal")
                .cell("B3", "91999001MA00000011")
                .cell("A4", "高桥村党支部")
                .cell("A5", "没有的店")
                .cell("A6", "老张面馆")
                .cell("B6", "91999001MA00000011")
                .fill(withShops());
        assertThat(Templates.shown(draft)).containsExactly("A3=兴隆百货店", "C3=赵六", "B4?", "C4=钱七", "B5?", "C5?", "C6?");
        Draft places = new Templates(1)
                .of(SubjectType.PLACE)
                .column("场所名称", "place_name")
                .column("面积", "place_area")
                .cell("A3", "村文化广场")
                .fill(withShops());
        assertThat(Templates.shown(places)).containsExactly("B3=600");
    }

    @Test
    void listsOfEventsStayEmpty() {
        Draft draft = new Templates(2)
                .kind(TableKind.LEDGER)
                .column("姓名", "person_name")
                .column("发生时间", "event_time")
                .fill(Village.small());
        assertThat(Templates.shown(draft)).containsExactly("A3?");
    }

    @Test
    void countsOnlyWhenTheNumberIsWhole() {
        Draft draft = new Templates(1)
                .kind(TableKind.STATISTICS)
                .column("村", "village")
                .column("40岁以上", count(between("40")), 0.9)
                .column("残疾人数", count(new Condition.Known(ElementKey.of("disability_level"))), 0.9)
                .fill(Village.small());
        assertThat(Templates.shown(draft)).containsExactly("A3=高桥村", "B3=2", "C3?");
        assertThat(draft.cells().get(2).why()).contains("已知1", "2个");
    }

    @Test
    void totalsAddUpTheRowsAndMoneyIsInTheUnitOfTheHeader() {
        Village village = new Village();
        for (int i = 0; i < 2; i++) {
            String home = village.add(SubjectType.HOUSEHOLD, "", "household_size=1", "household_annual_income=30000")
                    .id();
            village.add(SubjectType.PERSON, home, "person_name=赵六", "person_birth_date=1950-01-01");
        }
        Draft draft = new Templates(1)
                .kind(TableKind.STATISTICS)
                .column("村", "village")
                .column("40岁以上", count(between("40")), 0.9)
                .column("家庭年收入（万元）", sum("household_annual_income"), 0.9)
                .cell("A3", "高桥村")
                .total()
                .fill(village);
        assertThat(Templates.shown(draft)).containsExactly("B3=2", "C3=6", "B4=2", "C4=6");
        assertThat(draft.cells())
                .filteredOn(DraftCell::isFilled)
                .allSatisfy(c -> assertThat(c.provenance()).isPresent());
    }

    @Test
    void nothingIsCountedWhileAWordIsUnexplained() {
        Expression half = new Expression(
                Expression.Measure.COUNT, SubjectType.PERSON, Optional.empty(), List.of(), List.of(), List.of("外嫁"));
        Draft draft = new Templates(1)
                .kind(TableKind.STATISTICS)
                .column("村", "village")
                .column("外嫁人数", new Meaning.Aggregate(half), 0.95)
                .fill(Village.small());
        assertThat(Templates.shown(draft)).containsExactly("A3=高桥村", "B3?");
        assertThat(draft.cells().get(1).why()).contains("外嫁");
    }

    private static Condition between(String from) {
        return new Condition.Between(ElementKey.of("person_age"), Optional.of(from), Optional.empty());
    }

    private static Meaning count(Condition condition) {
        return new Meaning.Aggregate(new Expression(
                Expression.Measure.COUNT,
                SubjectType.PERSON,
                Optional.empty(),
                List.of(condition),
                List.of(),
                List.of()));
    }

    private static Meaning sum(String element) {
        return new Meaning.Aggregate(new Expression(
                Expression.Measure.SUM,
                SubjectType.HOUSEHOLD,
                Optional.of(ElementKey.of(element)),
                List.of(),
                List.of(),
                List.of()));
    }
}
