package cn.qingzhuang.app.ledger;

import static cn.qingzhuang.app.ledger.Sheets.aRoster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.FactSource;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.sheet.TableKind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A township whose villages merge. */
class UnitsTest {
    private static final String COUNTY = "999001000000";
    private static final String TOWN = "999001101000";
    private static final String LOWER = "999001101201";
    private static final String UPPER = "999001101202";
    private static final String BRIDGE = "999001101203";
    private static final String NEW = "999001101210";
    private static final String NEWEST = "999001101211";
    private static final String ID_A = "999001195003124238";
    private static final String ID_B = "999001196107053345";

    private final Ledger ledger = new Ledger(
            TestDatabase.fresh(),
            Catalogue.standard(),
            Clock.fixed(Instant.parse("2026-11-24T02:00:00Z"), ZoneOffset.UTC));

    @BeforeEach
    void loadUnits() {
        load(
                "code,name,parent",
                COUNTY + ",临川县,",
                TOWN + ",青石镇," + COUNTY,
                LOWER + ",下店村," + TOWN,
                UPPER + ",上坪村," + TOWN,
                BRIDGE + ",大桥村," + TOWN);
    }

    @AfterEach
    void everyCheckHolds() {
        assertThat(ledger.check()).isEmpty();
        assertThat(ledger.rebuild()).isZero();
    }

    private UnitsReport load(String... lines) {
        return ledger.loadUnits(Sheets.units(lines));
    }

    private void mergeTwice() {
        load(
                "代码,名称,上级,生效日期,撤并日期,并入",
                LOWER + ",下店村," + TOWN + ",,2024-12-31," + NEW,
                UPPER + ",上坪村," + TOWN + ",,2024年12月31日," + NEW,
                NEW + ",店坪村," + TOWN + ",2025/1/1,,");
        load(
                "code,name,parent,valid_from,valid_to,successor",
                NEW + ",店坪村," + TOWN + ",2025-01-01,2025-12-31," + NEWEST,
                BRIDGE + ",大桥村," + TOWN + ",,2025-12-31," + NEWEST,
                NEWEST + ",新桥社区," + TOWN + ",2026-01-01,,");
    }

    private List<SubjectFacts> people(String unit) {
        return ledger.subjects(unit, SubjectType.PERSON);
    }

    @Test
    void showsThePeopleOfVillagesThatMergeTwiceInTheLast() {
        ledger.ingest(aRoster("person_name", "person_id_no").row("王五", ID_A).build(), LOWER, "小李");
        ledger.ingest(
                aRoster("person_name", "household_no", "relation_to_head")
                        .named("second.xlsx")
                        .row("李桂英", "3", "户主")
                        .build(),
                BRIDGE,
                "小李");
        mergeTwice();

        assertThat(people(NEWEST)).extracting(SubjectFacts::name).containsExactlyInAnyOrder("王五", "李桂英");
        assertThat(ledger.subjects(NEWEST, SubjectType.HOUSEHOLD)).hasSize(1);
        assertThat(people(LOWER)).isEmpty();
        assertThat(people(TOWN)).hasSize(2);
        assertThat(ledger.units()).extracting(Unit::code).containsExactly(COUNTY, TOWN, NEWEST);
        assertThat(ledger.unitsBelow(TOWN))
                .extracting(FactSource.UnitNames::name)
                .containsExactly("新桥社区");
        assertThat(ledger.unit(LOWER))
                .hasValueSatisfying(u -> assertThat(u.name()).isEqualTo("下店村"));
        assertThat(ledger.requireUnit(LOWER)).isEqualTo(NEWEST);
        assertThat(ledger.codesOf(NEWEST)).containsExactly(LOWER, UPPER, BRIDGE, NEW, NEWEST);
    }

    @Test
    void putsRowsAndFormsOfAMergedVillageToItsSuccessorAndSaysSo() {
        ledger.ingest(aRoster("person_name", "person_id_no").row("王五", ID_A).build(), LOWER, "小李");
        mergeTwice();
        IngestReport named = ledger.ingest(
                aRoster("person_name", "person_id_no", "village")
                        .named("second.xlsx")
                        .row("王五", ID_A, "下店村")
                        .row("李桂英", ID_B, LOWER)
                        .build(),
                TOWN,
                "小李");

        assertThat(named.accepted()).isEqualTo(2);
        assertThat(named.note().orElse("")).contains("2 行", "下店村（" + LOWER + "）", "新桥社区（" + NEWEST + "）");
        assertThat(people(NEWEST)).hasSize(2);

        IngestReport old = ledger.ingest(
                aRoster("person_name", "person_phone")
                        .named("third.xlsx")
                        .row("王五", "10012345678")
                        .build(),
                LOWER,
                "小李");
        assertThat(old.note().orElse("")).contains("下店村（" + LOWER + "）已并入新桥社区");
        assertThat(people(NEWEST)).hasSize(2);

        IngestReport again = ledger.ingest(
                aRoster("person_name", "person_id_no").row("王五", ID_A).build(), NEWEST, "小李");
        assertThat(again.note().orElse("")).contains("没有重复入账");
    }

