package cn.qingzhuang.app.ledger;

import static cn.qingzhuang.app.ledger.Sheets.aRoster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.sheet.TableKind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final String VILLAGE = "999001101201";
    private static final String OTHER_VILLAGE = "999001101202";
    private static final String TOWN = "999001101000";
    private static final String ID_A = "999001195003124238";
    private static final String ID_B = "999001196107053345";
    private static final Ledger.Author CLERK = new Ledger.Author("小李", VILLAGE);

    private final Ledger ledger = new Ledger(
            TestDatabase.fresh(),
            Catalogue.standard(),
            Clock.fixed(Instant.parse("2026-11-24T02:00:00Z"), ZoneOffset.UTC));

    @BeforeEach
    void loadUnits() {
        assertThat(ledger.loadUnits(Sheets.aTown()).units()).isEqualTo(4);
    }

    @AfterEach
    void everyCheckHolds() {
        assertThat(ledger.check()).isEmpty();
    }

    private IngestReport take(Sheets sheets) {
        return take(sheets, VILLAGE);
    }

    private IngestReport take(Sheets sheets, String unit) {
        IngestReport report = ledger.ingest(sheets.build(), unit, "小李");
        assertThat(report.rows()).isEqualTo(report.accepted() + report.refused().size());
        return report;
    }

    private List<SubjectFacts> people() {
        return ledger.subjects(TOWN, SubjectType.PERSON);
    }

    private static KnownValue known(SubjectFacts subject, String key) {
        return java.util.Objects.requireNonNull(subject.values().get(ElementKey.parse(key)), key);
    }

    private static String value(SubjectFacts subject, String key) {
        KnownValue known = subject.values().get(ElementKey.parse(key));
        return known == null ? "" : known.value();
    }

    @Test
    void takesARosterWithProvenanceOfEveryValue() {
        IngestReport report = take(aRoster("-", "person_name", "person_id_no", "person_phone")
                .row("1", "王五", ID_A, "10012345678")
                .row("2", "李桂英", ID_B, "")
                .total("合计", "2人", "", ""));

        assertThat(report.rows()).isEqualTo(2);
        assertThat(report.facts()).isEqualTo(5);
        assertThat(people()).hasSize(2);
        SubjectFacts first = people().get(0);
        assertThat(first.name()).isEqualTo("王五");
        assertThat(first.unitCode()).isEqualTo(VILLAGE);
        KnownValue phone = known(first, "person_phone");
        assertThat(phone.value()).isEqualTo("10012345678");
        assertThat(phone.provenance().source()).isEqualTo("名册.xlsx");
        assertThat(phone.provenance().sheet()).contains("花名册");
        assertThat(phone.provenance().row()).contains(2);
        assertThat(phone.provenance().recordedOn()).isEqualTo("2026-11-24");
    }

    @Test
    void knowsThePersonAgainByIdNumberInAnotherFile() {
        take(aRoster("person_name", "person_id_no").row("王五", ID_A));
        IngestReport second = take(aRoster("person_name", "person_id_no", "person_education")
                .named("second.xlsx")
                .row("王 五", ID_A, "小学"));

        assertThat(second.conflicts()).isEmpty();
        assertThat(people()).hasSize(1);
        assertThat(value(people().get(0), "person_education")).isEqualTo("小学");
    }

    @Test
    void readsFifteenDigitsAsTheSameIdNumber() {
        take(aRoster("person_name", "person_id_no").row("王五", "999001500312423"));
        String id18 = cn.qingzhuang.engine.catalog.IdNumbers.toLong("999001500312423");
        take(aRoster("person_name", "person_id_no").named("second.xlsx").row("王五", id18));

        assertThat(people()).hasSize(1);
    }

    @Test
    void takesNothingTwiceFromTheSameFile() {
        Sheets file = aRoster("event_name", "event_time")
                .of(SubjectType.EVENT)
                .kind(TableKind.LEDGER)
                .row("漏水", "2025-06-01");
        IngestReport first = take(file);
        IngestReport again = take(file);

        assertThat(first.facts()).isEqualTo(2);
        assertThat(again.facts()).isZero();
        assertThat(again.rows()).isEqualTo(1);
        assertThat(again.note().orElse("")).contains("没有重复入账");
        assertThat(ledger.subjects(TOWN, SubjectType.EVENT)).hasSize(1);
    }

    @Test
    void takesAFileAgainWhenItsColumnsAreUnderstoodBetter() {
        IngestInput unsure = aRoster("event_name", "event_address")
                .of(SubjectType.EVENT)
                .kind(TableKind.LEDGER)
                .confidence(0.3)
                .row("漏水", "三组")
                .build();
        IngestInput sure = aRoster("event_name", "event_address")
                .of(SubjectType.EVENT)
                .kind(TableKind.LEDGER)
                .row("漏水", "三组")
                .build();
        ledger.ingest(unsure, VILLAGE, "小李");
        ledger.ingest(sure, VILLAGE, "小李");

        List<SubjectFacts> events = ledger.subjects(TOWN, SubjectType.EVENT);
        assertThat(events).hasSize(1);
        assertThat(value(events.get(0), "event_name")).isEqualTo("漏水");
    }

    /** The same file, its columns understood otherwise. */
    private IngestReport takeAs(Sheets file, Sheets understood) {
        IngestInput read = understood.build();
        return ledger.ingest(new IngestInput(read.file(), file.build().sha256(), read.mappings()), VILLAGE, "小李");
    }

    @Test
    void takesBackWhatAReadingSaidThatWasCorrected() {
        take(aRoster("person_name", "person_id_no", "person_employer")
                .named("earlier.xlsx")
                .row("李桂英", ID_B, "县医院"));
        Sheets wrong = aRoster("person_name", "person_id_no", "person_employer")
                .row("王五", ID_A, "小学")
                .row("李桂英", ID_B, "初中");
        Sheets right = aRoster("person_name", "person_id_no", "person_education")
                .row("王五", ID_A, "小学")
                .row("李桂英", ID_B, "初中");
        assertThat(takeAs(wrong, wrong).conflicts()).hasSize(1);

        assertThat(takeAs(wrong, right).conflicts()).isEmpty();
        assertThat(people())
                .extracting(p -> value(p, "person_employer") + "," + value(p, "person_education"))
                .containsExactlyInAnyOrder(",小学", "县医院,初中");
        assertThat(people()).allMatch(p -> p.values().values().stream().noneMatch(KnownValue::isDisputed));

        takeAs(wrong, wrong);
        assertThat(people())
                .extracting(p -> value(p, "person_employer") + "," + value(p, "person_education"))
                .containsExactlyInAnyOrder("小学,", "初中,");
        assertThat(ledger.rebuild()).isZero();
    }

    @Test
    void forgetsWhoWasKnownFromACorrectedReadingOnly() {
        Sheets wrong = aRoster("person_name", "person_employer").row("下店村", "王五");
        Sheets right = aRoster("village", "person_name").row("下店村", "王五");
        takeAs(wrong, wrong);
        takeAs(wrong, right);

        assertThat(people()).extracting(SubjectFacts::name).containsExactly("王五");
        assertThat(ledger.rebuild()).isZero();
    }

    @Test
    void refusesAPersonWithNeitherNameNorNumberAndSaysWhatToDo() {
        IngestReport report =
                take(aRoster("person_name", "person_id_no", "person_phone").row("", "", "10012345678"));

        assertThat(report.refused()).hasSize(1);
        assertThat(report.refused().get(0).row()).isEqualTo(2);
        assertThat(report.refused().get(0).reason()).contains("请补填");
        assertThat(people()).isEmpty();
    }

    @Test
    void keepsTwoPeopleOfOneIdNumberApartAndSaysSo() {
        take(aRoster("person_name", "person_id_no").row("王五", ID_A));
        IngestReport second =
                take(aRoster("person_name", "person_id_no").named("b.xlsx").row("赵六", ID_A));

        assertThat(people()).hasSize(2);
        assertThat(second.conflicts()).singleElement().satisfies(c -> {
            assertThat(c.element()).isEqualTo("person_id_no");
            assertThat(c.row()).isEqualTo(2);
        });
    }

    @Test
    void knowsAPersonWithoutNumberByNameAndPhoneInTheVillage() {
        take(aRoster("person_name", "person_id_no", "person_phone")
                .row("王五", ID_A, "10012345678")
                .row("王五", ID_B, "10087654321"));
        IngestReport second = take(aRoster("person_name", "person_phone", "person_education")
                .named("b.xlsx")
                .row("王五", "10087654321", "初中"));

        assertThat(second.refused()).isEmpty();
        assertThat(people()).hasSize(2);
        assertThat(people())
                .filteredOn(p -> value(p, "person_id_no").equals(ID_B))
                .singleElement()
                .satisfies(p -> assertThat(value(p, "person_education")).isEqualTo("初中"));
    }

    @Test
    void refusesANameThatTwoPeopleOfTheVillageHave() {
        take(aRoster("person_name", "person_id_no").row("王五", ID_A).row("王五", ID_B));
        IngestReport second =
                take(aRoster("person_name", "person_education").named("b.xlsx").row("王五", "初中"));

        assertThat(second.refused())
                .singleElement()
                .satisfies(r -> assertThat(r.reason()).contains("分不清"));
        assertThat(people()).hasSize(2);
    }

    @Test
    void doesNotTakeThePersonOfAnotherVillageForTheSame() {
        take(aRoster("person_name", "person_id_no").row("王五", ID_A), OTHER_VILLAGE);
        take(aRoster("person_name", "person_education").named("b.xlsx").row("王五", "初中"));

        assertThat(people()).hasSize(2);
    }

    @Test
    void putsARowIntoTheVillageItNames() {
        take(
                aRoster("person_name", "person_id_no", "village")
                        .row("王五", ID_A, "上坪村")
                        .row("李桂英", ID_B, "下店村委会"),
                TOWN);

        assertThat(ledger.subjects(OTHER_VILLAGE, SubjectType.PERSON)).hasSize(1);
        assertThat(ledger.subjects(VILLAGE, SubjectType.PERSON)).hasSize(1);
    }

    @Test
    void letsTheNewerOfTwoFilesWinAndShowsTheDispute() {
        take(aRoster("person_name", "person_id_no", "person_education")
                .filledOn("2025年6月30日")
                .row("王五", ID_A, "小学"));
        IngestReport older = take(aRoster("person_name", "person_id_no", "person_education")
                .named("older.xlsx")
                .filledOn("2024年6月30日")
                .row("王五", ID_A, "初中"));
        KnownValue kept = known(people().get(0), "person_education");
        assertThat(kept.value()).isEqualTo("小学");
        assertThat(kept.isDisputed()).isTrue();
        assertThat(older.conflicts())
                .singleElement()
                .satisfies(c -> assertThat(c.element()).isEqualTo("person_education"));

        take(aRoster("person_name", "person_id_no", "person_education")
                .named("newer.xlsx")
                .filledOn("2026年1月1日")
                .row("王五", ID_A, "高中"));
        assertThat(value(people().get(0), "person_education")).isEqualTo("高中");
    }

    @Test
    void neverFlipsANameOrBirthDateForAFile() {
        take(aRoster("person_name", "person_id_no", "person_birth_date").row("王五", ID_A, "1950-03-12"));
        IngestReport second = take(aRoster("person_name", "person_id_no", "person_birth_date")
                .named("b.xlsx")
                .row("王五", ID_A, "1951-03-12"));

        assertThat(value(people().get(0), "person_birth_date")).isEqualTo("1950-03-12");
        assertThat(second.conflicts()).hasSize(1);
    }

    @Test
    void takesAMonthAsConfirmationOfTheDayInIt() {
        take(aRoster("person_name", "person_id_no", "person_birth_date").row("王五", ID_A, "1950-03-12"));
        IngestReport second = take(aRoster("person_name", "person_id_no", "person_birth_date")
                .named("b.xlsx")
                .row("王五", ID_A, "1950-03"));

        assertThat(second.conflicts()).isEmpty();
        assertThat(value(people().get(0), "person_birth_date")).isEqualTo("1950-03-12");
    }

    @Test
    void givesWhatTheTitleSaysToEverybodyInTheList() {
        take(aRoster("person_name", "person_id_no")
                .listing(new Condition.OneOf(ElementKey.of("disability_flag"), List.of("是")))
                .row("王五", ID_A));

        assertThat(value(people().get(0), "disability_flag")).isEqualTo("是");
    }

    @Test
    void keepsTheGuardiansPhoneApartFromThePersons() {
        take(aRoster("person_name", "person_id_no", "person_phone", "guardian_name", "person_phone@guardian")
                .row("王小五", ID_A, "10012345678", "王五", "10087654321"));

        SubjectFacts child = people().get(0);
        assertThat(value(child, "person_phone")).isEqualTo("10012345678");
        assertThat(value(child, "person_phone@guardian")).isEqualTo("10087654321");
        assertThat(value(child, "person_name@guardian")).isEqualTo("王五");
    }

    @Test
    void offersOnlyColumnsItIsSureEnoughOf() {
        IngestReport report =
                take(aRoster("person_name", "person_id_no").confidence(0.4).row("王五", ID_A));

        assertThat(report.facts()).isZero();
        assertThat(people()).isEmpty();
    }

    @Test
    void readsBothHalvesOfADoubledRoster() {
        IngestReport report = take(aRoster("person_name", "person_id_no", "person_name", "person_id_no")
                .inBlocks(2)
                .row("王五", ID_A, "李桂英", ID_B)
                .row("", "", "赵六", "999001197001011236"));

        assertThat(report.rows()).isEqualTo(3);
        assertThat(people()).hasSize(3);
    }

    @Test
    void linksTheMembersOfAHouseholdByItsNumberAndNamesItsHead() {
        take(aRoster("household_no", "person_name", "person_id_no", "relation_to_head", "household_annual_income")
                .row("999001101000017", "王五", ID_A, "户主", "12000")
                .row("", "李桂英", ID_B, "配偶", ""));

        List<SubjectFacts> households = ledger.subjects(VILLAGE, SubjectType.HOUSEHOLD);
        assertThat(households).hasSize(1);
        assertThat(value(households.get(0), "person_name@head")).isEqualTo("王五");
        assertThat(value(households.get(0), "household_annual_income")).isEqualTo("12000");
        assertThat(people())
                .allSatisfy(p ->
                        assertThat(p.householdId()).contains(households.get(0).id()));
    }

    @Test
    void knowsTheHeadOfAHouseholdRosterInAPersonRoster() {
        take(aRoster("head_name", "head_id_no", "household_size", "head_phone")
                .of(SubjectType.HOUSEHOLD)
                .row("王五", ID_A, "4", "10012345678"));
        take(aRoster("person_name", "person_id_no", "person_education")
                .named("b.xlsx")
                .row("王五", ID_A, "小学"));

        assertThat(people()).singleElement().satisfies(p -> {
            assertThat(value(p, "person_phone")).isEqualTo("10012345678");
            assertThat(value(p, "person_education")).isEqualTo("小学");
            assertThat(p.householdId())
                    .contains(ledger.subjects(VILLAGE, SubjectType.HOUSEHOLD)
                            .get(0)
                            .id());
        });
    }

    @Test
    void showsAnAnswerAtOnceAndAPersonsWordBeatsALaterFile() {
        take(aRoster("person_name", "person_id_no", "person_education").row("王五", ID_A, "小学"));
        String id = people().get(0).id();
        ledger.answer(id, ElementKey.of("person_education"), "初中", CLERK);
        KnownValue answered = known(people().get(0), "person_education");
        assertThat(answered.value()).isEqualTo("初中");
        assertThat(answered.isDisputed()).isFalse();
        assertThat(answered.provenance().source()).isEqualTo("录入");

        take(aRoster("person_name", "person_id_no", "person_education")
                .named("b.xlsx")
                .row("王五", ID_A, "高中"));
        KnownValue after = known(people().get(0), "person_education");
        assertThat(after.value()).isEqualTo("初中");
        assertThat(after.isDisputed()).isFalse(); // two ranks below: kept as a claim, nobody is asked (reliability 4.4)

        ledger.dispute(id, ElementKey.of("person_education"), CLERK);
        assertThat(known(people().get(0), "person_education").isDisputed()).isTrue();
        ledger.confirm(id, ElementKey.of("person_education"), CLERK);
        assertThat(known(people().get(0), "person_education").isDisputed()).isFalse();
    }

    @Test
    void tellsWhatIsPastItsFreshness() {
        take(aRoster("person_name", "person_id_no", "person_phone", "person_ethnicity")
                .filledOn("2024年6月30日")
                .row("王五", ID_A, "10012345678", "汉族"));

        SubjectFacts old = ledger.asOf(LocalDate.of(2026, 11, 24))
                .subjects(VILLAGE, SubjectType.PERSON)
                .get(0);
        assertThat(known(old, "person_phone").isStale()).isTrue();
        assertThat(known(old, "person_ethnicity").isStale()).isFalse();
        SubjectFacts then = ledger.asOf(LocalDate.of(2024, 7, 30))
                .subjects(VILLAGE, SubjectType.PERSON)
                .get(0);
        assertThat(known(then, "person_phone").isStale()).isFalse();
    }

    @Test
    void refusesAnAnswerThatIsNoValueOfTheElement() {
        take(aRoster("person_name", "person_id_no").row("王五", ID_A));
        String id = people().get(0).id();
        assertThatThrownBy(() -> ledger.answer(id, ElementKey.of("person_birth_date"), "去年", CLERK))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-003"));
    }

    @Test
    void refusesAUnitThatTheCountyDoesNotHave() {
        assertThatThrownBy(() -> take(aRoster("person_name").row("王五"), "999001101299"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-001"));
    }

    @Test
    void namesTheLineOfUnits() {
        assertThat(ledger.unit(VILLAGE)).hasValueSatisfying(u -> {
            assertThat(u.village()).isEqualTo("下店村");
            assertThat(u.town()).isEqualTo("青石镇");
            assertThat(u.county()).isEqualTo("临川县");
            assertThat(u.province()).isEmpty();
        });
        assertThat(ledger.unitsBelow(TOWN)).extracting(u -> u.name()).containsExactly("下店村", "上坪村");
        assertThat(ledger.unit("999001101299")).isEqualTo(Optional.empty());
    }

    @Test
    void keepsFactsOfAVillageFromAStatisticsTable() {
        IngestReport report = take(
                aRoster("village", "road_length")
                        .of(SubjectType.UNIT)
                        .kind(TableKind.STATISTICS)
                        .row("下店村", "3.5")
                        .row("大桥村", "4"),
                TOWN);

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused()).hasSize(1);
        assertThat(ledger.subjects(VILLAGE, SubjectType.UNIT))
                .singleElement()
                .satisfies(u -> assertThat(value(u, "road_length")).isEqualTo("3.5"));
    }

    @Test
    void whatATitleSaysCountsWhereNothingElseIsKnownAndDisputesNothing() {
        Condition.OneOf members = new Condition.OneOf(ElementKey.of("person_political_status"), List.of("共青团员"));
        take(aRoster("person_name", "person_id_no", "person_political_status").row("赵六", ID_A, "群众"));
        take(aRoster("person_name", "person_id_no")
                .named("团员名单.xlsx")
                .listing(members)
                .row("赵六", ID_A)
                .row("钱七", ID_B));
        assertThat(people())
                .allMatch(person -> !known(person, "person_political_status").isDisputed())
                .extracting(person -> value(person, "person_political_status"))
                .containsExactlyInAnyOrder("群众", "共青团员");
    }

    @Test
    void remembersWhoStoodInTheListOfAGroup() {
        take(aRoster("person_name", "person_id_no")
                .named("楼组长名册.xlsx")
                .filledOn("2025-03-01")
                .listingGroup("楼组长")
                .row("赵六", ID_A));
        assertThat(value(people().get(0), "_listed@楼组长")).isEqualTo("2025-03-01");
    }

    @Test
    void letsTheFileOfTheOwnerBeatANewerOneOfTheVillage() {
        take(aRoster("person_name", "person_id_no", "person_education")
                .filledBy("清平县教育局")
                .filledOn("2024年6月30日")
                .row("王五", ID_A, "大学专科"));
        IngestReport village = take(aRoster("person_name", "person_id_no", "person_education")
                .named("village.xlsx")
                .filledBy("下店村村民委员会")
                .filledOn("2026年6月30日")
                .row("王五", ID_A, "初中"));
        assertThat(value(people().get(0), "person_education")).isEqualTo("大专");
        assertThat(village.conflicts()).isEmpty();
        assertThat(ledger.rebuild()).isZero();
    }
}
