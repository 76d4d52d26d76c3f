package cn.qingzhuang.app.ledger;

import static cn.qingzhuang.app.ledger.Sheets.aRoster;
import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.sheet.TableKind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rosters of organisations, dwellings and events. */
class OtherSubjectsTest {
    private static final String VILLAGE = "999001101201";

    private final Ledger ledger = new Ledger(
            TestDatabase.fresh(),
            Catalogue.standard(),
            Clock.fixed(Instant.parse("2026-11-24T02:00:00Z"), ZoneOffset.UTC));

    @AfterEach
    void everyCheckHolds() {
        assertThat(ledger.check()).isEmpty();
        assertThat(ledger.rebuild()).isZero();
    }

    private List<SubjectFacts> taken(SubjectType type, Sheets... files) {
        for (Sheets file : files) {
            assertThat(ledger.ingest(file.of(type).build(), VILLAGE, "小李").refused())
                    .isEmpty();
        }
        return ledger.subjects(VILLAGE, type);
    }

    private static String value(SubjectFacts subject, String key) {
        return java.util.Objects.requireNonNull(subject.values().get(ElementKey.parse(key)), key)
                .value();
    }

    @Test
    void knowsAnOrganisationByItsCodeElseByItsNameInTheUnit() {
        List<SubjectFacts> all = taken(
                SubjectType.ORGANISATION,
                aRoster("org_uscc", "org_name", "org_employees")
                        .row("91990011MA00000011", "下店村粮油店", "3")
                        .row("91990011MA00000022", "下店村卫生室", "2"),
                aRoster("org_uscc", "org_address").named("second.xlsx").row("91990011MA00000011", "下店村一组"),
                aRoster("org_name", "org_phone").named("third.xlsx").row("下店村卫生室", "10012345678"));
        assertThat(all).hasSize(2);
        assertThat(value(all.get(0), "org_address")).isEqualTo("下店村一组");
        assertThat(value(all.get(1), "org_phone")).isEqualTo("10012345678");
    }

    @Test
    void knowsADwellingByItsNumberElseByItsAddress() {
        List<SubjectFacts> all = taken(
                SubjectType.DWELLING,
                aRoster("dwelling_code", "dwelling_address", "dwelling_area")
                        .row("990011012010001", "下店村一组1号", "120")
                        .row("990011012010002", "下店村一组2号", "90"),
                aRoster("dwelling_code", "dwelling_floors").named("second.xlsx").row("990011012010001", "2"),
                aRoster("dwelling_address", "dwelling_build_year")
                        .named("third.xlsx")
                        .row("下店村一组2号", "1998"));
        assertThat(all).hasSize(2);
    }

    @Test
    void aListOfDwellingsThatNamesNoHouseholdIsOfDwellings() {
        taken(
                SubjectType.HOUSEHOLD,
                aRoster("dwelling_code", "dwelling_address", "dwelling_area").row("990011012010001", "下店村一组1号", "120"));
        assertThat(ledger.subjects(VILLAGE, SubjectType.DWELLING)).hasSize(1);
        assertThat(ledger.subjects(VILLAGE, SubjectType.HOUSEHOLD)).isEmpty();
    }

    @Test
    void knowsAnEventAgainByDayKindAndPeopleInAnotherFileOnly() {
        Sheets first = aRoster("event_time", "event_type", "event_parties", "event_content")
                .kind(TableKind.LEDGER)
                .row("2026-03-01", "邻里纠纷", "王五、赵六", "地界")
                .row("2026-03-01", "邻里纠纷", "王五、赵六", "排水");
        Sheets second = aRoster("event_time", "event_type", "event_parties", "event_result")
                .kind(TableKind.LEDGER)
                .named("second.xlsx")
                .row("2026-03-01", "邻里纠纷", "王五、赵六", "已调解")
                .row("2026-03-02", "邻里纠纷", "王五、赵六", "未调解");
        assertThat(taken(SubjectType.EVENT, first)).hasSize(2);
        List<SubjectFacts> all = taken(SubjectType.EVENT, second);
        assertThat(all).hasSize(3);
        assertThat(all.stream().filter(e -> e.values().containsKey(ElementKey.of("event_result"))))
                .hasSize(2);
    }
}