    @Test
    void refusesAVillageThatIsNoMoreAndHasNoSuccessor() {
        load("code,name,parent,valid_to", LOWER + ",下店村," + TOWN + ",2025-12-31");

        assertThatThrownBy(() -> ledger.requireUnit(LOWER))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-007"));
        IngestReport report = ledger.ingest(
                aRoster("person_name", "person_id_no", "village")
                        .row("王五", ID_A, "下店村")
                        .row("李桂英", ID_B, "上坪村")
                        .build(),
                TOWN,
                "小李");
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused())
                .singleElement()
                .satisfies(r -> assertThat(r.reason()).contains("已经撤销", "./qz units"));
    }

    @Test
    void refusesCirclesAndSuccessorsThatAreNotThereRowByRow() {
        UnitsReport report = load(
                "code,name,parent,valid_from,valid_to,successor",
                LOWER + ",下店村," + TOWN + ",,2025-12-31," + UPPER,
                UPPER + ",上坪村," + TOWN + ",,2025-12-31," + LOWER,
                BRIDGE + ",大桥村," + TOWN + ",,2025-12-31,999001101299",
                NEW + ",店坪村," + TOWN + ",2027-01-01,,",
                NEWEST + ",新桥社区," + TOWN + ",去年,,",
                "999001101212,梅岭村," + TOWN + ",,," + TOWN,
                "999001101213,柏树村," + TOWN + ",,,999002101201");

        assertThat(report.units()).isEqualTo(1); // once 下店村's row is refused 上坪村 may go on as it
        assertThat(report.refused()).extracting(UnitsReport.Refused::row).containsExactly(2, 4, 5, 6, 7, 8);
        assertThat(report.refused().get(0).reason()).contains("一圈");
        assertThat(report.refused().get(1).reason()).contains("不在名册里");
        assertThat(ledger.requireUnit(UPPER)).isEqualTo(LOWER);
        assertThat(ledger.requireUnit(BRIDGE)).isEqualTo(BRIDGE);
    }

    @Test
    void takesAMergerBackWhenTheListSaysOtherwise() {
        ledger.ingest(aRoster("person_name", "person_id_no").row("王五", ID_A).build(), LOWER, "小李");
        mergeTwice();
        UnitsReport report = load("code,name,parent,valid_to,successor", LOWER + ",下店村," + TOWN + ",,");

        assertThat(report.moved()).isEqualTo(1);
        assertThat(report.changes()).singleElement().asString().contains("不再并入");
        assertThat(people(LOWER)).hasSize(1);
        assertThat(ledger.requireUnit(LOWER)).isEqualTo(LOWER);
        load("code,name,parent", LOWER + ",下店村," + TOWN);
        load("code,name,parent", UPPER + ",上坪村," + TOWN);
        assertThat(ledger.requireUnit(UPPER)).isEqualTo(NEWEST);
    }

    @Test
    void keepsWhatWasSaidOfAVillageItselfWithThatVillage() {
        ledger.ingest(
                aRoster("village", "road_length")
                        .of(SubjectType.UNIT)
                        .kind(TableKind.STATISTICS)
                        .row("下店村", "3.5")
                        .build(),
                TOWN,
                "小李");
        mergeTwice();
        IngestReport later = ledger.ingest(
                aRoster("village", "road_length")
                        .of(SubjectType.UNIT)
                        .kind(TableKind.STATISTICS)
                        .named("second.xlsx")
                        .row("下店村", "4")
                        .row("新桥社区", "9")
                        .build(),
                TOWN,
                "小李");

        assertThat(later.refused())
                .singleElement()
                .satisfies(r -> assertThat(r.reason()).contains("并入以前整村的数"));
        assertThat(ledger.subjects(NEWEST, SubjectType.UNIT))
                .singleElement()
                .satisfies(u -> assertThat(u.values().get(ElementKey.of("road_length")))
                        .extracting("value")
                        .isEqualTo("9"));
    }
}
