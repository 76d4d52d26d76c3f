package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.Sheets;
import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.returns.ReturnFlow;
import cn.qingzhuang.app.returns.ReturnRequest;
import cn.qingzhuang.app.returns.WorkingDays;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a village asks of a department: the clock, the answer that goes into the ledger, the refusal. */
@SuppressWarnings("NullAway.Init")
class ReturnPagesTest {
    private static final String COUNTY = "990201000000";
    private static final String POLICE = "县公安局";
    /** A Wednesday before the National Day. */
    private static final Instant ASKED = Instant.parse("2026-09-30T02:00:00Z");

    private Facades facades;
    private Entrance entrance;
    private Viewer clerk;
    private Viewer officer;
    private Viewer other;
    private Viewer burdenOffice;

    @BeforeEach
    void start(@TempDir Path folder) {
        Home home = new Home(folder.resolve("home"));
        facades = new Facades(home, Map.of());
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        new Shell(home, folder, nowhere, nowhere)
                .run(facades, "units", Sheets.units(folder).toString());
        entrance = new Entrance(facades);
        clerk = viewer("clerk", new Entrance.At(Role.CLERK, Sheets.VILLAGE));
        officer = viewer("police", new Entrance.At(Role.OFFICER, COUNTY, POLICE));
        other = viewer("school", new Entrance.At(Role.OFFICER, COUNTY, "县教育局"));
        burdenOffice = viewer("burden", new Entrance.At(Role.BURDEN_OFFICE, COUNTY));
    }

    private Viewer viewer(String name, Entrance.At at) {
        return facades.machines().absent(entrance.account(name, at).id()).orElseThrow();
    }

    @AfterEach
    void stop() {
        assertThat(facades.ledger().check()).isEmpty();
        facades.close();
    }

    private ReturnFlow flow(Instant now) {
        return new ReturnFlow(
                facades.database().source(),
                facades.forms().catalogue(),
                facades.imports(),
                WorkingDays.standard(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void namesTheDepartmentsThatSomebodyAnswersFor() {
        assertThat(facades.accounts().departmentsFor(Sheets.VILLAGE)).containsExactlyInAnyOrder(POLICE, "县教育局");
        assertThat(facades.accounts().departmentsFor("990301101201")).isEmpty();
        namesTheDepartmentsThatAGrantIsOfUseTo();
    }

    private void namesTheDepartmentsThatAGrantIsOfUseTo() {
        for (String unit : List.of(COUNTY, Sheets.VILLAGE, "990200000000")) {
            Viewer here = viewer("s" + unit, new Entrance.At(Role.SECURITY_ADMINISTRATOR, unit));
            assertThat(facades.accounts().departmentsGrantedBy(here)).containsExactlyInAnyOrder(POLICE, "县教育局");
        }
        Viewer away = viewer("away", new Entrance.At(Role.SECURITY_ADMINISTRATOR, "990301000000"));
        assertThat(facades.accounts().departmentsGrantedBy(away)).isEmpty();
        assertThat(facades.accounts().departmentsGrantedBy(officer)).isEmpty();
    }

    private ReturnRequest ask() {
        return flow(ASKED)
                .ask(clerk, new ReturnFlow.Asked(Sheets.VILLAGE, POLICE, List.of("person_id_no"), "全体村民", "核对养老金发放"));
    }

    @Test
    void runsByWorkingDaysAndShowsToAllThreeWhatIsOverdue() {
        ReturnRequest asked = ask();
        // 1 to 7 October are off, Saturday 10 October is worked: 8, 9, 10, 12, 13
        assertThat(asked.dueOn()).isEqualTo(LocalDate.of(2026, 10, 13));
        assertThat(asked.daysLeft()).isEqualTo(6);
        Instant late = Instant.parse("2026-10-15T02:00:00Z");
        for (Viewer viewer : List.of(clerk, officer, burdenOffice)) {
            assertThat(flow(late).list(viewer, viewer.equals(clerk) ? Sheets.VILLAGE : COUNTY))
                    .singleElement()
                    .satisfies(r -> {
                        assertThat(r.isOverdue()).isTrue();
                        assertThat(r.daysLeft()).isEqualTo(-2);
                    });
        }
        assertThat(flow(late).list(other, COUNTY)).isEmpty();
        assertThat(flow(Instant.parse("2026-10-13T15:00:00Z"))
                        .list(clerk, Sheets.VILLAGE)
                        .get(0)
                        .isOverdue())
                .isFalse();
    }

    @Test
    void isAnsweredByAFileThatGoesIntoTheLedger() {
        ReturnRequest asked = ask();
        byte[] nobody = "姓名,身份证号\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> flow(ASKED).answer(officer, asked, "空.csv", nobody))
                .isInstanceOf(Problem.class);
        byte[] rows = "姓名,身份证号\n王五,990201195003124237\n".getBytes(StandardCharsets.UTF_8);
        flow(ASKED).answer(officer, asked, "人口.csv", rows);
        ReturnRequest then = flow(ASKED).find(asked.id()).orElseThrow();
        assertThat(then.outcome().orElseThrow().word()).isEqualTo("answered");
        assertThat(facades.ledger().subjects(Sheets.VILLAGE, SubjectType.PERSON))
                .hasSize(1);
        assertThatThrownBy(() -> flow(ASKED).refuse(officer, then, "晚了"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("FEED-031"));
    }

    @Test
    void isRefusedWithAReasonOrWithdrawn() {
        ReturnRequest asked = ask();
        assertThatThrownBy(() -> flow(ASKED).refuse(officer, asked, " "))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("FEED-032"));
        flow(ASKED).refuse(officer, asked, "依法不予共享");
        assertThat(flow(ASKED)
                        .find(asked.id())
                        .orElseThrow()
                        .outcome()
                        .orElseThrow()
                        .words())
                .isEqualTo("依法不予共享");
        ReturnRequest second = ask();
        flow(ASKED).withdraw(clerk, second);
        assertThat(flow(ASKED).list(clerk, Sheets.VILLAGE))
                .allMatch(r -> r.outcome().isPresent());
    }

    @Test
    void refusesWhatIsNotWhole() {
        for (ReturnFlow.Asked asked : List.of(
                new ReturnFlow.Asked(Sheets.VILLAGE, "", List.of("person_id_no"), "全体", "用途"),
                new ReturnFlow.Asked(Sheets.VILLAGE, POLICE, List.of(), "全体", "用途"),
                new ReturnFlow.Asked(Sheets.VILLAGE, POLICE, List.of("nothing"), "全体", "用途"),
                new ReturnFlow.Asked(Sheets.VILLAGE, POLICE, List.of("person_id_no"), " ", "用途"),
                new ReturnFlow.Asked(Sheets.VILLAGE, POLICE, List.of("person_id_no"), "全体", "x".repeat(501)))) {
            assertThatThrownBy(() -> flow(ASKED).ask(clerk, asked))
                    .isInstanceOfSatisfying(
                            Problem.class, p -> assertThat(p.code()).isEqualTo("FEED-030"));
        }
    }
}
